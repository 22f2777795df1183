package org.pantau.operate.storage;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pantau.store.RetentionSettings;
import org.pantau.store.spool.Aside;
import org.pantau.store.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store takes of the disk. PostgreSQL is asked at most once a minute, however many look; while it cannot answer, what
 * it said last stays known. Thread-safe.
 */
public final class Storage {

    private static final Logger log = LoggerFactory.getLogger(Storage.class);
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    /** The statements have a bound of their own; this one is for a connection that never comes free. */
    private static final long WAIT_SECONDS = 12;

    private final Vertx vertx;
    private final StockQuery query;
    private final Spool spool;
    private final Path data;
    private final boolean embedded;
    private final InstantSource clock;
    private Instant askedAt = Instant.MIN;
    private Future<Optional<Stock>> asked = Future.succeededFuture(Optional.empty());
    private volatile @Nullable Stock last;

    /** @param embedded whether the database lies in the data folder, and so on its disk */
    public Storage(Vertx vertx, Pool pool, Spool spool, Path data, boolean embedded, InstantSource clock) {
        this.vertx = vertx;
        this.query = new StockQuery(pool, RetentionSettings.DEFAULT);
        this.spool = spool;
        this.data = data;
        this.embedded = embedded;
        this.clock = clock;
    }

    /**
     * What is there.
     *
     * @param stock as PostgreSQL said last; null before it said anything
     * @param disk null where the database lies on another machine's, or the disk cannot be asked
     * @param aside files of the spool that somebody should look at
     */
    public record Seen(@Nullable Stock stock, @Nullable Disk disk, List<Aside> aside) {}

    /**
     * Looks at the disk, and at the database where it has not been asked for a while.
     *
     * @param reachable whether asking PostgreSQL makes sense now
     */
    public Future<Seen> look(boolean reachable) {
        Future<Optional<Stock>> stock = reachable ? stock() : Future.succeededFuture(Optional.ofNullable(last));
        return stock.compose(known -> vertx.executeBlocking(
                () -> new Seen(known.orElse(null), embedded ? disk() : null, spool.aside()), false));
    }

    public boolean embedded() {
        return embedded;
    }

    private synchronized Future<Optional<Stock>> stock() {
        Instant now = clock.instant();
        if (askedAt.plus(GOOD_FOR).isAfter(now)) {
            return asked;
        }
        askedAt = now;
        asked = query.ask(now)
                .timeout(WAIT_SECONDS, TimeUnit.SECONDS)
                .onSuccess(found -> last = found)
                .map(Optional::of)
                .recover(fault -> {
                    log.warn("what the store takes is not known now: {}", fault.getMessage());
                    return Future.succeededFuture(Optional.ofNullable(last));
                });
        return asked;
    }

    private @Nullable Disk disk() {
        try {
            FileStore store = Files.getFileStore(data);
            return new Disk(store.getTotalSpace(), store.getUsableSpace());
        } catch (IOException e) {
            log.warn("the disk of {} does not say what is free", data, e);
            return null;
        }
    }
}
