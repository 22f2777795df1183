package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PreviewTest {

    private static final String PATH = "/api/v1/feeds/preview";

    private static Edge edge;
    private static String administrator;
    private static String operator;
    private static int port;
    private static final List<String> asked = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        edge = Edge.demo();
        operator = edge.session("operator");
        administrator = Edge.cookie(edge.logIn("admin", Edge.PASSWORD));
        port = await(edge.vertx
                        .createHttpServer()
                        .requestHandler(PreviewTest::answer)
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    private static void answer(HttpServerRequest request) {
        asked.add(String.valueOf(request.getHeader("x-api-key")));
        request.response().end("""
                {"data": [{"kode": "1", "selesai": 12, "nama": "Siti"}, {"kode": "9", "selesai": "-"}, {"kode": "1x", "selesai": "dua"}]}
                """);
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static String feed(String more) {
        return """
                id: baru
                agency: 33.08/disdukcapil
                request: {url: "http://127.0.0.1:%d/"}
                read: json
                rows: data
                row: {service: kode}
                services: {"1": 33.08/disdukcapil/ktp-el}
                measures:
                  served: {value: selesai, semantics: since_boundary, of: dokumen}
                """.formatted(port) + more;
    }

    private static Reply preview(String cookie, String yaml) {
        return edge.post(PATH, new JsonObject().put("feed", yaml), cookie);
    }

    @Test
    void everyStepShouldBeTold() {
        JsonObject told = preview(administrator, feed("")).json();

        assertThat(told.getString("state")).isEqualTo("ok");
        assertThat(told.getInteger("rows")).isEqualTo(3);
        JsonObject request = told.getJsonArray("requests").getJsonObject(0);
        assertThat(request.getInteger("status")).isEqualTo(200);
        assertThat(request.getString("outline")).contains("data: [3] {}", "selesai: number");
        assertThat(told.getJsonArray("fields").encode())
                .contains("\"row\":0,\"service\":\"1\",\"measure\":\"served\",\"value\":\"12\"")
                .contains("\"row\":1,\"service\":\"9\",\"measure\":\"served\",\"value\":null,\"problem\":\"\"");
        assertThat(told.getJsonArray("meanings").getJsonObject(0).getString("id"))
                .contains("dihitung sejak pukul 00.00 WIB, dikoreksi sampai 6 jam sesudahnya", "dokumen");
        assertThat(told.getJsonArray("stored").encode()).contains(Edge.KTP, "\"value\":12.0", "day 2026-");
        assertThat(told.getJsonArray("problems").encode()).contains("baru/2/served");
        assertThat(told.getJsonArray("unconfirmed").encode()).contains("\"9\"");
        assertThat(told.getBoolean("well")).isFalse();
        assertThat(told.encode()).as("values the mapping does not take").doesNotContain("Siti");
    }

    @Test
    void everyMistakeShouldBeNamedWithItsLineAndNothingAsked() {
        asked.clear();

        JsonObject told =
                preview(administrator, feed("every: sebentar\nzone: Mars\n")).json();

        assertThat(told.getJsonArray("mistakes").encode()).contains("\"line\":10", "sebentar", "\"line\":11", "Mars");
        assertThat(told.containsKey("state")).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void anOperatorsWordsShouldReachNeitherThisMachineNorItsSecrets() {
        asked.clear();

        JsonObject inside = preview(operator, feed("")).json();
        JsonObject secret = preview(operator, feed("auth: {kind: apikey, header: x-api-key, value: \"env:KUNCI\"}\n"))
                .json();

        assertThat(inside.getString("state")).isEqualTo("forbidden_address");
        assertThat(secret.getString("state")).isEqualTo("auth");
        assertThat(secret.getString("reason")).contains("env:KUNCI", "administrator");
        assertThat(asked).isEmpty();
    }

    @Test
    void anAdministratorsFeedMayUseASecretThatIsNeverShown() {
        asked.clear();

        Reply reply = preview(administrator, feed("auth: {kind: apikey, header: x-api-key, value: \"env:KUNCI\"}\n"));

        assertThat(asked).containsExactly(Edge.SECRET);
        assertThat(reply.text()).doesNotContain(Edge.SECRET);
    }

    @Test
    void whatIsNotOnesToSeeShouldNotExist() {
        String elsewhere = feed("").replace("33.08/disdukcapil", "33.10/dinsos").replace("ktp-el", "bansos");

        assertThat(preview(operator, elsewhere).status()).isEqualTo(404);
        assertThat(preview(edge.session("bupati"), feed("")).status()).isEqualTo(404);
        assertThat(edge.post(PATH, new JsonObject().put("id", "bansos-online"), operator)
                        .status())
                .isEqualTo(404);
        assertThat(edge.post(PATH, new JsonObject().put("id", "ktp-online"), null)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aFeedOfTheCatalogueShouldBeTriedAsItStands() {
        JsonObject told = edge.post(PATH, new JsonObject().put("id", "ktp-online"), operator)
                .json();

        assertThat(told.getString("feed")).isEqualTo("ktp-online");
        assertThat(told.getString("state")).isEqualTo("refused");
    }

    @Test
    void exactlyOneOfTextAndIdShouldBeAskedFor() {
        assertThat(edge.post(PATH, new JsonObject(), operator).status()).isEqualTo(400);
        assertThat(edge.post(PATH, new JsonObject().put("id", "ktp-online").put("feed", "id: x"), operator)
                        .status())
                .isEqualTo(400);
    }
}
