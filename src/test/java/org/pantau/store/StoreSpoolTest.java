package org.pantau.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;
import static org.pantau.store.Filled.IMPATIENT;
import static org.pantau.store.Filled.NOW;
import static org.pantau.store.Filled.everything;
import static org.pantau.store.Filled.poll;
import static org.pantau.store.Filled.rows;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.database.TestDatabase;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.Status;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.StatusChange;
import org.pantau.store.spool.Spool;
import org.pantau.store.spool.SpoolException;
import org.pantau.store.spool.SpoolSettings;
import org.pantau.store.spool.Spooled;

/** What is accepted while the database is away: on the disk within moments, in the database on its return, once. */
class StoreSpoolTest {

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh(vertx);
    private @Nullable Spool opened;
    private Store target;

    @BeforeEach
    void start() throws SpoolException {
        target = store(spool(folder));
        done(target.start());
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
        database.close();
        done(vertx.close());
    }

    @Test
    void nothingShouldGoToTheDiskWhileTheDatabaseTakesWrites() {
        for (int i = 0; i < 300; i += 30) {
            done(Future.all(polls(i, i + 30)));
            assertThat(folder).isEmptyDirectory();
        }

        assertThat(target.counters().written()).isEqualTo(300);
    }

    @Test
    void whatIsAcceptedWhileTheDatabaseIsAwayShouldBeOnTheDiskAndLeaveMemory() {
        database.refuse();
        done(Future.all(polls(0, 300)));

        assertThat(target.state().ok()).isFalse();
        assertThat(target.state().queuedSamples()).isZero();
        assertThat(target.state().spool().entries()).isEqualTo(300);
        assertThat(target.state().spool().since()).isEqualTo(NOW);
        assertSumRule();
        database.admit();
        done(target.drain());

        assertThat(target.state()).isEqualTo(new StoreState(null, 0));
        assertThat(target.counters().written()).isEqualTo(300);
        assertSumRule();
        assertAsIfNeverAway(300);
    }

    @Test
    void moreThanMemoryShouldHoldShouldGoToTheDiskAndBeWrittenInOrder() {
        done(Future.all(polls(0, 400)));
        done(target.drain());

        assertThat(target.counters().written()).isEqualTo(400);
        assertAsIfNeverAway(400);
    }

    @Test
    void newerEntriesShouldWaitBehindThoseOnTheDisk() {
        for (int round = 0; round < 5; round++) {
            database.refuse();
            done(Future.all(polls(round * 60, round * 60 + 40)));
            database.admit();
            done(Future.all(polls(round * 60 + 40, round * 60 + 60)));
        }
        done(target.drain());

        assertSumRule();
        assertAsIfNeverAway(300);
    }

    @Test
    void whatAKilledProcessLeftShouldBeWrittenBeforeTheStartHasEnded() throws Exception {
        done(Future.all(polls(0, 20)));
        database.refuse();
        done(Future.all(polls(20, 200)));
        Path left = copyOfFolder("left");
        done(target.close(AT_ONCE));
        database.admit();

        target = store(spool(left));
        done(target.start());

        assertThat(rows(database, "select memory from feed_memory")).containsExactly("{\"position\":199}");
        assertThat(target.counters().accepted()).isEqualTo(180);
        assertThat(target.counters().written()).isEqualTo(180);
        assertSumRule();
        assertAsIfNeverAway(200);
    }

    @Test
    void aKillBetweenCommitAndRemovalShouldChangeNothing() throws Exception {
        database.refuse();
        done(Future.all(polls(0, 100)));
        everyKind();
        Path before = copyOfFolder("before");
        database.admit();
        done(target.drain());
        done(Future.all(polls(100, 120)));
        done(target.close(Duration.ofSeconds(10)));
        List<String> once = everything(database);

        target = store(spool(before));
        done(target.start());

        assertThat(target.counters().written()).isEqualTo(101);
        assertThat(once).hasSizeGreaterThan(125);
        assertThat(everything(database)).isEqualTo(once);
    }

    @Test
    void aStartWhileTheDatabaseIsAwayShouldFailAndKeepWhatIsOnTheDisk() throws Exception {
        database.refuse();
        done(Future.all(polls(0, 50)));
        done(target.close(AT_ONCE));
        target = store(spool(folder));

        assertThatThrownBy(() -> done(target.start())).isInstanceOf(RuntimeException.class);
        assertThat(target.state().spool().entries()).isEqualTo(50);
        database.admit();
        target = store(opened);
        done(target.start());
        assertAsIfNeverAway(50);
    }

    @Test
    void aStoreThatIsClosedShouldLeaveWhatWaitsToTheNext() throws Exception {
        target = store(
                spool(folder),
                new StoreSettings(
                        Duration.ofSeconds(1),
                        50,
                        100,
                        1_000,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10)));
        done(target.start());
        database.refuse();
        List<Future<Void>> written = polls(0, 80);
        done(target.close(AT_ONCE));

