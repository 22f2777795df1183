package org.pantau.store.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;
import static org.pantau.database.TestDatabase.ended;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pantau.database.TestDatabase;
import org.pantau.measure.Measure;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Aggregate;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.measure.value.Sketch;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.series.SeriesInfo;

/** What is rolled up must equal what a plain loop over all samples comes to. */
class RollUpTest {

    private static final Instant BEGIN = Instant.parse("2026-11-20T09:10:00Z");
    private static final Instant END = BEGIN.plus(Duration.ofHours(60));
    private static final Duration EVERY = Duration.ofMinutes(2);
    private static final Map<SeriesKey, ZoneId> KEY_TO_ZONE = Map.of(
            key("33/a/s", "served"), ZoneId.of("Asia/Jakarta"),
            key("64/a/s", "pending"), ZoneId.of("Asia/Makassar"),
            key("94/a/s", "response"), ZoneId.of("Asia/Jayapura"));

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh(vertx);
    private final Random random = new Random(7);
    private final List<Sample> samples = new ArrayList<>();
    private Instant now = BEGIN;
    private final Store store =
            new Store(vertx, database.pool(), RollUpTest::describe, StoreSettings.DEFAULT, () -> now);
    private final RollUp target = new RollUp(database.pool(), store.partitions());

    @BeforeEach
    void start() {
        done(store.start());
    }

    @AfterEach
    void close() {
        database.close();
        done(vertx.close());
    }

    @Test
    void rollUpsShouldEqualAPlainRecomputationInEveryZone() {
        write(generate(BEGIN, END));
        now = END.plus(RollUp.LAG);

        done(target.run(now));

        checkAll(END);
    }

    @Test
    void stepsShouldComeToTheSameAsOneRunAndOpenBucketsShouldStayOut() {
        for (var from = BEGIN; from.isBefore(END); from = from.plus(Duration.ofHours(7))) {
            var until = from.plus(Duration.ofHours(7));
            write(generate(from, until.isBefore(END) ? until : END));
            now = until.plus(Duration.ofSeconds(19));
            done(target.run(now));
        }
        var closed = now.minus(Duration.ofMinutes(5)).minus(Duration.ofSeconds(19));

        assertThat(await(database.pool()
                                .query("select max(bucket) from rollup_5m")
                                .execute())
                        .iterator()
                        .next()
                        .getOffsetDateTime(0)
                        .toInstant())
                .isBefore(closed);
        now = END.plus(Duration.ofHours(8));
        done(target.run(now));
        checkAll(Instant.parse("2026-11-23T05:00:00Z"));
    }

    @Test
    void lateSamplesShouldBeRolledUpAgainOnEveryLevel() {
        var generated = generate(BEGIN, END);
        var late = generated.stream().filter(sample -> random.nextInt(20) == 0).toList();
        var inTime = new ArrayList<>(generated);
        inTime.removeAll(late);
        write(inTime);
        now = END.plus(RollUp.LAG);
        done(target.run(now));

        now = now.plusSeconds(60);
        write(late);
        done(target.run(now));

        checkAll(END);
        assertThat(await(database.pool().query("select * from rollup_dirty").execute()))
                .isEmpty();
    }

    @Test
    void samplesOlderThanTheFirstMarkShouldBeRolledUpToo() {
        now = END.plus(RollUp.LAG);
        done(target.run(now));

        write(generate(BEGIN, BEGIN.plus(Duration.ofHours(3))));
        done(target.run(now));

        check("rollup_5m", END, (time, zone) -> Level.FIVE_MINUTES.start(time, zone), Duration.ofMinutes(5));
    }

    @Test
    void aRunThatIsCutOffShouldBeRepeatable() {
        write(generate(BEGIN, END));
        now = END.plus(RollUp.LAG);
        for (int i = 0; i < 5; i++) {
            var run = target.run(now);
            database.cutConnections();
            boolean unused = ended(run);
        }

        // The first runs may still meet connections that were cut; like the timer, the test repeats them.
        int most = 10;
        while (most > 0 && !ended(target.run(now))) {
            most--;
        }
        done(target.run(now));

        checkAll(END);
    }

