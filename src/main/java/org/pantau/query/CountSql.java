package org.pantau.query;

import org.pantau.measure.Measure.Kind;
import org.pantau.measure.time.Period;

/**
 * The part of {@link SeriesSql} that is about counts: what was reported of a whole period goes before what its parts add
 * up to, for each origin by itself; then the most automatic origin counts.
 */
final class CountSql {

    /** Share of a week or month that days must cover to be told instead of what a person said of all of it. */
    private static final double WHOLE = 0.9;

    private static final int DAYS_OF_SHORTEST_MONTH = 28;
    private static final int DAYS_OF_WEEK = 7;

    private CountSql() {}

    /** The bucket in which an origin is chosen: weeks and months are made of days, which may have different ones. */
    static Step unit(Kind kind, Step step) {
        return kind == Kind.COUNT && step.longest().compareTo(Step.DAY.longest()) > 0 ? Step.DAY : step;
    }

    /** What was reported of whole periods; the day itself before its hours. */
    static String told(Step unit) {
        if (unit == Step.FIVE_MINUTES) {
            return ", told as (select null::int as id, null::timestamptz as u, null::float8 as v where false)";
        }
        String hour = "p.period = " + Period.HOUR.code();
        String day = "p.period = " + Period.DAY.code();
        String value = unit == Step.HOUR
                ? "sum(p.value)"
                : "coalesce(max(p.value) filter (where " + day + "), sum(p.value) filter (where " + hour + "))";
        return ", told as (select p.series_id as id, " + unit.bucketOf("p.start") + " as u, " + value + " as v"
                + " from s join period_value p on p.series_id = s.id and (" + hour
                + (unit == Step.HOUR ? "" : " or " + day) + ") and p.start >= $6 and p.start < $7 and p."
                + SeriesSql.GOOD + " group by 1, 2)";
    }

    static String counts(Step step, Step unit, Speakers speakers) {
        String best = ", unit as (select s.place, s.origin, u, coalesce(told.v, seen.v) as v, case when told.v is null"
                + " then seen.secs else " + unit.longest().toSeconds() + " end as secs"
                + " from (select id, u, v, secs from seen) seen full join told using (id, u) join s using (id)),"
                + " best as (" + OriginSql.best("unit", "v", speakers) + ")";
        return step == unit
                ? best + " select u, sum(v), null::float8, null::float8, null::numeric, sum(secs)::float8"
                        + OriginSql.shares("abs(v)", speakers) + OriginSql.rivals(speakers)
                        + " from best group by 1 order by 1"
                : best + ofDays(step, speakers);
    }

    /** Weeks and months: the sum of their days, or what was reported of the whole. */
    private static String ofDays(Step step, Speakers speakers) {
        Period period = step == Step.WEEK ? Period.WEEK : Period.MONTH;
        return ", per as (select place, " + step.bucketOf("u") + " as b, sum(v) as v, sum(secs) as secs,"
                + " max(origin) as least_automatic" + OriginSql.each(speakers, CountSql::partOfDays)
                + rivalOfDays(speakers)
                + " from best group by 1, 2), whole as (select distinct on (s.place, p.start) s.place, s.origin,"
                + " p.start as b, p.value as v" + OriginSql.next("s.origin", "p.value", speakers)
                + " from s join period_value p on p.series_id = s.id and p.period = " + period.code()
                + " and p.start >= $6 and p.start < $7 and p." + SeriesSql.GOOD
                + OriginSql.window("s.place, p.start", "s.origin", speakers)
                + " order by s.place, p.start, s.origin), pairs as (select per.*, whole.origin as w_origin, whole.v as w_v"
                + (speakers.rivals() ? ", whole.rival as w_rival, whole.rival_v as w_rival_v" : "")
                + ", coalesce(per.b, whole.b) as start, " + taken(step, speakers) + " as taken"
                + " from per full join whole on whole.place = per.place and whole.b = per.b)"
                + " select start, sum(case when taken then w_v else v end), null::float8, null::float8, null::numeric,"
                + " sum(case when taken then " + step.longest().toSeconds() + " else secs end)::float8"
                + OriginSql.each(speakers, origin -> part(origin, step)) + rivals(speakers)
                + " from pairs group by 1 order by 1";
    }

    /** Days that an origin has told count before what a less automatic one said of the whole, unless many are missing. */
    private static String taken(Step step, Speakers speakers) {
        if (!speakers.several()) {
            return "whole.v is not null";
        }
        double days = WHOLE * (step == Step.WEEK ? DAYS_OF_WEEK : DAYS_OF_SHORTEST_MONTH);
        return "whole.v is not null and not coalesce(per.least_automatic < whole.origin and per.secs >= "
                + days * Step.DAY.longest().toSeconds() + ", false)";
    }

    private static String partOfDays(int origin) {
        String own = " filter (where origin = " + origin + ") as ";
        return "sum(abs(v))" + own + "size_" + origin + ", count(*)" + own + "n_" + origin;
    }

    private static String part(int origin, Step step) {
        String of = "sum(case when not taken then %s when w_origin = " + origin + " then %s else 0 end)";
        return of.formatted("size_" + origin, "abs(w_v)") + "::float8, "
                + of.formatted("n_" + origin, step.longest().toDays()) + "::int";
    }

    /** Days can be compared as a sum only where the other origin has told every one of them. */
    private static String rivalOfDays(Speakers speakers) {
        return speakers.rivals()
                ? ", case when count(rival_v) = count(*) and min(rival) = max(rival) then min(rival) end as rival,"
                        + " sum(rival_v) as rival_v"
                : "";
    }

    private static String rivals(Speakers speakers) {
        String of = ", max(case when taken then %s when w_v is null then %s else %s end)";
        return speakers.rivals()
                ? of.formatted("w_rival", "rival", "w_origin") + of.formatted("w_rival_v", "rival_v", "w_v")
                : "";
    }
}
