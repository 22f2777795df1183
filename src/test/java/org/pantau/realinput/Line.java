package org.pantau.realinput;

import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.database.TestDatabase;
import org.pantau.measure.ScopePath;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.normalise.Memory;
import org.pantau.normalise.Normalised;
import org.pantau.normalise.Normaliser;
import org.pantau.poll.PollSettings;
import org.pantau.poll.Poller;
import org.pantau.poll.request.Secrets;
import org.pantau.query.Present;
import org.pantau.query.PresentQuery;
import org.pantau.query.SeriesAnswer;
import org.pantau.query.SeriesQuery;
import org.pantau.query.Step;
import org.pantau.query.Window;
import org.pantau.read.Reader;
import org.pantau.read.Readings;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.series.CatalogueDescriber;

/** Pantau's own line, ask, read, normalise, write, stepped by hand: each call serves one slot of one feed. */
final class Line {

    private final Vertx vertx;
    private final TestDatabase database;
    private final Catalogue catalogue;
    private final Slots slots;
    private final Poller poller;
    private final Store store;
    private final Map<String, Memory> feedToMemory = new ConcurrentHashMap<>();

    private Line(Vertx vertx, TestDatabase database, Catalogue catalogue, Slots slots) {
        this.vertx = vertx;
        this.database = database;
        this.catalogue = catalogue;
        this.slots = slots;
        this.poller = new Poller(
                new Outgoing(vertx, NetSettings.defaults("test")),
                new Secrets(name -> null),
                slots,
                PollSettings.DEFAULT);
        this.store = new Store(vertx, database.pool(), new CatalogueDescriber(catalogue), StoreSettings.DEFAULT, slots);
        done(store.start());
    }

    /** A line that remembers what the database does, which at first is nothing. */
    static Line started(Vertx vertx, TestDatabase database, Catalogue catalogue, Slots slots) {
        Line line = new Line(vertx, database, catalogue, slots);
        Present past = await(new PresentQuery(database.pool()).present(slots.instant()));
        past.feedMemory().forEach((feed, json) -> line.feedToMemory.put(feed, Memory.fromJson(json)));
        past.lastPolls()
                .forEach((feed, slot) -> line.feedToMemory.computeIfPresent(feed, (id, memory) -> memory.after(slot)));
        return line;
    }

    /** As after a crash: everything in memory is gone, what was committed is not. */
    Line startedAgain() {
        return started(vertx, database, catalogue, slots);
    }

    /** Serves the present slot of a feed and waits for the commit. */
    void poll(String feed) {
        done(polled(feed));
    }

    /** The same without waiting, so that many feeds may be asked at once. */
    Future<Normalised> polled(String feed) {
        Instant slot = slots.instant();
        return step(feed)
                .compose(normalised -> store.write(normalised.batch(feed, slot)).map(written -> {
                    feedToMemory.put(feed, normalised.memory());
                    return normalised;
                }));
    }

    /** What Pantau answers for all slots so far, in buckets of an hour; null where it knows of nothing. */
    @Nullable
    Double answered(String service, String measure) {
        SeriesAnswer answer = await(new SeriesQuery(database.pool(), catalogue, slots)
                .series(
                        ScopePath.of(service),
                        catalogue.measures().find(measure).orElseThrow(),
                        Optional.empty(),
                        new Window(Slots.FIRST, Slots.FIRST.plus(Duration.ofHours(1))),
                        Optional.of(Step.HOUR)));
        return answer.points().get(0).value();
    }

    /** Serves the present slot up to the moment before the commit, where the process dies. */
    void pollUnwritten(String feed) {
        done(step(feed));
    }

    private Future<Normalised> step(String id) {
        Feed feed = catalogue.feed(id).orElseThrow();
        Instant slot = slots.instant();
        Memory memory = feedToMemory.getOrDefault(id, Memory.EMPTY);
        return poller.ask(feed, slot).map(answers -> {
            List<Readings> readings =
                    answers.stream().map(answer -> Reader.read(feed, answer)).toList();
            return Normaliser.of(feed, catalogue).step(memory, answers, readings, slot, slots.instant());
        });
    }
}
