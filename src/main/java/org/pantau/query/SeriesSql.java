package org.pantau.query;

import java.util.List;
import java.util.StringJoiner;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Quality;
import org.pantau.measure.time.Period;
import org.pantau.query.Levels.Level;
import org.pantau.query.Levels.Piece;
import org.pantau.query.Levels.Place;

/**
 * The statements behind {@link SeriesQuery}. Parameters: {@code $1..$4} the series as arrays (id, number of the subject,
 * origin, rhythm in seconds), {@code $5} the zone, {@code $6} and {@code $7} the window, then two for each piece.
 */
final class SeriesSql {

    /** Column of {@link #numbers} from which on each origin's size and inputs follow. */
    static final int SHARES = 6;

    private static final int FIRST_PIECE = 8;
    private static final String SERIES =
            "with s as materialized (select * from unnest($1::int[], $2::int[], $3::smallint[], $4::real[])"
                    + " as t (id, place, origin, every))";
    private static final String HEAD = "select s.id, s.place, s.origin, ";
    static final String GOOD = "quality not in (" + Quality.SUSPECT.code() + ", " + Quality.OFF_HOURS.code() + ")";

    private SeriesSql() {}

    /** Every series of a measure whose subject is among {@code $2}. */
    static final String FIND = "select id, subject, origin, every_seconds, counts, first_at from series"
            + " where measure = $1 and subject = any($2::text[]) order by subject, origin";

    /**
     * Name of a level's table, since and until when it is rolled up, how far the bucket that runs is, up to when it is packed;
     * null where that is not known.
     */
    static final String MARKS = """
            select t.name, r.since, r.until, r.running, p.until
            from (values ('sample', null), ('rollup_5m', 0), ('rollup_1h', 1), ('rollup_1d', 2)) as t (name, level)
                left join rollup_until r on r.level = t.level and (t.level < 2 or r.zone = $1)
                left join packed_until p on p."table" = t.name
            """;

    /** Single samples: instant, value, quality-checked, of the most automatic origin at that instant. */
    static final String RAW = SERIES + " select distinct on (x.at) x.at, x.value, x.weight, s.every, s.origin"
            + " from s cross join lateral samples(s.id, $6, $7) x"
            + " where x." + GOOD + " and $5::text is not null order by x.at, s.origin";

    /**
     * Buckets of anything that adds up in SQL: start, value, smallest, largest, n, seconds covered. Where several origins
     * have a part: size and inputs of each; for one subject then the next less automatic origin and its value.
     */
    static String numbers(Kind kind, Step step, List<Piece> pieces, Speakers speakers) {
        Step unit = CountSql.unit(kind, step);
        String seen = ", part as (" + parts(pieces, false) + "), seen as (select id, place, origin, "
                + unit.bucketOf("t") + " as u, sum(n) as n, sum(sum) as v, sum(weight) as w, sum(weighted_sum) as ws,"
                + " min(min) as lo, max(max) as hi, (array_agg(last order by t desc))[1] as last,"
                + " least(sum(secs), " + unit.longest().toSeconds()
                + ") as secs from part group by 1, 2, 3, 4)";
        String sql = kind == Kind.COUNT
                ? seen + CountSql.told(unit) + CountSql.counts(step, unit, speakers)
                : seen + ", best as (" + OriginSql.best("seen", own(kind), speakers) + ") select u, " + value(kind)
                        + ", min(lo), max(hi), sum(n), sum(secs)" + OriginSql.shares(size(kind), speakers)
                        + OriginSql.rivals(speakers) + " from best group by 1 order by 1";
        return bind(SERIES + sql);
    }

