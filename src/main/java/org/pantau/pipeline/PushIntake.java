package org.pantau.pipeline;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.PushSpec.Kind;
import org.pantau.live.Board;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Batch;
import org.pantau.poll.request.Secrets;
import org.pantau.read.format.UnreadableBody;
import org.pantau.store.PushKey;
import org.pantau.store.Store;
import org.pantau.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what agencies send by themselves: read, normalise, write, publish, in the order it came for each feed. A push
 * counts whole or not at all, and once: its future completes after the commit. For any thread; works on the ingest context.
 */
public final class PushIntake {

    private static final Logger log = LoggerFactory.getLogger(PushIntake.class);
    /** Pushes of one feed that may wait for one another. */
    private static final int MOST_WAITING = 16;

    private final Supplier<@Nullable Context> context;
    private final Map<String, FeedLine> lines;
    private final WorkerExecutor readers;
    private final Store store;
    private final Board board;
    private final PipelineCounters counters;
    private final InstantSource clock;
    private final PushTokens tokens;

    PushIntake(
            Supplier<@Nullable Context> context,
            Map<String, FeedLine> lines,
            WorkerExecutor readers,
            Store store,
            Board board,
            PipelineCounters counters,
            InstantSource clock,
            Secrets secrets) {
        this.context = context;
        this.lines = lines;
        this.readers = readers;
        this.store = store;
        this.board = board;
        this.counters = counters;
        this.clock = clock;
        this.tokens =
                new PushTokens(lines.values().stream().map(line -> line.feed).toList(), secrets, clock);
    }

    /** The feed of this id, if this is its token. */
    public Optional<Feed> feed(String id, String token) {
        FeedLine line = lines.get(id);
        Feed feed = line == null ? null : line.feed;
        return tokens.matches(feed, token) ? Optional.ofNullable(feed) : Optional.empty();
    }

    /** The feed that has this token and takes this kind. */
    public Optional<Feed> feed(String token, Kind kind) {
        return tokens.find(token, kind);
    }

    /**
     * Takes a push of a feed.
     *
     * @return after the commit; fails with {@link PushRefused}, or {@link PushUnavailable} while it cannot be stored
     */
    public Future<Pushed.Receipt> push(Feed feed, Pushed pushed) {
        return inOrder(feed, line -> receive(line, pushed));
    }

    /**
     * Takes a sign of life.
     *
     * @param pingMs what the source says it needs for an answer; null where it does not say
     * @param message the source's own words; may be empty
     */
    public Future<Pushed.Receipt> heartbeat(Feed feed, boolean up, @Nullable Double pingMs, String message) {
        return inOrder(
                feed,
                line -> write(line, PushResult.heartbeat(line.feed, clock.instant(), up, pingMs, message), List.of()));
    }

    /** What is done with a line; started on the ingest context when everything before it has ended. */
    private interface Work {
        Future<Pushed.Receipt> on(FeedLine line);
    }

    private Future<Pushed.Receipt> inOrder(Feed feed, Work work) {
        Promise<Pushed.Receipt> taken = Promise.promise();
        Context ingest = context.get();
        if (ingest == null) {
            return Future.failedFuture(new PushUnavailable("nothing is taken before the start, nor after the end"));
        }
        ingest.runOnContext(here -> {
            FeedLine line = lines.get(feed.id());
            if (line == null || line.pushesWaiting >= MOST_WAITING) {
                taken.fail(new PushUnavailable("too many pushes of this feed wait already"));
                return;
            }
            line.pushesWaiting++;
            Future<Pushed.Receipt> done = line.lastPush.transform(before -> started(() -> work.on(line)));
            line.lastPush = done.<Void>mapEmpty().otherwiseEmpty();
            done.onComplete(ended -> line.pushesWaiting--).onComplete(taken);
        });
        return taken.future();
    }

    /** A fault of ours thrown at once fails the push like any other, and not those behind it. */
    private static Future<Pushed.Receipt> started(Supplier<Future<Pushed.Receipt>> work) {
        return Future.succeededFuture().compose(begun -> work.get());
    }

