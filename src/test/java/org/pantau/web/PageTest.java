package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is served beside the API: the page, its document, health and metrics. */
class PageTest {

    private static Edge edge;

    @BeforeAll
    static void start() {
        edge = Edge.demo();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/,text/html;charset=UTF-8,<!doctype html>",
        "/index.html,text/html;charset=UTF-8,<!doctype html>",
        "/js/main.js,text/javascript;charset=UTF-8,import",
        "/lapor.html,text/html;charset=UTF-8,<!doctype html>",
        "/lapor-sw.js,text/javascript;charset=UTF-8,respondWith",
        "/styles/tokens.css,text/css;charset=UTF-8,--",
        "/favicon.svg,image/svg+xml,<svg",
        "/webjars/chart.js/dist/chart.umd.min.js,text/javascript;charset=UTF-8,Chart",
        "/api/v1/openapi.yaml,application/yaml,openapi: 3.1.0"
    })
    void fileShouldBeServed(String address, String type, String content) {
        Reply reply = edge.get(address, null);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualToIgnoringCase(type);
        assertThat(reply.text()).contains(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webjars/chart.js/..%2f..%2fpom.xml",
                "/..%2fopenapi.yaml",
                "/js/",
                "/%2e%2e/logback.xml",
                "/webroot/index.html",
                "/openapi.yaml"
            })
    void nothingElseShouldBeServed(String address) {
        edge.get(address, null).isProblem(404);
    }

    @Test
    void browsersShouldAskBeforeTheyUseWhatTheyKept() {
        assertThat(edge.get("/js/main.js", null).header("cache-control")).isEqualTo("no-cache");
        assertThat(edge.get("/api/v1/board", edge.session("bupati")).header("cache-control"))
                .isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/board", "/api/v1/tidak-ada", "/tidak-ada", "/health/live", "/js/main.js"})
    void everyAnswerShouldCarryItsGuards(String address) {
        Reply reply = edge.get(address, null);

        assertThat(reply.header("content-security-policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                        + "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
                        + "frame-ancestors 'none'");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.header("referrer-policy")).isEqualTo("same-origin");
        assertThat(reply.header("server")).isEmpty();
    }

    @Test
    void metricsShouldBeForThisMachineAndForOperators() {
        assertThat(edge.get("/metrics", null).text()).isEqualTo("pantau_up 1\n");
        assertThat(edge.get("/metrics", null).header("content-type")).startsWith("text/plain; version=0.0.4");

        String[] elsewhere = {"x-forwarded-for", "192.0.2.1"};
        edge.get("/metrics", null, elsewhere).isProblem(404);
        edge.get("/metrics", edge.session("gubernur"), elsewhere).isProblem(404);
        edge.get("/metrics", edge.session("operator"), elsewhere).isProblem(404);
        assertThat(edge.get("/metrics", edge.session("operator-provinsi"), elsewhere)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void healthShouldSayWhatIsWrong() {
        assertThat(edge.get("/health/live", null).json()).isEqualTo(new JsonObject("{\"status\":\"up\"}"));
        assertThat(edge.get("/health/ready", null).json().getString("status")).isEqualTo("ready");

        edge.trouble("away");
        Reply unready = edge.get("/health/ready", null);
        edge.trouble("");

        assertThat(unready.status()).isEqualTo(503);
        assertThat(unready.json().getJsonObject("checks").getString("database")).isEqualTo("away");
    }
}