    /** Parts of times in order of bucket, place, origin: those cannot be put together in SQL. */
    static String times(Step step, List<Piece> pieces) {
        String told = step.longest().compareTo(Step.DAY.longest()) < 0
                ? ""
                : " union all " + HEAD
                        + "p.start as t, 1, null::float8, coalesce(p.weight, 1), p.value, p.value, p.value, p.value, p.value,"
                        + " null::bytea, true from s join period_value p on p.series_id = s.id and p.period = "
                        + Period.DAY.code() + " and p.start >= $6 and p.start < $7 and p." + GOOD;
        return bind(SERIES + ", part as (" + parts(pieces, true) + told + ") select place, origin, secs, "
                + step.bucketOf("t") + " as b, n, weight, sum, weighted_sum, min, max, last, sketch, told from part"
                + " order by b, place, origin, told, t");
    }

    private static String value(Kind kind) {
        return switch (kind) {
            case LEVEL -> "sum(last)";
            case STATE -> "sum(v) / sum(n)";
            default -> "sum(ws) / sum(w)";
        };
    }

    /** The same of a single row. */
    private static String own(Kind kind) {
        return switch (kind) {
            case LEVEL -> "last";
            case STATE -> "v / n";
            default -> "ws / nullif(w, 0)";
        };
    }

    /** How much a row weighs among those of other origins. */
    private static String size(Kind kind) {
        return switch (kind) {
            case LEVEL -> "abs(last)";
            case STATE -> "n";
            default -> "w";
        };
    }

    private static String parts(List<Piece> pieces, boolean sketches) {
        StringJoiner all = new StringJoiner(" union all ");
        StringJoiner running = new StringJoiner(" or ");
        int parameter = FIRST_PIECE;
        for (Piece piece : pieces) {
            String from = "$" + parameter;
            String to = "$" + (parameter + 1);
            parameter += 2;
            if (piece.place() == Place.RUNNING) {
                running.add("x.level = " + piece.level().code() + " and x.bucket = " + from + " and x.bucket < " + to);
                continue;
            }
            boolean raw = piece.level() == Level.RAW;
            String time = raw ? "x.at" : "x.bucket";
            String source = piece.place() == Place.FRESH
                    ? "join " + piece.level().table() + " x on x.series_id = s.id and " + time + " >= " + from + " and "
                            + time + " < " + to + (raw ? " and x." + GOOD : "")
                    : "cross join lateral " + piece.level().function() + "(s.id, " + from + ", " + to + ") x"
                            + (raw ? " where x." + GOOD : "");
            String seconds = String.valueOf(piece.level().step().longest().toSeconds());
            all.add(HEAD + (raw ? sample(sketches) : bucket(seconds, sketches)) + " from s " + source);
        }
        if (running.length() > 0) {
            // The day and the hour of a series lie side by side.
            String seconds = "case x.level when " + Level.DAY.code() + " then "
                    + Step.DAY.longest().toSeconds() + " else "
                    + Step.HOUR.longest().toSeconds() + " end";
            all.add(HEAD + bucket(seconds, sketches) + " from s join rollup_running x on x.series_id = s.id and ("
                    + running + ")");
        }
        return all.toString();
    }

    private static String sample(boolean sketches) {
        return "x.at as t, 1 as n, s.every::float8 as secs, coalesce(x.weight, 1)::float8 as weight, x.value as sum,"
                + " x.value * coalesce(x.weight, 1) as weighted_sum, x.value as min, x.value as max, x.value as last"
                + (sketches ? ", null::bytea as sketch, false as told" : "");
    }

    private static String bucket(String seconds, boolean sketches) {
        return "x.bucket as t, x.n, x.n::float8 / x.expected * " + seconds
                + " as secs, coalesce(x.weight, x.n) as weight,"
                + " x.sum, coalesce(x.weighted_sum, x.sum) as weighted_sum, coalesce(x.min, x.last) as min,"
                + " coalesce(x.max, x.last) as max, x.last" + (sketches ? ", x.sketch, false as told" : "");
    }

    /** The zone is named in every statement, so that its parameter always has a type. */
    private static String bind(String sql) {
        return sql.replace(
                        "with s as materialized (select *",
                        "with s as materialized (select t.*, $5::text as zone, $6::timestamptz as a, $7::timestamptz as b")
                .replace("$zone", "$5::text");
    }
}
