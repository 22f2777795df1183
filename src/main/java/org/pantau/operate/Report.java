package org.pantau.operate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.Measures;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.normalise.Normalised;
import org.pantau.normalise.Unconfirmed;
import org.pantau.read.Excerpt;
import org.pantau.read.Outline;
import org.pantau.read.Reading;
import org.pantau.read.Reading.Cell;
import org.pantau.read.Readings;

/**
 * What came of trying a feed, step by step: request, decoded document, rule, rows, every field, what its numbers mean, and
 * what would be stored. Holds no secret and no value but those the mapping takes for numbers.
 *
 * @param outcome of the whole poll
 * @param requests one per request, in order
 * @param rows how many rows were found in all
 * @param fields every field of the first {@link #MOST_ROWS} rows
 * @param meanings one per mapped measure
 * @param stored samples and values of periods; a running counter has none at the first reading
 * @param problems what could not be read, each starting with {@code feed/row/field}
 * @param unconfirmed codes that the catalogue does not know
 */
public record Report(
        Feed feed,
        Outcome outcome,
        List<Request> requests,
        long rows,
        List<Field> fields,
        List<Meaning> meanings,
        List<Stored> stored,
        List<String> problems,
        List<String> unconfirmed) {

    /** Rows whose fields are told one by one. */
    public static final int MOST_ROWS = 20;

    private static final int MOST_STORED = 200;

    public Report {
        requests = List.copyOf(requests);
        fields = List.copyOf(fields);
        meanings = List.copyOf(meanings);
        stored = List.copyOf(stored);
        problems = List.copyOf(problems);
        unconfirmed = List.copyOf(unconfirmed);
    }

    /**
     * One request.
     *
     * @param status HTTP status; 0 where nothing answered
     * @param contentType as the endpoint says, empty where it does not
     * @param tookMs the exchange alone
     * @param outcome what reading the answer came to: whether the success rule held
     * @param outline the decoded document's keys and kinds of values; where it could not be decoded an excerpt of the body,
     *     values masked
     */
    public record Request(
            int status, String contentType, long bytes, long tookMs, Outcome outcome, long rows, String outline) {}

    /**
     * One field of a row.
     *
     * @param service the code its row names; empty where the feed speaks of one service
     * @param name of the measure
     * @param value what was taken; null for nothing
     * @param problem why it could not be taken; empty where it could, or there is nothing
     */
    public record Field(
            int row, String service, String name, @Nullable Object value, String problem) {}

    /**
     * A value as it would be stored, in the measure's own unit.
     *
     * @param period {@code day 2026-11-22T17:00:00Z}; empty for a sample of now
     */
    public record Stored(String subject, String measure, String origin, double value, String quality, String period) {}

    /** Whether the feed can be taken as it is. */
    public boolean well() {
        return outcome.ok() && problems.isEmpty();
    }

    static Report of(Feed feed, List<Answer> answers, List<Readings> readings, Normalised normalised) {
        List<Request> requests = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        int told = 0;
        long rows = 0;
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            Readings read = readings.get(i);
            requests.add(request(answer, read));
            for (Reading row : read.shown()) {
                if (told++ < MOST_ROWS) {
                    new TreeMap<>(row.cells()).forEach((name, cell) -> fields.add(field(row, name, cell)));
                }
            }
            rows += read.count();
        }
        return new Report(
                feed,
                normalised.outcome(),
                requests,
                rows,
                fields,
                feed.measures().stream()
                        .map(mapping -> Meaning.of(feed, mapping))
                        .toList(),
                stored(normalised),
                normalised.problems(),
                normalised.unconfirmed().stream().map(Unconfirmed::code).toList());
    }

    private static Request request(Answer answer, Readings read) {
        String outline = read.document() == null ? Excerpt.of(answer.body()) : Outline.of(read.document());
        return new Request(
                answer.status(),
                answer.headers().getOrDefault("content-type", ""),
                answer.size(),
                answer.took().toMillis(),
                read.outcome(),
                read.count(),
                outline);
    }

    private static Field field(Reading row, String name, Cell cell) {
        // A text is no number; what it says stays with the agency.
        Object value = cell.value() instanceof String ? "…" : cell.value();
        return new Field(row.row(), row.code(), name, value, cell.problem());
    }

    private static List<Stored> stored(Normalised normalised) {
        List<Stored> stored = new ArrayList<>();
        for (Sample sample : normalised.samples()) {
            if (!sample.series().measure().equals(Measures.POLL.name())) {
                stored.add(new Stored(
                        sample.series().subject().value(),
                        sample.series().measure(),
                        sample.series().origin().word(),
                        sample.value(),
                        sample.quality().word(),
                        ""));
            }
        }
        for (PeriodValue value : normalised.periods()) {
            stored.add(new Stored(
                    value.series().subject().value(),
                    value.series().measure(),
                    value.series().origin().word(),
                    value.value(),
                    value.quality().word(),
                    value.period().word() + " " + value.start()));
        }
        return stored.subList(0, Math.min(MOST_STORED, stored.size()));
    }
}
