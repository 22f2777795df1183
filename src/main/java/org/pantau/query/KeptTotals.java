package org.pantau.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.OriginParts;

/**
 * The closed buckets of one measure of a wide place that are kept ready.
 *
 * @param counts what a count counts; empty for anything else
 * @param step hours or longer
 */
record KeptTotals(ScopePath branch, String measure, String counts, Step step, ZoneId zone) {

    private static final Origin[] ORIGINS = Origin.values();

    private static final String OF_KEY =
            " where branch = $1 and measure = $2 and counts = $3 and step = $4" + " and start >= $5 and start < $6";

    /** Those that nothing has touched since. {@code $7} the series. */
    private static final String READ = """
            with touched as materialized (
                select distinct at from branch_touched
                where series_id = any($7::int[]) and period <= $4 and at >= $5 and at < $6)
            select start, newest, made_of, seconds, value, lowest, highest, p50, p95, p99, n, sizes, inputs from %s t
            """;

    private static final String UNTOUCHED = " and not exists (select from touched where touched.at >= t.start and"
            + " touched.at < (t.start at time zone $8::text + interval '1 %s') at time zone $8::text)";

    private static final String WRITE = """
            insert into %s (branch, measure, counts, step, newest, made_of, start, seconds, value, lowest, highest,
                p50, p95, p99, n, sizes, inputs)
            select $1, $2, $3, $4, $5, $6, start, seconds, value, lowest, highest, p50, p95, p99, n,
                ($16::float8[])[nth * %2$d - %2$d + 1 : nth * %2$d], ($17::int[])[nth * %2$d - %2$d + 1 : nth * %2$d]
            from unnest($7::timestamptz[], $8::float8[], $9::float8[], $10::float8[], $11::float8[], $12::float8[],
                    $13::float8[], $14::float8[], $15::bigint[]) with ordinality
                as t (start, seconds, value, lowest, highest, p50, p95, p99, n, nth)
            on conflict (branch, measure, counts, step, start) do update set newest = excluded.newest,
                made_of = excluded.made_of, seconds = excluded.seconds, value = excluded.value,
                lowest = excluded.lowest, highest = excluded.highest, p50 = excluded.p50, p95 = excluded.p95,
                p99 = excluded.p99, n = excluded.n, sizes = excluded.sizes, inputs = excluded.inputs
            """;

    /** Whether buckets of this step are kept. */
    static boolean keeps(Step step) {
        return step.period() != null;
    }

    /** The buckets that lie whole in the window, are made of these series and still hold. */
    Future<Map<Instant, Total>> read(SqlClient client, Chosen chosen, Window window) {
        Tuple values = key(window)
                .addArrayOfInteger(chosen.ids().toArray(Integer[]::new))
                .addString(zone.getId());
        return client.preparedQuery(READ.formatted(table()) + OF_KEY + UNTOUCHED.formatted(unit()))
                .execute(values)
                .map(rows -> {
                    Fingerprint fingerprint = new Fingerprint(chosen.ids());
                    Map<Instant, Total> kept = new HashMap<>();
                    for (Row row : rows) {
                        Instant start = row.getOffsetDateTime(0).toInstant();
                        boolean whole = !step.next(start, zone).isAfter(window.to());
                        if (whole && fingerprint.upTo(row.getInteger(1)) == row.getLong(2)) {
                            kept.put(start, total(row));
                        }
                    }
                    return kept;
                });
    }

    /** Starts of the buckets in the window that are made of these series, touched or not. */
    Future<Set<Instant>> starts(SqlClient client, Fingerprint fingerprint, Window window) {
        return client.preparedQuery("select start, newest, made_of from " + table() + OF_KEY)
                .execute(key(window))
                .map(rows -> {
                    Set<Instant> starts = new HashSet<>();
                    for (Row row : rows) {
                        if (fingerprint.upTo(row.getInteger(1)) == row.getLong(2)) {
                            starts.add(row.getOffsetDateTime(0).toInstant());
                        }
                    }
                    return starts;
                });
    }

    /**
     * Keeps buckets; may be repeated.
     *
     * @param newest highest number of any series when they were read
     * @param starts buckets to keep; one that {@code known} does not hold is a gap
     */
    Future<Void> write(
            SqlClient client, int newest, Fingerprint madeOf, List<Instant> starts, Map<Instant, Total> known) {
        List<Total> totals = new ArrayList<>();
        starts.forEach(start -> totals.add(known.getOrDefault(start, Total.GAP)));
        List<Double> sizes = new ArrayList<>();
        List<Integer> inputs = new ArrayList<>();
        for (Total total : totals) {
            for (Origin origin : ORIGINS) {
                sizes.add(total.parts().size(origin));
                inputs.add(total.parts().inputs(origin));
            }
        }
        Tuple values = key().addInteger(newest)
                .addLong(madeOf.upTo(newest))
                .addArrayOfOffsetDateTime(starts.stream().map(KeptTotals::utc).toArray(OffsetDateTime[]::new))
                .addArrayOfDouble(array(totals, Total::seconds, Double[]::new))
                .addArrayOfDouble(array(totals, Total::value, Double[]::new))
                .addArrayOfDouble(array(totals, Total::min, Double[]::new))
                .addArrayOfDouble(array(totals, Total::max, Double[]::new))
                .addArrayOfDouble(array(totals, Total::p50, Double[]::new))
                .addArrayOfDouble(array(totals, Total::p95, Double[]::new))
                .addArrayOfDouble(array(totals, Total::p99, Double[]::new))
                .addArrayOfLong(array(totals, Total::n, Long[]::new))
                .addArrayOfDouble(sizes.toArray(Double[]::new))
                .addArrayOfInteger(inputs.toArray(Integer[]::new));
        return client.preparedQuery(WRITE.formatted(table(), ORIGINS.length))
                .execute(values)
                .mapEmpty();
    }

    private static Total total(Row row) {
        OriginParts parts = new OriginParts();
        Double[] sizes = row.getArrayOfDoubles(11);
        Integer[] inputs = row.getArrayOfIntegers(12);
        for (Origin origin : ORIGINS) {
            parts.add(origin, sizes[origin.code()], inputs[origin.code()]);
        }
        return new Total(
                row.getDouble(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7),
                row.getDouble(8),
                row.getDouble(9),
                row.getLong(10),
                row.getDouble(3),
                parts,
                null);
    }

    private Tuple key() {
        int code = Objects.requireNonNull(step.period(), "hours or longer").code();
        return Tuple.of(branch.value(), measure, counts, (short) code);
    }

    private Tuple key(Window window) {
        return key().addOffsetDateTime(utc(window.from())).addOffsetDateTime(utc(window.to()));
    }

    private String table() {
        return table(step);
    }

    /** Name of the table that holds the buckets of a step. */
    static String table(Step step) {
        return step == Step.HOUR ? "branch_total_1h" : "branch_total_1d";
    }

    private String unit() {
        return Objects.requireNonNull(step.period(), "hours or longer").name();
    }

    private static <V> V[] array(
            List<Total> totals, Function<Total, ? extends @Nullable V> value, IntFunction<V[]> newArray) {
        V[] values = newArray.apply(totals.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(totals.get(i));
        }
        return values;
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
