package org.pantau.store.pack;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.pantau.database.copy.CopyLock;
import org.pantau.store.Partitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs partitions that are no longer fresh. Some series at a time are packed into a table of their own, in transactions that
 * hold up only who writes to that partition; when all are there, and as many as the partition has, one short transaction moves them and drops the
 * partition. A run may be cut off anywhere and repeated: it goes on where it was. Several Pantau may run it at the same time.
 */
public final class Packing {

    /** For so long after its end a partition stays as it is: late values and corrections come in days, not weeks. */
    public static final Duration FRESH = Duration.ofDays(3);

    /** From this age on something late may meet what is packed; less than {@link #FRESH}, for clocks that differ. */
    public static final Duration PERHAPS_PACKED = Duration.ofDays(2);

    private static final Logger log = LoggerFactory.getLogger(Packing.class);
    /** Of 30 s feeds half a million samples: some seconds, some tens of MB of PostgreSQL's memory. */
    private static final int SERIES_AT_ONCE = 100;

    /** While we wait to drop a partition, everybody else waits behind us. */
    private static final String LONGEST_WAIT = "2s";

    private static final String ROLLED_UP = "select min(until) from rollup_until where level < 2";
    private static final String MARK = "insert into packed_until (\"table\", until) values ($1, $2)"
            + " on conflict (\"table\") do update set until = greatest(packed_until.until, excluded.until)";

    private final Pool pool;
    private final Partitions partitions;

    public Packing(Pool pool, Partitions partitions) {
        this.pool = pool;
        this.partitions = partitions;
    }

    /** Packs what is due; to be run about hourly. The future names the partitions that were packed. */
    public Future<List<String>> run(Instant now) {
        return pool.query(ROLLED_UP).execute().compose(rows -> {
            OffsetDateTime rolledUp = rows.iterator().next().getOffsetDateTime(0);
            if (rolledUp == null) {
                return Future.succeededFuture(List.of());
            }
            Instant old = now.minus(FRESH);
            Instant limit = rolledUp.toInstant().isBefore(old) ? rolledUp.toInstant() : old;
            Future<List<String>> packed = Future.succeededFuture(new ArrayList<>());
            for (Packable table : Packable.values()) {
                packed = packed.compose(names -> all(table, limit, names));
            }
            return packed;
        });
    }

    private Future<List<String>> all(Packable table, Instant limit, List<String> names) {
        return partitions.before(table.fresh(), limit).compose(starts -> {
            Future<List<String>> done = Future.succeededFuture(names);
            for (LocalDate start : starts) {
                done = done.compose(before -> pack(table, start).map(moved -> {
                    if (moved) {
                        before.add(table.fresh().partition(start));
                    }
                    return before;
                }));
            }
            return done;
        });
    }

    private Future<Boolean> pack(Packable table, LocalDate day) {
        String partition = table.fresh().partition(day);
        OffsetDateTime start = day.atStartOfDay().atOffset(ZoneOffset.UTC);
        long began = System.nanoTime();
        return partitions
                .ensure(table.packed(), List.of(start.toInstant()))
                .compose(there -> pool.preparedQuery("delete from " + table.staging() + " where start <> $1")
                        .execute(Tuple.of(start)))
                .compose(cleared ->
                        pool.preparedQuery(table.unpackAgain(partition)).execute(Tuple.of(start)))
                .compose(unpacked -> pool.preparedQuery("select coalesce((select max(series_id) from " + table.staging()
                                + "), 0), coalesce((select max(series_id) from " + partition + "), 0)")
                        .execute())
                .compose(rows -> {
                    var row = rows.iterator().next();
                    return block(table, partition, start, row.getInteger(0) + 1, row.getInteger(1));
                })
                .compose(done -> pool.withTransaction(connection -> move(connection, table, day, start)))
                .map(moved -> {
                    if (moved) {
                        partitions.dropped(partition);
                        log.info("packed {} in {} s", partition, (System.nanoTime() - began) / 1_000_000_000);
                    }
                    return moved;
                });
    }

    private Future<Void> block(Packable table, String partition, OffsetDateTime start, int from, int last) {
        if (from > last) {
            return Future.succeededFuture();
        }
        return pool.withTransaction(connection -> connection
                        .query("set local work_mem = '64MB'; set local lock_timeout = '" + LONGEST_WAIT
                                + "'; lock table only " + partition + " in share mode")
                        .execute()
                        .compose(set -> connection
                                .preparedQuery(table.pack(partition) + " on conflict do nothing")
                                .execute(Tuple.of(start, from, from + SERIES_AT_ONCE))))
                .compose(packed -> block(table, partition, start, from + SERIES_AT_ONCE, last));
    }

    /** Writers of the partition wait meanwhile, readers only for the moment in which it is dropped. */
    private Future<Boolean> move(SqlConnection connection, Packable table, LocalDate day, OffsetDateTime start) {
        String partition = table.fresh().partition(day);
        return connection
                .query("set local lock_timeout = '" + LONGEST_WAIT + "'")
                .execute()
                .compose(set -> connection.query(CopyLock.MAY_DROP).execute())
                .compose(alone -> alone.iterator().next().getBoolean(0)
                        ? connection
                                .query("lock table only " + partition + " in share row exclusive mode")
                                .execute()
                                .compose(locked -> connection
                                        .preparedQuery(table.differences(partition))
                                        .execute(Tuple.of(start)))
                                .compose(different -> different.size() > 0
                                        ? again(connection, table, partition, different.size())
                                        : swap(connection, table, partition, day))
                        : Future.succeededFuture(false));
    }

    private static Future<Boolean> swap(SqlConnection connection, Packable table, String partition, LocalDate day) {
        OffsetDateTime end = table.fresh().end(day).atStartOfDay().atOffset(ZoneOffset.UTC);
        return connection
                .query("insert into " + table.packed().tableName() + " select * from " + table.staging()
                        + " order by series_id, start")
                .execute()
                .compose(
                        moved -> connection.query("truncate " + table.staging()).execute())
                .compose(empty -> connection
                        .preparedQuery(MARK)
                        .execute(Tuple.of(table.fresh().tableName(), end)))
                .compose(marked -> connection.query("drop table " + partition).execute())
                .map(true);
    }

    /** Something came while the partition was being packed: the next run packs it anew. */
    private static Future<Boolean> again(SqlConnection connection, Packable table, String partition, int series) {
        log.info("{} is packed anew: {} series changed meanwhile", partition, series);
        return connection.query("truncate " + table.staging()).execute().map(false);
    }
}
