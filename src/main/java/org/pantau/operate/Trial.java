package org.pantau.operate;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.value.Answer;
import org.pantau.normalise.Memory;
import org.pantau.normalise.Normalised;
import org.pantau.normalise.Normaliser;
import org.pantau.poll.Poller;
import org.pantau.read.Reader;
import org.pantau.read.Readings;

/** Asks a feed once and says what it would bring; nothing is stored. */
public final class Trial {

    private final Vertx vertx;
    private final Catalogue catalogue;
    private final Poller poller;
    private final InstantSource clock;

    public Trial(Vertx vertx, Catalogue catalogue, Poller poller, InstantSource clock) {
        this.vertx = vertx;
        this.catalogue = catalogue;
        this.poller = poller;
        this.clock = clock;
    }

    /**
     * What came of asking once.
     *
     * @param answers what the endpoint answered, one per request
     * @param normalised what would be stored; a running counter has no increase yet
     */
    public record Tried(Feed feed, List<Answer> answers, Normalised normalised) {}

    public Future<Tried> once(Feed feed) {
        if (feed.isPushed()) {
            return Future.failedFuture(new IllegalArgumentException("feed " + feed.id() + " is pushed, not asked"));
        }
        Instant slot = clock.instant();
        return poller.ask(feed, slot)
                // Interpreted expressions and large bodies do not belong on an event loop.
                .compose(answers -> vertx.executeBlocking(() -> {
                    List<Readings> readings = new ArrayList<>();
                    for (Answer answer : answers) {
                        readings.add(Reader.read(feed, answer));
                    }
                    Normalised normalised =
                            Normaliser.of(feed, catalogue).step(Memory.EMPTY, answers, readings, slot, clock.instant());
                    return new Tried(feed, answers, normalised);
                }));
    }
}
