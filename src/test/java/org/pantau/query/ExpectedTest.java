package org.pantau.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Vertx;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Service;
import org.pantau.catalogue.model.Targets;
import org.pantau.database.TestDatabase;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.ServiceHours;
import org.pantau.measure.time.WorkCalendar;
import org.pantau.query.Recorded.Series;

/** What a bucket should hold: states within service hours, and nothing from before a series was watched. */
class ExpectedTest {

    private static final Vertx vertx = Vertx.vertx();
    private static final String KTP = "33.08/disdukcapil/ktp-el";
    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");
    /** A Wednesday, 00.00 WIB. */
    private static final Instant MIDNIGHT = Instant.parse("2026-11-03T17:00:00Z");

    private TestDatabase database;
    private Recorded recorded;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh(vertx);
        recorded = new Recorded(database.pool(), LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-08"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @AfterAll
    static void end() {
        TestDatabase.done(vertx.close());
    }

    private static Instant at(int hour) {
        return MIDNIGHT.plusSeconds(hour * 3600L);
    }

    @ParameterizedTest(name = "in steps of {0}")
    @CsvSource({"1d, 1", "1h, 8", "5m, 96"})
    void availabilityShouldRestOnServiceHoursAlone(String step, int points) {
        Series up = recorded.series(KTP, "up", Origin.MEASURED, null, "Asia/Jakarta", 300);
        for (Instant slot = MIDNIGHT; slot.isBefore(at(24)); slot = slot.plusSeconds(300)) {
            boolean open = !slot.isBefore(at(8)) && slot.isBefore(at(16));
            if (open) {
                recorded.add(up, slot, slot.isBefore(at(10)) ? 0 : 1, 1);
            } else {
                recorded.offHours(up, slot, 0);
            }
        }
        recorded.write(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

        List<Point> known = points(office(), Measures.AVAILABILITY, new Window(MIDNIGHT, at(24)), step).stream()
                .filter(point -> point.value() != null)
                .toList();

        assertThat(known)
                .hasSize(points)
                .allSatisfy(point -> assertThat(point.coverage()).isEqualTo(1));
        assertThat(known.stream()
                        .mapToDouble(point -> point.value() == null ? 0 : point.value())
                        .average())
                .hasValueCloseTo(0.75, within(1e-9));
    }

    @ParameterizedTest(name = "{0} watched since {2} o''clock covers {3}")
    @CsvSource({
        "response, MEASURED, 18, 1",
        "response, MEASURED, 12, 0.5",
        "up, MEASURED, 18, 1",
        "pending, REPORTED, 18, 1",
        "served, REPORTED, 18, 0.25",
    })
    void nothingShouldBeMissingFromBeforeASeriesWasWatchedButFromACount(
            String measure, Origin origin, int since, double coverage) {
        Series series = recorded.series(KTP, measure, origin, null, "Asia/Jakarta", 600);
        recorded.watchedSince(series, at(since));
        for (Instant slot = at(18); slot.isBefore(at(24)); slot = slot.plusSeconds(600)) {
            recorded.add(series, slot, 1, 1);
        }
        recorded.write(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

        Point day = points(ServiceHours.ALWAYS, Measures.standard().get(measure), new Window(MIDNIGHT, at(24)), "1d")
                .get(0);

        assertThat(day.coverage()).isCloseTo(coverage, within(1e-9));
    }

    @Test
    void aSuspectValueShouldEnterNoSeries() {
        Series served = recorded.series(KTP, "served", Origin.REPORTED, null, "Asia/Jakarta", 600);
        recorded.add(served, at(9), 5, 1);
        recorded.write(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
        recorded.suspect(served, at(10), 1e15);

        for (String step : List.of("5m", "1h", "1d")) {
            assertThat(points(ServiceHours.ALWAYS, Measures.SERVED, new Window(MIDNIGHT, at(24)), step))
                    .extracting(Point::value)
                    .filteredOn(value -> value != null)
                    .containsExactly(5.0);
        }
    }

    private List<Point> points(ServiceHours hours, Measure measure, Window window, String step) {
        Service service = new Service(ScopePath.of(KTP), "KTP", null, null, hours, Targets.NONE, List.of());
        Government government = new Government(
                ScopePath.of("33.08"),
                "Kabupaten Magelang",
                WIB,
                null,
                List.of(new Agency(ScopePath.of("33.08/disdukcapil"), "Disdukcapil", List.of(service))));
        Catalogue catalogue = new Catalogue(
                List.of(government), List.of(), Measures.standard(), new WorkCalendar(Map.of(), Set.of(2026)));
        return TestDatabase.await(new SeriesQuery(database.pool(), catalogue, () -> at(24))
                        .series(
                                ScopePath.of(KTP),
                                measure,
                                Optional.empty(),
                                window,
                                Optional.of(Step.parse(step).orElseThrow())))
                .points();
    }

    private static ServiceHours office() {
        List<ServiceHours.Span> span = List.of(new ServiceHours.Span(LocalTime.of(8, 0), LocalTime.of(16, 0)));
        return new ServiceHours("kantor", Map.of(DayOfWeek.WEDNESDAY, span, DayOfWeek.THURSDAY, span), true);
    }
}