    private List<Sample> generate(Instant from, Instant until) {
        var generated = new ArrayList<Sample>();
        for (var at = from; at.isBefore(until); at = at.plus(EVERY)) {
            for (var key : KEY_TO_ZONE.keySet().stream()
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .toList()) {
                if (random.nextInt(10) > 0) {
                    var quality = random.nextInt(30) == 0 ? Quality.SUSPECT : Quality.OK;
                    var weight = key.measure().equals("response") && random.nextInt(5) == 0 ? 4 : 1;
                    generated.add(new Sample(key, at, random.nextInt(1, 900), weight, quality, null));
                }
            }
        }
        return generated;
    }

    private void write(List<Sample> written) {
        samples.addAll(written);
        done(store.write(new Batch("f", now, Outcome.OK, written, List.of(), null)));
    }

    private void checkAll(Instant end) {
        check("rollup_5m", end, Level.FIVE_MINUTES::start, Duration.ofMinutes(5));
        check("rollup_1h", end, Level.HOUR::start, Duration.ofHours(1));
        check("rollup_1d", end, Level.DAY::start, Duration.ofDays(1));
    }

    private interface Start {
        Instant of(Instant time, ZoneId zone);
    }

    private void check(String table, Instant end, Start start, Duration length) {
        var expected = new HashMap<String, Aggregate>();
        samples.stream()
                .filter(sample -> sample.quality() != Quality.SUSPECT)
                .sorted((a, b) -> a.at().compareTo(b.at()))
                .forEach(sample -> {
                    var bucket = start.of(sample.at(), KEY_TO_ZONE.getOrDefault(sample.series(), ZoneId.of("UTC")));
                    if (!bucket.plus(length).isAfter(end)) {
                        expected.computeIfAbsent(sample.series().measure() + " " + bucket, any -> new Aggregate())
                                .add(
                                        sample.value(),
                                        sample.weight(),
                                        sample.series().measure().equals("response") && sample.weight() == 1);
                    }
                });
        var found = new HashMap<String, Row>();
        for (var row : await(database.pool()
                .query("select s.measure, r.bucket, r.n, coalesce(r.weight, r.n) as weight, r.sum,"
                        + " coalesce(r.weighted_sum, r.sum) as weighted_sum, coalesce(r.min, r.last) as min,"
                        + " coalesce(r.max, r.last) as max, r.last, r.expected, r.sketch from series s cross join lateral "
                        + table.replace("rollup", "rollups") + "(s.id, '-infinity', 'infinity') r")
                .execute())) {
            found.put(row.getString(0) + " " + row.getOffsetDateTime("bucket").toInstant(), row);
        }
        assertThat(found.keySet()).as(table).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach((bucket, aggregate) ->
                same(table + " " + bucket, Objects.requireNonNull(found.get(bucket)), aggregate, length));
    }

    private static void same(String name, Row row, Aggregate expected, Duration length) {
        assertThat(row.getInteger("n")).as(name).isEqualTo((int) expected.n());
        assertThat(row.getDouble("weight")).as(name).isEqualTo(expected.weight());
        assertThat(row.getDouble("sum")).as(name).isEqualTo(expected.sum());
        assertThat(row.getDouble("weighted_sum")).as(name).isEqualTo(expected.weightedSum());
        assertThat(row.getDouble("min")).as(name).isEqualTo(expected.min());
        assertThat(row.getDouble("max")).as(name).isEqualTo(expected.max());
        assertThat(row.getDouble("last")).as(name).isEqualTo(expected.last());
        assertThat(row.getDouble("expected"))
                .as(name)
                .isCloseTo((double) length.toSeconds() / EVERY.toSeconds(), within(1e-4));
        Buffer sketch = row.getBuffer("sketch");
        var distribution = expected.distribution();
        assertThat(sketch == null).as(name).isEqualTo(distribution == null);
        if (sketch != null && distribution != null) {
            var stored = Sketch.decode(sketch.getBytes());
            assertThat(stored.quantile(0.95)).as(name).isEqualTo(distribution.quantile(0.95));
            assertThat(stored.count()).as(name).isEqualTo(distribution.count());
        }
    }

    private static SeriesInfo describe(SeriesKey key) {
        var kind = switch (key.measure()) {
            case "served" -> Measure.Kind.COUNT;
            case "pending" -> Measure.Kind.LEVEL;
            default -> Measure.Kind.DURATION;
        };
        return new SeriesInfo(KEY_TO_ZONE.getOrDefault(key, ZoneId.of("Asia/Jakarta")), EVERY, kind, null);
    }

    private static SeriesKey key(String subject, String measure) {
        return new SeriesKey(ScopePath.of(subject), measure, Origin.REPORTED);
    }
}
