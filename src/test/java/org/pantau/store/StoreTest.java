package org.pantau.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pantau.database.TestDatabase;
import org.pantau.measure.FeedState;
import org.pantau.measure.Measure;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Status;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PeriodValue.Closing;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.measure.value.StatusChange;
import org.pantau.store.series.SeriesInfo;

class StoreTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T17:00:00Z");
    private static final SeriesKey SERVED = key("served");
    private static final StoreSettings PATIENT = new StoreSettings(
            Duration.ofMillis(500),
            2_000,
            150_000,
            200_000,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30));

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh(vertx);
    private Store target = store(StoreSettings.DEFAULT);

    @BeforeEach
    void start() {
        done(target.start());
    }

    @AfterEach
    void close() {
        database.close();
        done(vertx.close());
    }

    @Test
    void batchesThatArriveTogetherShouldBeCommittedTogether() {
        target = store(PATIENT);
        var written = IntStream.range(0, 50)
                .mapToObj(i -> target.write(batch("f" + i, NOW, List.of(sample(key("m" + i), NOW, i)))))
                .toList();
        done(Future.all(written));

        assertThat(rows("select count(*), sum(value) from sample")).containsExactly("50|1225.0");
        assertThat(target.counters().transactions()).isEqualTo(1);
        assertThat(target.counters().accepted()).isEqualTo(50);
        assertThat(target.counters().written()).isEqualTo(50);
        assertThat(target.state()).isEqualTo(new StoreState(null, 0));
    }

    @Test
    void samplesThatAreThereAlreadyShouldBeLeftAsTheyAre() {
        done(target.write(batch("f", NOW, List.of(sample(SERVED, NOW, 1)))));
        done(target.write(batch(
                "f", NOW, List.of(sample(SERVED, NOW, 2), sample(SERVED, NOW, 3), sample(key("other"), NOW, 4)))));

        assertThat(rows("select value from sample order by value")).containsExactly("1.0", "4.0");
    }

    @Test
    void periodValuesShouldKeepWhatWasFirstReportedAndCountRevisions() {
        write(day(5, 0, false));
        write(day(5, 60, false));
        write(day(7, 120, false));
        done(Future.all(target.write(periods(day(8, 180, false))), target.write(periods(day(8, 240, true)))));
        write(day(6, 100, false));

        assertThat(rows("select value, first_value, revision, closed,"
                        + " extract(epoch from seen_at - first_seen)::int from period_value"))
                .containsExactly("8.0|5.0|2|true|180");
    }

    @Test
    void closedPeriodThatChangesShouldSayThatItWasRestated() {
        write(day(10, 0, true));
        write(day(10, 60, true));
        assertThat(rows("select quality from period_value")).containsExactly("0");

        write(day(8, 120, true));

        assertThat(rows("select value, first_value, quality, revision from period_value"))
                .containsExactly("8.0|10.0|" + Quality.RESTATED.code() + "|1");
    }

    @Test
    void periodThatNobodyConfirmsShouldSayWhatWasSeenLastUntilSomebodyDoes() {
        write(day(5, 0, false));
        write(day(5, 0, false).with(Closing.UNCONFIRMED));
        List<String> unconfirmed =
                rows("select value, closed, unconfirmed, revision, seen_at = first_seen from period_value");
        write(day(6, 60, true));
        write(day(6, 60, false).with(Closing.UNCONFIRMED));

        assertThat(unconfirmed).containsExactly("5.0|false|true|0|true");
        assertThat(rows("select value, first_value, closed, unconfirmed, revision from period_value"))
                .containsExactly("6.0|5.0|true|false|1");
    }

    @Test
    void aSeriesShouldBeWatchedSinceItsFirstSlotAlsoAfterARestart() {
        done(target.write(batch("f", NOW.minusSeconds(90), List.of(sample(SERVED, NOW, 1)))));
        target = store(StoreSettings.DEFAULT);
        done(target.start());
        done(target.write(
                batch("f", NOW, List.of(sample(SERVED, NOW.plusSeconds(1), 1), sample(key("other"), NOW, 1)))));

        assertThat(
                        rows(
                                "select measure, extract(epoch from first_at - '2026-11-23T03:00:00Z')::int from series order by 1"))
                .containsExactly("other|0", "served|-90");
    }

    @Test
    void aValueThatChangesTwiceInOneTransactionShouldBeTwoRevisions() {
        target = store(PATIENT);
        done(Future.all(
                target.write(periods(day(1, 0, false))),
                target.write(periods(day(2, 60, false))),
                target.write(periods(day(3, 120, false)))));

        assertThat(target.counters().transactions()).isEqualTo(1);
        assertThat(rows("select value, first_value, revision from period_value"))
                .containsExactly("3.0|1.0|2");
    }

    @Test
    void memoryFailuresStatusAndHistoryShouldBeKept() {
        var failed = new Outcome(FeedState.TIMEOUT, "x".repeat(400));
        done(target.write(new Batch("f", NOW, failed, List.of(), List.of(), "{\"a\":1}")));
        done(target.write(new Batch("f", NOW.minusSeconds(60), Outcome.OK, List.of(), List.of(), "{\"a\":0}")));
        done(target.recordStatus(
                List.of(new StatusChange(SERVED.subject(), NOW, Status.GANGGUAN, "probe", "timeout", "no answer"))));
        done(target.historyRead("f", LocalDate.of(2026, 11, 1)));
        done(target.historyRead("f", LocalDate.of(2026, 11, 1)));

        assertThat(rows("select memory from feed_memory")).containsExactly("{\"a\":1}");
        assertThat(rows("select feed, state, length(reason) from poll_failure")).containsExactly("f|5|300");
        assertThat(rows("select service, status, reason from status_change"))
                .containsExactly("33.08/disdukcapil/ktp-el|gangguan|timeout");
        assertThat(rows("select feed, day from feed_history")).containsExactly("f|2026-11-01");
    }

    @Test
    void pastDatesShouldGetTheirPartitions() {
        var past = Instant.parse("2021-02-03T04:05:06Z");
        done(target.write(new Batch(
                "f",
                past,
                new Outcome(FeedState.DNS, "none"),
                List.of(sample(SERVED, past, 1)),
                List.of(new PeriodValue(SERVED, Period.DAY, past, 1, 1, Quality.OK, NOW, true)),
                null)));

        assertThat(rows("select tableoid::regclass from sample")).containsExactly("sample_20210203");
        assertThat(rows("select tableoid::regclass from period_value")).containsExactly("period_value_20210201");
        assertThat(rows("select tableoid::regclass from poll_failure")).containsExactly("poll_failure_20210201");
    }

    @Test
    void aPartitionDroppedBehindOurBackShouldComeBack() {
        var past = Instant.parse("2021-02-03T04:05:06Z");
        done(target.write(batch("f", past, List.of(sample(SERVED, past, 1)))));
        done(database.pool().query("drop table sample_20210203").execute());

        done(target.write(batch("f", past, List.of(sample(SERVED, past.plusSeconds(1), 2)))));

        assertThat(rows("select value from sample")).containsExactly("2.0");
    }

    @Test
    void retentionShouldDropWholePartitionsThatAreOldEnough() {
        for (var age : List.of(10, 100, 500)) {
            var at = NOW.minus(Duration.ofDays(age));
            var failed = new Outcome(FeedState.DNS, "none");
            done(target.write(
                    new Batch("f", at, failed, List.of(sample(SERVED, at, age)), List.of(day(age, 0, true)), null)));
        }

        var dropped = await(new Retention(database.pool(), target.partitions(), RetentionSettings.DEFAULT).run(NOW));

        assertThat(dropped).hasSize(3);
        assertThat(rows("select value from sample order by 1")).containsExactly("10.0", "100.0");
        assertThat(rows("select count(*) from poll_failure")).containsExactly("1");
        assertThat(rows("select count(*) from period_value")).containsExactly("1");
    }

    @Test
    void whatArrivesWhileTheDatabaseIsAwayShouldBeWrittenOnReturnOnceAndInOrder() {
        done(target.write(periods(day(0, 0, false))));
        database.refuse();
        var written = new ArrayList<Future<Void>>();
        for (int i = 1; i <= 40; i++) {
            var at = NOW.plusSeconds(i);
            written.add(target.write(new Batch(
                    "f",
                    at,
                    Outcome.OK,
                    List.of(sample(SERVED, at, i)),
                    List.of(day(i, i, false)),
                    "{\"position\":" + i + "}")));
        }
        awaitAway();
        assertThat(target.state().queuedSamples()).isEqualTo(40);
        assertThat(written).noneMatch(Future::isComplete);
        database.admit();
        done(Future.all(written));

        assertThat(target.state()).isEqualTo(new StoreState(null, 0));
        assertThat(rows("select count(*), sum(value) from sample")).containsExactly("40|820.0");
        assertThat(rows("select value, first_value, revision from period_value"))
                .containsExactly("40.0|0.0|40");
        assertThat(rows("select memory from feed_memory")).containsExactly("{\"position\":40}");
    }

    @Test
    void cutConnectionsDuringWritingShouldNeitherLoseNorRepeat() {
        target = store(new StoreSettings(
                Duration.ofMillis(1),
                20,
                100_000,
                100_000,
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                Duration.ofSeconds(30)));
        var written = new ArrayList<Future<Void>>();
        for (int i = 1; i <= 2_000; i++) {
            var at = NOW.plusMillis(i);
            written.add(target.write(
                    new Batch("f", at, Outcome.OK, List.of(sample(SERVED, at, 1)), List.of(day(i, i, false)), null)));
            if (i % 400 == 0) {
                done(written.get(i - 300));
                database.cutConnections();
            }
        }
        done(Future.join(written));

        assertThat(rows("select count(*), sum(value) from sample")).containsExactly("2000|2000.0");
        assertThat(rows("select value, first_value, revision from period_value"))
                .containsExactly("2000.0|1.0|1999");
        assertThat(target.counters().written()).isEqualTo(2_000);
    }

    @Test
    void aFullQueueShouldRefuseAndCount() {
        target = store(new StoreSettings(
                Duration.ZERO, 10, 10, 10, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30)));
        database.refuse();
        var samples = IntStream.range(0, 10)
                .mapToObj(i -> sample(SERVED, NOW.plusSeconds(i), i))
                .toList();
        var waiting = target.write(batch("f", NOW, samples));

        assertThatThrownBy(() -> done(target.write(batch("g", NOW, samples))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("10 values wait");
        assertThat(target.counters().dropped()).isEqualTo(10);
        assertThat(target.state().queuedSamples()).isEqualTo(10);
        database.admit();
        done(waiting);
        assertThat(target.counters().accepted())
                .isEqualTo(target.counters().written() + target.counters().dropped());
    }

    @Test
    void aValueTheDatabaseRefusesShouldNotTakeOthersWithIt() {
        var refused = target.write(new Batch("bad", NOW, Outcome.OK, List.of(), List.of(), "zero \0 character"));
        var good = target.write(batch("good", NOW, List.of(sample(SERVED, NOW, 1))));

        done(good);
        assertThatThrownBy(() -> done(refused)).isInstanceOf(StoreException.class);
        assertThat(rows("select value from sample")).containsExactly("1.0");
    }

    @Test
    void drainShouldCompleteWhenNothingWaits() {
        var written = target.write(batch("f", NOW, List.of(sample(SERVED, NOW, 1))));
        done(target.drain());

        assertThat(written.isComplete()).isTrue();
        assertThat(target.drain().isComplete()).isTrue();
    }

    private void awaitAway() {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (target.state().ok()) {
            assertThat(System.nanoTime()).as("the store notices").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private Store store(StoreSettings settings) {
        return new Store(
                vertx,
                database.pool(),
                any -> new SeriesInfo(ZoneId.of("Asia/Jakarta"), Duration.ofSeconds(30), Measure.Kind.COUNT, "dokumen"),
                settings,
                () -> NOW);
    }

    private void write(PeriodValue value) {
        done(target.write(periods(value)));
    }

    private List<String> rows(String sql) {
        return StreamSupport.stream(await(database.pool().query(sql).execute()).spliterator(), false)
                .map(StoreTest::text)
                .toList();
    }

    private static String text(Row row) {
        var cells = IntStream.range(0, row.size()).mapToObj(i -> String.valueOf(row.getValue(i)));
        return String.join("|", cells.toList());
    }

    private static SeriesKey key(String measure) {
        return new SeriesKey(ScopePath.of("33.08/disdukcapil/ktp-el"), measure, Origin.REPORTED);
    }

    private static Sample sample(SeriesKey key, Instant at, double value) {
        return new Sample(key, at, value, Quality.OK);
    }

    private static Batch batch(String feed, Instant slot, List<Sample> samples) {
        return new Batch(feed, slot, Outcome.OK, samples, List.of(), null);
    }

    private static Batch periods(@Nullable PeriodValue value) {
        return new Batch("f", NOW, Outcome.OK, List.of(), value == null ? List.of() : List.of(value), null);
    }

    private static PeriodValue day(double value, int seconds, boolean closed) {
        return new PeriodValue(SERVED, Period.DAY, MIDNIGHT, value, 1, Quality.OK, NOW.plusSeconds(seconds), closed);
    }
}
