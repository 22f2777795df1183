package org.pantau.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
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
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.Period;
import org.pantau.measure.time.ServiceHours;
import org.pantau.measure.time.WorkCalendar;
import org.pantau.query.Recorded.Series;
import org.pantau.query.Recorded.Value;

class SeriesQueryTest {

    private static final Vertx vertx = Vertx.vertx();
    private static final String KTP = "33.08/disdukcapil/ktp-el";
    private static final String KK = "33.08/disdukcapil/kk";
    private static final LocalDate FIRST = LocalDate.parse("2026-10-28");
    private static final LocalDate LAST = LocalDate.parse("2026-11-08");

    private TestDatabase database;
    private Recorded recorded;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh(vertx);
        recorded = new Recorded(database.pool(), FIRST, LAST);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @AfterAll
    static void end() {
        TestDatabase.done(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Jakarta,  5m, 2026-11-04T17:02:30Z, 2026-11-05T03:33:00Z",
        "Asia/Jakarta,  1h, 2026-11-01T17:00:00Z, 2026-11-05T03:33:00Z",
        "Asia/Makassar, 1h, 2026-11-01T03:21:00Z, 2026-11-05T03:00:00Z",
        "Asia/Jakarta,  1d, 2026-10-29T17:00:00Z, 2026-11-05T03:33:00Z",
        "Asia/Makassar, 1d, 2026-10-30T01:07:10Z, 2026-11-05T01:00:00Z",
        "Asia/Jayapura, 1w, 2026-10-29T15:00:00Z, 2026-11-05T15:00:00Z",
        "Asia/Jakarta,  1M, 2026-10-29T17:00:00Z, 2026-11-05T03:33:00Z",
    })
    void bucketsHoldWhatTheSamplesInThemComeTo(String zoneName, String stepWord, Instant from, Instant to) {
        ZoneId zone = ZoneId.of(zoneName);
        Step step = Step.parse(stepWord).orElseThrow();
        List<Series> counts = List.of(
                recorded.series(KTP, "served", Origin.REPORTED, "permohonan", zoneName, 600),
                recorded.series(KK, "served", Origin.REPORTED, "permohonan", zoneName, 600));
        Series times = recorded.series(KTP, "response", Origin.MEASURED, null, zoneName, 600);
        Series level = recorded.series(KTP, "pending", Origin.REPORTED, null, zoneName, 600);
        Series up = recorded.series(KTP, "up", Origin.MEASURED, null, zoneName, 600);
        Random random = new Random(7);
        Instant now = Instant.parse("2026-11-05T04:00:00Z");
        for (Instant at = Instant.parse("2026-10-29T15:00:00Z"); at.isBefore(now); at = at.plusSeconds(600)) {
            for (Series one : counts) {
                put(random, one, at, random.nextInt(9) - 1);
            }
            put(random, times, at, 50 + random.nextInt(1000));
            put(random, level, at, random.nextInt(40));
            put(random, up, at, random.nextInt(10) == 0 ? 0 : 1);
        }
        Instant days = Step.DAY.floor(Instant.parse("2026-11-03T20:00:00Z"), zone);
        recorded.write(Instant.parse("2026-11-05T03:20:00Z"), Instant.parse("2026-11-05T01:00:00Z"), days);

        Window window = new Window(from, to);
        check(
                answer(zone, now, "33.08", "served", window, step),
                window,
                zone,
                now,
                counts,
                rows -> rows.stream().mapToDouble(Value::value).sum());
        check(
                answer(zone, now, KTP, "up", window, step),
                window,
                zone,
                now,
                List.of(up),
                rows -> rows.stream().mapToDouble(Value::value).average().orElseThrow());
        check(
                answer(zone, now, KTP, "pending", window, step),
                window,
                zone,
                now,
                List.of(level),
                rows -> rows.get(rows.size() - 1).value());
        SeriesAnswer response = answer(zone, now, "33.08", "response", window, step);
        check(
                response,
                window,
                zone,
                now,
                List.of(times),
                rows -> rows.stream().mapToDouble(Value::value).average().orElseThrow());
        checkPercentiles(response, window, zone, times);
    }

    private interface Sum {
        double of(List<Value> rows);
    }

    private void put(Random random, Series one, Instant at, double value) {
        // Some polls fall out, and for some hours all do.
        if (random.nextInt(6) != 0 && at.getEpochSecond() % 86400 > 7200) {
            recorded.add(one, at, value, 1);
        }
    }

    private Map<Instant, List<Value>> plainly(SeriesAnswer answer, Window window, ZoneId zone, List<Series> series) {
        Map<Instant, List<Value>> buckets = new TreeMap<>();
        recorded.values().stream()
                .filter(row -> series.contains(row.series()))
                .filter(row -> !row.at().isBefore(window.from()) && row.at().isBefore(window.to()))
                .forEach(row -> buckets.computeIfAbsent(answer.step().floor(row.at(), zone), any -> new ArrayList<>())
                        .add(row));
        return buckets;
    }

