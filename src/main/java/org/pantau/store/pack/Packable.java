package org.pantau.store.pack;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.pantau.store.Table;

/** A table whose rows are packed when they are no longer fresh: a partition of it becomes one row for each series. */
public enum Packable {
    SAMPLES(Table.SAMPLE, Table.SAMPLE_PACKED, "at"),
    FIVE_MINUTES(Table.ROLLUP_5M, Table.ROLLUP_5M_PACKED, "bucket"),
    HOURS(Table.ROLLUP_1H, Table.ROLLUP_1H_PACKED, "bucket");

    /** Largest number that an array of whole numbers may hold. */
    private static final int MOST = Integer.MAX_VALUE;

    private static final List<Integer> DIVISORS = List.of(1, 10, 100, 1_000, 1_000_000);

    private final Table fresh;
    private final Table packed;
    private final String time;

    Packable(Table fresh, Table packed, String time) {
        this.fresh = fresh;
        this.packed = packed;
        this.time = time;
    }

    public Table fresh() {
        return fresh;
    }

    Table packed() {
        return packed;
    }

    /** The table that holds a partition while it is being packed. */
    String staging() {
        return fresh.tableName() + "_packing";
    }

    /**
     * Unpacks what is packed of the series {@code $1} in the partitions that begin at {@code $2}; mostly nothing. What comes
     * late must meet what is there, and what is being packed meanwhile must be packed anew. The fresh partitions must exist.
     */
    public String unpack() {
        return unpack("select * from unnest($1::int[], $2::timestamptz[]) as t (series_id, start) order by 1, 2");
    }

    /** Parameters of {@link #unpack}: the partitions these times of each series lie in. */
    public Tuple named(Map<Integer, ? extends Collection<Instant>> seriesToTimes) {
        List<Integer> series = new ArrayList<>();
        List<OffsetDateTime> starts = new ArrayList<>();
        seriesToTimes.forEach((id, times) -> times.stream()
                .map(time -> fresh.start(LocalDate.ofInstant(time, ZoneOffset.UTC)))
                .distinct()
                .forEach(start -> {
                    series.add(id);
                    starts.add(start.atStartOfDay().atOffset(ZoneOffset.UTC));
                }));
        return Tuple.tuple()
                .addArrayOfInteger(series.toArray(Integer[]::new))
                .addArrayOfOffsetDateTime(starts.toArray(OffsetDateTime[]::new));
    }

    /** Unpacks what is packed already of the partition beginning at {@code $1} of which more has come since. */
    String unpackAgain(String partition) {
        return unpack("select series_id, start from " + packed.tableName()
                + " p where start = $1 and exists (select from " + partition + " f where f.series_id = p.series_id)");
    }

    private String unpack(String named) {
        String rows = this == SAMPLES
                ? "quality, at, value, weight, as_of"
                : "n, bucket, sum, last, expected, min, max, weight, weighted_sum, sketch";
        String whole = this == HOURS ? "row((gone.packed).*)::rollup_5m_packed" : "gone.packed";
        return "with named as (" + named + "), anew as (delete from " + staging() + " p using named"
                + " where p.series_id = named.series_id and p.start = named.start), gone as (delete from "
                + packed.tableName() + " p using named"
                + " where p.series_id = named.series_id and p.start = named.start returning p as packed)"
                + " insert into " + fresh.tableName() + " (series_id, " + rows + ")"
                + " select (gone.packed).series_id, " + rows + " from gone cross join lateral unpacked(" + whole + ")"
                + " on conflict do nothing";
    }

    /**
     * Packs the series from {@code $2} to {@code $3} (exclusive) of the partition that begins at {@code $1}. A value is kept
     * as a whole number where it is one divided by a power of ten: dividing gives the very same value.
     */
    String pack(String partition) {
        String gap = micros(
                time + " - lag(" + time + ", 1, $1::timestamptz) over (partition by series_id order by " + time + ")");
        String from = " from " + partition + " where series_id >= $2 and series_id < $3 order by series_id, " + time;
        if (this == SAMPLES) {
            return "insert into " + staging()
                    + " (series_id, n, start, divisor, gap, scaled, value, weight, quality, lag)"
                    + " select series_id, n, $1, divisor, gap, " + scaled("value") + ", " + unscaled("value")
                    + ", weight, quality, lag from (select series_id, count(*) as n, "
                    + divisor("value") + " as divisor, " + array("gap") + ", " + array("value") + ", " + given("weight")
                    + ", case when max(quality) > 0 then array_agg(quality order by at) end as quality, " + given("lag")
                    + " from (select series_id, at, value, weight, quality, " + gap + " as gap, "
                    + micros("at - as_of") + " as lag, " + smallestDivisor("value") + " as divisor" + from
                    + ") one group by series_id) whole";
        }
        return "insert into " + staging()
                + " (series_id, n, start, divisor, gap, samples, sum, expected, latest, lowest, highest,"
                + " last, min, max, weight, weighted_sum, sketch)"
                + " select series_id, n, $1, divisor, gap, samples, sum, expected, " + scaled("last") + ", "
                + scaled("min") + ", "
                + scaled("max") + ", " + unscaled("last") + ", " + unscaled("min") + ", " + unscaled("max")
                + ", weight, weighted_sum, sketch from (select series_id, count(*) as n, "
                + divisor("last", "min", "max") + " as divisor, " + array("gap")
                + ", array_agg(n order by bucket) as samples, " + array("sum") + ", " + array("expected") + ", "
                + array("last") + ", "
                + given("min") + ", " + given("max") + ", " + given("weight") + ", " + given("weighted_sum") + ", "
                + given("sketch") + " from (select *, " + gap + " as gap, greatest(" + smallestDivisor("last") + ", "
                + smallestDivisor("min") + ", " + smallestDivisor("max") + ") as divisor" + from
                + ") one group by series_id) whole";
    }

    /** Series, and rows of each, that differ between a partition and what was packed of it. */
    String differences(String partition) {
        return "select series_id from (select series_id, count(*) as n from " + partition
                + " group by 1) f full join (select series_id, n from " + staging()
                + " where start = $1) p using (series_id) where f.n is distinct from p.n";
    }

    /** Null where one of the values is no such fraction, or too large. */
    private static String divisor(String... values) {
        StringJoiner largest = new StringJoiner(", ", "greatest(", ")");
        for (String value : values) {
            largest.add("max(abs(" + value + "))");
        }
        return "case when count(divisor) = count(*) and " + largest + " * max(divisor) <= " + MOST
                + " then max(divisor) end";
    }

    /** Null where there is none; a missing value asks for nothing. */
    private static String smallestDivisor(String value) {
        StringJoiner cases = new StringJoiner(" ", "case ", " end");
        cases.add("when " + value + " is null then 1");
        for (int divisor : DIVISORS) {
            cases.add("when " + value + " = round(" + value + " * " + divisor + ") / " + divisor + " then " + divisor);
        }
        return cases.toString();
    }

    private static String scaled(String value) {
        return "case when divisor is not null and " + value + " is not null then"
                + " array(select round(v * divisor)::integer from unnest(" + value + ") v) end";
    }

    private static String unscaled(String value) {
        return "case when divisor is null then " + value + " end";
    }

    private String array(String value) {
        return "array_agg(" + value + " order by " + time + ") as " + value;
    }

    /** Null where no row has the value. */
    private String given(String value) {
        return "case when count(" + value + ") > 0 then array_agg(" + value + " order by " + time + ") end as " + value;
    }

    /** Exact below 285 years. */
    private static String micros(String interval) {
        return "round(date_part('epoch', " + interval + ") * 1000000)::bigint";
    }
}
