package org.pantau.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;
import static org.pantau.database.TestDatabase.ended;
import static org.pantau.query.WidePlace.BEGIN;
import static org.pantau.query.WidePlace.END;
import static org.pantau.query.WidePlace.SERVICES;
import static org.pantau.query.WidePlace.catalogue;
import static org.pantau.query.WidePlace.key;
import static org.pantau.query.WidePlace.keys;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.TestDatabase;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.rollup.RollUp;

/** What is kept of wide places must be what would be answered without it, whatever came and whenever it was made. */
class TotalKeeperTest {

    private static final List<Step> LONG_STEPS = List.of(Step.HOUR, Step.DAY, Step.WEEK, Step.MONTH);
    private static final double POISON = 987_654_321;

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh(vertx);
    private final Pool withoutKept = withoutKept(database.pool());
    private WidePlace place = new WidePlace(3);
    private Instant now = BEGIN;
    private final Store store =
            new Store(vertx, database.pool(), WidePlace::describe, StoreSettings.DEFAULT, () -> now);
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
        place = new WidePlace(seed);
        fill(0, SERVICES, BEGIN, END);
        now = END;
        done(rollUp.run(now));
        check("before anything is kept");

        assertThat(await(target.run(now))).isPositive();
        check("kept");
        assertThat(await(target.run(now))).as("nothing is left to be made").isZero();

        now = now.plusSeconds(60);
        write(place.samples(0, SERVICES, BEGIN, END, 40), List.of());
        check("late samples have come");
        done(rollUp.run(now));
        check("and are rolled up");
        assertThat(await(target.run(now))).isPositive();
        check("and kept");

        now = now.plusSeconds(60);
        write(List.of(), place.told(0, SERVICES, 15, now));
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

        var present = keys(SERVICES).stream().map(key -> place.sample(key, now)).toList();
        write(present, List.of());

        assertThat(await(target.run(now))).isZero();
        check("one service more");
    }

    @Test
    @Tag("long")
    void aRunMayBeCutOffAnywhereAndTwoMayRunAtOnce() {
        place = new WidePlace(5);
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
        return new TotalKeeper(database.pool(), catalogue, store.partitions()::ensure);
    }

    private void fill(int first, int last, Instant from, Instant to) {
        write(place.samples(first, last, from, to, 1), place.told(first, last, 2, now));
    }

    private void write(List<Sample> samples, List<PeriodValue> periods) {
        for (int i = 0; i < samples.size(); i += 5_000) {
            done(store.write(new Batch(
                    "f", now, Outcome.OK, samples.subList(i, Math.min(samples.size(), i + 5_000)), List.of(), null)));
        }
        done(store.write(new Batch("f", now, Outcome.OK, List.of(), periods, null)));
    }

    /** The pool as if nothing were kept. */
    private static Pool withoutKept(Pool pool) {
        return RewrittenPool.of(
                pool, sql -> sql.replaceAll("from (branch_total_\\w+) t", "from (select * from $1 where false) t"));
    }
}