        assertThat(written).allMatch(Future::succeeded);
        assertThatThrownBy(() -> done(target.write(poll(80)))).isInstanceOf(StoreException.class);
        database.admit();
        target = store(opened);
        done(target.start());
        assertAsIfNeverAway(80);
    }

    @Test
    void anEntryOfAnotherVersionShouldBeSetAsideAndNotStopTheOthers() throws Exception {
        database.refuse();
        done(Future.all(polls(0, 10)));
        Spool spool = opened();
        spool.append(List.of(
                new Spooled(spool.nextNumber(), NOW, 3, "{\"v\":99,\"what\":\"ever\"}".getBytes(UTF_8)),
                new Spooled(spool.nextNumber(), NOW, 4, new byte[] {1, 2, 3})));
        done(Future.all(polls(10, 20)));
        database.admit();
        done(target.drain());

        assertThat(target.state().spool().setAside()).isPositive();
        assertThat(target.counters().dropped()).isEqualTo(7);
        assertAsIfNeverAway(20);
    }

    @Test
    void anEntryTheDatabaseRefusesShouldBeSetAsideAndNotStopTheOthers() {
        database.refuse();
        done(Future.all(polls(0, 10)));
        done(target.write(new Batch("bad", NOW, Outcome.OK, List.of(), List.of(), "zero \0 character")));
        done(Future.all(polls(10, 20)));
        database.admit();
        done(target.drain());

        assertThat(target.state().spool().setAside()).isEqualTo(1);
        assertThat(target.state().spool().entries()).isZero();
        assertSumRule();
        assertAsIfNeverAway(20);
    }

    @Test
    void aFullDiskShouldRefuseCountAndSaySoAndGoOnAfterwards() throws Exception {
        Path small = folder.resolve("small");
        opened = Spool.open(small, new SpoolSettings(1 << 20, 0), () -> NOW);
        target = store(opened);
        database.refuse();
        done(target.write(large(0)));
        until(() -> target.state().spool().entries() == 1);
        var more = target.write(large(1));
        until(() -> !target.state().spool().fault().isEmpty());

        assertThat(target.state().spool().fault()).contains("full");
        assertThat(more.isComplete()).as("told that it is kept").isFalse();
        List<Future<Void>> rest = polls(2, 1_100);
        assertThat(rest.get(rest.size() - 1).cause())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("full");
        assertThat(target.counters().dropped()).isPositive();
        assertSumRule();
        database.admit();
        done(more);
        done(target.drain());

        assertThat(target.state()).isEqualTo(new StoreState(null, 0));
        assertSumRule();
        done(target.write(poll(5_000)));
    }

    @Test
    void keysOfPushesOnTheDiskShouldNotBeTakenForUnknown() {
        database.refuse();
        done(target.write(poll(1), List.of(new PushKey("k", "b", "a"))));
        assertThatThrownBy(() -> await(target.pushed("f", List.of("k")))).isInstanceOf(StoreException.class);
        database.admit();
        done(target.drain());

        assertThat(await(target.pushed("f", List.of("k"))).get("k")).isEqualTo(new PushKey("k", "b", "a"));
    }

    @Test
    void theFirstOfTwoEntriesOfOneSlotShouldStay() {
        database.refuse();
        done(target.write(poll("f", NOW, 1)));
        done(target.write(poll("f", NOW, 2)));
        database.admit();
        done(target.drain());

        assertThat(rows(database, "select weight from sample")).containsExactly("2.0");
        assertThat(rows(database, "select memory from feed_memory")).containsExactly("{\"position\":2}");
        assertThat(target.counters().written()).isEqualTo(2);
    }

    private void everyKind() {
        done(target.write(
                new Batch("g", NOW, new Outcome(FeedState.TIMEOUT, "late \"quoted\""), List.of(), List.of(), null)));
        done(target.recordStatus(List.of(new StatusChange(
                Filled.key("m").subject(), NOW.plusNanos(1_000), Status.GANGGUAN, "probe", "timeout", "tak dijawab"))));
        done(target.historyRead("f", LocalDate.of(2026, 11, 1)));
        done(target.write(poll("h", NOW, 1), List.of(new PushKey("k1", "b", "a"), new PushKey("k2", null, null))));
    }

    /** Half a megabyte that does not compress well. */
    private static Batch large(int i) {
        StringBuilder memory = new StringBuilder("{\"position\":" + i + ",\"noise\":\"");
        new java.util.Random(i).ints(700_000, 'A', 'z').filter(c -> c != '\\').forEach(c -> memory.append((char) c));
        Batch small = poll(i);
        return new Batch(small.feed(), small.slot(), small.outcome(), small.samples(), small.periods(), memory + "\"}");
    }

    private List<Future<Void>> polls(int from, int to) {
        return new ArrayList<>(
                IntStream.range(from, to).mapToObj(i -> target.write(poll(i))).toList());
    }

    private void assertSumRule() {
        StoreCounters counters = target.counters();
        assertThat(counters.accepted())
                .isEqualTo(counters.written()
                        + counters.dropped()
                        + target.state().queuedSamples()
                        + target.state().spool().samples());
    }

    /** The same tables as those of a store whose database never was away. */
    private void assertAsIfNeverAway(int polls) {
        try (TestDatabase other = TestDatabase.fresh(vertx)) {
            Store steady = Filled.store(vertx, other, null, IMPATIENT, () -> NOW);
            done(steady.start());
            for (int i = 0; i < polls; i++) {
                done(steady.write(poll(i)));
            }
            assertThat(everything(database)).isEqualTo(everything(other));
        }
    }

    private static void until(BooleanSupplier holds) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never came").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** What a kill at this instant leaves. */
    private Path copyOfFolder(String name) throws IOException {
        Path copy = Files.createDirectories(folder.resolve(name));
        Files.copy(folder.resolve("spool.mv"), copy.resolve("spool.mv"));
        return copy;
    }

    private Spool spool(Path in) throws SpoolException {
        if (opened != null) {
            opened.close();
        }
        Spool spool = Spool.open(in, SpoolSettings.DEFAULT, () -> NOW);
        opened = spool;
        return spool;
    }

    private Spool opened() {
        return Objects.requireNonNull(opened);
    }

    private Store store(@Nullable Spool spool) {
        return store(spool, IMPATIENT);
    }

    private Store store(@Nullable Spool spool, StoreSettings settings) {
        return Filled.store(vertx, database, spool, settings, () -> NOW);
    }
}
