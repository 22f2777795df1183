package org.pantau.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.pantau.store.spool.Spool;
import org.pantau.store.spool.SpoolState;
import org.pantau.store.spool.Spooled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes to the disk and comes back from there, one step after the other and off the event loops. Thread-safe; its
 * futures fail where the disk does.
 */
final class Overflow {

    private static final Logger log = LoggerFactory.getLogger(Overflow.class);
    private static final String WORKER = "pantau-spool";

    private final @Nullable Spool spool;
    private final WorkerExecutor disk;
    private final StoreCounters counters;
    private final InstantSource clock;
    private final AtomicLong lastNumber = new AtomicLong();
    /** Entries on the disk whose push keys the database does not know yet. */
    private final Set<Long> keyed = ConcurrentHashMap.newKeySet();

    /** @param spool null where nothing is kept on a disk */
    Overflow(Vertx vertx, @Nullable Spool spool, StoreCounters counters, InstantSource clock) {
        this.spool = spool;
        this.disk = vertx.createSharedWorkerExecutor(WORKER, 1);
        this.counters = counters;
        this.clock = clock;
    }

    /** Counts what the disk loses, and whatever else passes through the store. */
    StoreCounters counters() {
        return counters;
    }

    boolean usable() {
        return spool != null;
    }

    /** Whether something is on the disk. */
    boolean holds() {
        return spool != null && spool.state().entries() > 0;
    }

    /** Whether keys of pushes are on the disk, where nobody can look them up. */
    boolean holdsKeys() {
        return !keyed.isEmpty();
    }

    SpoolState state() {
        return spool == null ? SpoolState.EMPTY : spool.state();
    }

    /** The number of the next entry: above all that are on the disk. */
    long nextNumber() {
        return spool == null ? lastNumber.incrementAndGet() : spool.nextNumber();
    }

    /** When it succeeds all are on the disk, when it fails none is. */
    Future<Void> append(List<Entry> entries) {
        boolean first = !holds();
        return onDisk(() -> {
                    Instant now = clock.instant();
                    used().append(entries.stream()
                            .map(entry -> spooled(entry, now))
                            .toList());
                    return null;
                })
                .<Void>mapEmpty()
                .onSuccess(kept -> {
                    entries.stream()
                            .filter(entry -> !entry.keys().isEmpty())
                            .forEach(entry -> keyed.add(entry.number()));
                    if (first) {
                        log.warn("what is to be stored goes to the disk until the database has taken all of it");
                    }
                });
    }

    /** The first entries of the order, of about so many samples; sets aside what it does not understand. */
    Future<List<Entry>> next(int mostSamples) {
        return onDisk(() -> {
            List<Entry> entries = new ArrayList<>();
            List<Spooled> strange = new ArrayList<>();
            String why = "";
            for (Spooled spooled : used().first(mostSamples)) {
                try {
                    entries.add(EntryCodec.decode(spooled.number(), spooled.content()));
                } catch (IOException e) {
                    strange.add(spooled);
                    why = String.valueOf(e.getMessage());
                }
            }
            if (!strange.isEmpty()) {
                used().setAside(strange, why);
                counters.dropped.add(
                        strange.stream().mapToLong(Spooled::samples).sum());
            }
            return entries;
        });
    }

    /** Lets go of what is committed. */
    Future<Void> remove(List<Entry> entries) {
        List<Long> numbers = entries.stream().map(Entry::number).toList();
        return onDisk(() -> {
                    used().remove(numbers);
                    return null;
                })
                .<Void>mapEmpty()
                .onSuccess(gone -> {
                    numbers.forEach(keyed::remove);
                    if (!holds()) {
                        log.info("everything that was on the disk is in the database");
                    }
                });
    }

    /** Sets an entry aside that the database refuses: it was acknowledged, so that somebody must look at it. */
    Future<Void> setAside(Entry entry, Throwable refused) {
        return onDisk(() -> {
                    used().setAside(List.of(spooled(entry, clock.instant())), String.valueOf(refused.getMessage()));
                    return null;
                })
                .<Void>mapEmpty()
                .onSuccess(gone -> keyed.remove(entry.number()));
    }

    private <T> Future<T> onDisk(Callable<T> work) {
        return disk.executeBlocking(work).onComplete(done -> {
            if (spool != null) {
                counters.dropped.add(spool.takeLostSamples());
            }
        });
    }

    private Spool used() {
        if (spool == null) {
            throw new IllegalStateException("nothing is kept on a disk here");
        }
        return spool;
    }

    private static Spooled spooled(Entry entry, Instant now) {
        return new Spooled(entry.number(), now, entry.samples(), EntryCodec.encode(entry));
    }
}
