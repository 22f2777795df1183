package org.pantau.operate.storage;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.store.RetentionSettings;
import org.pantau.store.Table;

/** Asks PostgreSQL what everything takes: two statements, however many partitions and series there are. */
final class StockQuery {

    /** A partition that is being dropped just now makes us wait, and may be gone then: its size is null. */
    private static final String PARTS = """
            select p.relname, substring(b.bound from 'FROM \\(''(\\d{4}-\\d\\d-\\d\\d)')::date,
                substring(b.bound from 'TO \\(''(\\d{4}-\\d\\d-\\d\\d)')::date,
                coalesce(pg_total_relation_size(c.oid), 0), coalesce(pg_relation_size(c.oid), 0) > 0, u.until
            from pg_class p join pg_inherits i on i.inhparent = p.oid join pg_class c on c.oid = i.inhrelid
                cross join lateral (select pg_get_expr(c.relpartbound, c.oid) as bound) b
                left join packed_until u on u."table" || '_packed' = p.relname
            where p.relkind = 'p' and p.relnamespace = current_schema()::regnamespace and p.relname = any($1)
            """;

    private static final String WHOLE =
            "select pg_database_size(current_database()), current_setting('server_version'),"
                    + " (select coalesce(max(version::int), 0) from flyway_schema_history where success),"
                    + " (select min(first_at) from series)";

    private static final String BOUNDS = "set local statement_timeout = '5s'";

    private final Pool pool;
    private final Map<Table, Integer> tableToDays;

    StockQuery(Pool pool, RetentionSettings retention) {
        this.pool = pool;
        this.tableToDays = retention.tableToDays();
    }

    private record Found(List<Part> parts, Map<Table, Instant> packedUntil) {}

    Future<Stock> ask(Instant now) {
        return pool.withTransaction(connection -> connection
                .query(BOUNDS)
                .execute()
                .compose(bound -> parts(connection))
                .compose(found -> connection
                        .query(WHOLE)
                        .execute()
                        .map(rows -> stock(rows.iterator().next(), found, now))));
    }

    private static Future<Found> parts(SqlConnection connection) {
        String[] names = Arrays.stream(Table.values()).map(Table::tableName).toArray(String[]::new);
        return connection.preparedQuery(PARTS).execute(Tuple.of(names)).map(rows -> {
            Found found = new Found(new ArrayList<>(), new EnumMap<>(Table.class));
            for (Row row : rows) {
                Table table = table(row.getString(0));
                found.parts()
                        .add(new Part(
                                table,
                                start(row.getLocalDate(1)),
                                start(row.getLocalDate(2)),
                                row.getLong(3),
                                row.getBoolean(4)));
                Instant until = instant(row.getOffsetDateTime(5));
                if (until != null) {
                    found.packedUntil().put(table, until);
                }
            }
            return found;
        });
    }

    private Stock stock(Row row, Found found, Instant now) {
        Instant since = instant(row.getOffsetDateTime(3));
        // Where nothing was ever watched, there are no days to go by.
        Instant first = since == null ? now : since;
        List<Held> held = Arrays.stream(Kind.values())
                .map(kind -> held(kind, found, first, now))
                .toList();
        return new Stock(now, row.getLong(0), held, row.getString(1), row.getInteger(2));
    }

    private Held held(Kind kind, Found found, Instant first, Instant now) {
        List<Part> parts = found.parts().stream()
                .filter(part -> kind.tables().anyMatch(part.table()::equals))
                .toList();
        List<Part> lasting =
                parts.stream().filter(part -> part.table() == kind.lasting()).toList();
        Instant complete = kind.isPacked() ? found.packedUntil().getOrDefault(kind.lasting(), Instant.EPOCH) : now;
        long bytes = bytes(parts);
        long packed = kind.isPacked() ? bytes(lasting) : 0;
        List<Part> used = parts.stream().filter(Part::used).toList();
        return new Held(
                kind,
                bytes - packed,
                packed,
                used.stream()
                        .map(part -> part.begins(first))
                        .min(Instant::compareTo)
                        .orElse(null),
                used.stream()
                        .map(part -> part.ends(now))
                        .max(Instant::compareTo)
                        .orElse(null),
                tableToDays.get(kind.fresh()),
                parts.size(),
                step(kind.lasting(), now),
                Pace.of(lasting, first, complete));
    }

    private static long step(Table table, Instant now) {
        LocalDate start = table.start(LocalDate.ofInstant(now, ZoneOffset.UTC));
        return ChronoUnit.DAYS.between(start, table.end(start));
    }

    private static long bytes(List<Part> parts) {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    private static Table table(String name) {
        return Arrays.stream(Table.values())
                .filter(table -> table.tableName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
