package org.pantau.realinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pantau.database.TestDatabase;
import org.pantau.measure.FeedState;
import org.pantau.query.FeedQuery;

/** Every way an endpoint can misbehave comes to one outcome with its reason, and costs nobody else anything. */
class NastyEndpointsTest {

    private final Slots slots = new Slots(Duration.ofSeconds(1));
    private Vertx vertx;
    private TestDatabase database;
    private NastyEndpoints endpoints;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        database = TestDatabase.fresh(vertx);
        endpoints = new NastyEndpoints(vertx);
    }

    @AfterEach
    void stop() {
        database.close();
        done(vertx.close());
    }

    @Test
    void shouldEndEachInOneOutcomeWithItsReasonAndDelayNobody() {
        Line line = Line.started(vertx, database, endpoints.catalogue(), slots);
        List<String> inOrderOfEnd = Collections.synchronizedList(new ArrayList<>());
        slots.next();

        List<Future<?>> polls = new ArrayList<>();
        endpoints
                .expected()
                .forEach((feed, state) -> polls.add(line.polled(feed).onComplete(ended -> inOrderOfEnd.add(feed))));
        done(Future.all(polls));

        SoftAssertions softly = new SoftAssertions();
        endpoints.expected().forEach((feed, state) -> checkStored(softly, feed, state));
        softly.assertAll();
        assertThat(inOrderOfEnd).hasSize(endpoints.expected().size());
        assertThat(inOrderOfEnd.indexOf(NastyEndpoints.GOOD))
                .isLessThan(inOrderOfEnd.indexOf("bisu"))
                .isLessThan(inOrderOfEnd.indexOf("menetes"));
    }

    /** A poll that failed says so, says why, and says nothing of the service; how long it took where it was answered. */
    private void checkStored(SoftAssertions softly, String feed, FeedState expected) {
        String service = NastyEndpoints.AGENCY + "/" + feed;
        boolean good = expected == FeedState.OK;
        softly.assertThat(Stored.polls(database, NastyEndpoints.AGENCY, feed))
                .as(feed)
                .containsExactly(expected);
        softly.assertThat(Stored.values(database, service, "pending"))
                .as("value of " + feed)
                .isEqualTo(good ? List.of(7.0) : List.of());
        softly.assertThat(Stored.values(database, service, "up"))
                .as("up of " + feed)
                .isEmpty();
        softly.assertThat(Stored.values(database, service, "response"))
                .as("response of " + feed)
                .hasSize(expected.answered() ? 1 : 0);
        List<FeedQuery.Failure> failures = await(new FeedQuery(database.pool()).lastFailures(feed, 9));
        softly.assertThat(failures)
                .as("failures of " + feed)
                .hasSize(good ? 0 : 1)
                .allSatisfy(failure -> assertThat(failure.reason()).isNotBlank().doesNotContain("antrean"));
    }
}
