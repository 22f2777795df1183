package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.web.stream.StreamSettings;

class SessionTest {

    private static Edge edge;

    @BeforeAll
    static void start() {
        edge = Edge.demo();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @Test
    void loggingInShouldOpenASessionUntilLoggingOut() {
        Reply reply = edge.logIn("admin", Edge.PASSWORD);
        String cookie = Edge.cookie(reply);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().getJsonObject("user").getString("username")).isEqualTo("admin");
        assertThat(reply.json().getString("top")).isEqualTo("33");
        assertThat(edge.get("/api/v1/session", cookie).json()).isEqualTo(reply.json());

        Reply out = edge.delete(cookie);

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("set-cookie")).contains("pantau_session=;").contains("Max-Age=0");
        edge.get("/api/v1/session", cookie).isProblem(401);
        edge.delete(cookie).isProblem(401);
    }

    @Test
    void cookieShouldBeKeptFromScriptsAndOtherSites() {
        String cookie = edge.logIn("admin", Edge.PASSWORD).header("set-cookie");

        assertThat(List.of(cookie.split("; ", -1))).contains("Path=/", "HTTPOnly", "SameSite=Lax", "Max-Age=604800");
        assertThat(cookie).doesNotContain("Secure");
    }

    @Test
    void cookieShouldBeSecureWhereAProxyOfThisMachineSpeaksTls() {
        assertThat(edge.logIn("admin", Edge.PASSWORD, "x-forwarded-proto", "https")
                        .header("set-cookie"))
                .contains("; Secure");
    }

    @Test
    void wrongAndUnknownShouldLookAlike() {
        Reply wrong = edge.logIn("admin", "wrong", "x-forwarded-for", "192.0.2.1");
        Reply unknown = edge.logIn("nobody", "wrong", "x-forwarded-for", "192.0.2.1");

        assertThat(wrong.problem(401)).isEqualTo(unknown.problem(401));
        assertThat(wrong.header("set-cookie")).isEmpty();
    }

    @Test
    void guessingShouldBeSlowedDownForTheOneWhoGuesses() {
        for (int i = 0; i < 6; i++) {
            edge.logIn("admin", "wrong", "x-forwarded-for", "192.0.2.66").isProblem(401);
        }

        Reply held = edge.logIn("admin", Edge.PASSWORD, "x-forwarded-for", "192.0.2.66");
        held.isProblem(429);
        assertThat(held.header("retry-after")).isEqualTo("2");
        assertThat(edge.logIn("admin", Edge.PASSWORD, "x-forwarded-for", "192.0.2.67")
                        .status())
                .isEqualTo(201);
        edge.clock.forward(Duration.ofSeconds(2));
        assertThat(edge.logIn("admin", Edge.PASSWORD, "x-forwarded-for", "192.0.2.66")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://elsewhere.example", "null", "http://127.0.0.1:1", "::", "http://", "file://"})
    void writesFromOtherPagesShouldBeRefused(String origin) {
        String cookie = edge.session("bupati");

        edge.logIn("admin", Edge.PASSWORD, "origin", origin).isProblem(403);
        edge.delete(cookie, "origin", origin).isProblem(403);
        assertThat(edge.get("/api/v1/session", cookie, "origin", origin).status())
                .isEqualTo(200);
    }

    @Test
    void writesFromOurOwnPagesShouldBeTaken() {
        String own = "http://127.0.0.1:" + edge.port();

        assertThat(edge.logIn("admin", Edge.PASSWORD, "origin", own).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|username|{\"password\":\"x\"}",
                "400|password|{\"username\":\"x\"}",
                "400|username|{}",
                "400|username|{\"username\":1,\"password\":\"x\"}",
                "400|role|{\"username\":\"x\",\"password\":\"x\",\"role\":\"administrator\"}",
                "400|body|[]",
                "400|body|\"x\"",
                "400|body|{",
            })
    void bodyThatIsNoLogInShouldBeExplained(int status, String field, String body) {
        Reply reply = edge.post(body, "application/json");

        assertThat(reply.problem(status).getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo(field);
    }

    @Test
    void bodyOfAnotherKindOrTooBigShouldBeRefused() {
        JsonObject body = new JsonObject().put("username", "admin").put("password", Edge.PASSWORD);

        edge.post(body.encode(), "text/plain").isProblem(415);
        edge.post("x".repeat(100_000), "application/json").isProblem(413);
        edge.post("", "application/json").isProblem(400);
    }

    @Test
    void demonstrationShouldOfferItsAccounts() {
        JsonObject offered = edge.get("/api/v1/session/demo", null).json();

        assertThat(offered.getJsonArray("accounts"))
                .hasSize(5)
                .contains(new JsonObject()
                        .put("username", "kadis")
                        .put("name", "Kepala Dinas")
                        .put("role", "agency_head")
                        .put("scope", "33.08/disdukcapil")
                        .put("scopeName", "Dinas Kependudukan"));
        edge.post("{\"demo\":\"admin\"}", "application/json").isProblem(401);
        edge.logIn("bupati", "anything").isProblem(401);
    }

    @Test
    void nothingButTheDemonstrationShouldLetPeopleInWithoutAPassword() {
        try (Edge real = new Edge(false, StreamSettings.DEFAULT)) {
            real.get("/api/v1/session/demo", null).isProblem(404);
            real.post("{\"demo\":\"admin\"}", "application/json").isProblem(401);
            real.post("{\"demo\":\"bupati\"}", "application/json").isProblem(401);
            assertThat(real.logIn("admin", Edge.PASSWORD).json().getBoolean("demo"))
                    .isFalse();
        }
    }

    @Test
    void sessionShouldEndWhenNobodyUsesIt() {
        String cookie = edge.session("bupati");

        edge.clock.forward(Duration.ofHours(13));

        edge.get("/api/v1/board", cookie).isProblem(401);
    }
}
