package org.pantau.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.database.TestDatabase;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Status;
import org.pantau.measure.value.StatusChange;

/** Several services behind one gateway that fails, through real timers, real HTTP and a real database. */
class GatewayTest {

    private static final String OWN_ERROR =
            "{\"code\": \"900901\", \"message\": \"Invalid Credentials\", \"description\": \"Access failure\"}";

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
    void nasty83AllFeedsOfAGatewayThatFailsShouldSayGatewayAndBlameNoService() {
        AtomicBoolean failing = new AtomicBoolean();
        int port = await(vertx.createHttpServer()
                        .requestHandler(request -> request.response()
                                .setStatusCode(failing.get() && request.path().equals("/kk") ? 401 : 200)
                                .end(failing.get() ? OWN_ERROR : "{\"antre\": 4, \"status\": \"UP\"}"))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        Plant plant = Plant.started(vertx, database, catalogue(port));
        List<String> feeds = List.of("ktp-antre", "kk-sehat", "kk-antre", "akta-online");
        plant.until(() -> feeds.stream().allMatch(feed -> states(plant, feed, FeedState.OK)));

        failing.set(true);
        plant.until(() -> feeds.stream()
                .allMatch(feed -> states(plant, feed, FeedState.GATEWAY)
                        && plant.feed(feed).failures() >= 3));
        plant.kill();

        for (String service : List.of("ktp", "kk", "akta")) {
            assertThat(plant.board
                            .view(ScopePath.of("33.08/opd/" + service))
                            .node()
                            .status())
                    .as(service)
                    .isIn(Status.NORMAL, Status.TANPA_DATA);
        }
        assertThat(plant.number("select count(*)::float8 from sample join series on id = series_id"
                        + " where measure = 'up' and value < 1"))
                .isZero();
        assertThat(plant.board.tick(Instant.now()).transitions())
                .extracting(StatusChange::status)
                .doesNotContain(Status.GANGGUAN, Status.WASPADA);
    }

    private static boolean states(Plant plant, String feed, FeedState state) {
        Outcome outcome = plant.feed(feed).outcome();
        return outcome != null && outcome.state() == state;
    }

    private static Catalogue catalogue(int port) {
        CatalogueReader.Reading reading =
                CatalogueReader.read("uji.yaml", """
                shared: [{id: splp, name: SPLP}]
                governments:
                  - code: "33.08"
                    name: Kabupaten Magelang
                    agencies:
                      - id: opd
                        name: OPD
                        services: [{id: ktp, name: KTP}, {id: kk, name: KK}, {id: akta, name: Akta}]
                feeds:
                  - {id: ktp-antre, service: 33.08/opd/ktp, every: 1s, timeout: 900ms, depends_on: [splp],
                     request: {url: "BASE/ktp"}, read: json, measures: {pending: antre}}
                  - {id: kk-antre, service: 33.08/opd/kk, every: 1s, timeout: 900ms, depends_on: [splp],
                     request: {url: "BASE/kk"}, read: json, measures: {pending: antre}}
                  - {id: kk-sehat, service: 33.08/opd/kk, every: 1s, timeout: 900ms, depends_on: [splp],
                     request: {url: "BASE/kk"}, read: json, measures: {up: status}}
                  - {id: akta-online, service: 33.08/opd/akta, every: 1s, timeout: 900ms, depends_on: [splp],
                     request: {url: "BASE/akta"}, read: probe, expect: {status: [200], body: antre}}
                """.replace("BASE", "http://127.0.0.1:" + port));
        return reading.catalogue()
                .orElseThrow(() -> new AssertionError(reading.mistakes().toString()));
    }
}
