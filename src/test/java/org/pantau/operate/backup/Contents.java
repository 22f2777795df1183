package org.pantau.operate.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pantau.database.PostgresServers;

/** What a database holds, so that two can be compared; and rows that are hard to carry. */
public final class Contents {

    private static final String TABLES = """
            select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                and not c.relispartition and c.relname <> 'flyway_schema_history' order by 1""";

    private static final String PARTITIONS = """
            select c.relname || ' ' || pg_get_expr(c.relpartbound, c.oid) || coalesce(' ' || c.reloptions::text, '')
            from pg_class c where c.relispartition and c.relkind = 'r' order by 1""";

    /** Every table that grows, in several partitions; texts, bytes and numbers that a careless copy would change. */
    private static final List<String> FILL = List.of(
            "create table sample_20250106 partition of sample for values from ('2025-01-06 00:00+00') to ('2025-01-13 00:00+00')",
            "create table sample_20250113 partition of sample for values from ('2025-01-13 00:00+00') to ('2025-01-20 00:00+00')",
            "create table period_value_20250101 partition of period_value for values from ('2025-01-01 00:00+00')"
                    + " to ('2025-02-01 00:00+00') with (fillfactor = 80)",
            "create table rollup_5m_20250106 partition of rollup_5m for values from ('2025-01-06 00:00+00') to ('2025-01-13 00:00+00')",
            "insert into series (subject, measure, origin, counts, zone, every_seconds, kind)"
                    + " select '33.08/opd/l' || n, 'pending', 0, null, 'Asia/Jakarta', 60, 'LEVEL' from generate_series(1, 20) n",
            "delete from series where id > 15",
            "insert into sample (series_id, at, value, weight, quality, as_of) select s, '2025-01-06 00:00+00'::timestamptz + n * interval '17 minutes', sin(n) / 3, case when"
                    + " n % 3 = 0 then null else n / 7.0 end, 0, null from generate_series(1, 15) s, generate_series(0, 1100) n",
            "insert into sample (series_id, at, value, weight, quality, as_of) values (1, '2025-01-19 23:59:59.999999+00', 'NaN', null, 0, '2025-01-19 23:59:59.123456+00'),"
                    + " (2, '2025-01-19 23:59:59+00', '-infinity', 1e-30, 0, null),"
                    + " (3, '2025-01-19 23:59:59+00', 0.1::float8 + 0.2::float8, 0.1, 0, null)",
            "insert into period_value select s, 1, '2025-01-01 00:00+00'::timestamptz + n * interval '1 day', n, null, 0, n,"
                    + " now(), now() from generate_series(1, 9) s, generate_series(0, 29) n",
            "insert into rollup_5m (series_id, bucket, n, weight, sum, weighted_sum, min, max, last, expected, sketch) select s, '2025-01-06 00:00+00'::timestamptz + n * interval '5 minutes', 1, 1, n, n, n, n,"
                    + " n, 1, decode(repeat('000a0d5cff', n % 50), 'hex') from generate_series(1, 5) s, generate_series(0, 500) n",
            "create table sample_packed_20250101 partition of sample_packed for values from ('2025-01-01 00:00+00') to ('2025-02-01 00:00+00')",
            "insert into sample_packed (series_id, n, start, divisor, gap, scaled, weight, lag) select s, 3, '2025-01-02 00:00+00',"
                    + " 1000, '{0,30000000,1}', '{1,-2,2147483647}', '{null,0.1,null}', '{null,1,null}'"
                    + " from generate_series(1, 3) s",
            "insert into account values ('admin', E'Ibu \\\\ \\t\\n\\r \\u0001 Ñandú 中 ''\"', '', now()), ('kepala', '\\.', null, now())",
            "insert into role_grant values ('admin', 'ADMIN', '', null, 'infinity'), ('kepala', 'VIEWER', '33.08', now(), null)",
            "insert into audit (at, actor, address, action, subject, detail) select now(), 'admin', '', 'x', '', '' from"
                    + " generate_series(1, 7)",
            "insert into report_submission (feed, key, day, at, said_by, how, figures) values"
                    + " ('f', 'k', '2025-01-06', now(), 'a', 'form', '[{\"value\": null, \"x\": \"\\\\n\"}]')");

    private Contents() {}

    /** Fills a migrated database. */
    public static void fill(String url) {
        FILL.forEach(sql -> execute(url, sql));
    }

    /** Checksum over the ordered rows of every table, and how it is cut into partitions. */
    public static Map<String, String> of(String url) {
        Map<String, String> contents = new TreeMap<>();
        for (String table : texts(url, TABLES)) {
            contents.put(
                    table,
                    texts(
                                    url,
                                    "set timezone = 'UTC'; select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by"
                                            + " t::text collate \"C\")), '') from " + table + " t")
                            .get(0));
        }
        contents.put("partitions", String.join("\n", texts(url, "set timezone = 'UTC'; " + PARTITIONS)));
        return contents;
    }

    /** The first column of every row. */
    public static List<String> texts(String url, String sql) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = PostgresServers.connect(url);
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public static void execute(String url, String sql) {
        try (Connection connection = PostgresServers.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
