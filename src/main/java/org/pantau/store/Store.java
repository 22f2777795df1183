package org.pantau.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.StatusChange;
import org.pantau.store.series.SeriesDescriber;
import org.pantau.store.series.SeriesRegistry;
import org.pantau.store.spool.Spool;

/**
 * The only writer of measured values. Batches that arrive close together are committed together; a batch's future
 * completes when it is certain to be written: after the commit, or once it is on the disk. One transaction is under way at a
 * time, so that everything is written in the order it came. While the database is away, what was accepted goes to a bounded
 * spool on the disk and is written on return, once: a transaction whose end is unknown is repeated, and every statement may
 * be repeated. All methods may be called from any thread.
 */
public final class Store {

    private final Vertx vertx;
    private final StoreSettings settings;
    private final InstantSource clock;
    private final SeriesRegistry registry;
    private final Partitions partitions;
    private final PushKeys pushKeys;
    private final ChunkWriter writer;
    private final StoreCounters counters = new StoreCounters();
    private Overflow overflow;
    private WriteLoop loop;

    /** A store that keeps nothing on a disk: while the database is away, what was accepted waits in memory. */
    public Store(Vertx vertx, Pool pool, SeriesDescriber describer, StoreSettings settings, InstantSource clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        this.registry = new SeriesRegistry(pool, describer);
        this.partitions = new Partitions(pool);
        this.pushKeys = new PushKeys(pool, clock);
        this.writer = new ChunkWriter(pool, registry, partitions, pushKeys, clock);
        this.overflow = new Overflow(vertx, null, counters, clock);
        this.loop = loop();
    }

    /** Keeps in this spool what the database does not take; to be called before everything else. */
    public Store spooling(@Nullable Spool spool) {
        overflow = new Overflow(vertx, spool, counters, clock);
        loop = loop();
        return this;
    }

    private WriteLoop loop() {
        return new WriteLoop(vertx, writer, overflow, new Absence(clock), settings);
    }

    /**
     * Prepares partitions, brings what is kept about each series up to date with the catalogue, and writes what an earlier
     * run left on the disk. Fails while the database is away; what is on the disk stays there.
     */
    public Future<Void> start() {
        return partitions
                .createAhead(clock.instant())
                .compose(done -> registry.load())
                .compose(done -> writer.start())
                .compose(done -> loop.recover());
    }

    /**
     * Writes a batch whole.
     *
     * @return completes after the commit, or when it is on the disk because the database is away; fails with a {@link
     *     StoreException} when nothing more can wait, or the database refuses the values themselves
     */
    public Future<Void> write(Batch batch) {
        return write(batch, List.of());
    }

    /** Writes a pushed batch together with what tells it from every other, so that it counts once; ends the same way. */
    public Future<Void> write(Batch batch, List<PushKey> keys) {
        return add(batch, List.of(), null, keys);
    }

    /** Which of these keys came with pushes of a feed within the last day; fails while that cannot be known. */
    public Future<Map<String, PushKey>> pushed(String feed, Collection<String> keys) {
        if (!keys.isEmpty() && overflow.holdsKeys()) {
            return Future.failedFuture(new StoreException("what was pushed last is not in the database yet"));
        }
        return pushKeys.find(feed, keys, settings.timeout());
    }

    /** Keeps changes of services' status; ends like {@link #write}. */
    public Future<Void> recordStatus(List<StatusChange> changes) {
        return changes.isEmpty() ? Future.succeededFuture() : add(null, changes, null, List.of());
    }

    /** Remembers that a past day of a feed has been read; ends like {@link #write}. */
    public Future<Void> historyRead(String feed, LocalDate day) {
        return add(null, List.of(), new Entry.DayRead(feed, day), List.of());
    }

    public StoreCounters counters() {
        return counters;
    }

    public StoreState state() {
        return loop.state();
    }

    public Partitions partitions() {
        return partitions;
    }

    /** Completes when nothing waits, neither in memory nor on the disk. */
    public Future<Void> drain() {
        return loop.drain();
    }

    /**
     * Writes what waits, if that can be done in this time; what cannot goes to the disk, for the next store to write. Nothing
     * is taken from now on. To be awaited before the spool or the pool is closed.
     */
    public Future<Void> close(Duration within) {
        return loop.close(within);
    }

    private Future<Void> add(
            @Nullable Batch batch, List<StatusChange> changes, Entry.@Nullable DayRead read, List<PushKey> keys) {
        return loop.add(new Entry(
                overflow.nextNumber(), batch, List.copyOf(changes), read, List.copyOf(keys), Promise.promise()));
    }
}
