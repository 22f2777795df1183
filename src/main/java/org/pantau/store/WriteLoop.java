package org.pantau.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what waits, one transaction after the other and in its order: first what is on the disk, then what is in memory.
 * While the database takes writes nothing goes to the disk; while it does not, what waits goes there within moments, so that
 * memory stays small and nobody who hands something in waits for the database. Thread-safe.
 */
final class WriteLoop {

    private static final Logger log = LoggerFactory.getLogger(WriteLoop.class);
    private static final long FIRST_PAUSE_MS = 50;
    private static final int MOST_DOUBLINGS = 10;
    /** Where so many shared the last transaction, waiting longer spares work: a transaction costs more than a batch. */
    private static final int MANY = 10;

    private static final long GATHER_MANY_MS = 50;

    private final Vertx vertx;
    private final ChunkWriter writer;
    private final Overflow overflow;
    private final StoreSettings settings;
    private final StoreCounters counters;
    private final Held held = new Held();
    private final Absence absence;
    private final Overflowing overflowing;

    // All guarded by the monitor of what is held.
    private List<Entry> inHand = List.of();
    private int lastChunk;
    /** So many entries are still to be written one by one. */
    private int singly;

    private boolean busy;
    private boolean recovering;
    private boolean closed;
    private @Nullable Promise<Void> drained;

    /** Entries of one transaction, all from memory or all from the disk. */
    private record Chunk(List<Entry> entries, boolean onDisk) {}

    WriteLoop(Vertx vertx, ChunkWriter writer, Overflow overflow, Absence absence, StoreSettings settings) {
        this.vertx = vertx;
        this.writer = writer;
        this.overflow = overflow;
        this.settings = settings;
        this.counters = overflow.counters();
        this.absence = absence;
        this.overflowing = new Overflowing(vertx, held, overflow, absence, settings);
    }

    /** Takes an entry, or refuses it where nothing more can wait. */
    Future<Void> add(Entry entry) {
        counters.accepted.add(entry.samples());
        boolean begin;
        synchronized (held) {
            if (closed || !held.add(entry, settings.queueSamples())) {
                counters.dropped.add(entry.samples());
                return Future.failedFuture(new StoreException(closed ? "the store is closed" : full()));
            }
            begin = !busy;
            busy = true;
        }
        if (begin) {
            gather();
        } else {
            overflowing.watch();
        }
        return entry.committed().future();
    }

    StoreState state() {
        return new StoreState(absence.since(), held.samples(), overflow.state());
    }

    /** Completes when nothing waits, neither in memory nor on the disk. */
    Future<Void> drain() {
        synchronized (held) {
            if (!busy) {
                return Future.succeededFuture();
            }
            Promise<Void> promise = drained == null ? Promise.promise() : drained;
            drained = promise;
            return promise.future();
        }
    }

    /** Writes what an earlier run left on the disk; fails, with all of it still there, when the database goes away. */
    Future<Void> recover() {
        if (!overflow.holds()) {
            return Future.succeededFuture();
        }
        counters.accepted.add(overflow.state().samples());
        log.info("writing what an earlier run left on the disk: {}", overflow.state());
        Future<Void> done;
        synchronized (held) {
            busy = true;
            recovering = true;
            done = drain();
        }
        step();
        return done.onComplete(ended -> {
            synchronized (held) {
                recovering = false;
            }
        });
    }

    /** Writes what waits, if that can be done in this time; the rest goes to the disk. Nothing is taken from now on. */
    Future<Void> close(Duration within) {
        Future<Void> written = absence.lasts(settings.patience())
                ? Future.succeededFuture()
                : drain().timeout(within.toMillis(), TimeUnit.MILLISECONDS);
        return written.transform(done -> {
                    synchronized (held) {
                        closed = true;
                    }
                    return overflowing.end();
                })
                .transform(done -> keepRest());
    }

    private Future<Void> keepRest() {
        List<Entry> rest;
        synchronized (held) {
            held.putBack(inHand);
            inHand = List.of();
            rest = held.takeAll();
        }
        if (rest.isEmpty()) {
            return Future.succeededFuture();
        }
        Future<Void> kept = overflow.usable()
                ? overflow.append(rest)
                : Future.failedFuture(new StoreException("the store was closed before it was written"));
        return kept.onComplete(done -> {
            if (done.failed()) {
                log.error("lost {} entries that waited at the end", rest.size(), done.cause());
                counters.dropped.add(samples(rest));
            }
            held.letGo(rest, done.failed() ? done.cause() : null);
        });
    }

    /** Gives others the chance to share the transaction. */
    private void gather() {
        long pause;
        synchronized (held) {
            long gather = settings.gather().toMillis();
            long longer = lastChunk > MANY ? Math.max(gather, GATHER_MANY_MS) : gather;
            pause = held.waitingSize() >= settings.chunkSamples() ? 0 : longer;
        }
        if (pause == 0) {
            step();
        } else {
            later(pause, this::step);
        }
    }

