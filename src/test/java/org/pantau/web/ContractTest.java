package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.measure.Origin;

/** Answers, compared with the OpenAPI document. */
class ContractTest {

    private static Edge edge;
    private static ResponseValidator validator;
    private static String operator;

    @BeforeAll
    static void start() {
        edge = Edge.demo();
        OpenAPIContract contract = await(Contract.load(edge.vertx));
        validator = ResponseValidator.create(edge.vertx, contract);
        operator = edge.session("operator");
        edge.published("ktp-online", false);
        edge.published("ktp-online", false);
        edge.published("kk-online", true);
        edge.served("dukcapil-formulir", Edge.KTP, Origin.ENTERED, 41);
        edge.served("dukcapil-formulir", Edge.KK, Origin.ENTERED, 7);
        edge.served("dukcapil-layanan", Edge.KTP, Origin.REPORTED, 43);
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @ParameterizedTest
    @CsvSource({
        "whoAmI,200,/api/v1/session",
        "demoAccounts,200,/api/v1/session/demo",
        "board,200,/api/v1/board",
        "board,200,/api/v1/board?scope=33.08",
        "board,200,/api/v1/board?scope=33.08/disdukcapil",
        "board,200,/api/v1/board?scope=33.08/disdukcapil/ktp-el",
        "board,404,/api/v1/board?scope=33.99",
        "board,400,/api/v1/board?scope=x",
        "services,200,/api/v1/services",
        "services,400,/api/v1/services?scope=x",
        "service,200,/api/v1/services/33.08/disdukcapil/ktp-el",
        "service,200,/api/v1/services/33.08%2Fdisdukcapil%2Fkk",
        "service,404,/api/v1/services/33.08/disdukcapil/lain",
        "series,200,/api/v1/series?service=33.08&measure=served",
        "series,200,/api/v1/series?service=33.08/disdukcapil/ktp-el&measure=up&step=1d&from=2026-11-20",
        "series,200,/api/v1/series?service=33.08&measure=served&step=1d&from=2026-11-20",
        "series,200,/api/v1/series?service=33.08/disdukcapil/ktp-el&measure=served&step=1d&from=2026-11-20",
        "series,200,/api/v1/series?service=33.08&measure=response&step=5m&from=2026-11-23",
        "series,400,/api/v1/series?service=33.08&measure=response&step=x",
        "usual,200,/api/v1/usual?service=33.08&measure=served",
        "usual,200,/api/v1/usual?service=33.08/disdukcapil/ktp-el&measure=up&day=2026-11-20",
        "usual,400,/api/v1/usual?service=33.08&measure=served&day=x",
        "usual,404,/api/v1/usual?service=33.99&measure=served",
        "feeds,200,/api/v1/feeds",
        "feed,200,/api/v1/feeds/ktp-online",
        "feed,200,/api/v1/feeds/kk-online",
        "feed,404,/api/v1/feeds/lain",
        "live,400,/api/v1/live?scope=x"
    })
    void answerShouldBeWhatTheDocumentSays(String operation, int status, String address) {
        check(operation, status, edge.get(address, operator));
    }

    @ParameterizedTest
    @CsvSource({"whoAmI,/api/v1/session", "board,/api/v1/board", "feeds,/api/v1/feeds", "live,/api/v1/live"})
    void refusalShouldBeWhatTheDocumentSays(String operation, String address) {
        check(operation, 401, edge.get(address, null));
    }

    @Test
    void sessionShouldBeWhatTheDocumentSays() {
        check("logIn", 201, edge.logIn("admin", Edge.PASSWORD));
        check("logIn", 401, edge.logIn("admin", "wrong"));
        check("logIn", 400, edge.post("{}", "application/json"));
        check("logIn", 403, edge.logIn("admin", Edge.PASSWORD, "origin", "http://elsewhere.example"));
        check("logIn", 413, edge.post("x".repeat(100_000), "application/json"));
        check("logIn", 415, edge.post("{}", "text/plain"));
    }

    @Test
    void previewShouldBeWhatTheDocumentSays() {
        String path = "/api/v1/feeds/preview";
        check("preview", 200, edge.post(path, new JsonObject().put("id", "ktp-online"), operator));
        check("preview", 200, edge.post(path, new JsonObject().put("feed", "id: x"), operator));
        check("preview", 400, edge.post(path, new JsonObject().put("lain", 1), operator));
        check("preview", 404, edge.post(path, new JsonObject().put("id", "lain"), operator));
        check("preview", 401, edge.post(path, new JsonObject().put("id", "ktp-online"), null));
    }

    private static void check(String operation, int status, Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("content-type"))
                .isEqualTo(status < 400 ? "application/json" : "application/problem+json");
        done(validator.validate(
                ValidatableResponse.create(status, Map.of(), Buffer.buffer(reply.text()), "application/json"),
                operation));
    }
}
