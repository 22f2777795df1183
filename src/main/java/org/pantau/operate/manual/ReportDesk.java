package org.pantau.operate.manual;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.PushSpec;
import org.pantau.measure.Measure.Kind;
import org.pantau.operate.manual.Said.Figure;
import org.pantau.pipeline.PushIntake;
import org.pantau.pipeline.Pushed;
import org.pantau.query.Usual;
import org.pantau.query.UsualQuery;

/**
 * Takes reports that people hand in: checks them, asks about what is far from usual, lets the figures go the way of
 * everything pushed, and keeps who said what. A report counts whole or not at all, and once.
 */
public final class ReportDesk {

    private final PushIntake intake;
    private final Submissions submissions;
    private final UsualQuery usual;
    private final InstantSource clock;

    public ReportDesk(PushIntake intake, Submissions submissions, UsualQuery usual, InstantSource clock) {
        this.intake = intake;
        this.submissions = submissions;
        this.usual = usual;
        this.clock = clock;
    }

    /**
     * A report as somebody hands it in.
     *
     * @param key tells it from every other; the same for every try of one report
     * @param whole whether every figure of the form must be there
     * @param confirmed whether figures far from usual were asked about already
     */
    public record Handed(
            String key,
            String by,
            String how,
            @Nullable String link,
            SortedMap<LocalDate, List<Said>> days,
            boolean whole,
            boolean confirmed) {}

    /** A figure that differs from what was said before; {@code before} is null where nothing, or nothing known, was. */
    public record Changed(
            LocalDate day,
            Figure figure,
            @Nullable Double before,
            @Nullable Double value) {}

    /** A figure far from what is usual. */
    public record Questioned(LocalDate day, Said said, Usual usual) {}

    /**
     * What became of it.
     *
     * @param at when it was saved; null where it was not, because of {@code questions}
     * @param replayed whether it had been saved already
     */
    public record Receipt(@Nullable Instant at, boolean replayed, List<Changed> changes, List<Questioned> questions) {}

    /**
     * What is known of a day.
     *
     * @param said the latest word on each figure
     * @param usual what is usual on that weekday, where enough is known
     * @param history every report of the day, the newest first
     */
    public record Known(Map<Figure, Said> said, Map<Figure, Usual> usual, List<Submission> history) {}

    /** What is known of a day; two statements, however many figures. */
    public Future<Known> known(ReportForm form, LocalDate day) {
        Future<List<Submission>> handed = submissions.of(form.feed().id(), List.of(day));
        Future<Map<Figure, Usual>> range = usual(form, day);
        return Future.all(handed, range).map(both -> {
            List<Submission> newest = new ArrayList<>(handed.result());
            java.util.Collections.reverse(newest);
            return new Known(latest(handed.result()), range.result(), newest);
        });
    }

    /** What was handed in for these days, by day. */
    public Future<Map<LocalDate, List<Submission>>> handed(ReportForm form, List<LocalDate> days) {
        return submissions.of(form.feed().id(), days).map(ReportDesk::byDay);
    }

    /**
     * Takes a report.
     *
     * @return after the commit, or at once with questions; fails with {@link ReportRefused}, {@link DayClosed}, or what
     *     {@link PushIntake#push} fails with
     */
    public Future<Receipt> submit(ReportForm form, Handed handed) {
        String feed = form.feed().id();
        return submissions.find(feed, handed.key()).compose(same -> {
            if (!same.isEmpty()) {
                return Future.succeededFuture(new Receipt(same.get(0).at(), true, List.of(), List.of()));
            }
            return submissions.of(feed, handed.days().keySet()).compose(before -> checked(form, handed, byDay(before)));
        });
    }

    /** What of a report is far from usual, whether it was confirmed or not; nothing is saved. */
    public Future<List<Questioned>> questions(ReportForm form, Handed handed) {
        return handed(form, List.copyOf(handed.days().keySet()))
                .compose(before -> questions(form, handed, changes(handed, before)));
    }

    private Future<Receipt> checked(ReportForm form, Handed handed, Map<LocalDate, List<Submission>> before) {
        Instant now = clock.instant();
        List<ReportRefused.Item> flaws = new ArrayList<>();
        for (Map.Entry<LocalDate, List<Said>> day : handed.days().entrySet()) {
            if (handed.whole() && !form.takes(day.getKey(), now)) {
                return Future.failedFuture(new DayClosed(day.getKey()));
            }
            flaws.addAll(
                    form.flaws(day.getValue(), handed.whole(), latest(before.getOrDefault(day.getKey(), List.of()))));
        }
        if (!flaws.isEmpty()) {
            return Future.failedFuture(new ReportRefused(flaws));
        }
        List<Changed> changes = changes(handed, before);
        return (handed.confirmed() ? Future.succeededFuture(List.<Questioned>of()) : questions(form, handed, changes))
                .compose(questions -> questions.isEmpty()
                        ? save(form, handed, before, changes)
                        : Future.succeededFuture(new Receipt(null, false, List.of(), questions)));
    }

