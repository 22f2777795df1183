package org.pantau.pipeline;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.live.Board;
import org.pantau.measure.value.Answer;
import org.pantau.measure.value.Batch;
import org.pantau.normalise.Normalised;
import org.pantau.normalise.Unconfirmed;
import org.pantau.poll.Poller;
import org.pantau.read.Readings;
import org.pantau.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cycle of one feed: ask, read, normalise, write, publish. What is published has been committed, so the live page
 * never shows what history will not. Runs on the ingest context.
 */
final class Cycle {

    private static final Logger log = LoggerFactory.getLogger(Cycle.class);

    private final Function<Feed, Poller> pollers;
    private final Readers readers;
    private final Store store;
    private final Board board;
    private final PipelineCounters counters;
    private final InstantSource clock;
    private boolean closed;

    Cycle(
            Function<Feed, Poller> pollers,
            Readers readers,
            Store store,
            Board board,
            PipelineCounters counters,
            InstantSource clock) {
        this.pollers = pollers;
        this.readers = readers;
        this.store = store;
        this.board = board;
        this.counters = counters;
        this.clock = clock;
    }

    /** Nothing is written from now on: an answer still under way must not meet a store that is closing. */
    void close() {
        closed = true;
    }

    /**
     * Serves one slot of a feed.
     *
     * <p>The line is free again when the answer is read and its writing under way, so that the next slot need not wait for
     * the database.
     */
    void run(FeedLine line, Instant slot) {
        line.busy = true;
        line.lastSlot = slot;
        counters.asked.increment();
        Future.succeededFuture()
                .compose(begun -> pollers.apply(line.feed).ask(line.feed, slot))
                .compose(answers ->
                        readers.read(line, answers, slot).map(readings -> normalise(line, answers, readings, slot)))
                .onComplete(done -> {
                    line.busy = false;
                    if (done.succeeded()) {
                        writeAndPublish(line, slot, done.result());
                    } else {
                        log.error(
                                "feed {}: cycle of {} failed through a fault of ours",
                                line.feed.id(),
                                slot,
                                done.cause());
                        counters.failed.increment();
                        counters.unstored.increment();
                    }
                });
    }

    /** Records a slot that could not be served because the one before was still under way. */
    void missed(FeedLine line, Instant slot) {
        line.lastSlot = slot;
        counters.missed.increment();
        writeAndPublish(line, slot, line.normaliser.missed(line.memory, slot));
    }

    /**
     * Reads one past day, once. Only values of named periods are kept: nothing was seen at that time.
     *
     * @return whether the day was read and written
     */
    Future<Boolean> readDay(FeedLine line, LocalDate day) {
        Instant now = clock.instant();
        return Future.succeededFuture()
                .compose(begun -> pollers.apply(line.feed).askDay(line.feed, day))
                .compose(answers -> readers.read(line, answers, now).compose(readings -> {
                    Normalised normalised = line.normaliser.history(line.memory, answers, readings, now, now);
                    boolean whole = answers.stream().allMatch(Answer::complete);
                    if (closed || !whole || !normalised.outcome().ok()) {
                        return Future.succeededFuture(false);
                    }
                    return store.write(new Batch(
                                    line.feed.id(), now, normalised.outcome(), List.of(), normalised.periods(), null))
                            .compose(written -> store.historyRead(line.feed.id(), day))
                            .map(true);
                }));
    }

    private Normalised normalise(FeedLine line, List<Answer> answers, List<Readings> readings, Instant slot) {
        Normalised normalised = line.normaliser.step(line.memory, answers, readings, slot, clock.instant());
        (normalised.outcome().ok() ? counters.read : counters.failed).increment();
        StateLog.changed(line, normalised.outcome(), slot);
        line.backOff = line.backOff.after(normalised.outcome().state(), longestRetryAfter(answers), slot);
        line.lastState = normalised.outcome().state();
        line.present = line.present.polled(
                slot,
                normalised.outcome(),
                longestTook(answers),
                normalised.problems(),
                normalised.unconfirmed().stream().map(Unconfirmed::code).toList());
        return normalised;
    }

    private void writeAndPublish(FeedLine line, Instant slot, Normalised normalised) {
        if (closed) {
            counters.unstored.increment();
            return;
        }
        Future<Void> published = Future.succeededFuture()
                .compose(begun -> publishAfterWrite(normalised.batch(line.feed.id(), slot), normalised.slow()))
                .onFailure(lost -> {
                    counters.unstored.increment();
                    log.error("feed {}: poll of {} could not be written: {}", line.feed.id(), slot, lost.getMessage());
                });
        if (published.failed()) {
            // Refused at once: positions of counters stay, so that the next increase covers what was lost here.
            return;
        }
        line.memory = normalised.memory();
    }

    private Future<Void> publishAfterWrite(Batch batch, boolean slow) {
        return store.write(batch).onSuccess(written -> {
            counters.stored.increment();
            board.apply(batch, slow);
        });
    }

    private static @Nullable Duration longestTook(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.outcome().state().answered())
                .map(Answer::took)
                .max(Duration::compareTo)
                .orElse(null);
    }

    private static @Nullable Duration longestRetryAfter(List<Answer> answers) {
        return answers.stream()
                .map(Answer::retryAfter)
                .filter(Objects::nonNull)
                .max(Duration::compareTo)
                .orElse(null);
    }
}
