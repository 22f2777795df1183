package org.pantau.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Service;
import org.pantau.catalogue.model.Targets;
import org.pantau.database.TestDatabase;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.Period;
import org.pantau.measure.time.ServiceHours;
import org.pantau.measure.time.WorkCalendar;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.Table;
import org.pantau.store.rollup.RollUp;
import org.pantau.store.series.SeriesInfo;

/** What is kept of wide places must be what would be answered without it, whatever came and whenever it was made. */
class TotalKeeperTest {

    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");
    private static final ZoneId WITA = ZoneId.of("Asia/Makassar");
    private static final Instant BEGIN = Instant.parse("2026-10-27T00:00:00Z");
    private static final Instant END = Instant.parse("2026-11-04T05:30:00Z");
    /** Services of the regency; a few of another, in another zone, make the province. */
    private static final int SERVICES = 62;

    private static final int OTHERS = 6;
    private static final List<Step> LONG_STEPS = List.of(Step.HOUR, Step.DAY, Step.WEEK, Step.MONTH);
    private static final double POISON = 987_654_321;

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh(vertx);
    private final Pool withoutKept = withoutKept(database.pool());
    private Random random = new Random();
    private Instant now = BEGIN;
    private final Store store =
            new Store(vertx, database.pool(), TotalKeeperTest::describe, StoreSettings.DEFAULT, () -> now);
    private final RollUp rollUp = new RollUp(database.pool(), store.partitions());
    private Catalogue catalogue = catalogue(0, SERVICES);
    private TotalKeeper target = keeper();

    @BeforeEach
    void start() {
        done(store.start());
    }