    private Future<Pushed.Receipt> receive(FeedLine line, Pushed pushed) {
        Instant arrived = clock.instant();
        PushKey key = pushed.key() == null ? null : PushHashes.key(pushed.key(), pushed);
        if (key == null) {
            return take(line, pushed, arrived, null);
        }
        return known(line.feed, List.of(key.key())).compose(found -> {
            PushKey before = found.get(key.key());
            if (before == null || before.answer() == null) {
                return take(line, pushed, arrived, key);
            }
            return key.body() != null && key.body().equals(before.body())
                    ? Future.succeededFuture(new Pushed.Receipt(before.answer(), true))
                    : Future.failedFuture(new PushRefused(List.of(new PushRefused.Item(
                            "Idempotency-Key", "a key of its own: this one came with another body before"))));
        });
    }

    private Future<Pushed.Receipt> take(FeedLine line, Pushed pushed, Instant arrived, @Nullable PushKey key) {
        PushReading reading = new PushReading(line.feed, pushed, arrived);
        return readers.executeBlocking(reading::open, false)
                .recover(fault -> fault instanceof UnreadableBody
                        ? Future.failedFuture(PushReading.refused("body", String.valueOf(fault.getMessage())))
                        : Future.failedFuture(fault))
                .compose(body -> {
                    List<String> increases = PushHashes.increases(body);
                    return known(line.feed, increases)
                            .compose(found -> readers.executeBlocking(
                                    () -> body.read(PushHashes.counted(body, found.keySet())), false))
                            .compose(understood -> {
                                PushResult result = reading.normalise(line, understood);
                                return write(line, result, PushHashes.toRemember(key, result, increases));
                            });
                })
                .onFailure(fault -> {
                    if (fault instanceof PushRefused refused) {
                        refused(line, arrived, refused);
                    }
                });
    }

    private Future<Map<String, PushKey>> known(Feed feed, List<String> keys) {
        return store.pushed(feed.id(), keys).recover(fault -> {
            log.warn("feed {}: a push is put off, the database does not answer: {}", feed.id(), fault.toString());
            return Future.failedFuture(new PushUnavailable("what was pushed before cannot be looked up now"));
        });
    }

    private Future<Pushed.Receipt> write(FeedLine line, PushResult result, List<PushKey> keys) {
        if (context.get() == null) {
            // Stopped meanwhile: it must not meet a store that is closing.
            return Future.failedFuture(new PushUnavailable("nothing is taken after the end"));
        }
        Future<Void> written = store.write(result.batch(), keys);
        if (written.failed()) {
            counters.pushesUnstored.increment();
            return Future.failedFuture(new PushUnavailable("nothing more can wait to be stored now"));
        }
        // As with polls: the next push goes on from here, for what was accepted is written in its order.
        if (result.memory() != null) {
            line.memory = result.memory();
        }
        present(line, result);
        return written.transform(done -> {
            if (done.failed()) {
                counters.pushesUnstored.increment();
                log.error(
                        "feed {}: a push could not be written: {}",
                        line.feed.id(),
                        done.cause().getMessage());
                return Future.failedFuture(
                        done.cause() instanceof StoreException ? new PushUnavailable("not stored") : done.cause());
            }
            counters.pushesStored.increment();
            result.shown().forEach(batch -> board.apply(batch, false));
            return Future.succeededFuture(new Pushed.Receipt(result.answer(), false));
        });
    }

    private static void present(FeedLine line, PushResult result) {
        Batch batch = result.batch();
        line.lastSlot = batch.slot();
        line.silent = false;
        StateLog.changed(line, batch.outcome(), batch.slot());
        line.lastState = batch.outcome().state();
        line.present = line.present
                .polled(batch.slot(), batch.outcome(), null, result.notes(), result.unconfirmed())
                .nextAt(batch.slot().plus(line.feed.every()));
    }

    /** Shown to those who look after the feed; the figures, and since when the feed is silent, stay as they are. */
    private void refused(FeedLine line, Instant arrived, PushRefused refused) {
        counters.pushesRefused.increment();
        List<String> problems = refused.items().stream()
                .map(item -> line.feed.id() + "/" + item.field() + ": " + item.expected())
                .toList();
        Outcome outcome = new Outcome(FeedState.UNREADABLE, "a push was refused: " + problems.get(0));
        StateLog.changed(line, outcome, arrived);
        line.lastState = outcome.state();
        line.present = line.present.polled(arrived, outcome, null, problems, List.of());
    }
}
