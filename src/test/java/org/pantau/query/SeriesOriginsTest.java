package org.pantau.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
import org.pantau.measure.value.OriginShares;
import org.pantau.query.Recorded.Series;

/** History of an agency that climbs: a person's word first, then its system's besides, then the system alone. */
class SeriesOriginsTest {

    private static final Vertx vertx = Vertx.vertx();
    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");
    private static final String DISDUKCAPIL = "33.08/disdukcapil";
    private static final String KTP = DISDUKCAPIL + "/ktp-el";
    private static final String KK = DISDUKCAPIL + "/kk";
    /** A Monday. */
    private static final LocalDate FIRST = LocalDate.parse("2026-11-02");

    private static final int ENTERED_ALONE = 10;
    private static final int BOTH = 3;
    private static final int REPORTED_ALONE = 3;
    private static final int DAYS = ENTERED_ALONE + BOTH + REPORTED_ALONE;

    private TestDatabase database;
    private Recorded recorded;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh(vertx);
        recorded = new Recorded(database.pool(), FIRST.minusDays(2), FIRST.plusDays(60));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @AfterAll
    static void end() {
        TestDatabase.done(vertx.close());
    }

    @Test
    void historyShouldGoOnInOneLineWhenAnAgencyClimbs() {
        climb();

        List<Point> points = days(KTP);

        assertThat(points).hasSize(DAYS).allSatisfy(point -> {
            assertThat(point.value()).isNotNull();
            assertThat(point.coverage()).isEqualTo(1.0);
            assertThat(point.origins()).isNull();
        });
        assertThat(points).extracting(Point::value).startsWith(100.0, 101.0).endsWith(214.0, 215.0);
        assertThat(points)
                .extracting(Point::origin)
                .containsExactlyElementsOf(Stream.concat(
                                Collections.nCopies(ENTERED_ALONE, Origin.ENTERED).stream(),
                                Collections.nCopies(BOTH + REPORTED_ALONE, Origin.REPORTED).stream())
                        .toList());
        assertThat(points.subList(ENTERED_ALONE, ENTERED_ALONE + BOTH))
                .extracting(Point::value, Point::other)
                .containsExactly(
                        tuple(210.0, new Point.Other(Origin.ENTERED, 110)),
                        tuple(211.0, new Point.Other(Origin.ENTERED, 111)),
                        tuple(212.0, new Point.Other(Origin.ENTERED, 112)));
        assertThat(points.subList(0, ENTERED_ALONE)).extracting(Point::other).containsOnlyNulls();
        assertThat(points.subList(ENTERED_ALONE + BOTH, DAYS))
                .extracting(Point::other)
                .containsOnlyNulls();
    }

    @Test
    void aTotalShouldSayTheShareOfEachOriginAndCompareNothing() {
        climb();
        Series other = counts(KK, Origin.REPORTED);
        for (int day = 0; day < DAYS; day++) {
            recorded.period(other, Period.DAY, start(day), 300, true);
        }

        List<Point> points = days("33.08");

        assertThat(points).extracting(Point::other).containsOnlyNulls();
        assertThat(points.get(0).value()).isEqualTo(400.0);
        assertThat(points.get(0).origin()).isEqualTo(Origin.ENTERED);
        assertThat(points.get(0).origins()).isEqualTo(new OriginShares(null, 0.75, null, 0.25));
        assertThat(points.get(ENTERED_ALONE).value()).isEqualTo(510.0);
        assertThat(points.get(ENTERED_ALONE).origin()).isEqualTo(Origin.REPORTED);
        assertThat(points.get(ENTERED_ALONE).origins()).isNull();
    }

