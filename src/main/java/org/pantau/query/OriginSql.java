package org.pantau.query;

import java.util.StringJoiner;
import java.util.function.IntFunction;

/** The parts of {@link SeriesSql} that tell origins apart: empty where all of an answer has one. */
final class OriginSql {

    private OriginSql() {}

    /** For each place and bucket {@code u} of a table the row of the most automatic origin, with the next one's word. */
    static String best(String table, String value, Speakers speakers) {
        return "select distinct on (place, u) *" + next("origin", value, speakers) + " from " + table
                + window("place, u", "origin", speakers) + " order by place, u, origin";
    }

    /** What the next less automatic origin says: {@code rival} and {@code rival_v}, null where there is none. */
    static String next(String origin, String value, Speakers speakers) {
        return speakers.rivals()
                ? ", lead(" + origin + ") over rivals as rival, lead(" + value + ") over rivals as rival_v"
                : "";
    }

    /** The window that {@link #next} looks over. */
    static String window(String same, String origin, Speakers speakers) {
        return speakers.rivals() ? " window rivals as (partition by " + same + " order by " + origin + ")" : "";
    }

    /** Size and inputs of each origin, in the order of the speakers. */
    static String shares(String size, Speakers speakers) {
        return each(
                speakers,
                origin -> "sum(" + size + ") filter (where origin = " + origin + ")::float8, count(*) filter"
                        + " (where origin = " + origin + ")::int");
    }

    /** The next origin of the one row that a single subject has in each bucket. */
    static String rivals(Speakers speakers) {
        return speakers.rivals() ? ", max(rival), max(rival_v)" : "";
    }

    /** Columns for each origin, given its code. */
    static String each(Speakers speakers, IntFunction<String> columns) {
        StringJoiner all = new StringJoiner(", ", ", ", "").setEmptyValue("");
        if (speakers.several()) {
            speakers.origins().forEach(origin -> all.add(columns.apply(origin.code())));
        }
        return all.toString();
    }
}