    private void check(SeriesAnswer answer, Window window, ZoneId zone, Instant now, List<Series> series, Sum sum) {
        Map<Instant, List<Value>> plain = plainly(answer, window, zone, series);
        Instant start = answer.step().floor(window.from(), zone);
        for (Point point : answer.points()) {
            assertThat(point.from()).isEqualTo(start);
            List<Value> rows = plain.get(start);
            if (rows == null) {
                assertThat(point.value()).isNull();
                assertThat(point.coverage()).isZero();
            } else {
                assertThat(point.value()).isCloseTo(sum.of(rows), within(1e-6));
                Instant begin = start.isBefore(window.from()) ? window.from() : start;
                Instant end = answer.step().next(start, zone);
                end = end.isAfter(window.to()) ? window.to() : end;
                double expected = Recorded.seconds(begin, end.isAfter(now) ? now : end) * series.size();
                double length = answer.step().longest().toSeconds();
                double seen = series.stream()
                        .mapToDouble(one -> Math.min(
                                length,
                                600.0
                                        * rows.stream()
                                                .filter(row -> row.series().equals(one))
                                                .count()))
                        .sum();
                assertThat(point.coverage()).isCloseTo(Math.min(1, seen / expected), within(1e-6));
            }
            start = answer.step().next(start, zone);
        }
        assertThat(start).isAfterOrEqualTo(window.to());
    }

    private void checkPercentiles(SeriesAnswer answer, Window window, ZoneId zone, Series times) {
        Map<Instant, List<Value>> plain = plainly(answer, window, zone, List.of(times));
        for (Point point : answer.points()) {
            List<Value> rows = plain.get(point.from());
            if (rows != null) {
                double[] sorted =
                        rows.stream().mapToDouble(Value::value).sorted().toArray();
                assertThat(point.p50())
                        .isCloseTo(
                                sorted[(int) (0.5 * (sorted.length - 1))], within(sorted[sorted.length - 1] * 0.011));
                assertThat(point.n()).isEqualTo(sorted.length);
                assertThat(point.max()).isEqualTo(sorted[sorted.length - 1]);
            }
        }
    }

    @Test
    void whatIsReportedOfADayWinsOverItsHoursAndTheseOverIncreases() {
        Series series = recorded.series(KTP, "served", Origin.REPORTED, "permohonan", "Asia/Jakarta", 60);
        Instant first = Instant.parse("2026-10-31T17:00:00Z");
        for (int day = 0; day < 3; day++) {
            recorded.add(series, first.plusSeconds(86400L * day + 3600), 10, 1);
        }
        recorded.period(series, Period.HOUR, first.plusSeconds(86400), 4, true);
        recorded.period(series, Period.HOUR, first.plusSeconds(86400 + 3600), 3, true);
        recorded.period(series, Period.HOUR, first.plusSeconds(2 * 86400), 4, true);
        recorded.period(series, Period.DAY, first.plusSeconds(2 * 86400), 99, true);
        recorded.suspect(series, first.plusSeconds(2 * 86400 + 60), 1e9);
        recorded.write(first.plusSeconds(86400), first.plusSeconds(86400), first);
        ZoneId zone = ZoneId.of("Asia/Jakarta");
        Instant now = first.plusSeconds(3 * 86400);
        Window window = new Window(first, now);

        assertThat(answer(zone, now, KTP, "served", window, Step.DAY).points())
                .extracting(Point::value)
                .containsExactly(10.0, 7.0, 99.0);
        assertThat(answer(zone, now, KTP, "served", window, Step.MONTH).points())
                .extracting(Point::value)
                .containsExactly(116.0);
        assertThat(answer(
                                zone,
                                now,
                                KTP,
                                "served",
                                new Window(first.plusSeconds(86400), first.plusSeconds(86400 + 10800)),
                                Step.HOUR)
                        .points())
                .extracting(Point::value)
                .containsExactly(4.0, 3.0, null);
    }