    @Test
    void weeksAndMonthsShouldShareByTheirDays() {
        climb();

        List<Point> weeks = series(KTP, "served", 0, 21, Step.WEEK);
        List<Point> months = series(KTP, "served", -1, 28, Step.MONTH);

        // Days 0 to 6 entered; 7 to 9 entered, then reported, with the person's word for three of four days.
        assertThat(weeks.get(0).value()).isEqualTo(721.0);
        assertThat(weeks.get(0).origin()).isEqualTo(Origin.ENTERED);
        assertThat(weeks.get(0).origins()).isNull();
        double entered = 107 + 108 + 109;
        double reported = 210 + 211 + 212 + 213;
        assertThat(weeks.get(1).value()).isEqualTo(entered + reported);
        assertThat(java.util.Objects.requireNonNull(weeks.get(1).origins()).entered())
                .isCloseTo(entered / (entered + reported), within(0.001));
        assertThat(java.util.Objects.requireNonNull(weeks.get(1).origins()).reported())
                .isCloseTo(reported / (entered + reported), within(0.001));
        assertThat(weeks.get(1).other()).isNull();
        assertThat(months).hasSize(1);
        assertThat(java.util.Objects.requireNonNull(months.get(0).origins()).entered())
                .isCloseTo(1045 / (1045.0 + 1275), within(0.001));
    }

    @Test
    void aWeekShouldBeComparedWhereTheOtherHasToldEveryDayOfIt() {
        Series entered = counts(KTP, Origin.ENTERED);
        Series reported = counts(KTP, Origin.REPORTED);
        for (int day = 0; day < 7; day++) {
            recorded.period(entered, Period.DAY, start(day), 40, true);
            recorded.period(reported, Period.DAY, start(day), 43, true);
        }

        Point week = series(KTP, "served", 0, 7, Step.WEEK).get(0);

        assertThat(week.value()).isEqualTo(301.0);
        assertThat(week.origins()).isNull();
        assertThat(week.other()).isEqualTo(new Point.Other(Origin.ENTERED, 280));
    }

    @ParameterizedTest
    @CsvSource({
        // days told by the system, what the month comes to, who says so, what the other says
        "30, 1200, REPORTED, 999",
        "10, 999,  UPLOADED, ",
    })
    void aWholeMonthThatAPersonToldShouldGiveWayToTheSystemsDaysIfTheseAreNearlyAllThere(
            int daysTold, double value, Origin origin, Double other) {
        Series uploaded = counts(KTP, Origin.UPLOADED);
        Series reported = counts(KTP, Origin.REPORTED);
        Instant november = FIRST.withDayOfMonth(1).atStartOfDay(WIB).toInstant();
        recorded.period(uploaded, Period.MONTH, november, 999, true);
        for (int day = 0; day < daysTold; day++) {
            recorded.period(reported, Period.DAY, november.plusSeconds(86400L * day), 40, true);
        }

        Point month = series(KTP, "served", -1, 29, Step.MONTH).get(0);

        assertThat(month.value()).isEqualTo(value);
        assertThat(month.origin()).isEqualTo(origin);
        assertThat(month.origins()).isNull();
        assertThat(month.other()).isEqualTo(other == null ? null : new Point.Other(Origin.UPLOADED, other));
    }

    @Test
    void increasesOfTheSystemShouldCountBeforeTheDayAPersonTold() {
        Series entered = counts(KTP, Origin.ENTERED);
        Series reported = counts(KTP, Origin.REPORTED);
        for (int day = 0; day < 4; day++) {
            recorded.period(entered, Period.DAY, start(day), 41, true);
        }
        for (int hour = 0; hour < 24; hour++) {
            recorded.add(reported, start(2).plusSeconds(3600L * hour), 2, 1);
        }
        recorded.write(start(4), start(4), start(4));

        List<Point> points = series(KTP, "served", 0, 4, Step.DAY);

        assertThat(points).extracting(Point::value).containsExactly(41.0, 41.0, 48.0, 41.0);
        assertThat(points)
                .extracting(Point::origin)
                .containsExactly(Origin.ENTERED, Origin.ENTERED, Origin.REPORTED, Origin.ENTERED);
        assertThat(points.get(2).other()).isEqualTo(new Point.Other(Origin.ENTERED, 41));
    }

