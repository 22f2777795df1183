package org.pantau.operate;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.value.Answer;
import org.pantau.normalise.Memory;
import org.pantau.normalise.Normalised;
import org.pantau.normalise.Normaliser;
import org.pantau.pipeline.ReadAhead;
import org.pantau.poll.Poller;
import org.pantau.read.Readings;

/** Asks a feed once and says what it would bring; nothing is stored. May be called from any thread. */
public final class Trial {

    private final Vertx vertx;
    private final Context context;
    private final Poller poller;
    private final InstantSource clock;

    /** @param poller used for nothing else: its requests are made on a context of this trial's own */
    public Trial(Vertx vertx, Poller poller, InstantSource clock) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.poller = poller;
        this.clock = clock;
    }

    /**
     * What came of asking once.
     *
     * @param answers what the endpoint answered, one per request
     * @param readings what each says
     * @param normalised what would be stored; a running counter has no increase yet
     */
    public record Tried(Feed feed, List<Answer> answers, List<Readings> readings, Normalised normalised) {

        public Report report() {
            return Report.of(feed, answers, readings, normalised);
        }
    }

    /** Asks a feed of this catalogue once. */
    public Future<Tried> once(Catalogue catalogue, Feed feed) {
        if (feed.isPushed()) {
            return Future.failedFuture(new IllegalArgumentException("feed " + feed.id() + " is pushed, not asked"));
        }
        Promise<Tried> tried = Promise.promise();
        context.runOnContext(here -> {
            Instant slot = clock.instant();
            poller.ask(feed, slot)
                    // Interpreted expressions and large bodies do not belong on an event loop.
                    .compose(answers -> vertx.executeBlocking(() -> read(catalogue, feed, answers, slot))
                            .onComplete(done -> answers.forEach(Answer::close)))
                    .onComplete(tried);
        });
        return tried.future();
    }

    private Tried read(Catalogue catalogue, Feed feed, List<Answer> answers, Instant slot) {
        Normaliser normaliser = Normaliser.of(feed, catalogue);
        List<Readings> readings = ReadAhead.readAll(feed, answers, normaliser.fold(slot));
        Normalised normalised = normaliser.step(Memory.EMPTY, answers, readings, slot, clock.instant());
        return new Tried(feed, answers, readings, normalised);
    }
}
