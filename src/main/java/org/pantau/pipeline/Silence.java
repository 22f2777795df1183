package org.pantau.pipeline;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.pantau.catalogue.model.PushSpec;
import org.pantau.live.Board;
import org.pantau.live.state.FeedClock;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.time.WorkCalendar;
import org.pantau.measure.value.Batch;
import org.pantau.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after pushed feeds that fall silent: they are stale, once, and say nothing about their services, which may be
 * well. Belongs to the ingest context.
 */
final class Silence {

    private static final Logger log = LoggerFactory.getLogger(Silence.class);
    private static final long LOOK_MS = 1_000;

    private final Vertx vertx;
    private final Store store;
    private final Board board;
    private final InstantSource clock;
    private final WorkCalendar calendar;
    private List<FeedLine> pushed = List.of();
    private Instant begun = Instant.MAX;
    private long timer = -1;

    Silence(Vertx vertx, Store store, Board board, InstantSource clock, WorkCalendar calendar) {
        this.calendar = calendar;
        this.vertx = vertx;
        this.store = store;
        this.board = board;
        this.clock = clock;
    }

    void start(Collection<FeedLine> lines) {
        pushed = lines.stream().filter(line -> line.feed.isPushed()).toList();
        begun = clock.instant();
        pushed.forEach(line -> line.present = line.present.nextAt(begun.plus(line.feed.every())));
        if (!pushed.isEmpty()) {
            timer = vertx.setPeriodic(LOOK_MS, id -> look());
        }
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void look() {
        Instant now = clock.instant();
        for (FeedLine line : pushed) {
            PushSpec push = line.feed.push();
            if (push != null && !line.silent && now.isAfter(patience(line, push))) {
                silent(line, push, now);
            }
        }
    }

    /** A report that is due by calendar may be silent over a holiday; anything else misses its rhythm. */
    private Instant patience(FeedLine line, PushSpec push) {
        Instant heard = heard(line);
        return line.feed.due() == null
                ? heard.plus(push.longestSilence())
                : new FeedClock(line.feed, calendar).oldAt(heard);
    }

    /** We were not there to hear before the start. */
    private Instant heard(FeedLine line) {
        Instant last = line.lastSlot;
        return last == null || last.isBefore(begun) ? begun : last;
    }

    private void silent(FeedLine line, PushSpec push, Instant now) {
        Duration silence = Duration.between(heard(line), now);
        Outcome stale = new Outcome(
                FeedState.STALE,
                line.feed.due() != null
                        ? "no report has come since "
                                + heard(line).atZone(line.feed.zone()).toLocalDate()
                        : "nothing was pushed for " + silence.toSeconds() + " s, expected every "
                                + push.expectEvery().toSeconds() + " s");
        StateLog.changed(line, stale, now);
        line.silent = true;
        line.lastState = stale.state();
        line.present = line.present.polled(now, stale, null, List.of(), List.of());
        Batch batch = PushResult.silent(line.feed, now, stale);
        store.write(batch)
                .onSuccess(written -> board.apply(batch, false))
                .onFailure(lost -> log.error("feed {}: its silence could not be recorded", line.feed.id(), lost));
    }
}
