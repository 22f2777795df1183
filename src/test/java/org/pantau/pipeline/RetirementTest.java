package org.pantau.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.TestDatabase;
import org.pantau.measure.FeedState;
import org.pantau.measure.value.Lasting;

/** A host whose name is gone: a matter of days, through restarts, with the wall clock moved by hand. */
class RetirementTest {

    private static final String FEED = "katalog";

    private final Vertx vertx = Vertx.vertx();
    private final Forward clock = new Forward();
    private volatile boolean known;
    private int port;
    private TestDatabase database;
    private Catalogue catalogue;

    @BeforeEach
    void start() {
        database = TestDatabase.fresh(vertx);
        port = TestDatabase.await(vertx.createHttpServer()
                        .requestHandler(request -> request.response().end("{\"antre\": 3}"))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        catalogue = Plant.catalogue("""
                  - id: %s
                    service: 33.08/opd/antrean
                    every: 1s
                    request: {url: "http://katalog.test:%d/"}
                    read: json
                    measures: {pending: {value: antre}}
                """.formatted(FEED, port));
    }

    @AfterEach
    void stop() {
        database.close();
        done(vertx.close());
    }

    @Test
    void nasty12SevenDaysWithoutTheNameShouldSuggestRetirementAlsoAcrossARestart() {
        Plant plant = plant();
        Lasting first = untilPolled(plant, clock.instant());
        assertThat(first.suggestsRetirement()).isFalse();

        for (int day = 1; day <= 6; day++) {
            clock.forward(Duration.ofDays(1));
            assertThat(untilPolled(plant, clock.instant()).suggestsRetirement()).isFalse();
            plant.kill();
            plant = plant();
        }
        assertThat(plant.feed(FEED).outcome()).as("not asked yet").isNull();
        clock.forward(Duration.ofDays(1));
        Lasting last = untilPolled(plant, clock.instant());

        assertThat(last)
                .returns(FeedState.DNS, Lasting::state)
                .returns(first.since(), Lasting::since)
                .returns(true, Lasting::suggestsRetirement);
        plant.kill();
    }

    @Test
    void nasty12ANameThatCameBackShouldBeginTheCountAnew() {
        Plant plant = plant();
        Lasting first = untilPolled(plant, clock.instant());
        clock.forward(Duration.ofDays(6));
        known = true;
        assertThat(untilPolled(plant, clock.instant()).state()).isEqualTo(FeedState.OK);
        plant.kill();
        known = false;
        plant = plant();
        clock.forward(Duration.ofDays(1));
        assertThat(untilPolled(plant, clock.instant()).state()).isEqualTo(FeedState.DNS);
        plant.kill();
        plant = plant();
        clock.forward(Duration.ofDays(1));
        Lasting last = untilPolled(plant, clock.instant());

        assertThat(last.state()).isEqualTo(FeedState.DNS);
        assertThat(last.since()).isAfter(first.since().plus(Duration.ofDays(6)));
        assertThat(last.suggestsRetirement()).isFalse();
        plant.kill();
    }

    private Plant plant() {
        return Plant.started(new Plant.Outside(vertx, clock, this::resolve), database, catalogue);
    }

    private Future<List<InetAddress>> resolve(String host) {
        return known
                ? Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()))
                : Future.failedFuture(new UnknownHostException(host));
    }

    /** Waits for what a poll not before {@code from} left, stored. */
    private static Lasting untilPolled(Plant plant, Instant from) {
        long stored = plant.ingest.counters().stored.sum();
        plant.until(() -> {
            Lasting now = plant.feed(FEED).lasting();
            return now != null
                    && !now.until().isBefore(from.minusSeconds(1))
                    && plant.ingest.counters().stored.sum() > stored;
        });
        return Objects.requireNonNull(plant.feed(FEED).lasting());
    }

    /** The wall clock, put forward by hand. */
    private static final class Forward implements InstantSource {

        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        void forward(Duration by) {
            Duration more = ahead.plus(by);
            ahead = more;
        }
    }
}