    @AfterEach
    void close() {
        database.close();
        done(vertx.close());
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(longs = {1, 2})
    void keptAnswersShouldBeTheLiveOnesWhateverHappens(long seed) {
        random = new Random(seed);
        fill(0, SERVICES, BEGIN, END);
        now = END;
        done(rollUp.run(now));
        check("before anything is kept");

        assertThat(await(target.run(now))).isPositive();
        check("kept");
        assertThat(await(target.run(now))).as("nothing is left to be made").isZero();

        now = now.plusSeconds(60);
        write(samples(0, SERVICES, BEGIN, END, 40), List.of());
        check("late samples have come");
        done(rollUp.run(now));
        check("and are rolled up");
        assertThat(await(target.run(now))).isPositive();
        check("and kept");

        now = now.plusSeconds(60);
        write(List.of(), told(0, SERVICES, 15));
        check("days are corrected");
        assertThat(await(target.run(now))).isPositive();
        check("and kept again");

        catalogue = catalogue(4, SERVICES - 1);
        target = keeper();
        check("services were taken out of the catalogue");
        assertThat(await(target.run(now))).isPositive();
        check("and the rest kept");
        catalogue = catalogue(0, SERVICES + 3);
        target = keeper();
        check("services were taken in again");
        done(target.run(now));
        check("and kept");

        fill(SERVICES, SERVICES + 3, BEGIN.plus(Duration.ofDays(3)), END);
        check("new series came with a past");
        done(rollUp.run(now));
        check("which is rolled up");
        done(target.run(now));
        check("and kept");

        fill(0, SERVICES, END, END.plus(Duration.ofHours(30)));
        now = END.plus(Duration.ofHours(30));
        done(rollUp.run(now));
        check("time went on");
        done(target.run(now));
        check("and what has closed meanwhile is kept");
    }

    @Test
    void closedBucketsShouldComeFromWhatIsKept() {
        fill(0, SERVICES, END.minus(Duration.ofDays(4)), END);
        now = END;
        done(rollUp.run(now));
        done(target.run(now));
        poison();

        var points = answer(database.pool(), "33.08", Measures.PENDING, Step.HOUR, Duration.ofHours(24));

        assertThat(points.points()).hasSize(25);
        assertThat(points.points().subList(1, 23))
                .allSatisfy(point -> assertThat(point.value()).isEqualTo(POISON));
        assertThat(points.points().get(0).value()).as("an hour the window cuts").isLessThan(POISON);
        assertThat(points.points().get(24).value()).as("the running hour").isLessThan(POISON);
    }

    @Test
    void onlyWhatWasTouchedShouldBeMadeAnew() {
        fill(0, SERVICES, END.minus(Duration.ofDays(4)), END);
        now = END;
        done(rollUp.run(now));
        done(target.run(now));
        poison();
        var at = Instant.parse("2026-11-03T20:10:00Z");

        now = now.plusSeconds(60);
        write(List.of(new Sample(key(30, "pending", Origin.REPORTED), at.plusMillis(1), 17, Quality.OK)), List.of());
        done(rollUp.run(now));

        var touched = answer(database.pool(), "33.08", Measures.PENDING, Step.HOUR, Duration.ofHours(24));
        assertThat(touched.points().stream().filter(point -> point.value() != null && point.value() < POISON))
                .extracting(Point::from)
                .as("not used once touched, before anything is made")
                .contains(Instant.parse("2026-11-03T20:00:00Z"))
                .hasSizeLessThanOrEqualTo(4);
        assertThat(await(target.run(now))).isBetween(2, 8);
        assertThat(await(database.pool()
                        .query("select 1 from branch_total_1h where value = " + POISON + " and measure = 'served'")
                        .execute()))
                .as("other measures are left alone")
                .isNotEmpty();
    }

    @Test
    void aNewSeriesShouldLeaveWhatIsKeptOfBefore() {
        fill(0, SERVICES, END.minus(Duration.ofDays(4)), END);
        now = END;
        done(rollUp.run(now));
        done(target.run(now));
        catalogue = catalogue(0, SERVICES + 1);
        target = keeper();

        var present = keys(SERVICES).stream().map(key -> sample(key, now)).toList();
        write(present, List.of());

        assertThat(await(target.run(now))).isZero();
        check("one service more");
    }

    @Test
    @Tag("long")
    void aRunMayBeCutOffAnywhereAndTwoMayRunAtOnce() {
        random = new Random(5);
        fill(0, SERVICES, END.minus(Duration.ofDays(6)), END);
        now = END;
        done(rollUp.run(now));
        int cut = 0;
        while (cut < 6) {
            target = keeper();
            var run = target.run(now);
            awaitRows(cut * 40L);
            database.cutConnections();
            cut += ended(run) ? 6 : 1;
            reconnect();
        }

        check("cut off");
        var other = keeper();
        boolean unused = ended(Future.join(target.run(now), other.run(now)));
        check("two at once");
        done(other.run(now));
        check("in the end");
        assertThat(await(keeper().run(now))).isZero();
    }

    /** Until so many buckets are kept; a run that ended has kept all. */
    private void awaitRows(long rows) {
        while (await(database.pool()
                                .query("select count(*) from branch_total_1h")
                                .execute())
                        .iterator()
                        .next()
                        .getLong(0)
                < rows) {
            Thread.onSpinWait();
        }
    }

    /** Until a pool that was cut off has found it out. */
    private void reconnect() {
        while (!ended(Future.join(IntStream.range(0, 20)
                .mapToObj(any -> database.pool().query("select 1").execute())
                .toList()))) {
            Thread.onSpinWait();
        }
    }

    private void poison() {
        for (var table : List.of("branch_total_1h", "branch_total_1d")) {
            done(database.pool()
                    .query("update " + table + " set value = " + POISON + " where value is not null")
                    .execute());
        }
    }

    /** Every question that may be answered of what is kept, asked with it and without. */
    private void check(String when) {
        for (var branch : List.of("33.08", "33")) {
            for (var name : List.of("served", "pending", "app_response", "up", "satisfaction")) {
                Measure measure = Measures.standard().get(name);
                for (var step : branch.equals("33") ? List.of(Step.HOUR, Step.WEEK) : LONG_STEPS) {
                    var length = step == Step.HOUR ? Duration.ofDays(2) : Duration.ofDays(30);
                    var expected = answer(withoutKept, branch, measure, step, length);
                    var found = answer(database.pool(), branch, measure, step, length);
                    assertThat(found)
                            .as("%s of %s by %s: %s", name, branch, step.word(), when)
                            .usingRecursiveComparison()
                            .withComparatorForType(TotalKeeperTest::nearly, Double.class)
                            .isEqualTo(expected);
                    assertThat(found.points())
                            .as("%s of %s by %s", name, branch, step.word())
                            .anyMatch(point -> point.value() != null);
                }
            }
        }
    }

    /** Sums of fractions may be added up in another order. */
    private static int nearly(Double one, Double other) {
        return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one)) ? 0 : Double.compare(one, other);
    }

    private SeriesAnswer answer(Pool pool, String branch, Measure measure, Step step, Duration back) {
        var window = new Window(now.minus(back), now);
        return await(new SeriesQuery(pool, catalogue, () -> now)
                .series(ScopePath.of(branch), measure, Optional.empty(), window, Optional.of(step)));
    }

    private TotalKeeper keeper() {
        return new TotalKeeper(
                database.pool(),
                catalogue,
                (step, starts) -> store.partitions()
                        .ensure(step == Step.HOUR ? Table.BRANCH_TOTAL_1H : Table.BRANCH_TOTAL_1D, starts));
    }

    private void fill(int first, int last, Instant from, Instant to) {
        write(samples(first, last, from, to, 1), told(first, last, 2));
    }

    /** About every so many of the samples there could be. */
    private List<Sample> samples(int first, int last, Instant from, Instant to, int each) {
        List<Sample> samples = new ArrayList<>();
        for (var at = from; at.isBefore(to); at = at.plus(Duration.ofMinutes(90))) {
            for (int service = first; service < last; service++) {
                for (var key : keys(service)) {
                    if (random.nextInt(each) == 0 && random.nextInt(8) > 0) {
                        // Ten minutes for those of the next slot to stay apart.
                        samples.add(sample(key, at.plusMillis(random.nextInt(80 * 60_000))));
                    }
                }
            }
        }
        return samples.stream().filter(sample -> sample.at().isBefore(to)).toList();
    }

    private Sample sample(SeriesKey key, Instant at) {
        double value = switch (key.measure()) {
            case "up" -> random.nextInt(10) == 0 ? 0 : 1;
            case "app_response" -> 1 + random.nextInt(90_000) / 100.0;
            default -> random.nextInt(50);
        };
        boolean mean = key.measure().equals("satisfaction")
                || (key.measure().equals("app_response") && random.nextInt(50) == 0);
        return new Sample(key, at, value, mean ? 3 : 1, random.nextInt(40) == 0 ? Quality.SUSPECT : Quality.OK, null);
    }

    /** Days, some hours, weeks and months that were told of as a whole, of every so many services. */
    private List<PeriodValue> told(int first, int last, int each) {
        List<PeriodValue> told = new ArrayList<>();
        for (int service = first; service < last; service++) {
            if (random.nextInt(each) > 0) {
                continue;
            }
            ZoneId zone = zone(subject(service));
            for (var start = Period.DAY.start(BEGIN, zone);
                    start.isBefore(now);
                    start = start.plus(Duration.ofDays(1))) {
                if (random.nextInt(3) == 0) {
                    told.add(period(key(service, "served", Origin.REPORTED), Period.DAY, start));
                }
                if (random.nextInt(3) == 0) {
                    told.add(period(key(service, "served", Origin.ENTERED), Period.DAY, start));
                }
                if (random.nextInt(4) == 0) {
                    var hour = start.plus(Duration.ofHours(random.nextInt(24)));
                    told.add(period(key(service, "served", Origin.REPORTED), Period.HOUR, hour));
                }
                if (random.nextInt(4) == 0) {
                    told.add(period(key(service, "app_response", Origin.REPORTED), Period.DAY, start));
                }
            }
            if (random.nextInt(4) == 0) {
                told.add(period(key(service, "served", Origin.ENTERED), Period.WEEK, Period.WEEK.start(END, zone)));
                told.add(period(key(service, "served", Origin.ENTERED), Period.MONTH, Period.MONTH.start(BEGIN, zone)));
            }
        }
        return told;
    }

    private PeriodValue period(SeriesKey key, Period period, Instant start) {
        return new PeriodValue(
                key,
                period,
                start,
                random.nextInt(400),
                key.measure().equals("served") ? 1 : 1 + random.nextInt(9),
                random.nextInt(30) == 0 ? Quality.SUSPECT : Quality.OK,
                now.plusMillis(random.nextInt(1000)),
                random.nextBoolean());
    }

    private void write(List<Sample> samples, List<PeriodValue> periods) {
        for (int i = 0; i < samples.size(); i += 5_000) {
            done(store.write(new Batch(
                    "f", now, Outcome.OK, samples.subList(i, Math.min(samples.size(), i + 5_000)), List.of(), null)));
        }
        done(store.write(new Batch("f", now, Outcome.OK, List.of(), periods, null)));
    }

    private static List<SeriesKey> keys(int service) {
        var keys = new ArrayList<SeriesKey>();
        for (var measure : List.of("served", "pending", "app_response", "up", "satisfaction")) {
            keys.add(key(service, measure, Origin.REPORTED));
        }
        if (service % 5 == 0) {
            keys.add(key(service, "pending", Origin.UPLOADED));
            keys.add(key(service, "app_response", Origin.MEASURED));
        }
        return keys;
    }

    private static SeriesKey key(int service, String measure, Origin origin) {
        return new SeriesKey(subject(service), measure, origin);
    }

    private static ScopePath subject(int service) {
        return ScopePath.of((service < OTHERS ? "33.10/dinas/s-" : "33.08/dinas/s-") + service);
    }

    private static ZoneId zone(ScopePath subject) {
        return subject.government().equals("33.08") ? WIB : WITA;
    }

    private static SeriesInfo describe(SeriesKey key) {
        Measure.Kind kind = Measures.standard().get(key.measure()).kind();
        return new SeriesInfo(
                zone(key.subject()), Duration.ofMinutes(90), kind, kind == Measure.Kind.COUNT ? "permohonan" : null);
    }

    /** Of the services from {@code first} to before {@code last}. */
    private static Catalogue catalogue(int first, int last) {
        List<Government> governments = new ArrayList<>();
        for (var code : List.of("33.08", "33.10")) {
            var services = IntStream.range(first, last)
                    .mapToObj(TotalKeeperTest::subject)
                    .filter(path -> path.government().equals(code))
                    .map(path -> new Service(path, "Layanan", null, null, ServiceHours.ALWAYS, Targets.NONE, List.of()))
                    .toList();
            var agency = new Agency(ScopePath.of(code + "/dinas"), "Dinas", services);
            governments.add(
                    new Government(ScopePath.of(code), "Kabupaten", zone(ScopePath.of(code)), null, List.of(agency)));
        }
        return new Catalogue(governments, List.of(), Measures.standard(), new WorkCalendar(Map.of(), Set.of()));
    }

    private static boolean ended(Future<?> run) {
        return run.toCompletionStage()
                .toCompletableFuture()
                .handle((done, failed) -> failed == null)
                .join();
    }

    /** The pool as if nothing were kept. */
    private static Pool withoutKept(Pool pool) {
        return (Pool) Proxy.newProxyInstance(
                Pool.class.getClassLoader(), new Class<?>[] {Pool.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("preparedQuery") && arguments[0] instanceof String sql) {
                        arguments[0] =
                                sql.replaceAll("from (branch_total_\\w+) t", "from (select * from $1 where false) t");
                    }
                    try {
                        return method.invoke(pool, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
