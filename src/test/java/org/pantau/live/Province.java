package org.pantau.live;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.AuthSpec;
import org.pantau.catalogue.model.Due;
import org.pantau.catalogue.model.Expect;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.Confirm;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.ReadOptions;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.catalogue.model.Rows;
import org.pantau.catalogue.model.Rules;
import org.pantau.catalogue.model.Service;
import org.pantau.catalogue.model.Targets;
import org.pantau.expression.Expression;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Semantics;
import org.pantau.measure.Unit;
import org.pantau.measure.time.Period;
import org.pantau.measure.time.ServiceHours;
import org.pantau.measure.time.WorkCalendar;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;

/** Builds a small catalogue and the batches its feeds would bring. Services are made by naming their paths. */
final class Province {

    static final ZoneId WIB = ZoneId.of("Asia/Jakarta");
    static final ServiceHours OFFICE = office();

    private final Map<String, Map<String, List<Service>>> tree = new TreeMap<>();
    private final Map<String, ZoneId> zones = new HashMap<>();
    private final List<Feed> feeds = new ArrayList<>();

    Province service(String path) {
        return service(path, ServiceHours.ALWAYS, Targets.NONE);
    }

    Province service(String path, ServiceHours hours, Targets targets) {
        ScopePath place = ScopePath.of(path);
        tree.computeIfAbsent(place.government(), any -> new TreeMap<>())
                .computeIfAbsent(place.parent().value(), any -> new ArrayList<>())
                .add(new Service(place, "Layanan " + path, null, null, hours, targets, List.of()));
        return this;
    }

    Province government(String code) {
        tree.computeIfAbsent(code, any -> new TreeMap<>());
        return this;
    }

    Province zone(String code, String zone) {
        zones.put(code, ZoneId.of(zone));
        return this;
    }

    /** A probe every 30 s with a deadline of 10 s. */
    Province probe(String id, String service) {
        return probe(id, service, Confirm.DEFAULT);
    }

    Province probe(String id, String service, Confirm confirm) {
        feeds.add(feed(id, ScopePath.of(service), Map.of(), ReadKind.PROBE, List.of(), Origin.REPORTED, confirm, null));
        return this;
    }

    /** A counting feed every 60 s of one service. */
    Province counting(String id, String service, Mapping... mappings) {
        return counting(id, service, Origin.REPORTED, null, mappings);
    }

    Province counting(String id, String service, Origin origin, @Nullable Due due, Mapping... mappings) {
        feeds.add(feed(
                id,
                ScopePath.of(service),
                Map.of(),
                ReadKind.JSON,
                Arrays.asList(mappings),
                origin,
                Confirm.DEFAULT,
                due));
        return this;
    }

    Catalogue build() {
        List<Government> governments = new ArrayList<>();
        tree.forEach((code, agencies) -> governments.add(new Government(
                ScopePath.of(code),
                "Kabupaten " + code,
                zones.getOrDefault(code, WIB),
                1000L,
                agencies.entrySet().stream()
                        .map(entry -> new Agency(ScopePath.of(entry.getKey()), "Dinas", entry.getValue()))
                        .toList())));
        return new Catalogue(governments, feeds, Measures.standard(), new WorkCalendar(Map.of(), Set.of(2026)));
    }

    static Mapping maps(String measure, @Nullable String of, Semantics semantics) {
        return maps(measure, of, null, semantics);
    }

    static Mapping maps(String measure, @Nullable String of, @Nullable String partOf, Semantics semantics) {
        return new Mapping(
                Measures.standard().get(measure),
                nothing(),
                semantics,
                Unit.COUNT,
                Period.DAY,
                Duration.ofHours(6),
                Mapping.Reduce.ERROR,
                null,
                of,
                partOf,
                null,
                List.of());
    }

    static Batch batch(String feed, Instant slot, Outcome outcome, List<Sample> samples, List<PeriodValue> periods) {
        return new Batch(feed, slot, outcome, samples, periods, null);
    }

    static Batch batch(String feed, Instant slot, Sample... samples) {
        return batch(feed, slot, Outcome.OK, List.of(samples), List.of());
    }

    static Sample sample(String service, String measure, Origin origin, Instant at, double value) {
        return new Sample(key(service, measure, origin), at, value, Quality.OK);
    }

    static Sample reported(String service, String measure, Instant at, double value) {
        return sample(service, measure, Origin.REPORTED, at, value);
    }

    static PeriodValue day(String service, String measure, Instant start, double value, Instant seen) {
        return period(service, measure, Period.DAY, start, value, seen);
    }

    static PeriodValue period(
            String service, String measure, Period period, Instant start, double value, Instant seen) {
        return new PeriodValue(
                key(service, measure, Origin.REPORTED), period, start, value, 1, Quality.OK, seen, false);
    }

    static SeriesKey key(String service, String measure, Origin origin) {
        return new SeriesKey(ScopePath.of(service), measure, origin);
    }

    /** Ticks where the outcome is looked at on the board. */
    static void tick(Board board, Instant now) {
        var unused = board.tick(now);
    }

    private static Feed feed(
            String id,
            ScopePath service,
            Map<String, ScopePath> services,
            ReadKind read,
            List<Mapping> measures,
            Origin origin,
            Confirm confirm,
            @Nullable Due due) {
        return new Feed(
                id,
                service.parent(),
                service,
                Duration.ofSeconds(read == ReadKind.PROBE ? 30 : 60),
                Duration.ofSeconds(10),
                due,
                WIB,
                Map.of(),
                new RequestSpec("http://127.0.0.1/", "GET", Map.of(), null, List.of(), null),
                AuthSpec.NONE,
                read,
                ReadOptions.NONE,
                Rules.NONE,
                new Rows(nothing(), null, null, null, null),
                services,
                List.of(),
                measures,
                Expect.ANY_2XX,
                confirm,
                origin,
                List.of(),
                null,
                1);
    }

    private static ServiceHours office() {
        Map<DayOfWeek, List<ServiceHours.Span>> week = new HashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.getValue() <= 5) {
                week.put(day, List.of(new ServiceHours.Span(LocalTime.of(8, 0), LocalTime.of(15, 0))));
            }
        }
        return new ServiceHours("kantor", week, true);
    }

    private static Expression nothing() {
        return new Expression() {
            @Override
            public String source() {
                return "nothing";
            }

            @Override
            public boolean plain() {
                return true;
            }

            @Override
            public @Nullable Object evaluate(@Nullable Object input, Map<String, Object> bindings) {
                return null;
            }
        };
    }
}
