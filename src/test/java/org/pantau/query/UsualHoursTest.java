package org.pantau.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import org.pantau.store.Partitions;

/** What is usual at an hour, against plain sums over the samples of each day that may be compared. */
class UsualHoursTest {

    private static final Vertx vertx = Vertx.vertx();
    private static final ScopePath PROVINCE = ScopePath.of("33");
    private static final ScopePath REGENCY = ScopePath.of("33.08");
    private static final LocalDate FIRST = LocalDate.parse("2026-08-05");
    private static final LocalDate LAST = LocalDate.parse("2026-11-13");
    private static final LocalDate HOLIDAY = LocalDate.parse("2026-08-17");
    private static final WorkCalendar CALENDAR = new WorkCalendar(Map.of(HOLIDAY, "Proklamasi"), Set.of(2026));
    private static final double COMPLETE = 0.9;

    private TestDatabase database;
    private Recorded recorded;
    private ZoneId zone = ZoneId.of("Asia/Jakarta");
    private int services = 2;
    /** Samples an hour: shares of a power of two are exact. */
    private int perHour = 8;

    private Instant now = Instant.EPOCH;
    private final AtomicInteger statements = new AtomicInteger();

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
        done(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({
        "an ordinary Wednesday,     Asia/Jakarta,  2026-11-11, 1",
        "a Monday with a holiday,   Asia/Jakarta,  2026-11-02, 2",
        "first of a month in WIT,   Asia/Jayapura, 2026-11-01, 3",
        "a Friday in WITA,          Asia/Makassar, 2026-10-30, 4",
    })
    void bandsShouldBeThoseOfTheSamples(String name, String zoneName, LocalDate day, long seed) {
        zone = ZoneId.of(zoneName);
        now = day.atTime(10, 30).atZone(zone).toInstant();
        List<Series> counts = List.of(count(0, Origin.REPORTED), count(1, Origin.REPORTED));
        Series times = recorded.series(path(0), "response", Origin.MEASURED, null, zoneName, every());
        Series level = recorded.series(path(0), "pending", Origin.REPORTED, null, zoneName, every());
        Random random = new Random(seed);
        for (LocalDate each : sameWeekday(day)) {
            fill(random, each, counts, 12);
            fill(random, each, List.of(times), 900);
            fill(random, each, List.of(level), 40);
        }
        // The last weeks are not rolled up; five minutes hold no whole number of samples here.
        Instant hours = Step.HOUR.floor(now.minusSeconds(10 * 86_400), zone);
        recorded.write(hours, hours, Step.DAY.floor(now.minusSeconds(30 * 86_400), zone));

        check(
                name,
                usual(REGENCY, "served", day),
                day,
                counts,
                true,
                rows -> rows.stream().mapToDouble(Value::value).sum());
        check(
                name,
                usual(ScopePath.of(path(1)), "served", day),
                day,
                counts.subList(1, 2),
                true,
                rows -> rows.stream().mapToDouble(Value::value).sum());
        check(
                name,
                usual(PROVINCE, "response", day),
                day,
                List.of(times),
                false,
                rows -> rows.stream().mapToDouble(Value::value).average().orElseThrow());
        check(
                name,
                usual(REGENCY, "pending", day),
                day,
                List.of(level),
                false,
                rows -> rows.get(rows.size() - 1).value());
        asSeries(usual(REGENCY, "served", day), day);
    }

    @Test
    void widePlacesShouldBeToldAlikeWhetherKeptOrNot() {
        services = Chosen.WIDE + 3;
        perHour = 2;
        LocalDate day = LocalDate.parse("2026-11-02");
        now = day.atTime(10, 30).atZone(zone).toInstant();
        List<Series> counts = IntStream.range(0, services)
                .mapToObj(service -> count(service, Origin.REPORTED))
                .toList();
        Random random = new Random(9);
        for (LocalDate each : sameWeekday(day)) {
            fill(random, each, counts, 12);
        }
        Instant rolledUp = day.atStartOfDay(zone).toInstant();
        recorded.write(rolledUp, rolledUp, rolledUp);
        UsualHours live = usual(REGENCY, "served", day);
        int liveStatements = statements.get();
        check(
                "live",
                live,
                day,
                counts,
                true,
                rows -> rows.stream().mapToDouble(Value::value).sum());

        keepTotals();

        assertThat(usual(REGENCY, "served", day)).isEqualTo(live);
        assertThat(statements.get()).isLessThanOrEqualTo(4).isLessThanOrEqualTo(liveStatements);
        assertThat(usual(PROVINCE, "served", day).hours()).isEqualTo(live.hours());
        done(database.pool()
                .query("update branch_total_1h set value = value + 1000")
                .execute());
        assertThat(usual(REGENCY, "served", day).hours().get(12).value().median())
                .as("from what is kept")
                .isEqualTo(value(live.hours().get(12).value().median()) + 1000);
        assertThat(usual(ScopePath.of(path(0)), "served", day).days()).isNotEmpty();
        assertThat(statements.get()).as("of one service").isEqualTo(3);
    }

    @Test
    void aHolidayShouldBeComparedWithNothing() {
        now = HOLIDAY.atTime(10, 30).atZone(zone).toInstant();
        Series series = count(0, Origin.REPORTED);
        recorded.add(series, now.minusSeconds(3600), 5, 1);
        recorded.write(
                FIRST.atStartOfDay(zone).toInstant(), FIRST.atStartOfDay(zone).toInstant(), Instant.EPOCH);

        UsualHours usual = usual(REGENCY, "served", HOLIDAY);

        assertThat(usual.holiday()).isEqualTo("Proklamasi");
        assertThat(usual.of()).isEqualTo("permohonan");
        nothing(usual);
    }

    /** What is reported of days has no hours: unknown, never nothing. */
    @Test
    void daysReportedWholeShouldHaveNoHours() {
        LocalDate day = LocalDate.parse("2026-11-11");
        now = day.atTime(10, 30).atZone(zone).toInstant();
        Series form = count(0, Origin.ENTERED);
        for (LocalDate each : sameWeekday(day)) {
            recorded.period(form, Period.DAY, each.atStartOfDay(zone).toInstant(), 40, true);
        }

        nothing(usual(REGENCY, "served", day));
        nothing(usual(ScopePath.of(path(0)), "served", day));
        nothing(usual(ScopePath.of(path(1)), "served", day));
    }

    /** Hours that were reported as such are whole; three of them are too few to say what is usual. */
    @ParameterizedTest
    @CsvSource({"3, false", "4, true", "12, true"})
    void fewerThanFourDaysShouldSayHowManyAlone(int known, boolean told) {
        LocalDate day = LocalDate.parse("2026-11-11");
        now = day.atTime(10, 30).atZone(zone).toInstant();
        Series series = count(0, Origin.REPORTED);
        List<LocalDate> days = sameWeekday(day).subList(12 - known, 12);
        for (LocalDate each : days) {
            for (int hour = 0; hour < 3; hour++) {
                Instant start = each.atTime(hour, 0).atZone(zone).toInstant();
                recorded.period(series, Period.HOUR, start, 7, true);
            }
        }

        UsualHours usual = usual(REGENCY, "served", day);

        Double seven = told ? 7.0 : null;
        Double soFar = told ? 21.0 : null;
        assertThat(usual.days()).isEqualTo(days);
        assertThat(usual.hours().get(2))
                .isEqualTo(new UsualHours.Hour(
                        day.atTime(2, 0).atZone(zone).toInstant(),
                        new Band(seven, seven, seven, known),
                        new Band(soFar, soFar, soFar, known)));
        assertThat(usual.hours().get(3).value().n()).isZero();
        assertThat(usual.hours().get(3).soFar()).as("three of four hours").isEqualTo(new Band(null, null, null, 0));
    }

    private void nothing(UsualHours usual) {
        Band unknown = new Band(null, null, null, 0);
        assertThat(usual.days()).isEmpty();
        assertThat(usual.hours()).hasSize(24).allSatisfy(hour -> {
            assertThat(hour.value()).isEqualTo(unknown);
            assertThat(hour.soFar()).isEqualTo(unknown);
        });
    }

    private interface Sum {
        double of(List<Value> rows);
    }

    /** Some samples fall out, now and then an hour, seldom a day; corrections are negative; the day before is another. */
    private void fill(Random random, LocalDate day, List<Series> series, int most) {
        if (random.nextInt(8) == 0) {
            return;
        }
        for (int hour = -1; hour < 25; hour++) {
            boolean out = random.nextInt(9) == 0;
            Instant start = day.atStartOfDay(zone).toInstant().plusSeconds(3600L * hour);
            for (Series one : series) {
                for (int slot = 0; slot < perHour; slot++) {
                    if (!out && random.nextInt(20) > 0) {
                        double value = random.nextInt(most) - (most < 20 ? 2 : 0);
                        recorded.add(one, start.plusSeconds((long) every() * slot), value, 1);
                    }
                }
            }
        }
    }

    private void check(String name, UsualHours usual, LocalDate day, List<Series> series, boolean addsUp, Sum sum) {
        List<LocalDate> compared =
                sameWeekday(day).stream().filter(each -> !each.equals(HOLIDAY)).toList();
        assertThat(compared).containsAll(usual.days());
        int known = 0;
        Map<Instant, List<Value>> byHour = recorded.values().stream()
                .filter(row -> series.contains(row.series()))
                .collect(Collectors.groupingBy(row -> Step.HOUR.floor(row.at(), zone)));
        for (int hour = 0; hour < 24; hour++) {
            List<Double> values = new ArrayList<>();
            List<Double> totals = new ArrayList<>();
            for (LocalDate each : compared) {
                List<Value> rows = BandByHand.rows(byHour, each, zone, hour, hour + 1);
                List<Value> soFar = BandByHand.rows(byHour, each, zone, 0, hour + 1);
                if (rows.size() >= COMPLETE * perHour * series.size()) {
                    values.add(sum.of(rows));
                }
                if (soFar.size() >= COMPLETE * perHour * series.size() * (hour + 1)) {
                    totals.add(sum.of(soFar));
                }
            }
            known += values.size();
            UsualHours.Hour found = usual.hours().get(hour);
            String what = name + ", " + usual.measure().name() + ", hour " + hour;
            assertThat(found.start()).isEqualTo(day.atTime(hour, 0).atZone(zone).toInstant());
            BandByHand.same(what, found.value(), values);
            if (addsUp) {
                BandByHand.same(what + " so far", found.soFar(), totals);
            } else {
                assertThat(found.soFar()).isNull();
            }
        }
        assertThat(known).as(name).isGreaterThan(50);
    }

    /** The very numbers that the history of each day shows. */
    private void asSeries(UsualHours usual, LocalDate day) {
        List<List<Point>> days = sameWeekday(day).stream()
                .filter(each -> !each.equals(HOLIDAY))
                .map(each -> await(new SeriesQuery(database.pool(), catalogue(), () -> now)
                                .series(
                                        usual.subject(),
                                        usual.measure(),
                                        Optional.empty(),
                                        new Window(
                                                each.atStartOfDay(zone).toInstant(),
                                                each.plusDays(1)
                                                        .atStartOfDay(zone)
                                                        .toInstant()),
                                        Optional.of(Step.HOUR)))
                        .points())
                .toList();
        for (int hour = 0; hour < 24; hour++) {
            int at = hour;
            List<Double> values = days.stream()
                    .map(points -> points.get(at))
                    .filter(point -> point.coverage() >= COMPLETE)
                    .flatMap(point -> Stream.ofNullable(point.value()))
                    .toList();
            assertThat(usual.hours().get(hour).value()).isEqualTo(Band.of(values));
        }
    }

    private void keepTotals() {
        Partitions partitions = new Partitions(database.pool());
        TotalKeeper keeper = new TotalKeeper(database.pool(), catalogue(), partitions::ensure);
        assertThat(await(keeper.run(now))).isPositive();
    }

    private static List<LocalDate> sameWeekday(LocalDate day) {
        return IntStream.rangeClosed(1, 12)
                .mapToObj(back -> day.minusWeeks(13L - back))
                .toList();
    }

    private static double value(@Nullable Double known) {
        return Objects.requireNonNull(known);
    }

    private Series count(int service, Origin origin) {
        return recorded.series(path(service), "served", origin, "permohonan", zone.getId(), every());
    }

    private int every() {
        return 3600 / perHour;
    }

    private static String path(int service) {
        return "33.08/dinas/s-" + service;
    }

    private UsualHours usual(ScopePath subject, String measure, LocalDate day) {
        statements.set(0);
        return await(new UsualHoursQuery(counted(database.pool()), catalogue(), () -> now)
                .on(subject, Measures.standard().get(measure), Optional.empty(), day));
    }

    private Catalogue catalogue() {
        List<Service> all = IntStream.range(0, services)
                .mapToObj(service -> new Service(
                        ScopePath.of(path(service)),
                        "Layanan",
                        null,
                        null,
                        ServiceHours.ALWAYS,
                        Targets.NONE,
                        List.of()))
                .toList();
        Agency agency = new Agency(ScopePath.of("33.08/dinas"), "Dinas", all);
        return new Catalogue(
                List.of(
                        new Government(PROVINCE, "Provinsi", zone, null, List.of()),
                        new Government(REGENCY, "Kabupaten", zone, null, List.of(agency))),
                List.of(),
                Measures.standard(),
                CALENDAR);
    }

    /** The pool, counting the statements prepared on it. */
    private Pool counted(Pool pool) {
        return RewrittenPool.of(pool, sql -> {
            statements.incrementAndGet();
            return sql;
        });
    }
}