    @Test
    void levelsStatesAndTimesShouldBeComparedToo() {
        Series enteredLevel = recorded.series(KTP, "pending", Origin.ENTERED, null, WIB.getId(), 3600);
        Series reportedLevel = recorded.series(KTP, "pending", Origin.REPORTED, null, WIB.getId(), 3600);
        Series probed = recorded.series(KTP, "up", Origin.MEASURED, null, WIB.getId(), 3600);
        Series health = recorded.series(KTP, "up", Origin.REPORTED, null, WIB.getId(), 3600);
        Series enteredTime = recorded.series(KTP, "handling", Origin.ENTERED, null, WIB.getId(), 3600);
        Series reportedTime = recorded.series(KTP, "handling", Origin.REPORTED, null, WIB.getId(), 3600);
        for (int hour = 0; hour < 4; hour++) {
            Instant at = start(0).plusSeconds(3600L * hour);
            recorded.add(enteredLevel, at, 9, 1);
            recorded.add(reportedLevel, at, 12 + hour, 1);
            recorded.add(probed, at, hour == 0 ? 0 : 1, 1);
            recorded.add(health, at, 1, 1);
            recorded.add(enteredTime, at, 600 + 100 * hour, 5);
            recorded.add(reportedTime, at, 500, 1);
        }
        recorded.write(start(0), start(0), start(0));

        assertThat(series(KTP, "pending", 0, 1, Step.DAY).get(0))
                .extracting(Point::value, Point::origin, Point::max, Point::other)
                .containsExactly(15.0, Origin.REPORTED, 15.0, new Point.Other(Origin.ENTERED, 9));
        assertThat(series(KTP, "up", 0, 1, Step.DAY).get(0))
                .extracting(Point::value, Point::origin, Point::n, Point::other)
                .containsExactly(0.75, Origin.MEASURED, 4L, new Point.Other(Origin.REPORTED, 1));
        assertThat(series(KTP, "handling", 0, 1, Step.DAY).get(0))
                .extracting(Point::value, Point::origin, Point::n, Point::other)
                .containsExactly(500.0, Origin.REPORTED, 4L, new Point.Other(Origin.ENTERED, 750));
    }

    @Test
    void timesAndStatesOfManyShouldShareByCasesAndSamples() {
        Series ktp = recorded.series(KTP, "handling", Origin.REPORTED, null, WIB.getId(), 3600);
        Series kk = recorded.series(KK, "handling", Origin.ENTERED, null, WIB.getId(), 3600);
        Series probed = recorded.series(KTP, "up", Origin.MEASURED, null, WIB.getId(), 3600);
        Series health = recorded.series(KK, "up", Origin.REPORTED, null, WIB.getId(), 3600);
        recorded.add(ktp, start(0), 500, 30);
        recorded.add(kk, start(0), 900, 10);
        for (int hour = 0; hour < 4; hour++) {
            recorded.add(probed, start(0).plusSeconds(3600L * hour), 1, 1);
        }
        recorded.add(health, start(0), 0, 1);
        recorded.write(start(1), start(1), start(1));

        Point handling = series(DISDUKCAPIL, "handling", 0, 1, Step.DAY).get(0);
        Point up = series(DISDUKCAPIL, "up", 0, 1, Step.DAY).get(0);

        assertThat(handling.value()).isEqualTo(600.0);
        assertThat(handling.origin()).isEqualTo(Origin.ENTERED);
        assertThat(handling.origins()).isEqualTo(new OriginShares(null, 0.75, null, 0.25));
        assertThat(handling.other()).isNull();
        assertThat(up.value()).isEqualTo(0.8);
        assertThat(up.origins()).isEqualTo(new OriginShares(0.8, 0.2, null, null));
    }

