package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.measure.FeedState;
import org.pantau.measure.value.Lasting;

class RoutesTest {

    private static Edge edge;
    private static String regent;
    private static String operator;

    @BeforeAll
    static void start() {
        edge = Edge.demo();
        regent = edge.session("bupati");
        operator = edge.session("operator");
        edge.published("ktp-online", false);
        edge.published("ktp-online", false);
        edge.published("kk-online", true);
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @Test
    void boardShouldBeginAtTheHighestPlaceOnesOwn() {
        JsonObject board = edge.get("/api/v1/board", regent).json();

        assertThat(board.getString("epoch")).isEqualTo(Edge.EPOCH);
        assertThat(board.getLong("seq")).isEqualTo(3);
        assertThat(board.getJsonObject("node").getString("id")).isEqualTo("33.08");
        assertThat(board.getJsonObject("node").getString("status")).isEqualTo("gangguan");
        assertThat(board.getJsonObject("live").getBoolean("demo")).isTrue();
        assertThat(ids(board.getJsonArray("path")))
                .as("the province is not theirs")
                .containsExactly("33.08");
        assertThat(ids(board.getJsonArray("children"))).containsExactly("33.08/disdukcapil");
        assertThat(edge.get("/api/v1/board?scope=", regent).json()).isEqualTo(board);
    }

    @Test
    void attentionShouldSayWhereItBelongs() {
        String governor = edge.session("gubernur");

        assertThat(attentionPath("33", governor)).containsExactly("33", "33.08", "33.08/disdukcapil");
        assertThat(attentionPath("33.08", regent)).containsExactly("33.08", "33.08/disdukcapil");
        assertThat(attentionPath("33.08/disdukcapil", edge.session("kadis"))).containsExactly("33.08/disdukcapil");
    }

    private static List<String> attentionPath(String scope, String cookie) {
        JsonArray attention =
                edge.get("/api/v1/board?scope=" + scope, cookie).json().getJsonArray("attention");
        assertThat(ids(attention).get(0)).isEqualTo(Edge.KTP);
        return ids(attention.getJsonObject(0).getJsonArray("path"));
    }

    @Test
    void scopesShouldStayTheTextTheyAre() {
        // 33.10 is no number: 33.1 would be another place.
        JsonObject board =
                edge.get("/api/v1/board?scope=33.10", edge.session("gubernur")).json();

        assertThat(board.getJsonObject("node").getString("id")).isEqualTo("33.10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "33.08/disdukcapil/ktp-el",
                "33.08%2Fdisdukcapil%2Fktp-el",
                "33.08%2fdisdukcapil%2fktp-el",
                "33.08%2Fdisdukcapil/ktp-el"
            })
    void serviceShouldBeFoundHoweverItsPathIsWritten(String written) {
        JsonObject service = edge.get("/api/v1/services/" + written, regent).json();

        assertThat(service.getString("id")).isEqualTo(Edge.KTP);
        assertThat(service.getString("hours")).isEqualTo("24/7");
        assertThat(ids(service.getJsonArray("path"))).containsExactly("33.08", "33.08/disdukcapil", Edge.KTP);
        assertThat(ids(service.getJsonArray("feeds")))
                .containsExactlyInAnyOrder("ktp-online", "dukcapil-layanan", "dukcapil-formulir");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/board?scope=33.08",
                "/api/v1/services?scope=33.08",
                "/api/v1/services/" + Edge.KTP,
                "/api/v1/feeds",
                "/api/v1/feeds/ktp-online"
            })
    void causesShouldBeForThoseWhoOperate(String address) {
        assertThat(edge.get(address, regent).text()).doesNotContain(Edge.SECRET).contains("ktp");
        assertThat(edge.get(address, operator).text()).contains(Edge.SECRET);
    }

    @Test
    void operatingAPlaceShouldNotMeanOperatingAnother() {
        String other = edge.session("operator");

        edge.get("/api/v1/feeds/bansos-online", other).isProblem(404);
        assertThat(ids(edge.get("/api/v1/feeds", other).json().getJsonArray("feeds")))
                .containsExactlyInAnyOrder("ktp-online", "kk-online", "dukcapil-layanan", "dukcapil-formulir");
    }

