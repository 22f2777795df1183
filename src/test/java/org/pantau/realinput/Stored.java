package org.pantau.realinput;

import static org.pantau.database.TestDatabase.await;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.database.TestDatabase;
import org.pantau.measure.FeedState;
import org.pantau.measure.Quality;

/** What lies in the tables, read past all of Pantau's own code. */
final class Stored {

    private Stored() {}

    /** Sum of all increases of a count; suspect values are in no sum. */
    static double sum(TestDatabase database, String subject, String measure) {
        var row = await(database.pool().preparedQuery("""
                        select coalesce(sum(value), 0) from sample join series on id = series_id
                        where subject = $1 and measure = $2 and quality <> $3
                        """).execute(Tuple.of(subject, measure, Quality.SUSPECT.code())));
        return row.iterator().next().getDouble(0);
    }

    /**
     * One row of a series.
     *
     * @param asOf the source's own time; null where it gives none
     */
    record Sample(Instant at, double value, @Nullable Instant asOf) {}

    /** In the order of their slots. */
    static List<Sample> samples(TestDatabase database, String subject, String measure) {
        List<Sample> samples = new ArrayList<>();
        await(database.pool()
                        .preparedQuery("select at, value::float8, as_of from sample join series on id = series_id"
                                + " where subject = $1 and measure = $2 order by at")
                        .execute(Tuple.of(subject, measure)))
                .forEach(row -> samples.add(new Sample(
                        row.getOffsetDateTime(0).toInstant(),
                        row.getDouble(1),
                        row.getOffsetDateTime(2) == null
                                ? null
                                : row.getOffsetDateTime(2).toInstant())));
        return samples;
    }

    /** Values in the order of their slots. */
    static List<Double> values(TestDatabase database, String subject, String measure) {
        List<Double> values = new ArrayList<>();
        rows(database, "value::float8", subject, measure).forEach(value -> values.add((Double) value));
        return values;
    }

    static List<Quality> qualities(TestDatabase database, String subject, String measure) {
        List<Quality> qualities = new ArrayList<>();
        rows(database, "quality::int4", subject, measure)
                .forEach(code -> qualities.add(Quality.ofCode((Integer) code)));
        return qualities;
    }

    /** How the polls of a feed ended, in the order of their slots. */
    static List<FeedState> polls(TestDatabase database, String agency, String feed) {
        return values(database, agency + "/@" + feed, "poll").stream()
                .map(code -> FeedState.ofCode(code.intValue()))
                .toList();
    }

    /** What is now known of a day, NaN where nothing is. */
    static double ofDay(TestDatabase database, String subject, String measure, Instant start) {
        var rows = await(database.pool()
                .preparedQuery("select value from period_value join series on id = series_id"
                        + " where subject = $1 and measure = $2 and start = $3")
                .execute(Tuple.of(subject, measure, start.atOffset(ZoneOffset.UTC))));
        return rows.size() == 0 ? Double.NaN : rows.iterator().next().getDouble(0);
    }

    /** All that is known of the periods of an agency's services, how often each was restated included, a line each. */
    static List<String> periods(TestDatabase database, String agency) {
        List<String> lines = new ArrayList<>();
        await(database.pool().preparedQuery("""
                        select concat_ws(' ', subject, measure, start, value, first_value, revision)
                        from period_value join series on id = series_id
                        where starts_with(subject, $1) order by 1
                        """).execute(Tuple.of(agency + "/")))
                .forEach(row -> lines.add(row.getString(0)));
        return lines;
    }

    private static List<Object> rows(TestDatabase database, String column, String subject, String measure) {
        List<Object> values = new ArrayList<>();
        await(database.pool()
                        .preparedQuery("select " + column + " from sample join series on id = series_id"
                                + " where subject = $1 and measure = $2 order by at")
                        .execute(Tuple.of(subject, measure)))
                .forEach(row -> values.add(row.getValue(0)));
        return values;
    }
}