    private Future<List<Questioned>> questions(ReportForm form, Handed handed, List<Changed> changes) {
        Future<List<Questioned>> all = Future.succeededFuture(new ArrayList<>());
        for (LocalDate day : handed.days().keySet()) {
            List<Changed> own = changes.stream()
                    .filter(change -> change.day().equals(day) && change.value() != null)
                    .toList();
            if (!own.isEmpty()) {
                all = all.compose(found -> usual(form, day).map(ranges -> {
                    for (Changed change : own) {
                        Usual range = ranges.get(change.figure());
                        Double value = change.value();
                        if (range != null && value != null && range.questions(value)) {
                            Said said = new Said(
                                    change.figure().service(), change.figure().measure(), value);
                            found.add(new Questioned(day, said, range));
                        }
                    }
                    return found;
                }));
            }
        }
        return all;
    }

    private Future<Receipt> save(
            ReportForm form, Handed handed, Map<LocalDate, List<Submission>> before, List<Changed> changes) {
        Instant now = clock.instant();
        JsonArray samples = new JsonArray();
        handed.days()
                .forEach((day, said) -> said.stream()
                        .filter(one -> one.value() != null)
                        .filter(one -> day.equals(form.today(now)) || changed(changes, day, one))
                        .forEach(one -> samples.add(sample(form, day, one, before, now))));
        Future<Void> figures = samples.isEmpty()
                ? Future.succeededFuture()
                : intake.push(
                                form.feed(),
                                new Pushed(
                                        PushSpec.Kind.JSON,
                                        "application/json",
                                        new JsonObject()
                                                .put("samples", samples)
                                                .toBuffer()
                                                .getBytes(),
                                        Map.of(),
                                        handed.key()))
                        .mapEmpty();
        return figures.compose(stored -> keep(form, handed, now))
                .map(kept -> new Receipt(now, false, changes, List.of()));
    }

    private Future<Void> keep(ReportForm form, Handed handed, Instant now) {
        Future<Void> kept = Future.succeededFuture();
        for (Map.Entry<LocalDate, List<Said>> day : handed.days().entrySet()) {
            Submission submission = new Submission(
                    form.feed().id(),
                    handed.key(),
                    day.getKey(),
                    now,
                    handed.by(),
                    handed.how(),
                    handed.link(),
                    day.getValue());
            kept = kept.compose(before -> submissions.keep(submission));
        }
        return kept;
    }

    /**
     * A count is named by its day. A level of today is as it is now; one of a day that is over stands at that day's end, a
     * little later with each correction, so that the last word is the last of the day.
     */
    private static JsonObject sample(
            ReportForm form, LocalDate day, Said said, Map<LocalDate, List<Submission>> before, Instant now) {
        JsonObject sample = new JsonObject()
                .put("service", said.service().value())
                .put("measure", said.measure())
                .put("value", Objects.requireNonNull(said.value()).longValue());
        if (form.entry(said.figure()).mapping().measure().kind() == Kind.COUNT) {
            return sample.put("at", day.toString());
        }
        if (day.equals(form.today(now))) {
            return sample;
        }
        Instant end = day.plusDays(1).atStartOfDay(form.zone()).toInstant();
        int corrections = Math.min(999, before.getOrDefault(day, List.of()).size());
        return sample.put("at", end.minusSeconds(1).plusMillis(corrections).toString());
    }

    private static boolean changed(List<Changed> changes, LocalDate day, Said said) {
        return changes.stream()
                .anyMatch(change -> change.day().equals(day) && change.figure().equals(said.figure()));
    }

    private static List<Changed> changes(Handed handed, Map<LocalDate, List<Submission>> before) {
        List<Changed> changes = new ArrayList<>();
        handed.days().forEach((day, said) -> {
            Map<Figure, Said> known = latest(before.getOrDefault(day, List.of()));
            for (Said one : said) {
                Said last = known.get(one.figure());
                Double old = last == null ? null : last.value();
                if (last == null || !Objects.equals(old, one.value())) {
                    changes.add(new Changed(day, one.figure(), old, one.value()));
                }
            }
        });
        return changes;
    }

    private Future<Map<Figure, Usual>> usual(ReportForm form, LocalDate day) {
        var services = form.entries().stream()
                .map(entry -> entry.figure().service())
                .distinct()
                .toList();
        var measures = form.feed().measures().stream()
                .map(mapping -> mapping.measure().name())
                .toList();
        return usual.on(day, form.zone(), services, measures).map(found -> {
            Map<Figure, Usual> ranges = new HashMap<>();
            found.forEach((of, range) -> ranges.put(new Figure(of.service(), of.measure()), range));
            return ranges;
        });
    }

    /** The last word on each figure. */
    public static Map<Figure, Said> latest(List<Submission> oldestFirst) {
        Map<Figure, Said> latest = new HashMap<>();
        oldestFirst.forEach(submission -> submission.said().forEach(said -> latest.put(said.figure(), said)));
        return latest;
    }

    private static Map<LocalDate, List<Submission>> byDay(List<Submission> submissions) {
        Map<LocalDate, List<Submission>> byDay = new TreeMap<>();
        submissions.forEach(submission -> byDay.computeIfAbsent(submission.day(), any -> new ArrayList<>())
                .add(submission));
        return byDay;
    }
}