    private void step() {
        List<Entry> taken = List.of();
        Promise<Void> idle = null;
        boolean onDisk;
        int most;
        synchronized (held) {
            if (closed || overflowing.underWay(this::step)) {
                return;
            }
            most = singly > 0 ? 1 : settings.chunkSamples();
            onDisk = overflow.holds();
            if (!onDisk) {
                taken = held.take(most);
                inHand = taken;
                lastChunk = taken.size();
                if (taken.isEmpty()) {
                    busy = false;
                    idle = drained;
                    drained = null;
                }
            }
        }
        if (onDisk) {
            fromDisk(most);
        } else if (!taken.isEmpty()) {
            attempt(new Chunk(taken, false), 0);
        } else if (idle != null) {
            idle.tryComplete();
        }
    }

    private void fromDisk(int most) {
        overflow.next(most).onComplete(read -> {
            if (read.failed()) {
                overflowing.failed(read.cause());
                startAnyway();
                later(Overflowing.FAILED_PAUSE_MS, this::step);
            } else if (read.result().isEmpty()) {
                step();
            } else {
                attempt(new Chunk(read.result(), true), 0);
            }
        });
    }

    /** A start does not wait for a disk that fails: what is on it is written when it can be read. */
    private void startAnyway() {
        synchronized (held) {
            if (recovering && drained != null) {
                drained.tryComplete();
            }
        }
    }

    /** Tries until the chunk is committed, refused for its content, or on the disk. */
    private void attempt(Chunk chunk, int failures) {
        writer.write(chunk.entries(), settings.timeout()).onComplete(done -> {
            if (done.succeeded()) {
                settled(chunk, null);
            } else if (DatabaseFaults.passing(done.cause())) {
                absence.noticed(done.cause());
                postponed(chunk, failures);
            } else if (chunk.entries().size() > 1) {
                // One entry holds what the database refuses: the others must not suffer for it.
                apart(chunk);
            } else {
                settled(chunk, done.cause());
            }
        });
    }

    private void postponed(Chunk chunk, int failures) {
        long pause = Math.min(
                FIRST_PAUSE_MS << Math.min(failures, MOST_DOUBLINGS),
                settings.longestPause().toMillis());
        boolean lasting = absence.lasts(settings.patience());
        synchronized (held) {
            if (closed) {
                return;
            }
            if (recovering && lasting) {
                closed = true;
                if (drained != null) {
                    drained.tryFail(new StoreException("the database went away before it took what is on the disk"));
                }
                return;
            }
        }
        Runnable again = () -> later(pause, () -> attempt(chunk, failures + 1));
        if (lasting && !chunk.onDisk() && overflow.usable()) {
            toDisk(chunk, () -> later(pause, this::step), again);
        } else {
            again.run();
        }
        overflowing.watch();
    }

    private void apart(Chunk chunk) {
        boolean later;
        synchronized (held) {
            singly = chunk.entries().size();
            // What came later is on the disk already: there the order is kept.
            later = !chunk.onDisk() && (overflow.holds() || !overflowing.idle());
            if (!chunk.onDisk() && !later) {
                held.putBack(chunk.entries());
                inHand = List.of();
            }
        }
        if (later) {
            toDisk(chunk, this::step, () -> later(Overflowing.FAILED_PAUSE_MS, () -> apart(chunk)));
        } else {
            step();
        }
    }

    private void toDisk(Chunk chunk, Runnable kept, Runnable failed) {
        overflow.append(chunk.entries()).onComplete(done -> {
            if (done.failed()) {
                overflowing.failed(done.cause());
                failed.run();
                return;
            }
            synchronized (held) {
                if (closed) {
                    return;
                }
                inHand = List.of();
            }
            held.letGo(chunk.entries(), null);
            kept.run();
        });
    }

    private void settled(Chunk chunk, @Nullable Throwable refused) {
        absence.over();
        synchronized (held) {
            if (closed) {
                // Told already, and on the disk: the next run writes it again, which changes nothing.
                return;
            }
            singly = Math.max(0, singly - chunk.entries().size());
            inHand = List.of();
        }
        if (refused == null) {
            counters.transactions.increment();
            counters.written.add(samples(chunk.entries()));
        } else {
            counters.dropped.add(samples(chunk.entries()));
            log.error(
                    "the database refuses {} values",
                    chunk.entries().stream().mapToInt(Entry::size).sum(),
                    refused);
        }
        if (chunk.onDisk()) {
            gone(chunk, refused);
        } else {
            held.letGo(
                    chunk.entries(),
                    refused == null ? null : new StoreException("the database refuses the values", refused));
            gather();
        }
    }

    /** Goes on only when it is gone from the disk, so that nothing is counted twice. */
    private void gone(Chunk chunk, @Nullable Throwable refused) {
        Future<Void> removed = refused == null
                ? overflow.remove(chunk.entries())
                : overflow.setAside(chunk.entries().get(0), refused);
        removed.onComplete(done -> {
            if (done.succeeded()) {
                step();
            } else {
                overflowing.failed(done.cause());
                later(Overflowing.FAILED_PAUSE_MS, () -> gone(chunk, refused));
            }
        });
    }

    private String full() {
        return "nothing more can wait to be stored: " + held.size() + " values wait"
                + (absence.since() == null ? "" : ", the database is away since " + absence.since())
                + (overflow.state().fault().isEmpty()
                        ? ""
                        : ", on the disk: " + overflow.state().fault());
    }

    private static long samples(List<Entry> entries) {
        return entries.stream().mapToLong(Entry::samples).sum();
    }

    private void later(long ms, Runnable step) {
        long unused = vertx.setTimer(Math.max(1, ms), timer -> step.run());
    }
}
