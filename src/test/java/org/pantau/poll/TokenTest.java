package org.pantau.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.value.Answer;
import org.pantau.pipeline.ReadAhead;
import org.pantau.read.Readings;

/** Feeds that need a token, against servers on loopback that hand it out, let it die and take it back. */
class TokenTest {

    private static final String GOOD = "{\"antrean\":3}";

    private final Loopback loopback = new Loopback();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger logins = new AtomicInteger();
    private int port;

    @BeforeEach
    void start() {
        loopback.environment.put("ID", "pantau");
        loopback.environment.put("SECRET", "rahasia sekali");
        port = loopback.http(request -> request.bodyHandler(body -> {
            seen.add(request.method() + " " + request.uri() + " " + body);
            if (request.path().equals("/token")) {
                seen.add("as " + request.getHeader("Authorization"));
                int number = logins.incrementAndGet();
                request.response().end("{\"access_token\":\"karcis-" + number + "\",\"expires_in\":60}");
            } else {
                seen.add("with " + request.getHeader("Authorization"));
                request.response().end(GOOD);
            }
        }));
    }

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void shouldGetATokenByClientCredentials() {
        Answer answer = loopback.askOne(oauth2(", scope: baca statistik, params: {audience: opd}"));

        assertThat(Loopback.body(answer)).isEqualTo(GOOD);
        assertThat(seen)
                .containsExactly(
                        "POST /token grant_type=client_credentials&scope=baca+statistik&audience=opd",
                        "as Basic cGFudGF1OnJhaGFzaWEgc2VrYWxp",
                        "GET /data ",
                        "with Bearer karcis-1");
    }