    @Test
    void feedThatWasNotAskedYetShouldWait() {
        JsonObject feed = edge.get("/api/v1/feeds/kk-online", operator).json();

        assertThat(feed.getString("state")).isEqualTo("waiting");
        assertThat(feed.getValue("lastPoll")).isNull();
    }

    @Test
    void nasty12AFeedWhoseHostIsGoneShouldSayWhatMayBeDone() {
        Instant since = Instant.parse("2026-11-15T03:00:00Z");
        JsonObject before = edge.get("/api/v1/feeds/ktp-online", operator).json();
        edge.lasting(new Lasting(FeedState.DNS, since, since.plus(Duration.ofDays(7))));
        JsonObject feed = edge.get("/api/v1/feeds/ktp-online", operator).json();
        JsonObject among =
                edge.get("/api/v1/feeds", operator).json().getJsonArray("feeds").getJsonObject(0);
        edge.lasting(null);

        JsonObject suggestion = feed.getJsonObject("suggestion");
        assertThat(before.containsKey("suggestion")).isFalse();
        assertThat(feed.getString("since")).isEqualTo("2026-11-15T10:00:00+07:00");
        assertThat(suggestion.getString("code")).isEqualTo("retire");
        assertThat(suggestion.getString("id")).contains("7 hari", "hentikan");
        assertThat(suggestion.getString("en")).contains("7 days", "retire");
        assertThat(among.getJsonObject("suggestion")).isEqualTo(suggestion);
    }

    @Test
    void seriesOfNothingShouldBeGaps() {
        JsonObject series = edge.get(
                        "/api/v1/series?service=33.08&measure=served&step=1h"
                                + "&from=2026-11-23T00:00:00%2B07:00&to=2026-11-23T03:00:00%2B07:00",
                        regent)
                .json();

        assertThat(series.getString("service")).isEqualTo("33.08");
        assertThat(series.getString("step")).isEqualTo("1h");
        assertThat(series.getJsonArray("points")).hasSize(3).allSatisfy(point -> {
            assertThat(((JsonObject) point).containsKey("value")).isTrue();
            assertThat(((JsonObject) point).getValue("value")).isNull();
        });
        assertThat(series.getJsonArray("points").getJsonObject(0).getString("from"))
                .isEqualTo("2026-11-23T00:00:00+07:00");
    }

    @ParameterizedTest
    @CsvSource({
        "scope,/api/v1/board?scope=klaten",
        "scope,/api/v1/board?scope=33.8",
        "scope,/api/v1/services?scope=33.08%00",
        "scope,/api/v1/live?scope=../etc",
        "scope,/api/v1/feeds?scope=33.08/",
        "service,/api/v1/series?measure=served",
        "service,/api/v1/series?service=xx&measure=served",
        "service,/api/v1/series?service=&measure=served",
        "measure,/api/v1/series?service=33.08",
        "measure,/api/v1/series?service=33.08&measure=tidak_ada",
        "measure,/api/v1/series?service=33.08&measure=Drop%20Table",
        "measure,/api/v1/series?service=33.08&measure=poll",
        "step,/api/v1/series?service=33.08&measure=served&step=2h",
        "from,/api/v1/series?service=33.08&measure=served&from=kemarin",
        "from,/api/v1/series?service=33.08&measure=served&from=1900-01-01",
        "from,/api/v1/series?service=33.08&measure=served&from=%2B1000000000-12-31T00:00:00Z",
        "from,/api/v1/series?service=33.08&measure=served&from=2026-11-23&to=2026-11-22",
        "to,/api/v1/series?service=33.08&measure=served&to=2026-13-01",
        "to,/api/v1/series?service=33.08&measure=served&to=2026-11-23T00:00:00"
    })
    void badParametersShouldBeNamed(String field, String address) {
        assertThat(edge.get(address, regent).fields()).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api", "/api/", "/api/v1/", "/api/v1/tidak-ada", "/api/v2/board", "/tidak-ada", "/js/tidak.js"})
    void unknownAddressShouldBeAProblem(String address) {
        edge.get(address, regent).isProblem(404);
    }

    private static List<String> ids(JsonArray array) {
        Stream<JsonObject> objects = array.stream().map(JsonObject.class::cast);
        return objects.map(object -> object.getString("id")).toList();
    }
}
