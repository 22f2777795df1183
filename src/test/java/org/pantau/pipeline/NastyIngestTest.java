package org.pantau.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.TestDatabase;
import org.pantau.measure.FeedState;
import org.pantau.measure.Measures;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.query.Point;
import org.pantau.query.SeriesQuery;
import org.pantau.query.Step;
import org.pantau.query.Window;
import org.pantau.realinput.NastyEndpoints;

/** Endpoints that misbehave and values that cannot be, through real timers, real HTTP and a real database. */
class NastyIngestTest {

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
    void everyNastyEndpointShouldEndInItsOneOutcomeAndLeaveTheOthersAlone() throws Exception {
        NastyEndpoints endpoints = new NastyEndpoints(vertx);
        Map<String, FeedState> expected = endpoints.expected();
        Plant plant = Plant.started(vertx, database, endpoints.catalogue());

        plant.until(() ->
                expected.keySet().stream().allMatch(feed -> plant.feed(feed).outcome() != null));
        plant.kill();
        PipelineCounters counters = plant.ingest.counters();
        plant.until(() -> counters.asked.sum() + counters.missed.sum()
                == counters.stored.sum() + counters.unstored.sum()); // one under way at the kill is not stored

        SoftAssertions softly = new SoftAssertions();
        expected.forEach((feed, state) -> {
            softly.assertThat(plant.states(feed)).as("first poll of " + feed).startsWith(state);
            softly.assertThat(plant.states(feed))
                    .as("polls of " + feed)
                    .containsAnyOf(state)
                    .isSubsetOf(List.of(state, FeedState.UNMONITORED));
            Optional<Outcome> shown = Optional.ofNullable(plant.feed(feed).outcome());
            softly.assertThat(shown.map(Outcome::state)).as("shown of " + feed).contains(state);
            softly.assertThat(shown.map(Outcome::reason).orElse("").isBlank())
                    .as("reason of " + feed)
                    .isEqualTo(state == FeedState.OK);
        });
        softly.assertAll();
        assertThat(plant.number("select count(*)::float8 from sample join series on id = series_id"
                        + " where measure = 'pending' and subject <> '33.08/opd/baik'"))
                .isZero();
        assertThat(plant.number("select min(value)::float8 from sample join series on id = series_id"
                        + " where measure = 'pending' and subject = '33.08/opd/baik'"))
                .isEqualTo(7);
    }

    @Test
    void aSuspectValueShouldBeShownToItsOwnerAndEnterNeitherBoardNorSeriesAlsoAfterARestart() {
        AtomicReference<String> body = new AtomicReference<>("{\"hari\": 5, \"antre\": 4}");
        int port = await(vertx.createHttpServer()
                        .requestHandler(request -> request.response().end(body.get()))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        Catalogue catalogue = Plant.catalogue("""
                  - id: hitung
                    service: 33.08/opd/antrean
                    every: 1s
                    timeout: 1s
                    request: {url: "http://127.0.0.1:%d/"}
                    read: json
                    measures:
                      received: {value: hari, semantics: since_boundary, of: permohonan}
                      pending: {value: antre, range: [0, 500]}
                """.formatted(port));
        Plant plant = Plant.started(vertx, database, catalogue);
        plant.until(() -> plant.shown("received") == 5 && plant.shown("pending") == 4);

        body.set("{\"hari\": -3, \"antre\": 9999}");
        plant.until(() -> plant.feed("hitung").problems().size() == 2);
        plant.kill();
        PipelineCounters counters = plant.ingest.counters();
        plant.until(() -> counters.asked.sum() + counters.missed.sum()
                == counters.stored.sum() + counters.unstored.sum()); // one under way at the kill is not stored
        Plant again = Plant.started(vertx, database, catalogue);
        again.until(() -> again.shown("pending") == 4);
        again.kill();

        assertThat(plant.feed("hitung").problems())
                .containsExactly(
                        "hitung/0/received: suspect: -3, negative; kept apart, in no total",
                        "hitung/0/pending: suspect: 9999, outside the declared range; kept apart, in no total");
        assertThat(plant.number("select count(*)::float8 from sample where quality = " + Quality.SUSPECT.code()))
                .isPositive();
        assertThat(plant.dayValue("received")).isEqualTo(5);
        assertThat(plant.shown("pending")).isEqualTo(4);
        assertThat(again.shown("pending")).isEqualTo(4);
        Instant now = Instant.now();
        List<Point> points = await(new SeriesQuery(database.pool(), catalogue, () -> now)
                        .series(
                                Plant.SERVICE,
                                Measures.PENDING,
                                Optional.empty(),
                                new Window(now.minusSeconds(600), now),
                                Optional.of(Step.FIVE_MINUTES)))
                .points();
        assertThat(points).extracting(Point::max).filteredOn(max -> max != null).containsOnly(4.0);
    }
}
