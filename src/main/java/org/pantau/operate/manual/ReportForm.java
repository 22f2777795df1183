package org.pantau.operate.manual;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Due;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.ReportSpec;
import org.pantau.catalogue.model.Service;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.WorkCalendar;
import org.pantau.operate.manual.Said.Figure;

/** What is asked of those who report for a feed: which figures, for which days, until when. Pure. */
public final class ReportForm {

    /** No service of a province delivers more in a day; a larger number is a slip (assumed). */
    static final double MOST = 1_000_000_000;

    private final Feed feed;
    private final ReportSpec report;
    private final Due due;
    private final WorkCalendar calendar;
    private final List<Entry> entries;

    /** A figure that is asked for. */
    public record Entry(Figure figure, String serviceName, Mapping mapping) {}

    /**
     * A day that may be reported.
     *
     * @param due when the report is due; null on a day on which none is
     */
    public record Day(LocalDate day, @Nullable Instant due) {}

    private ReportForm(Feed feed, ReportSpec report, Due due, WorkCalendar calendar, List<Entry> entries) {
        this.feed = feed;
        this.report = report;
        this.due = due;
        this.calendar = calendar;
        this.entries = List.copyOf(entries);
    }

    /** Empty for a feed that no person reports for. */
    public static Optional<ReportForm> of(Feed feed, Catalogue catalogue) {
        Due due = feed.due();
        if (feed.report().isEmpty() || due == null) {
            return Optional.empty();
        }
        Set<ScopePath> services = new LinkedHashSet<>(catalogue.servicesOf(feed));
        List<Entry> entries = new ArrayList<>();
        catalogue.services().stream()
                .map(Service::path)
                .filter(services::contains)
                .forEach(path -> feed.measures()
                        .forEach(mapping -> entries.add(new Entry(
                                new Figure(path, mapping.measure().name()),
                                catalogue.service(path).map(Service::name).orElse(path.value()),
                                mapping))));
        return Optional.of(new ReportForm(feed, feed.report().get(), due, catalogue.calendar(), entries));
    }

    public Feed feed() {
        return feed;
    }

    public ReportSpec report() {
        return report;
    }

    public ZoneId zone() {
        return feed.zone();
    }

    /** By service, in the catalogue's order. */
    public List<Entry> entries() {
        return entries;
    }

    public LocalDate today(Instant now) {
        return now.atZone(zone()).toLocalDate();
    }

    /** The days that may still be reported or corrected on the form, the newest first. */
    public List<Day> days(Instant now) {
        List<Day> days = new ArrayList<>();
        for (LocalDate day = today(now); takes(day, now); day = day.minusDays(1)) {
            days.add(new Day(day, dueOn(day)));
        }
        return days;
    }

    /** When the report of a day is due; null on a day on which none is. */
    public @Nullable Instant dueOn(LocalDate day) {
        return due.workingDaysOnly() && !calendar.isWorkingDay(day)
                ? null
                : day.atTime(due.time()).atZone(zone()).toInstant();
    }

    /** Whether the form takes a day: it has begun, and its grace is not over. */
    public boolean takes(LocalDate day, Instant now) {
        Duration grace = report.grace();
        Instant end = day.plusDays(1).atStartOfDay(zone()).toInstant();
        return !day.isAfter(today(now)) && (day.equals(today(now)) || now.isBefore(end.plus(grace)));
    }

    /**
     * What is wrong with a day's report.
     *
     * @param whole whether every figure must be there, as on the form
     * @param before what was said of the day until now
     * @return a field and what was expected of it; empty when all is well
     */
    List<ReportRefused.Item> flaws(List<Said> said, boolean whole, Map<Figure, Said> before) {
        List<ReportRefused.Item> flaws = new ArrayList<>();
        Map<Figure, Entry> known =
                entries.stream().collect(Collectors.toMap(Entry::figure, entry -> entry, (one, other) -> one));
        Set<Figure> seen = new HashSet<>();
        for (int i = 0; i < said.size(); i++) {
            Said one = said.get(i);
            String field = "values[" + i + "]";
            if (!known.containsKey(one.figure())) {
                flaws.add(new ReportRefused.Item(field, "salah satu angka pada formulir ini"));
            } else if (!seen.add(one.figure())) {
                flaws.add(new ReportRefused.Item(field, "setiap angka satu kali"));
            } else {
                flaw(one, before.get(one.figure()))
                        .ifPresent(expected -> flaws.add(new ReportRefused.Item(field + ".value", expected)));
            }
        }
        if (whole && flaws.isEmpty() && seen.size() < known.size()) {
            flaws.add(new ReportRefused.Item(
                    "values", "semua " + known.size() + " angka: nilainya, atau bahwa tidak ada laporan"));
        }
        return flaws;
    }

    private static Optional<String> flaw(Said one, @Nullable Said before) {
        Double value = one.value();
        if (value == null) {
            return before != null && before.value() != null
                    ? Optional.of("angka yang benar: yang sudah dilaporkan tidak dapat ditarik, hanya dikoreksi")
                    : Optional.empty();
        }
        boolean fits = value >= 0 && value <= MOST && value == Math.rint(value);
        return fits ? Optional.empty() : Optional.of("bilangan bulat 0 sampai 1.000.000.000");
    }

    /** The zone's day of an entry as the own batch names it, for counts; levels have an instant. */
    Entry entry(Figure figure) {
        return entries.stream()
                .filter(entry -> entry.figure().equals(figure))
                .findFirst()
                .map(Objects::requireNonNull)
                .orElseThrow();
    }
}
