package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.live.Change;
import org.pantau.web.EventStream.Event;
import org.pantau.web.stream.StreamSettings;

class LiveStreamTest {

    private static final StreamSettings QUICK = new StreamSettings(3, Duration.ofMillis(20), Duration.ofMinutes(2));

    private Edge edge = Edge.demo();

    @AfterEach
    void stop() {
        edge.close();
    }

    private EventStream open(String account, String query, String... headers) {
        return EventStream.open(edge, edge.session(account), query, headers);
    }

    private void restart(StreamSettings settings) {
        edge.close();
        edge = new Edge(true, settings);
    }

    @Test
    void streamShouldBeginWithTheBoardAndGoOnWithChanges() {
        edge.published("ktp-online", true);
        try (EventStream stream = open("bupati", "?scope=33.08")) {
            assertThat(stream.header("content-type")).isEqualTo("text/event-stream; charset=utf-8");
            assertThat(stream.header("cache-control")).isEqualTo("no-cache, no-transform");
            Event snapshot = stream.next("snapshot");
            assertThat(snapshot.id()).isEqualTo("e1-1");
            assertThat(snapshot.data())
                    .isEqualTo(edge.get("/api/v1/board?scope=33.08", edge.session("bupati"))
                            .json());

            edge.published("ktp-online", false);
            edge.published("ktp-online", false);

            assertThat(stream.next("change").id()).isEqualTo("e1-2");
            Event change = stream.next("change");
            assertThat(change.id()).isEqualTo("e1-3");
            assertThat(change.seq()).isEqualTo(3);
            assertThat(change.nodes()).containsExactlyInAnyOrder("33.08", "33.08/disdukcapil", Edge.KTP);
            assertThat(change.data().getJsonArray("attention")).contains(Edge.KTP);
            JsonObject down = change.data().getJsonArray("nodes").stream()
                    .map(JsonObject.class::cast)
                    .filter(node -> node.getString("id").equals(Edge.KTP))
                    .findFirst()
                    .orElseThrow();
            assertThat(down.getString("status")).isEqualTo("gangguan");
            assertThat(Event.ids(down.getJsonArray("path"))).containsExactly("33.08", "33.08/disdukcapil");
            assertThat(down.containsKey("detail")).isFalse();
        }
    }

    @Test
    void causesShouldBeStreamedToThoseWhoOperate() {
        try (EventStream operator = open("operator", "");
                EventStream regent = open("bupati", "")) {
            operator.skip("snapshot");
            regent.skip("snapshot");
            edge.published("ktp-online", false);
            edge.published("ktp-online", false);
            operator.skip("change");
            regent.skip("change");

            assertThat(operator.next("change").data().encode()).contains(Edge.SECRET);
            assertThat(regent.next("change").data().encode()).doesNotContain(Edge.SECRET);
        }
    }

