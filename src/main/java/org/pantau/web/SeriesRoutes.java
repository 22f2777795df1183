package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Person;
import org.pantau.catalogue.Catalogue;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;
import org.pantau.measure.ScopePath;
import org.pantau.query.SeriesQuery;
import org.pantau.query.Step;
import org.pantau.query.Window;
import org.pantau.web.json.SeriesJson;

/** The past: one measure of a place over a window. */
final class SeriesRoutes {

    private static final Duration DEFAULT_WINDOW = Duration.ofHours(24);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(3660);

    private final Caller caller;
    private final Catalogue catalogue;
    private final SeriesQuery query;
    private final InstantSource clock;

    SeriesRoutes(Caller caller, Catalogue catalogue, SeriesQuery query, InstantSource clock) {
        this.caller = caller;
        this.catalogue = catalogue;
        this.query = query;
        this.clock = clock;
    }

    /** Query parameters as they came; null for one that was left out. */
    record Asked(
            String service,
            String measure,
            @Nullable String of,
            @Nullable String from,
            @Nullable String to,
            @Nullable String step) {}

    Future<Void> series(RoutingContext context, Asked asked) {
        Person person = caller.person(context);
        ScopePath subject = caller.place(person, "service", asked.service());
        Measure measure = catalogue
                .measures()
                .find(asked.measure())
                .filter(found -> !found.equals(Measures.POLL))
                .orElseThrow(() -> Problem.badField("measure", "a known measure such as served, response or up"));
        ZoneId zone = catalogue.government(subject).map(found -> found.zone()).orElse(ZoneId.of("Asia/Jakarta"));
        Window window = window(asked, zone);
        Optional<Step> step = Optional.ofNullable(asked.step())
                .map(text -> Step.parse(text).orElseThrow(() -> Problem.badField("step", "raw, 5m, 1h, 1d, 1w or 1M")));
        return query.series(subject, measure, Optional.ofNullable(asked.of()), window, step)
                .compose(answer -> Json.answer(context, 200, SeriesJson.series(answer, zone)));
    }

    private Window window(Asked asked, ZoneId zone) {
        Instant to = asked.to() == null ? clock.instant() : time("to", asked.to(), zone);
        Instant from = asked.from() == null ? to.minus(DEFAULT_WINDOW) : time("from", asked.from(), zone);
        if (!from.isBefore(to)) {
            throw Problem.badField("from", "a time before to");
        }
        if (Duration.between(from, to).compareTo(LONGEST_WINDOW) > 0) {
            throw Problem.badField("from", "at most ten years before to");
        }
        return new Window(from, to);
    }

    /** ISO 8601 with offset, or a date, which means local midnight. */
    static Instant time(String field, String text, ZoneId zone) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException notATime) {
            throw Problem.badField(field, "ISO 8601 with offset, such as 2026-11-23T07:30:00+07:00, or a date");
        }
    }
}
