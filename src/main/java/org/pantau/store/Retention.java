package org.pantau.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops what is older than it is to be kept: whole partitions, never rows. */
public final class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    /** Which rows of {@code rollup_until} a table is about. */
    private static final Map<Table, Short> LEVELS = Map.of(
            Table.ROLLUP_5M, (short) 0,
            Table.ROLLUP_5M_PACKED, (short) 0,
            Table.ROLLUP_1H, (short) 1,
            Table.ROLLUP_1H_PACKED, (short) 1);

    private final Pool pool;
    private final Partitions partitions;
    private final Map<Table, Integer> tableToDays;

    public Retention(Pool pool, Partitions partitions, RetentionSettings settings) {
        this.pool = pool;
        this.partitions = partitions;
        this.tableToDays = settings.tableToDays();
    }

    /** Drops what is due; to be run daily. The future names what was dropped. */
    public Future<List<String>> run(Instant now) {
        Future<List<String>> dropped = Future.succeededFuture(new ArrayList<>());
        for (Map.Entry<Table, Integer> entry : tableToDays.entrySet()) {
            Instant limit = now.minus(Duration.ofDays(entry.getValue()));
            dropped = dropped.compose(names -> drop(entry.getKey(), limit).map(more -> {
                names.addAll(more);
                return names;
            }));
        }
        return dropped.compose(names -> {
            if (!names.isEmpty()) {
                log.info("dropped {}", names);
            }
            return Future.succeededFuture(names);
        });
    }

    /** What is read from a level must not begin where it has been dropped: finer values may still be there. */
    private Future<List<String>> drop(Table table, Instant limit) {
        return partitions.drop(table, limit).compose(names -> {
            Short level = LEVELS.get(table);
            return names.isEmpty() || level == null
                    ? Future.succeededFuture(names)
                    : pool.preparedQuery("update rollup_until set since = greatest(since, $2) where level = $1")
                            .execute(Tuple.of(level, limit.atOffset(ZoneOffset.UTC)))
                            .map(names);
        });
    }
}
