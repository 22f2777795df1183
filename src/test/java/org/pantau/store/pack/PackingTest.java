package org.pantau.store.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;
import static org.pantau.database.TestDatabase.ended;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.database.TestDatabase;
import org.pantau.measure.Measure;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.rollup.RollUp;
import org.pantau.store.series.SeriesInfo;

/** What is packed must be the very same as before, to the last bit, whatever came and whenever the work was cut off. */
class PackingTest {

    private static final Instant BEGIN = Instant.parse("2026-11-02T00:00:00Z");
    private static final SeriesKey RESPONSE = key("response");
    private static final SeriesKey SERVED = key("served");
    private static final SeriesKey PENDING = key("pending");

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh(vertx);
    private final Random random = new Random(11);
    private Instant now = BEGIN;
    private final Store store =
            new Store(vertx, database.pool(), PackingTest::describe, StoreSettings.DEFAULT, () -> now);
    private final RollUp rollUp = new RollUp(database.pool(), store.partitions());
    private final Packing target = new Packing(database.pool(), store.partitions());

    @BeforeEach
    void start() {
        done(store.start());
    }

    @AfterEach
    void close() {
        database.close();
        done(vertx.close());
    }

    static Stream<List<Double>> values() {
        return Stream.of(
                List.of(0.0, 1.0, 7.0, 2_147_483_647.0),
                List.of(-3.0, 0.0, -0.5, 12.25),
                List.of(2_147_483_648.0, 1e15, -9e15),
                List.of(0.1, 0.2, 0.3, 99.9),
                List.of(123.456, 0.001, 80.1),
                List.of(0.000001, 2147.483647),
                List.of(0.000001, 2147.483648),
                List.of(0.0000001, 1.5),
                List.of(1.0 / 3, Math.PI, Math.nextUp(1.0)),
                List.of(Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE),
                List.of(-0.0),
                List.of(5.0));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyValueShouldStayWhatItIs(List<Double> values) {
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < values.size(); i++) {
            samples.add(new Sample(PENDING, BEGIN.plusSeconds(30L * i), values.get(i), Quality.OK));
        }
        write(samples);
        // Zero has no sign for anybody who reads it.
        var before =
                samples(PENDING).stream().map(it -> it.replace("-0.0|", "0.0|")).toList();

        packAt(BEGIN.plus(Duration.ofDays(5)));

        assertThat(rows("select * from sample")).isEmpty();
        assertThat(samples(PENDING)).isEqualTo(before).hasSize(values.size());
    }

    @ParameterizedTest
    @CsvSource({"1", "30", "61", "86399"})
    void everyInstantWeightQualityAndTimeOfTheSourceShouldStay(int every) {
        var samples = new ArrayList<Sample>();
        var at = BEGIN.plusNanos(1_000);
        while (at.isBefore(BEGIN.plus(Duration.ofHours(26)))) {
            samples.add(anything(at));
            at = at.plusSeconds(every == 1 ? 600 : every).plusNanos(random.nextInt(3) * 1_000L);
        }
        write(samples);
        var before = samples(RESPONSE);

        packAt(BEGIN.plus(Duration.ofDays(6)));

        assertThat(rows("select * from sample")).isEmpty();
        assertThat(samples(RESPONSE)).isEqualTo(before).hasSize(samples.size());
    }

    @Test
    void rollUpsShouldStayTheSameToo() {
        fill(Duration.ofDays(16));
        now = BEGIN.plus(Duration.ofDays(16)).plusSeconds(30);
        done(rollUp.run(now));
        var before = everything();

        var packed = await(target.run(now));

        // Days 1 to 13 are older than three days; the week that began on the first day is over since the 14th.
        assertThat(packed)
                .hasSize(13 + 13 + 1)
                .contains("sample_20261102", "rollup_5m_20261114", "rollup_1h_20261102")
                .doesNotContain("sample_20261115");
        assertThat(rows("select min(at)::text from sample")).containsExactly("2026-11-15 00:00:00+00");
        assertThat(everything()).isEqualTo(before);
        assertThat(await(target.run(now))).isEmpty();
        assertThat(rows("select \"table\", until::date from packed_until order by 1"))
                .containsExactly("rollup_1h|2026-11-09", "rollup_5m|2026-11-15", "sample|2026-11-15");
    }

    @Test
    void nothingShouldBePackedThatIsNotRolledUp() {
        fill(Duration.ofDays(2));
        now = BEGIN.plus(Duration.ofDays(30));

        assertThat(await(target.run(now))).isEmpty();
    }

