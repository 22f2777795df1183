package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pantau.measure.Origin;

/** Who has said it, in the answers: a form for two services, and a system that tells one of them too. */
class OriginsTest {

    private static final String AGENCY = "33.08/disdukcapil";

    private static Edge edge;
    private static String regent;

    @BeforeAll
    static void start() {
        edge = Edge.demo();
        regent = edge.session("bupati");
        edge.served("dukcapil-formulir", Edge.KTP, Origin.ENTERED, 41);
        edge.served("dukcapil-formulir", Edge.KK, Origin.ENTERED, 7);
        edge.served("dukcapil-layanan", Edge.KTP, Origin.REPORTED, 43);
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @Test
    void figureShouldSayWhatAnotherOriginSays() {
        JsonObject figure = served(Edge.KTP);

        assertThat(figure.getDouble("value")).isEqualTo(43);
        assertThat(figure.getString("origin")).isEqualTo("reported");
        assertThat(figure.containsKey("origins")).isFalse();
        JsonObject other = figure.getJsonObject("alternative");
        assertThat(other.getString("origin")).isEqualTo("entered");
        assertThat(other.getDouble("value")).isEqualTo(41);
        assertThat(other.getString("asOf")).endsWith("+07:00");
    }

    @Test
    void figureOfOneOriginShouldStayShort() {
        assertThat(served(Edge.KK).fieldNames()).doesNotContain("origins", "alternative");
        assertThat(served(Edge.KK).getString("origin")).isEqualTo("entered");
    }

    @Test
    void totalShouldSayItsShares() {
        JsonObject figure = served(AGENCY);

        assertThat(figure.getDouble("value")).isEqualTo(50);
        assertThat(figure.getString("origin")).isEqualTo("entered");
        assertThat(figure.getJsonObject("origins"))
                .isEqualTo(new JsonObject().put("reported", 0.86).put("entered", 0.14));
        assertThat(figure.containsKey("alternative")).isFalse();
    }

    @Test
    void historyShouldSayTheSame() {
        JsonArray service = history(Edge.KTP);
        JsonArray agency = history(AGENCY);

        assertThat(service.getJsonObject(0).fieldNames()).containsExactly("from", "value", "coverage");
        assertThat(service.getJsonObject(1).getString("origin")).isEqualTo("reported");
        assertThat(service.getJsonObject(1).getJsonObject("other"))
                .isEqualTo(new JsonObject().put("origin", "entered").put("value", 41.0));
        assertThat(agency.getJsonObject(1).getString("origin")).isEqualTo("entered");
        assertThat(agency.getJsonObject(1).getJsonObject("origins"))
                .isEqualTo(new JsonObject().put("reported", 0.86).put("entered", 0.14));
        assertThat(agency.getJsonObject(1).containsKey("other")).isFalse();
    }

    private static JsonObject served(String scope) {
        JsonArray figures = edge.get("/api/v1/board?scope=" + scope, regent)
                .json()
                .getJsonObject("node")
                .getJsonArray("figures");
        return figures.stream()
                .map(JsonObject.class::cast)
                .filter(figure -> figure.getString("measure").equals("served"))
                .findFirst()
                .orElseThrow();
    }

    /** Yesterday and today. */
    private static JsonArray history(String scope) {
        JsonArray points = edge.get(
                        "/api/v1/series?service=" + scope + "&measure=served&step=1d&from=2026-11-22&to=2026-11-24",
                        regent)
                .json()
                .getJsonArray("points");
        assertThat(points).hasSize(2);
        return points;
    }
}