    @Test
    void aDayOnWhichNothingHappenedShouldShareByItsInputs() {
        recorded.period(counts(KTP, Origin.REPORTED), Period.DAY, start(0), 0, true);
        recorded.period(counts(KK, Origin.UPLOADED), Period.DAY, start(0), 0, true);

        Point day = series(DISDUKCAPIL, "served", 0, 1, Step.DAY).get(0);

        assertThat(day.value()).isZero();
        assertThat(day.origin()).isEqualTo(Origin.UPLOADED);
        assertThat(day.origins()).isEqualTo(new OriginShares(null, 0.5, 0.5, null));
    }

    @Test
    void singleSamplesShouldSayTheirOriginAndGapsNone() {
        Series entered = recorded.series(KTP, "pending", Origin.ENTERED, null, WIB.getId(), 60);
        Series reported = recorded.series(KTP, "pending", Origin.REPORTED, null, WIB.getId(), 60);
        recorded.add(entered, start(0), 9, 1);
        recorded.add(entered, start(0).plusSeconds(300), 8, 1);
        recorded.add(reported, start(0).plusSeconds(300), 12, 1);
        recorded.write(start(0), start(0), start(0));

        List<Point> points = ask(KTP, "pending", new Window(start(0), start(0).plusSeconds(600)), Step.RAW);

        assertThat(points).extracting(Point::value).containsExactly(9.0, null, 12.0);
        assertThat(points).extracting(Point::origin).containsExactly(Origin.ENTERED, null, Origin.REPORTED);
    }

    @Test
    void aSeriesOfOneOriginShouldSayItOnEveryPointButGaps() {
        recorded.period(counts(KTP, Origin.UPLOADED), Period.DAY, start(1), 5, true);

        assertThat(series(KTP, "served", 0, 3, Step.DAY))
                .extracting(Point::origin)
                .containsExactly(null, Origin.UPLOADED, null);
    }

    /** KTP is entered for ten days, then reported too for three, then reported alone. */
    private void climb() {
        Series entered = counts(KTP, Origin.ENTERED);
        Series reported = counts(KTP, Origin.REPORTED);
        for (int day = 0; day < ENTERED_ALONE + BOTH; day++) {
            recorded.period(entered, Period.DAY, start(day), 100 + day, true);
        }
        for (int day = ENTERED_ALONE; day < DAYS; day++) {
            recorded.period(reported, Period.DAY, start(day), 200 + day, true);
        }
    }

    private Series counts(String service, Origin origin) {
        return recorded.series(service, "served", origin, "permohonan", WIB.getId(), 3600);
    }

    private List<Point> days(String subject) {
        return series(subject, "served", 0, DAYS, Step.DAY);
    }

    private List<Point> series(String subject, String measure, int from, int to, Step step) {
        return ask(subject, measure, new Window(start(from), start(to)), step);
    }

    private List<Point> ask(String subject, String measure, Window window, Step step) {
        List<Service> services = List.of(service(KTP), service(KK));
        Government government = new Government(
                ScopePath.of("33.08"),
                "Kabupaten Magelang",
                WIB,
                null,
                List.of(new Agency(ScopePath.of(DISDUKCAPIL), "Disdukcapil", services)));
        Catalogue catalogue = new Catalogue(
                List.of(government), List.of(), Measures.standard(), new WorkCalendar(Map.of(), Set.of()));
        return TestDatabase.await(new SeriesQuery(database.pool(), catalogue, () -> start(40))
                        .series(
                                ScopePath.of(subject),
                                Measures.standard().get(measure),
                                Optional.empty(),
                                window,
                                Optional.of(step)))
                .points();
    }

    private static Instant start(int day) {
        return FIRST.plusDays(day).atStartOfDay(WIB).toInstant();
    }

    private static Service service(String path) {
        return new Service(ScopePath.of(path), path, null, null, ServiceHours.ALWAYS, Targets.NONE, List.of());
    }
}
