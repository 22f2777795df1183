package org.pantau.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.value.Answer;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.net.address.AddressPolicy;
import org.pantau.poll.request.Secrets;

/** Against real servers on loopback, good and bad. */
class PollerTest {

    private static final Instant NOW = Instant.parse("2026-11-23T17:30:00Z");
    private static final Secrets SECRETS = new Secrets(Map.of("KEY", "rahasia-sekali")::get);

    private static Vertx vertx;
    private static Outgoing outgoing;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        outgoing = new Outgoing(vertx, NetSettings.defaults("1"));
    }

    @AfterAll
    static void stop() {
        done(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({"200", "204", "401", "404", "500", "503"})
    void shouldPassOnWhateverStatusWasAnswered(int status) {
        int port = http(request -> request.response()
                .setStatusCode(status)
                .putHeader("X-Kind", "a")
                .end(status == 204 ? "" : "isi"));

        Answer answer = one(port, "");

        assertThat(answer.outcome().ok()).isTrue();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("x-kind", "a");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(status == 204 ? "" : "isi");
        assertThat(answer.took()).isPositive();
        assertThat(answer.askedAt()).isBetween(NOW, NOW.plusSeconds(5));
        assertThat(answer.bindings()).containsEntry("today", "2026-11-24");
    }

    @Test
    void shouldSendWhatIdentifiesUs() {
        List<String> keys = new CopyOnWriteArrayList<>();
        int port = http(request -> {
            keys.add(request.getHeader("x-api-key"));
            request.response().end("{}");
        });

        Answer unused = one(port, "auth: {kind: apikey, header: x-api-key, value: \"env:KEY\"}");

        assertThat(keys).containsExactly("rahasia-sekali");
    }

    @Test
    void shouldSayTimeout() {
        assertFailed(one(net(socket -> {}), "timeout: 300ms"), FeedState.TIMEOUT);
    }

    @Test
    void shouldSayRefused() throws IOException {
        assertFailed(one(freePort(), ""), FeedState.REFUSED);
    }

    @Test
    void shouldSayRefusedWhereTheConnectionIsCutBeforeAnyHeader() {
        assertFailed(one(net(NetSocket::close), ""), FeedState.REFUSED);
    }

    @Test
    void shouldSayUnreadableWhereTheAnswerIsCutShort() {
        int port = net(socket ->
                socket.write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nab").onComplete(written -> socket.close()));

        assertFailed(one(port, ""), FeedState.UNREADABLE);
    }

    @Test
    void shouldSayUnreadableWhereItIsNotHttp() {
        assertFailed(one(net(socket -> socket.write("SSH-2.0-x\r\n\r\n")), ""), FeedState.UNREADABLE);
    }

    @Test
    void shouldSayRedirected() {
        int port = http(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "http://127.0.0.2:1/?token=abc")
                .end());

        Answer answer = one(port, "");

        assertFailed(answer, FeedState.REDIRECTED);
        assertThat(answer.outcome().reason()).doesNotContain("abc");
    }

    @Test
    void shouldSayTls() {
        int port = http(request -> request.response().end());
        Feed feed = FeedText.counting("request: {url: \"https://127.0.0.1:" + port + "/\"}");

        assertFailed(await(poller().ask(feed, NOW)).get(0), FeedState.TLS);
    }

    @Test
    void shouldSayDns() {
        Feed feed = FeedText.counting("request: {url: \"http://tidak-ada.invalid/\"}");

        assertFailed(await(poller().ask(feed, NOW)).get(0), FeedState.DNS);
    }

    @Test
    void shouldSayForbiddenAddressWithoutAsking() {
        Feed feed = FeedText.counting("request: {url: \"http://169.254.169.254/latest\"}");

        Answer answer = await(poller().ask(feed, NOW)).get(0);

        assertFailed(answer, FeedState.FORBIDDEN_ADDRESS);
        assertThat(answer.took()).isZero();
    }

    @Test
    void shouldSayTooBig() {
        int port = http(request -> request.response().end(Buffer.buffer(new byte[2_000])));

        assertFailed(
                await(poller(new PollSettings(4, Duration.ofSeconds(1), 1_000, 9_000, AddressPolicy.CATALOGUE_FILE))
                                .ask(feed(port, ""), NOW))
                        .get(0),
                FeedState.TOO_BIG);
    }

    @Test
    void shouldSayAuthWhereTheSecretIsNotThere() {
        AtomicInteger asked = new AtomicInteger();
        int port = http(request -> asked.incrementAndGet());

        Answer answer = one(port, "auth: {kind: bearer, token: \"env:NOPE\"}");

        assertFailed(answer, FeedState.AUTH);
        assertThat(answer.outcome().reason()).contains("env:NOPE");
        assertThat(asked).hasValue(0);
    }

    @Test
    void shouldKeepSecretsOutOfReasons() {
        Feed feed = FeedText.counting("""
                vars: {kunci: "env:KEY"}
                request: {url: "{kunci}://127.0.0.1/"}
                """);
        Feed unwritable = FeedText.counting("""
                vars: {kunci: "env:KEY"}
                request: {url: "http://127.0.0.1:1/ /{kunci}"}
                """);

        for (Feed each : List.of(feed, unwritable)) {
            Answer answer = await(poller().ask(each, NOW)).get(0);
            assertFailed(answer, FeedState.FORBIDDEN_ADDRESS);
            assertThat(answer.outcome().reason()).doesNotContain("rahasia").contains("***");
            assertThat(answer.bindings().toString()).doesNotContain("rahasia");
        }
    }

    @Test
    void shouldAskAFewAtATimeAndAnswerInOrder() {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int port = http(request -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            vertx.setTimer(5, later -> {
                open.decrementAndGet();
                request.response().end(request.path());
            });
        });
        Feed feed = fanOut(port, "timeout: 10s");

        List<Answer> answers = await(poller().ask(feed, NOW));

        assertThat(answers.stream().map(answer -> new String(answer.body(), StandardCharsets.UTF_8)))
                .containsExactly("/1", "/2", "/3", "/4", "/5", "/6", "/7", "/8", "/9");
        assertThat(most).hasValueLessThanOrEqualTo(PollSettings.DEFAULT.perFeed());
    }

    @ParameterizedTest
    @CsvSource({"429, 120, 120", "429, , ", "503, 60, 60"})
    void shouldStopAskingWhenTheEndpointWantsPeace(int status, @Nullable String retryAfter, @Nullable Long seconds) {
        AtomicInteger asked = new AtomicInteger();
        int port = http(request -> {
            asked.incrementAndGet();
            request.response().setStatusCode(status);
            if (retryAfter != null) {
                request.response().putHeader("Retry-After", retryAfter);
            }
            request.response().end();
        });

        List<Answer> answers = await(poller().ask(fanOut(port, ""), NOW));

        assertThat(answers).hasSize(9);
        assertThat(answers.get(0).status()).isEqualTo(status);
        assertThat(answers.get(0).retryAfter()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
        assertThat(answers.get(8).outcome().state()).isEqualTo(FeedState.UNMONITORED);
        assertThat(answers.get(8).outcome().reason()).contains("pause");
        assertThat(asked).hasValueLessThanOrEqualTo(PollSettings.DEFAULT.perFeed());
    }

    @Test
    void shouldGoOnAfterAnErrorThatAsksForNothing() {
        int port = http(request -> request.response().setStatusCode(503).end());

        assertThat(await(poller().ask(fanOut(port, ""), NOW)))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(503));
    }

    @Test
    void shouldNotBeginWhatNoLongerFitsIntoTheSlot() {
        int port = net(socket -> {});
        Feed feed = fanOut(port, "every: 1s\ntimeout: 1s");

        List<Answer> answers = await(poller().ask(feed, NOW));

        assertThat(answers.subList(0, 4)).allSatisfy(answer -> assertFailed(answer, FeedState.TIMEOUT));
        assertThat(answers.subList(4, 9)).allSatisfy(answer -> {
            assertFailed(answer, FeedState.UNMONITORED);
            assertThat(answer.outcome().reason()).contains("slot was over");
        });
    }

    @Test
    void shouldBoundTheBytesOfAllAnswersOfASlot() {
        int port = http(request -> request.response().end(Buffer.buffer(new byte[1_000])));
        PollSettings tight = new PollSettings(1, Duration.ofSeconds(1), 1_000, 2_000, AddressPolicy.CATALOGUE_FILE);

        List<Answer> answers = await(poller(tight).ask(fanOut(port, ""), NOW));

        assertThat(answers.stream().map(answer -> answer.outcome().state()))
                .startsWith(FeedState.OK, FeedState.OK, FeedState.TOO_BIG)
                .hasSize(9);
        assertThat(answers.get(2).outcome().reason()).contains("2000 bytes");
    }

    @Test
    void shouldAskForPastDaysInTheirOwnRhythm() {
        int port = http(request -> request.response().end());
        Feed feed = FeedText.counting("""
                every: 60s
                request:
                  url: "http://127.0.0.1:%d/{day}"
                  for_each: {day: {window: [today, -2d], past_every: 1h}}
                """.formatted(port));
        Cadence past = Cadence.of("sumber/past", Duration.ofHours(1));
        Instant due = past.slotAt(NOW);

        assertThat(await(poller().ask(feed, due))).hasSize(3);
        assertThat(await(poller().ask(feed, due.plusSeconds(59)))).hasSize(3);
        assertThat(await(poller().ask(feed, due.plusSeconds(60)))).hasSize(1);
        assertThat(await(poller().ask(feed, due.minusSeconds(1)))).hasSize(1);
    }

    @Test
    void shouldAskForOneDayOfHistory() {
        int port = http(request -> request.response().end(request.path()));
        Feed feed = FeedText.counting(
                "request: {url: \"http://127.0.0.1:" + port + "/{day}\", for_each: {day: {history: 9d}}}");

        Answer answer = await(poller().askDay(feed, LocalDate.of(2026, 11, 20))).get(0);

        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("/2026-11-20");
        assertThat(answer.bindings()).containsEntry("day", "2026-11-20").containsEntry("today", "2026-11-24");
    }

    @Test
    void shouldTakeANewFeedOfTheSameName() {
        int port = http(request -> request.response().end(request.path()));
        Poller poller = poller();
        Feed before = FeedText.counting("request: {url: \"http://127.0.0.1:" + port + "/lama\"}");
        Feed after = FeedText.counting("request: {url: \"http://127.0.0.1:" + port + "/baru\"}");

        assertThat(await(poller.ask(before, NOW)).get(0).body()).asString().isEqualTo("/lama");
        assertThat(await(poller.ask(before, NOW)).get(0).body()).asString().isEqualTo("/lama");
        assertThat(await(poller.ask(after, NOW)).get(0).body()).asString().isEqualTo("/baru");
        poller.keepOnly(Set.of());
        assertThat(await(poller.ask(after, NOW)).get(0).body()).asString().isEqualTo("/baru");
    }

    @Test
    void shouldFindNoMistakeInAGoodFeed() {
        assertThat(Poller.mistake(feed(1, ""))).isEmpty();
    }

    private static void assertFailed(Answer answer, FeedState state) {
        assertThat(answer.outcome().state()).isEqualTo(state);
        assertThat(answer.outcome().reason()).isNotBlank();
        assertThat(answer.body()).isEmpty();
    }

    private static Answer one(int port, String lines) {
        return await(poller().ask(feed(port, lines), NOW)).get(0);
    }

    private static Feed feed(int port, String lines) {
        return FeedText.counting("request: {url: \"http://127.0.0.1:" + port + "/x\"}\n" + lines);
    }

    private static Feed fanOut(int port, String lines) {
        return FeedText.counting("""
                request:
                  url: "http://127.0.0.1:%d/{n}"
                  for_each: {n: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]}
                """.formatted(port) + lines);
    }

    private static Poller poller() {
        return poller(PollSettings.DEFAULT);
    }

    private static Poller poller(PollSettings settings) {
        return new Poller(outgoing, SECRETS, InstantSource.fixed(NOW), settings);
    }

    private static int http(Handler<HttpServerRequest> handler) {
        return await(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private static int net(Handler<NetSocket> handler) {
        return await(vertx.createNetServer().connectHandler(handler).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