    @Test
    void whatComesLateShouldMeetWhatIsPackedAndBeRolledUpWithIt() {
        fill(Duration.ofDays(9));
        var late = new Sample(SERVED, BEGIN.plus(Duration.ofHours(30)).plusSeconds(1), 1_000, Quality.OK);
        var known = new Sample(SERVED, BEGIN.plus(Duration.ofHours(30)), 77, Quality.OK);
        packAt(BEGIN.plus(Duration.ofDays(15)));
        var before = samples(SERVED);
        var hour = rows("select sum from series s, rollups_1h(s.id, '2026-11-03 06:00+00', '2026-11-03 07:00+00')"
                + " where measure = 'served'");
        var day = rows("select sum from rollup_1d r join series s on s.id = r.series_id"
                + " where measure = 'served' and bucket = '2026-11-02 17:00+00'");

        write(List.of(late, known));
        done(rollUp.run(now));

        var after = samples(SERVED);
        assertThat(after).hasSize(before.size() + 1).containsAll(before);
        assertThat(rows("select sum from series s, rollups_1h(s.id, '2026-11-03 06:00+00', '2026-11-03 07:00+00')"
                        + " where measure = 'served'"))
                .containsExactly(String.valueOf(Double.parseDouble(hour.get(0)) + 1_000));
        assertThat(rows("select sum from rollup_1d r join series s on s.id = r.series_id"
                        + " where measure = 'served' and bucket = '2026-11-02 17:00+00'"))
                .containsExactly(String.valueOf(Double.parseDouble(day.get(0)) + 1_000));
        var all = everything();

        assertThat(await(target.run(now)))
                .containsExactlyInAnyOrder("sample_20261103", "rollup_5m_20261103", "rollup_1h_20261102");
        assertThat(everything()).isEqualTo(all);
        assertThat(rows("select * from sample where at < '2026-11-05'")).isEmpty();
    }

    @Test
    void anHourWhoseFiveMinutesAreGoneShouldBeRolledUpFromItsSamples() {
        fill(Duration.ofDays(2));
        packAt(BEGIN.plus(Duration.ofDays(12)));
        done(database.pool().query("truncate rollup_5m, rollup_5m_packed").execute());
        var hour = rows("select n from series s, rollups_1h(s.id, '2026-11-03 06:00+00', '2026-11-03 07:00+00')"
                + " where measure = 'served'");

        write(List.of(new Sample(SERVED, BEGIN.plus(Duration.ofHours(30)).plusSeconds(1), 5, Quality.OK)));
        done(rollUp.run(now));

        assertThat(rows("select n from series s, rollups_1h(s.id, '2026-11-03 06:00+00', '2026-11-03 07:00+00')"
                        + " where measure = 'served'"))
                .containsExactly(String.valueOf(Integer.parseInt(hour.get(0)) + 1));
    }