    @Test
    void theMostAutomaticOriginWithDataCountsAndOnlyLikeKindsAreSummed() {
        Series typed = recorded.series(KTP, "served", Origin.ENTERED, "permohonan", "Asia/Jakarta", 3600);
        Series reported = recorded.series(KTP, "served", Origin.REPORTED, "permohonan", "Asia/Jakarta", 3600);
        Series other = recorded.series(KK, "served", Origin.REPORTED, "dokumen", "Asia/Jakarta", 3600);
        Series unconfirmed =
                recorded.series("33.08/disdukcapil/999", "served", Origin.REPORTED, "permohonan", "Asia/Jakarta", 3600);
        Instant start = Instant.parse("2026-11-01T00:00:00Z");
        recorded.add(typed, start, 5, 1);
        recorded.add(typed, start.plusSeconds(3600), 6, 1);
        recorded.add(reported, start.plusSeconds(3600), 7, 1);
        recorded.add(other, start, 100, 1);
        recorded.add(unconfirmed, start, 1000, 1);
        recorded.write(start, start, Instant.parse("2026-10-31T17:00:00Z"));
        ZoneId zone = ZoneId.of("Asia/Jakarta");
        Instant now = start.plusSeconds(7200);

        SeriesAnswer answer = answer(zone, now, "33.08", "served", new Window(start, now), Step.HOUR);

        assertThat(answer.of()).isEqualTo("permohonan");
        assertThat(answer.points()).extracting(Point::value).containsExactly(5.0, 7.0);
        assertThat(TestDatabase.await(query(zone, now)
                                .series(
                                        ScopePath.of("33.08"),
                                        Measures.SERVED,
                                        Optional.of("dokumen"),
                                        new Window(start, now),
                                        Optional.of(Step.HOUR)))
                        .points())
                .extracting(Point::value)
                .containsExactly(100.0, null);
    }

    @Test
    void reportedMeansHaveNoPercentile() {
        Series series = recorded.series(KTP, "handling", Origin.REPORTED, null, "Asia/Jakarta", 3600);
        Instant start = Instant.parse("2026-11-01T00:00:00Z");
        recorded.add(series, start, 1000, 3);
        recorded.add(series, start.plusSeconds(60), 2000, 1);
        recorded.write(start, start, Instant.parse("2026-10-31T17:00:00Z"));

        Point point = answer(
                        ZoneId.of("Asia/Jakarta"),
                        start.plusSeconds(3600),
                        KTP,
                        "handling",
                        new Window(start, start.plusSeconds(3600)),
                        Step.HOUR)
                .points()
                .get(0);

        assertThat(point.value()).isEqualTo(1250.0);
        assertThat(point.n()).isEqualTo(4);
        assertThat(point.p50()).isNull();
    }

    @Test
    void aShortWindowShowsSingleSamplesAndTheirGaps() {
        Series series = recorded.series(KTP, "response", Origin.MEASURED, null, "Asia/Jakarta", 30);
        Instant start = Instant.parse("2026-11-01T00:00:00Z");
        for (int poll : new int[] {0, 1, 2, 6, 7}) {
            recorded.add(series, start.plusSeconds(30L * poll), poll, 1);
        }
        recorded.write(start, start, Instant.parse("2026-10-31T17:00:00Z"));

        SeriesAnswer answer = TestDatabase.await(query(ZoneId.of("Asia/Jakarta"), start.plusSeconds(600))
                .series(
                        ScopePath.of(KTP),
                        Measures.RESPONSE,
                        Optional.empty(),
                        new Window(start, start.plusSeconds(600)),
                        Optional.empty()));

        assertThat(answer.step()).isEqualTo(Step.RAW);
        assertThat(answer.points()).extracting(Point::value).containsExactly(0.0, 1.0, 2.0, null, 6.0, 7.0);
    }

    @ParameterizedTest
    @CsvSource({"PT24H, 5m", "P7D, 1h", "P30D, 1d", "P365D, 1d", "P1500D, 1w", "P3650D, 1M"})
    void theStepIsTheFinestThatGivesFewPoints(String length, String expected) {
        Instant to = Instant.parse("2026-11-05T00:00:00Z");
        Window window = new Window(to.minus(java.time.Duration.parse(length)), to);

        SeriesAnswer answer = TestDatabase.await(query(ZoneId.of("Asia/Jakarta"), to)
                .series(ScopePath.of(KTP), Measures.SERVED, Optional.empty(), window, Optional.empty()));

        assertThat(answer.step().word()).isEqualTo(expected);
        assertThat(answer.points())
                .hasSizeBetween(24, 401)
                .allSatisfy(point -> assertThat(point.value()).isNull());
    }

    private SeriesAnswer answer(ZoneId zone, Instant now, String subject, String measure, Window window, Step step) {
        return TestDatabase.await(query(zone, now)
                .series(
                        ScopePath.of(subject),
                        Measures.standard().get(measure),
                        Optional.empty(),
                        window,
                        Optional.of(step)));
    }

    private SeriesQuery query(ZoneId zone, Instant now) {
        List<Service> services = List.of(service(KTP), service(KK));
        Government government = new Government(
                ScopePath.of("33.08"),
                "Kabupaten Magelang",
                zone,
                null,
                List.of(new Agency(ScopePath.of("33.08/disdukcapil"), "Disdukcapil", services)));
        Catalogue catalogue = new Catalogue(
                List.of(government), List.of(), Measures.standard(), new WorkCalendar(Map.of(), Set.of()));
        return new SeriesQuery(database.pool(), catalogue, () -> now);
    }

    private static Service service(String path) {
        return new Service(ScopePath.of(path), path, null, null, ServiceHours.ALWAYS, Targets.NONE, List.of());
    }
}
