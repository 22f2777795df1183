package org.pantau.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.StatusChange;
import org.pantau.store.series.SeriesDescriber;
import org.pantau.store.series.SeriesRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of measured values. Batches that arrive close together are committed together; a batch's future
 * completes after the commit. One transaction is under way at a time, so that everything is written in the order it
 * came. While the database is away, what was accepted waits in a bounded queue and is written on return, once: a
 * transaction whose end is unknown is repeated, and every statement may be repeated. All methods may be called from any
 * thread.
 */
public final class Store {

    private static final Logger log = LoggerFactory.getLogger(Store.class);
    private static final long FIRST_PAUSE_MS = 50;
    private static final int MOST_DOUBLINGS = 10;
    /** Where so many shared the last transaction, waiting longer spares work: a transaction costs more than a batch. */
    private static final int MANY = 10;

    private static final long GATHER_MANY_MS = 50;

    private final Vertx vertx;
    private final StoreSettings settings;
    private final InstantSource clock;
    private final SeriesRegistry registry;
    private final Partitions partitions;
    private final PushKeys pushKeys;
    private final ChunkWriter writer;
    private final StoreCounters counters = new StoreCounters();

    private final Deque<Entry> queue = new ArrayDeque<>();
    private int queuedSize;
    private int waitingSamples;
    private int lastChunk;
    private boolean busy;
    private @Nullable Promise<Void> drained;
    private @Nullable Instant awaySince;

    public Store(Vertx vertx, Pool pool, SeriesDescriber describer, StoreSettings settings, InstantSource clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        this.registry = new SeriesRegistry(pool, describer);
        this.partitions = new Partitions(pool);
        this.pushKeys = new PushKeys(pool, clock);
        this.writer = new ChunkWriter(pool, registry, partitions, pushKeys, clock);
    }

    /** Prepares partitions, and brings what is kept about each series up to date with the catalogue. */
    public Future<Void> start() {
        return partitions.createAhead(clock.instant()).compose(done -> registry.load());
    }

    /**
     * Writes a batch whole.
     *
     * @return completes after the commit; fails with a {@link StoreException} when the queue is full, or the database
     *     refuses the values themselves; waits while the database is away
     */
    public Future<Void> write(Batch batch) {
        return write(batch, List.of());
    }

    /** Writes a pushed batch together with what tells it from every other, so that it counts once; ends the same way. */
    public Future<Void> write(Batch batch, List<PushKey> keys) {
        return add(new Entry(batch, List.of(), null, List.copyOf(keys), Promise.promise()));
    }

    /** Which of these keys came with pushes of a feed within the last day; fails while the database is away. */
    public Future<Map<String, PushKey>> pushed(String feed, Collection<String> keys) {
        return pushKeys.find(feed, keys, settings.timeout());
    }

    /** Keeps changes of services' status; ends like {@link #write}. */
    public Future<Void> recordStatus(List<StatusChange> changes) {
        return changes.isEmpty()
                ? Future.succeededFuture()
                : add(new Entry(null, List.copyOf(changes), null, List.of(), Promise.promise()));
    }

    /** Remembers that a past day of a feed has been read; ends like {@link #write}. */
    public Future<Void> historyRead(String feed, LocalDate day) {
        return add(new Entry(null, List.of(), new Entry.DayRead(feed, day), List.of(), Promise.promise()));
    }

    public StoreCounters counters() {
        return counters;
    }

    public synchronized StoreState state() {
        return new StoreState(awaySince, waitingSamples);
    }

    public Partitions partitions() {
        return partitions;
    }

    /** Completes when nothing waits; to be awaited, bounded, before the pool is closed. */
    public synchronized Future<Void> drain() {
        if (!busy && queue.isEmpty()) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = drained == null ? Promise.promise() : drained;
        drained = promise;
        return promise.future();
    }

    private Future<Void> add(Entry entry) {
        counters.accepted.add(entry.samples());
        boolean begin;
        synchronized (this) {
            if (queuedSize + entry.size() > settings.queueSamples()) {
                counters.dropped.add(entry.samples());
                return Future.failedFuture(new StoreException("nothing more can wait to be stored: " + queuedSize
                        + " values wait" + (awaySince == null ? "" : ", the database is away since " + awaySince)));
            }
            queue.addLast(entry);
            queuedSize += entry.size();
            waitingSamples += entry.samples();
            begin = !busy;
            busy = true;
        }
        if (begin) {
            gather();
        }
        return entry.committed().future();
    }