    @Test
    void whatComesWhileAPartitionIsBeingPackedShouldNotBeLost() {
        fill(Duration.ofDays(1));
        now = BEGIN.plus(Duration.ofDays(5));
        done(rollUp.run(now));
        // As far as a run came that was cut off.
        done(database.pool()
                .preparedQuery(Packable.SAMPLES.pack("sample_20261102"))
                .execute(io.vertx.sqlclient.Tuple.of(BEGIN.atOffset(java.time.ZoneOffset.UTC), 0, Integer.MAX_VALUE)));
        write(List.of(new Sample(SERVED, BEGIN.plusSeconds(7), 3, Quality.OK)));
        done(rollUp.run(now));
        var before = everything();

        while (!await(target.run(now)).isEmpty()) {
            assertThat(everything()).isEqualTo(before);
        }
        done(target.run(now));

        assertThat(rows("select * from sample where at < '2026-11-03'")).isEmpty();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aRunThatIsCutOffShouldBeRepeatable() {
        fill(Duration.ofDays(6));
        now = BEGIN.plus(Duration.ofDays(12));
        done(rollUp.run(now));
        var before = everything();
        int cut = 0;
        while (cut < 12) {
            var run = target.run(now);
            database.cutConnections();
            cut += ended(run) ? 4 : 1;
        }
        while (!ended(target.run(now))) {
            assertThat(cut++).as("runs").isLessThan(30);
        }

        assertThat(everything()).isEqualTo(before);
        assertThat(rows("select * from sample where at < '2026-11-08'")).isEmpty();
        assertThat(rows("select * from sample_packing")).isEmpty();
    }

    @Test
    void twoRunsAtOnceShouldNotDisturbEachOther() {
        fill(Duration.ofDays(4));
        now = BEGIN.plus(Duration.ofDays(12));
        done(rollUp.run(now));
        var before = everything();
        var other = new Packing(
                database.pool(),
                new Store(vertx, database.pool(), PackingTest::describe, StoreSettings.DEFAULT, () -> now)
                        .partitions());

        boolean unused = ended(Future.join(target.run(now), other.run(now)));
        done(target.run(now));

        assertThat(everything()).isEqualTo(before);
        assertThat(rows("select * from sample where at < '2026-11-06'")).isEmpty();
    }

    /** Only then a reader can never look between the two, and only then few parts are read. */
    @Test
    void aQueryShouldTakeTheFunctionsInAsPartsOfItself() {
        for (var function : List.of("samples", "rollups_5m", "rollups_1h", "rollups_1d")) {
            var plan = String.join(
                    "\n",
                    rows("explain (verbose) select s.id, x.* from series s cross join lateral " + function
                            + "(s.id, '2026-11-02', '2026-11-03') x"));
            assertThat(plan).as(function).doesNotContain("Function Scan on " + function, "Function Scan on unpacked");
        }
    }

    private void packAt(Instant time) {
        now = time;
        done(rollUp.run(now));
        done(target.run(now));
    }

    private void fill(Duration length) {
        var samples = new ArrayList<Sample>();
        for (var at = BEGIN; at.isBefore(BEGIN.plus(length)); at = at.plusSeconds(600)) {
            samples.add(new Sample(SERVED, at, random.nextInt(4), Quality.OK));
            samples.add(new Sample(PENDING, at, 40, Quality.OK));
            samples.add(anything(at));
        }
        write(samples);
    }

    private Sample anything(Instant at) {
        return new Sample(
                RESPONSE,
                at,
                random.nextInt(1, 900_000) / 1_000.0,
                random.nextInt(5) == 0 ? 2.5 : 1,
                random.nextInt(9) == 0 ? Quality.SUSPECT : Quality.OK,
                random.nextBoolean() ? at.minusNanos(random.nextInt(10_000) * 1_000L) : null);
    }

    private void write(List<Sample> samples) {
        for (int i = 0; i < samples.size(); i += 5_000) {
            done(store.write(new Batch(
                    "f", now, Outcome.OK, samples.subList(i, Math.min(samples.size(), i + 5_000)), List.of(), null)));
        }
    }

    private List<String> samples(SeriesKey key) {
        return rows("select x.at::text, x.value, x.weight, x.quality, x.as_of::text from series s"
                + " cross join lateral samples(s.id, '-infinity', 'infinity') x where s.measure = '" + key.measure()
                + "' order by x.at");
    }

    /** All samples and roll-ups, as anybody reads them. */
    private List<String> everything() {
        List<String> all = new ArrayList<>();
        for (var key : List.of(RESPONSE, SERVED, PENDING)) {
            all.addAll(samples(key));
            for (var function : List.of("rollups_5m", "rollups_1h", "rollups_1d")) {
                all.addAll(
                        rows("select '" + function + "', x.bucket::text, x.n, x.sum, x.last, x.expected, x.min, x.max,"
                                + " x.weight, x.weighted_sum, encode(x.sketch, 'hex') from series s cross join lateral "
                                + function
                                + "(s.id, '-infinity', 'infinity') x where s.measure = '" + key.measure()
                                + "' order by x.bucket"));
            }
        }
        return all;
    }

    private List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        for (Row row : await(database.pool().query(sql).execute())) {
            List<@Nullable String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(String.valueOf(row.getValue(i)));
            }
            rows.add(String.join("|", cells));
        }
        return rows;
    }

    private static SeriesInfo describe(SeriesKey key) {
        var kind = switch (key.measure()) {
            case "served" -> Measure.Kind.COUNT;
            case "pending" -> Measure.Kind.LEVEL;
            default -> Measure.Kind.DURATION;
        };
        return new SeriesInfo(ZoneId.of("Asia/Jakarta"), Duration.ofMinutes(10), kind, null);
    }

    private static SeriesKey key(String measure) {
        return new SeriesKey(ScopePath.of("33/a/s"), measure, Origin.REPORTED);
    }
}
