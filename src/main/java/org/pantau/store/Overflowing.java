package org.pantau.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what waits in memory to the disk where it should not stay in memory: while the database is away, while older entries
 * are on the disk, and where too much waits. Thread-safe.
 */
final class Overflowing {

    private static final Logger log = LoggerFactory.getLogger(Overflowing.class);
    /** What comes within this time shares one wait for the disk. */
    private static final long GATHER_MS = 20;
    /** Pause after the disk has failed. */
    static final long FAILED_PAUSE_MS = 1_000;

    private final Vertx vertx;
    private final Held held;
    private final Overflow overflow;
    private final Absence absence;
    private final StoreSettings settings;

    // All guarded by the monitor of what is held.
    private Future<Void> underWay = Future.succeededFuture();
    private Runnable next = () -> {};
    private boolean watching;
    private boolean failed;
    private boolean ended;

    Overflowing(Vertx vertx, Held held, Overflow overflow, Absence absence, StoreSettings settings) {
        this.vertx = vertx;
        this.held = held;
        this.overflow = overflow;
        this.absence = absence;
        this.settings = settings;
    }

    /**
     * Whether some are on their way to the disk now: then nothing newer may be written, and {@code then} is run when they
     * are there. To be asked with the monitor of what is held.
     */
    boolean underWay(Runnable then) {
        if (underWay.isComplete()) {
            return false;
        }
        next = then;
        return true;
    }

    /** To be asked with the monitor of what is held. */
    boolean idle() {
        return underWay.isComplete();
    }

    /** Looks after what waits until it need not be looked after any longer; to be called after each change of it. */
    void watch() {
        long pause;
        synchronized (held) {
            if (watching || ended || held.noneWaits() || !overflow.usable() || !underWay.isComplete() || !troubled()) {
                return;
            }
            watching = true;
            pause = failed
                    ? FAILED_PAUSE_MS
                    : urgent() ? GATHER_MS : Math.max(1, settings.patience().toMillis());
        }
        long unused = vertx.setTimer(pause, timer -> {
            synchronized (held) {
                watching = false;
            }
            bring();
            watch();
        });
    }

    /** Nothing is begun any longer; completes when what is under way has ended. */
    Future<Void> end() {
        synchronized (held) {
            ended = true;
            return underWay;
        }
    }

    /** Says that the disk failed; the next attempt follows. */
    void failed(Throwable cause) {
        synchronized (held) {
            failed = true;
        }
        log.error("the disk does not keep what is to be stored: {}", cause.toString());
    }

    private boolean troubled() {
        return absence.since() != null || tooMany() || overflow.holds();
    }

    private boolean urgent() {
        return tooMany() || absence.lasts(settings.patience());
    }

    private boolean tooMany() {
        return held.size() > settings.memorySamples();
    }

    private void bring() {
        List<Entry> entries;
        Promise<Void> done = Promise.promise();
        synchronized (held) {
            if (ended || !underWay.isComplete() || held.noneWaits() || !(urgent() || overflow.holds())) {
                return;
            }
            entries = held.takeAll();
            underWay = done.future();
        }
        overflow.append(entries).onComplete(kept -> {
            if (kept.succeeded()) {
                held.letGo(entries, null);
            } else {
                failed(kept.cause());
            }
            Runnable then;
            synchronized (held) {
                failed = kept.failed();
                if (kept.failed()) {
                    held.putBack(entries);
                }
                then = next;
                next = () -> {};
                done.complete();
            }
            then.run();
            watch();
        });
    }
}
