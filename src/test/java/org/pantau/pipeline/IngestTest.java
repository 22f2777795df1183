package org.pantau.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pantau.database.TestDatabase;
import org.pantau.measure.FeedState;
import org.pantau.query.FeedQuery;

/** Real timers, real endpoints on loopback, a real database. */
class IngestTest {

    private Vertx vertx;
    private TestDatabase database;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        database = TestDatabase.fresh(vertx);
    }

    @AfterEach
    void stop() {
        database.close();
        done(vertx.close());
    }

    @Test
    void shouldRecordASlotItMissedAsUnmonitored() {
        int port = http(request -> {});
        Plant plant = Plant.started(vertx, database, Plant.catalogue("""
                  - id: bisu
                    service: 33.08/opd/antrean
                    every: 1s
                    timeout: 3s
                    request: {url: "http://127.0.0.1:%d/"}
                    read: json
                    measures: {pending: antrean}
                """.formatted(port)));

        plant.until(() -> plant.ingest.counters().failed.sum() >= 1
                && plant.ingest.counters().stored.sum()
                        > plant.ingest.counters().missed.sum());
        plant.kill();

        assertThat(plant.states("bisu")).startsWith(FeedState.TIMEOUT, FeedState.UNMONITORED);
        assertSumRules(plant);
    }

    @Test
    void shouldNotMissASlotForHavingAskedJustBeforeIt() {
        StringBuilder feeds = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            feeds.append("""
                      - id: bisu-%d
                        service: 33.08/opd/antrean
                        every: 4s
                        timeout: 3s
                        request: {url: "http://127.0.0.1:%d/"}
                        read: json
                        measures: {pending: antrean}
                    """.formatted(i, http(request -> {})));
        }
        Plant plant = Plant.started(vertx, database, Plant.catalogue(feeds.toString()));

        plant.until(() -> plant.ingest.feeds().stream().allMatch(feed -> feed.failures() >= 1));
        plant.kill();

        assertThat(plant.ingest.counters().missed.sum()).isZero();
        assertSumRules(plant);
    }

    @Test
    void shouldHoldCountingFeedsBackButNeverProbes() {
        Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
        int port = http(request -> {
            asked.computeIfAbsent(request.path(), path -> new AtomicInteger()).incrementAndGet();
            request.response().setStatusCode(500).end();
        });
        Plant plant = Plant.started(vertx, database, Plant.catalogue("""
                  - id: hitung
                    service: 33.08/opd/antrean
                    every: 1s
                    timeout: 1s
                    request: {url: "http://127.0.0.1:%1$d/hitung"}
                    read: json
                    measures: {pending: antrean}
                  - id: probe
                    service: 33.08/opd/antrean
                    every: 1s
                    timeout: 1s
                    request: {url: "http://127.0.0.1:%1$d/probe"}
                    read: probe
                """.formatted(port)));

        plant.until(() -> plant.feed("probe").failures() >= 5);
        plant.kill();

        assertThat(plant.ingest.counters().heldBack.sum()).isPositive();
        assertThat(Objects.requireNonNull(asked.get("/hitung")).get())
                .isLessThan(Objects.requireNonNull(asked.get("/probe")).get());
        assertContiguous(plant.polls("probe"));
        assertSumRules(plant);
    }

    @Test
    void shouldShowOnlyWhatIsCommittedAndCatchUpInOrder() {
        AtomicInteger waiting = new AtomicInteger(7);
        int port = http(request -> request.response().end("{\"antrean\": " + waiting.get() + "}"));
        Plant plant = Plant.started(vertx, database, Plant.catalogue("""
                  - id: antrean
                    service: 33.08/opd/antrean
                    every: 1s
                    timeout: 1s
                    request: {url: "http://127.0.0.1:%d/"}
                    read: json
                    measures: {pending: antrean}
                """.formatted(port)));
        plant.until(() -> plant.shown("pending") == 7);

        database.refuse();
        waiting.set(9);
        plant.until(() -> plant.board.view(Plant.SERVICE).live().reason().equals("database_away"));
        long read = plant.ingest.counters().read.sum();
        plant.until(() -> plant.ingest.counters().read.sum() >= read + 2);
        assertThat(plant.shown("pending")).as("not committed").isEqualTo(7);

        database.admit();
        plant.until(() -> plant.shown("pending") == 9);
        plant.until(() -> plant.board.view(Plant.SERVICE).live().ok());
        plant.kill();

        assertContiguous(plant.polls("antrean"));
        assertThat(plant.number(
                        "select count(*)::float8 from sample join series on id = series_id where measure = 'pending'"))
                .isEqualTo(plant.polls("antrean").size());
        assertThat(plant.ingest.counters().unstored.sum()).isZero();
        assertSumRules(plant);
    }

    @Test
    void shouldNeitherLoseNorCountTwiceWhatHappenedAroundARestart() {
        AtomicInteger done = new AtomicInteger(100);
        AtomicInteger today = new AtomicInteger(5);
        int port = http(
                request -> request.response().end("{\"jumlah\": " + done.get() + ", \"hari\": " + today.get() + "}"));
        var catalogue = Plant.catalogue("""
                  - id: hitung
                    service: 33.08/opd/antrean
                    every: 1s
                    timeout: 1s
                    request: {url: "http://127.0.0.1:%d/"}
                    read: json
                    measures:
                      served: {value: jumlah, semantics: since_start, of: dokumen}
                      received: {value: hari, semantics: since_boundary, of: permohonan}
                """.formatted(port));
        Plant before = Plant.started(vertx, database, catalogue);
        before.until(() -> before.ingest.counters().stored.sum() >= 1);
        done.addAndGet(10);
        today.addAndGet(3);
        long stored = before.ingest.counters().stored.sum();
        before.until(() -> before.ingest.counters().stored.sum() >= stored + 2);
        before.kill();
        done.addAndGet(7);
        today.addAndGet(4);

        Plant after = Plant.started(vertx, database, catalogue);
        after.until(() -> after.ingest.counters().stored.sum() >= 2);
        after.kill();

        assertThat(after.sum("served")).isEqualTo(17);
        assertThat(after.dayValue("received")).isEqualTo(12);
        assertThat(after.shown("received")).isEqualTo(12);
        assertSumRules(after);
    }

    @Test
    void shouldReadPastDaysNewestFirstAndOnlyOnce() {
        List<String> days = new CopyOnWriteArrayList<>();
        int port = http(request -> {
            days.add(request.getParam("hari"));
            request.response().end("{\"jumlah\": 3}");
        });
        var catalogue = Plant.catalogue("""
                  - id: rekap
                    service: 33.08/opd/antrean
                    every: 1h
                    timeout: 5s
                    request:
                      url: "http://127.0.0.1:%d/?hari={day}"
                      for_each: {day: {history: 3d}}
                    read: json
                    measures: {received: {value: jumlah, semantics: since_boundary, of: permohonan}}
                """.formatted(port));
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Jakarta"));
        Plant before = Plant.started(vertx, database, catalogue);
        done(before.ingest.yesterdayRead());
        before.until(() -> before.ingest.historyLeft() == 0
                && before.ingest.counters().stored.sum() == 1);
        before.kill();
        // The present slot began yesterday where midnight has just passed.
        List<String> past = days.stream()
                .distinct()
                .filter(day -> !day.equals(today.toString()))
                .toList();
        assertThat(days).as("three past days and the present").hasSize(4);

        Plant after = Plant.started(vertx, database, catalogue);
        after.until(() -> after.ingest.historyLeft() == 0);
        after.kill();

        assertThat(past)
                .containsExactly(
                        today.minusDays(1).toString(),
                        today.minusDays(2).toString(),
                        today.minusDays(3).toString());
        assertThat(days).as("no past day again").hasSizeLessThanOrEqualTo(5);
        assertThat(after.number("select count(*)::float8 from period_value where value = 3"))
                .isEqualTo(new HashSet<>(days).size());
    }

    /** Slots of one second without a hole and without a repetition. */
    private static void assertContiguous(List<FeedQuery.Poll> polls) {
        assertThat(polls).hasSizeGreaterThan(1);
        for (int i = 1; i < polls.size(); i++) {
            assertThat(Duration.between(polls.get(i - 1).at(), polls.get(i).at()))
                    .isEqualTo(Duration.ofSeconds(1));
        }
    }

    private static void assertSumRules(Plant plant) {
        PipelineCounters counters = plant.ingest.counters();
        plant.until(() -> counters.asked.sum() == counters.read.sum() + counters.failed.sum()
                && counters.asked.sum() + counters.missed.sum() == counters.stored.sum() + counters.unstored.sum());
        assertThat(counters.due.sum())
                .isEqualTo(counters.asked.sum() + counters.missed.sum() + counters.heldBack.sum());
    }

    private int http(Handler<HttpServerRequest> handler) {
        return await(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"))
                .actualPort();
    }
}