    @Test
    void shouldSendTheCredentialsInTheBodyWhereTheSourceWantsThem() {
        Answer unused = loopback.askOne(oauth2(", client_auth: body"));

        assertThat(seen.get(0)).endsWith("grant_type=client_credentials&client_id=pantau&client_secret=rahasia+sekali");
        assertThat(seen.get(1)).isEqualTo("as null");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "47, 1", "48, 2", "61, 2"})
    void nasty76TokenShouldBeRenewedAt80PercentOfItsLife(int secondsLater, int expected) {
        Feed feed = oauth2("");
        Answer first = loopback.askOne(feed);
        loopback.pass(Duration.ofSeconds(secondsLater));

        Answer second = loopback.askOne(feed);

        assertThat(List.of(first, second))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(logins).hasValue(expected);
        assertThat(seen.get(seen.size() - 1)).isEqualTo("with Bearer karcis-" + expected);
    }

    @Test
    void nasty76OneLoginShouldServeAllRequestsAndAllFeedsThatLogInAlike() {
        Feed one = oauth2("", "for_each: {n: [\"1\", \"2\", \"3\", \"4\", \"5\"]}");
        Feed other = oauth2("");

        List<Answer> first = await(Future.all(
                        loopback.poller.ask(one, loopback.now()), loopback.poller.ask(other, loopback.now())))
                .<List<Answer>>list()
                .stream()
                .flatMap(List::stream)
                .toList();

        assertThat(first)
                .hasSize(6)
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(logins).hasValue(1);
    }

    @Test
    void aTokenThatStillLivesShouldBridgeALoginThatFails() {
        AtomicInteger asked = new AtomicInteger();
        int flaky = loopback.http(request -> {
            if (request.path().equals("/token") && asked.incrementAndGet() > 1) {
                request.response().setStatusCode(500).end();
            } else {
                request.response().end("{\"access_token\":\"a\",\"expires_in\":60}");
            }
        });
        Feed feed = oauth2(flaky, "", "");
        Answer unused = loopback.askOne(feed);

        loopback.pass(Duration.ofSeconds(50));
        assertThat(loopback.askOne(feed).outcome().ok()).isTrue();
        assertThat(loopback.askOne(feed).outcome().ok()).isTrue();
        assertThat(asked).hasValue(2);
        loopback.pass(Duration.ofSeconds(11));
        assertThat(loopback.askOne(feed).outcome().state()).isEqualTo(FeedState.ERROR);
        assertThat(loopback.askOne(feed).outcome().reason()).isEqualTo("login: HTTP 500");
        assertThat(asked).hasValueGreaterThanOrEqualTo(4);
    }

    @Test
    void aRefusedTokenShouldBeReplacedOnce() {
        List<String> tokens = new CopyOnWriteArrayList<>();
        int moody = loopback.http(tokens("karcis-2", tokens, 401, "{}"));

        Answer answer = loopback.askOne(oauth2(moody, "", ""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(tokens).containsExactly("Bearer karcis-1", "Bearer karcis-2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | {} | HTTP 401; refused after a new login too
            200 | {"metadata":{"code":"201","message":"Access denied"}} | refused after a new login too, HTTP 200
            200 | {"error":{"data":"Session terminated, re-login, please."}} | refused after a new login too, HTTP 200
            """)
    void nasty16And22RefusalShouldLeadToOneNewLoginAPollThenToAuth(int status, String refusal, String reason) {
        List<String> tokens = new CopyOnWriteArrayList<>();
        int moody = loopback.http(tokens("never", tokens, status, refusal));
        Feed feed = oauth2(
                moody, "", "for_each: {n: [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\"]}", "success: $exists(antrean)");

        List<Readings> readings = ReadAhead.readAll(feed, loopback.ask(feed));

        assertThat(readings).hasSize(6).allSatisfy(read -> {
            assertThat(read.outcome().state()).isEqualTo(FeedState.AUTH);
            assertThat(read.outcome().reason()).isEqualTo(reason);
        });
        assertThat(logins).hasValue(2);
        assertThat(tokens).hasSizeLessThanOrEqualTo(12).contains("Bearer karcis-1", "Bearer karcis-2");
    }

    @Test
    void nasty22RefusalInsideAGoodStatusShouldLeadToANewLogin() {
        List<String> tokens = new CopyOnWriteArrayList<>();
        int moody = loopback.http(
                tokens("karcis-2", tokens, 200, "{\"error\":{\"data\":\"Session terminated, re-login, please.\"}}"));

        Answer answer = loopback.askOne(oauth2(moody, "", "", "success: $exists(antrean)"));

        assertThat(Loopback.body(answer)).isEqualTo(GOOD);
        assertThat(answer.outcome().ok()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"error":"invalid_client"} | AUTH      | login: HTTP 400 (invalid_client)
            401 | no                         | AUTH      | login: HTTP 401
            200 | {"metadata":{"code":"201"}}| AUTH      | login: the answer holds no token
            200 | <html>Login</html>         | AUTH      | login: the answer holds no token
            500 | {}                         | ERROR     | login: HTTP 500
            429 | {}                         | THROTTLED | login: HTTP 429
            """)
    void shouldSayWhyThereIsNoToken(int status, String body, FeedState state, String reason) {
        AtomicInteger asked = new AtomicInteger();
        int closed = loopback.http(request -> {
            asked.incrementAndGet();
            request.response().setStatusCode(status).end(body);
        });

        List<Answer> answers =
                loopback.ask(oauth2(closed, "", "for_each: {n: [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\"]}"));

        assertThat(answers).hasSize(6).allSatisfy(answer -> {
            assertThat(answer.outcome().state()).isEqualTo(state);
            assertThat(answer.outcome().reason()).isEqualTo(reason);
        });
        // those that wait for the same login do not make another
        assertThat(asked).hasValue(1);
    }

    static Stream<String> logins() {
        return Stream.of("""
                get: "{base}/auth", headers: {X-Username: "env:ID", X-Password: "env:SECRET"}, token: response.token,
                send: {X-Token: "{token}", X-Username: "env:ID"}""", """
                post: "{base}/auth", json: {user: "env:ID", password: "env:SECRET"}, token: response.token,
                send: {headers: {X-Username: "env:ID"}, query: {t: "{token}"}}""", """
                post: "{base}/auth", form: {user: "env:ID", password: "env:SECRET"}, token: response.token""", """
                post: {method: user.login, params: {user: "env:ID", password: "env:SECRET"}}, url: "{base}/auth",
                token: response.token""", """
                get: "{base}/plain", user: "env:ID", password: "env:SECRET", token: $""");
    }

    @ParameterizedTest
    @MethodSource("logins")
    void shouldLogInTheSourcesOwnWay(String login) {
        List<String> data = new CopyOnWriteArrayList<>();
        List<String> credentials = new CopyOnWriteArrayList<>();
        int own = loopback.http(request -> request.bodyHandler(body -> {
            if (request.path().equals("/data")) {
                data.add(request.getHeader("X-Token") + " " + request.getParam("t") + " "
                        + request.getHeader("Authorization"));
                request.response().end(GOOD);
            } else {
                credentials.add(
                        request.getHeader("X-Password") + " " + body + " " + request.getHeader("Authorization"));
                request.response()
                        .end(request.path().equals("/plain") ? "abc.def\n" : "{\"response\":{\"token\":\"abc.def\"}}");
            }
        }));

        Answer answer = loopback.askOne(feed(own, "", "", "auth: {kind: login, " + login.replace('\n', ' ') + "}"));

        assertThat(answer.outcome().ok()).as(answer.outcome().reason()).isTrue();
        assertThat(data).hasSize(1).allSatisfy(sent -> assertThat(sent).contains("abc.def"));
        assertThat(credentials)
                .hasSize(1)
                .allSatisfy(sent -> assertThat(sent).containsAnyOf("rahasia sekali", "rahasia+sekali", "cGFudGF1On"));
    }

    @Test
    void nasty76TokenShouldDieAtLocalMidnight() {
        Feed feed = feed(
                port,
                "zone: Asia/Makassar",
                "",
                "auth: {kind: login, get: \"{base}/token\", token: access_token, valid: until_local_midnight}");
        loopback.set(Instant.parse("2026-11-23T15:59:00Z"));
        Answer evening = loopback.askOne(feed);
        loopback.pass(Duration.ofSeconds(59));
        Answer lastSecond = loopback.askOne(feed);
        assertThat(logins).hasValue(1);

        loopback.pass(Duration.ofSeconds(1));
        Answer newDay = loopback.askOne(feed);

        assertThat(logins).hasValue(2);
        assertThat(List.of(evening, lastSecond, newDay))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @ParameterizedTest
    @CsvSource({"valid: 50m, 2399, 1", "valid: 50m, 2400, 2", "valid: until_refused, 864000, 1"})
    void tokenShouldBeUsedAsLongAsTheCatalogueSays(String valid, int secondsLater, int expected) {
        Feed feed =
                feed(port, "", "", "auth: {kind: login, get: \"{base}/token\", token: access_token, " + valid + "}");
        Answer first = loopback.askOne(feed);
        loopback.pass(Duration.ofSeconds(secondsLater));
        Answer second = loopback.askOne(feed);

        assertThat(List.of(first, second))
                .allSatisfy(answer -> assertThat(answer.outcome().ok()).isTrue());
        assertThat(logins).hasValue(expected);
    }

    @Test
    void tokenShouldGoIntoABodyThatNamesIt() {
        Feed feed = feed(
                port,
                "",
                "json: {method: item.get, auth: \"{token}\"}",
                "auth: {kind: login, get: \"{base}/token\", token: access_token}");

        Answer unused = loopback.askOne(feed);

        assertThat(seen).contains("POST /data {\"method\":\"item.get\",\"auth\":\"karcis-1\"}", "with null");
    }

    @Test
    void aTokenThatLooksLikeAReferenceShouldNotBeResolved() {
        int sly = loopback.http(request -> {
            seen.add("with " + request.getHeader("Authorization"));
            request.response().end("{\"access_token\":\"x env:SECRET\"}");
        });

        Answer unused = loopback.askOne(oauth2(sly, "", ""));

        assertThat(seen).contains("with Bearer x env:SECRET").doesNotContain("with Bearer x rahasia sekali");
    }

    @Test
    void nasty77ClockSkewShouldBeNamedWhereAccessIsRefused() {
        int strict = loopback.http(request -> request.response()
                .putHeader("Date", "Mon, 23 Nov 2026 02:01:35 GMT")
                .setStatusCode(401)
                .end("{}"));
        Feed feed = feed(strict, "", "", """
                auth: {kind: hmac, sign: "{epoch}", secret: "env:SECRET", headers: {X-Sig: "{sig}"}}""");

        List<Answer> answers = loopback.ask(feed);

        assertThat(ReadAhead.readAll(feed, answers).get(0).outcome().reason())
                .isEqualTo("HTTP 401; the endpoint's clock is 95 s ahead of ours");
        loopback.pass(Duration.ofSeconds(65));
        assertThat(ReadAhead.readAll(feed, loopback.ask(feed)).get(0).outcome().reason())
                .isEqualTo("HTTP 401");
    }

    /** Refuses every token but one. */
    private Handler<HttpServerRequest> tokens(String good, List<String> tokens, int status, String refusal) {
        return request -> {
            if (request.path().equals("/token")) {
                request.response().end("{\"access_token\":\"karcis-" + logins.incrementAndGet() + "\"}");
                return;
            }
            String token = request.getHeader("Authorization");
            tokens.add(token);
            boolean fine = token.equals("Bearer " + good);
            request.response().setStatusCode(fine ? 200 : status).end(fine ? GOOD : refusal);
        };
    }

    private Feed oauth2(String more) {
        return oauth2(port, more, "");
    }

    private Feed oauth2(String more, String request) {
        return oauth2(port, more, request);
    }

    private static Feed oauth2(int port, String more, String request, String... lines) {
        return feed(port, String.join("\n", lines), request, """
                auth: {kind: oauth2, token_url: "{base}/token", client_id: "env:ID", client_secret: "env:SECRET"%s}""".formatted(more));
    }

    private static Feed feed(int port, String lines, String request, String auth) {
        return FeedText.counting(
                """
                timeout: 10s
                vars: {base: "http://127.0.0.1:%d"}
                request:
                  url: "{base}/data"
                """.formatted(port) + (request.isEmpty() ? "" : "  " + request + "\n") + auth + "\n" + lines);
    }
}