    /** Gives others the chance to share the transaction. */
    private void gather() {
        long pause;
        synchronized (this) {
            long gather = settings.gather().toMillis();
            long longer = lastChunk > MANY ? Math.max(gather, GATHER_MANY_MS) : gather;
            pause = queuedSize >= settings.chunkSamples() ? 0 : longer;
        }
        if (pause == 0) {
            writeNext();
        } else {
            later(pause, this::writeNext);
        }
    }

    private void writeNext() {
        List<Entry> chunk = new ArrayList<>();
        Promise<Void> idle = null;
        synchronized (this) {
            int size = 0;
            while (!queue.isEmpty()
                    && (chunk.isEmpty() || size + queue.getFirst().size() <= settings.chunkSamples())) {
                Entry entry = queue.removeFirst();
                size += entry.size();
                chunk.add(entry);
            }
            lastChunk = chunk.size();
            if (chunk.isEmpty()) {
                busy = false;
                idle = drained;
                drained = null;
            }
        }
        if (idle != null) {
            idle.complete();
        }
        if (!chunk.isEmpty()) {
            attempt(chunk, 0, this::gather);
        }
    }

    /** Tries until the chunk is committed or refused for its content, then goes on with {@code next}. */
    private void attempt(List<Entry> chunk, int failures, Runnable next) {
        writer.write(chunk, settings.timeout()).onComplete(done -> {
            if (done.succeeded()) {
                settle(chunk, null);
                next.run();
            } else if (DatabaseFaults.passing(done.cause())) {
                away(done.cause());
                long pause = Math.min(
                        FIRST_PAUSE_MS << Math.min(failures, MOST_DOUBLINGS),
                        settings.longestPause().toMillis());
                later(pause, () -> attempt(chunk, failures + 1, next));
            } else if (chunk.size() > 1) {
                // One batch holds what the database refuses: the others must not suffer for it.
                attemptOneByOne(new ArrayDeque<>(chunk), next);
            } else {
                settle(chunk, done.cause());
                next.run();
            }
        });
    }

    private void attemptOneByOne(Deque<Entry> entries, Runnable next) {
        Entry entry = entries.pollFirst();
        if (entry == null) {
            next.run();
        } else {
            attempt(List.of(entry), 0, () -> attemptOneByOne(entries, next));
        }
    }

    private void settle(List<Entry> chunk, @Nullable Throwable refused) {
        Instant wasAway;
        synchronized (this) {
            wasAway = awaySince;
            awaySince = null;
            for (Entry entry : chunk) {
                queuedSize -= entry.size();
                waitingSamples -= entry.samples();
            }
        }
        if (wasAway != null) {
            log.info("the database takes writes again; it was away since {}", wasAway);
        }
        if (refused == null) {
            counters.transactions.increment();
        }
        for (Entry entry : chunk) {
            if (refused == null) {
                counters.written.add(entry.samples());
            } else {
                counters.dropped.add(entry.samples());
                log.error("lost {} values, which the database refuses", entry.size(), refused);
            }
            tell(entry, refused);
        }
    }

    /** Whoever waits for an entry may throw: the others are told all the same, and writing goes on. */
    private static void tell(Entry entry, @Nullable Throwable refused) {
        try {
            if (refused == null) {
                entry.committed().complete();
            } else {
                entry.committed().fail(new StoreException("the database refuses the values", refused));
            }
        } catch (RuntimeException fault) {
            log.error("a fault of ours after values were stored", fault);
        }
    }

    private void away(Throwable cause) {
        boolean first;
        synchronized (this) {
            first = awaySince == null;
            if (first) {
                awaySince = clock.instant();
            }
        }
        if (first) {
            log.warn("the database does not take writes; they wait: {}", cause.toString());
        }
    }

    private void later(long ms, Runnable step) {
        long unused = vertx.setTimer(ms, timer -> step.run());
    }
}