    @Test
    void changesOfOtherPlacesShouldNotBeStreamed() {
        try (EventStream regent = open("bupati", "")) {
            regent.skip("snapshot");
            edge.published("bansos-online", false);
            edge.published("bansos-online", false);
            edge.published("kk-online", true);

            Event change = regent.next("change");
            assertThat(change.seq()).isEqualTo(3);
            assertThat(change.data().encode()).doesNotContain("33.10");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void viewerWhoComesBackShouldGetWhatItMissed(boolean byHeader) {
        String cookie = edge.session("bupati");
        try (EventStream first = EventStream.open(edge, cookie, "")) {
            first.skip("snapshot");
            edge.published("ktp-online", true);
            assertThat(first.next("change").id()).isEqualTo("e1-1");
        }
        Edge.until(() -> edge.hub().viewers() == 0);
        edge.published("ktp-online", false);
        edge.published("ktp-online", false);

        try (EventStream back = byHeader
                ? EventStream.open(edge, cookie, "", "last-event-id", "e1-1")
                : EventStream.open(edge, cookie, "?lastEventId=e1-1")) {
            assertThat(back.next("change").id()).isEqualTo("e1-2");
            assertThat(back.next("change").id()).isEqualTo("e1-3");
            edge.published("ktp-online", true);
            assertThat(back.next("change").id()).isEqualTo("e1-4");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"e0-1", "e1-9", "e1--4", "e1-x", "e1", "1", "e1-99999999999999999999", "-", "e1-0"})
    void pointNobodyCanResumeFromShouldGetTheWholeBoard(String lastEventId) {
        edge.published("ktp-online", true);
        edge.published("ktp-online", false);

        try (EventStream stream = open("bupati", "?lastEventId=" + lastEventId)) {
            assertThat(stream.next("snapshot").id()).isEqualTo("e1-2");
            edge.published("ktp-online", false);
            assertThat(stream.next("change").id()).isEqualTo("e1-3");
        }
    }

    @Test
    void changeThatTheSnapshotHoldsShouldNotComeAfterIt() {
        Change known = edge.probed("ktp-online", true);
        try (EventStream stream = open("bupati", "")) {
            assertThat(stream.next("snapshot").id()).isEqualTo("e1-1");

            edge.hub().publish(known);
            edge.published("ktp-online", false);

            assertThat(stream.next("change").id()).as("not back in time").isEqualTo("e1-2");
        }
    }

    @Test
    void changeShouldBeEncodedOnceForAllWhoSeeTheSame() {
        try (EventStream one = open("bupati", "");
                EventStream two = open("bupati", "?scope=33.08");
                EventStream three = open("gubernur", "?scope=33.08");
                EventStream operator = open("operator", "")) {
            for (EventStream stream : new EventStream[] {one, two, three, operator}) {
                stream.skip("snapshot");
            }
            assertThat(edge.hub().viewers()).isEqualTo(4);
            edge.published("ktp-online", true);
            for (EventStream stream : new EventStream[] {one, two, three, operator}) {
                assertThat(stream.next("change").id()).isEqualTo("e1-1");
            }

            // Counted once all have been told, which the viewers may hear first: leaders and operators, four viewers.
            Edge.until(() -> edge.hub().delivered.sum() >= 4);
            assertThat(edge.hub().encoded.sum()).as("leaders and operators").isEqualTo(2);
            assertThat(edge.hub().delivered.sum()).isEqualTo(4);
        }
        Edge.until(() -> edge.hub().viewers() == 0);
    }

    @Test
    void streamShouldEndSoonAfterItsSession() {
        restart(QUICK);
        String cookie = edge.session("bupati");
        try (EventStream stream = EventStream.open(edge, cookie, "");
                EventStream other = open("bupati", "")) {
            stream.skip("snapshot");
            other.skip("snapshot");
            assertThat(stream.any().name()).isEqualTo("ping");

            assertThat(edge.delete(cookie).status()).isEqualTo(204);

            stream.awaitEnd();
            Edge.until(() -> edge.hub().viewers() == 1);
            assertThat(other.any().name()).isEqualTo("ping");
        }
    }

    @Test
    void passwordThatWasResetShouldEndStreams() {
        restart(QUICK);
        try (EventStream stream = EventStream.open(edge, Edge.cookie(edge.logIn("admin", Edge.PASSWORD)), "")) {
            stream.skip("snapshot");

            done(edge.access.resetPassword("admin"));

            stream.awaitEnd();
        }
    }

    @Test
    void moreViewersThanAProcessCanBearShouldBeToldToWait() {
        restart(QUICK);
        String cookie = edge.session("bupati");
        EventStream gone = EventStream.open(edge, cookie, "");
        try (EventStream one = EventStream.open(edge, cookie, "");
                EventStream two = EventStream.open(edge, cookie, "")) {
            one.skip("snapshot");
            two.skip("snapshot");
            edge.get("/api/v1/live", cookie).isProblem(503);
            gone.close();
            Edge.until(() -> edge.hub().viewers() == 2);
            try (EventStream again = EventStream.open(edge, cookie, "")) {
                again.skip("snapshot");
            }
        }
    }

    @Test
    void stoppingShouldEndStreams() {
        try (EventStream stream = open("bupati", "")) {
            stream.skip("snapshot");
            edge.hub().close();
            stream.awaitEnd();
            Edge.until(() -> edge.hub().viewers() == 0);
        }
    }
}
