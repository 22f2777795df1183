package org.pantau.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pantau.catalogue.Catalogue;
import org.pantau.measure.Measure;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.ScopePath;

/**
 * What is usual at each hour of a day, of a service or of everything below a place: the hours are those that
 * {@link SeriesQuery} answers. An hour counts where as much of it is covered as a complete figure of the board needs; the
 * total so far where as much of the whole time since midnight is. What was reported of a whole day has no hours. Three
 * statements, four of a wide place, however many series and days have a part in it.
 */
public final class UsualHoursQuery {

    private final Pool pool;
    private final Catalogue catalogue;
    private final InstantSource clock;

    public UsualHoursQuery(Pool pool, Catalogue catalogue, InstantSource clock) {
        this.pool = pool;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * Of {@code day} as the government's zone cuts it; the day itself is not looked at.
     *
     * @param of what the counts shall count; empty for the kind most services have
     */
    public Future<UsualHours> on(ScopePath subject, Measure measure, Optional<String> of, LocalDate day) {
        ComparableDays comparable = ComparableDays.of(day, catalogue.calendar());
        return Sources.find(pool, catalogue, subject, measure, of).compose(sources -> answer(sources, day, comparable));
    }

    private Future<UsualHours> answer(Sources sources, LocalDate day, ComparableDays comparable) {
        Expected expected = sources.expected(catalogue);
        return read(sources, comparable.days(), expected).map(known -> {
            List<Instant> hours = hours(day, sources.zone());
            HoursSeen seen = new HoursSeen(hours.size(), sources.measure().kind() == Kind.COUNT);
            comparable
                    .days()
                    .forEach(each -> seen.add(
                            each,
                            hours(each, sources.zone()),
                            known,
                            buckets(sources, whole(each, sources), expected)));
            return new UsualHours(
                    sources.subject(),
                    sources.measure(),
                    sources.chosen().of(),
                    day,
                    comparable.holiday(),
                    seen.days(),
                    comparable.yearsWithoutCalendar(),
                    seen.hours(hours));
        });
    }

    private Future<Map<Instant, Total>> read(Sources sources, List<LocalDate> days, Expected expected) {
        if (sources.chosen().isEmpty() || days.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        List<Window> spans = days.stream().map(day -> whole(day, sources)).toList();
        LiveTotals live = sources.liveTotals(Step.HOUR);
        if (!sources.kept(Step.HOUR)) {
            return live.together(pool, spans);
        }
        Window all = new Window(spans.get(0).from(), spans.get(spans.size() - 1).to());
        return sources.keptTotals(Step.HOUR)
                .read(pool, sources.chosen(), all)
                .compose(kept -> live.together(pool, rest(sources, spans, kept, expected))
                        .map(known -> {
                            Map<Instant, Total> both = new HashMap<>(known);
                            both.putAll(kept);
                            return both;
                        }));
    }

    /** What is not kept ready; of times no more than can be put together, the latest days first. */
    private List<Window> rest(Sources sources, List<Window> days, Map<Instant, Total> kept, Expected expected) {
        List<Window> rest = new ArrayList<>();
        long parts = 0;
        for (int i = days.size() - 1; i >= 0; i--) {
            List<Window> ofDay = buckets(sources, days.get(i), expected).rest(kept);
            long hours = ofDay.stream()
                    .mapToLong(span -> Step.HOUR.parts(span, sources.zone()))
                    .sum();
            parts += hours * sources.chosen().places();
            if (sources.measure().kind() == Kind.DURATION && parts > SeriesQuery.MOST_PARTS) {
                break;
            }
            rest.addAll(0, ofDay);
        }
        return rest;
    }

    private Buckets buckets(Sources sources, Window window, Expected expected) {
        return new Buckets(window, Step.HOUR, sources.zone(), clock.instant(), expected);
    }

    private static Window whole(LocalDate day, Sources sources) {
        return new Window(
                day.atStartOfDay(sources.zone()).toInstant(),
                day.plusDays(1).atStartOfDay(sources.zone()).toInstant());
    }

    /** Starts of the hours of a day: as many on every day, since no zone here has summer time. */
    private static List<Instant> hours(LocalDate day, ZoneId zone) {
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        List<Instant> hours = new ArrayList<>();
        for (Instant start = day.atStartOfDay(zone).toInstant();
                start.isBefore(end);
                start = Step.HOUR.next(start, zone)) {
            hours.add(start);
        }
        return hours;
    }
}
