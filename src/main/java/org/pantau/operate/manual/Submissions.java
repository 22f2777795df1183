package org.pantau.operate.manual;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pantau.measure.ScopePath;

/** Everything that was handed in, by whom and when; nothing is ever changed. */
public final class Submissions {

    private static final String COLUMNS = "feed, key, day, at, said_by, how, link, figures";
    private static final String KEEP = "insert into report_submission (" + COLUMNS
            + ") values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (feed, key, day) do nothing";
    private static final String FIND =
            "select " + COLUMNS + " from report_submission where feed = $1 and key = $2 order by day";
    private static final String OF_DAYS =
            "select " + COLUMNS + " from report_submission where feed = $1 and day = any($2) order by id";

    private final Pool pool;

    public Submissions(Pool pool) {
        this.pool = pool;
    }

    /** Keeps it; one that is kept already stays as it is. */
    Future<Void> keep(Submission submission) {
        JsonArray figures = new JsonArray();
        submission
                .said()
                .forEach(said -> figures.add(new JsonObject()
                        .put("service", said.service().value())
                        .put("measure", said.measure())
                        .put("value", said.value())));
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(
                        submission.feed(),
                        submission.key(),
                        submission.day(),
                        submission.at().atOffset(ZoneOffset.UTC),
                        submission.saidBy(),
                        submission.how(),
                        submission.link(),
                        figures))
                .mapEmpty();
    }

    /** What came with this key; more than one day for a file. */
    Future<List<Submission>> find(String feed, String key) {
        return pool.preparedQuery(FIND).execute(Tuple.of(feed, key)).map(Submissions::all);
    }

    /** Everything handed in for these days, the oldest first. */
    public Future<List<Submission>> of(String feed, Collection<LocalDate> days) {
        return pool.preparedQuery(OF_DAYS)
                .execute(Tuple.of(feed).addArrayOfLocalDate(days.toArray(LocalDate[]::new)))
                .map(Submissions::all);
    }

    private static List<Submission> all(Iterable<Row> rows) {
        List<Submission> all = new ArrayList<>();
        for (Row row : rows) {
            all.add(new Submission(
                    row.getString("feed"),
                    row.getString("key"),
                    row.getLocalDate("day"),
                    row.getOffsetDateTime("at").toInstant(),
                    row.getString("said_by"),
                    row.getString("how"),
                    row.getString("link"),
                    said(row.getJsonArray("figures"))));
        }
        return all;
    }

    private static List<Said> said(JsonArray figures) {
        return figures.stream()
                .map(figure -> (JsonObject) figure)
                .map(figure -> new Said(
                        ScopePath.of(figure.getString("service")),
                        figure.getString("measure"),
                        Optional.ofNullable(figure.getDouble("value")).orElse(null)))
                .toList();
    }
}
