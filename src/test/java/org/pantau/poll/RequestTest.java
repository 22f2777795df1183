package org.pantau.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.value.Answer;

/** What is really sent, as a server on loopback sees it. */
class RequestTest {

    private final Loopback loopback = new Loopback();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<String> utc = new CopyOnWriteArrayList<>();
    private int port;

    @BeforeEach
    void start() {
        loopback.environment.put("U", "petugas");
        loopback.environment.put("P", "rahasia \"&<1");
        port = loopback.http(request -> request.bodyHandler(body -> {
            utc.add(String.valueOf(request.getHeader("X-Utc")));
            seen.add(request.uri() + (body.length() == 0 ? "" : " " + body));
            request.response().end("{\"antrean\":1}");
        }));
    }

    @AfterEach
    void stop() {
        loopback.close();
    }

    /** It is 23:30 on 31 December in Jakarta, 00:30 of the new year in Makassar. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Asia/Jakarta  | {from: first_of_month-1M, to: today}                | 2026-11-01 2026-12-31
            Asia/Makassar | {from: first_of_month-1M, to: today}                | 2026-12-01 2027-01-01
            Asia/Jakarta  | {from: -7d}                                         | 2026-12-24 2026-12-31
            Asia/Jakarta  | {from: first_of_year, to: yesterday, format: dd/MM/yyyy} | 01%2F01%2F2026 30%2F12%2F2026
            Asia/Jakarta  | {from: first_of_week-1w, to: today}                 | 2026-12-21 2026-12-31
            Asia/Jakarta  | {from: today, to: now, format: epoch_s}             | 1798650000 1798734600
            Asia/Jakarta  | {from: now-12h, to: now, format: epoch_ms}          | 1798691400000 1798734600000
            Asia/Jakarta  | {from: now-1h, to: now}                             | 2026-12-31T22%3A30%3A00%2B07%3A00 2026-12-31T23%3A30%3A00%2B07%3A00
            """)
    void shouldAskForARangeOfDays(String zone, String window, String range) {
        loopback.set(Instant.parse("2026-12-31T16:30:00Z"));
        Feed feed = FeedText.counting("""
                zone: %s
                request: {url: "http://127.0.0.1:%d/?period={from}%%20-%%20{to}", window: %s}
                """.formatted(zone, port, window));

        Answer answer = loopback.askOne(feed);

        assertThat(seen).containsExactly("/?period=" + range.replace(" ", "%20-%20"));
        assertThat(answer.bindings()).containsKeys("from", "to");
    }

    @ParameterizedTest
    @CsvSource({"epoch_s, 1763830800", "epoch_ms, 1763830800000", "yyyyMMdd, 20251123"})
    void shouldWriteADayAsTheSourceCountsIt(String format, String day) {
        loopback.set(Instant.parse("2025-11-23T05:00:00Z"));
        Feed feed = FeedText.counting("""
                request: {url: "http://127.0.0.1:%d/{day}", for_each: {day: {only: today, format: %s}}}
                """.formatted(port, format));

        Answer answer = loopback.askOne(feed);

        assertThat(seen).containsExactly("/" + day);
        assertThat(answer.bindings()).containsEntry("day", day);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            json: {user: "env:U", sandi: "env:P", n: 1}  | {"user":"petugas","sandi":"rahasia \\"&<1","n":1}
            form: {user: "env:U", sandi: "env:P", d: "{today}", k: "a b&c"} | user=petugas&sandi=rahasia+%22%26%3C1&d=2026-11-23&k=a+b%26c
            body: "<w:Password>env:P</w:Password><w:Username>env:U</w:Username>" | <w:Password>rahasia &quot;&amp;&lt;1</w:Password><w:Username>petugas</w:Username>
            body: "UserName=env:U;Date={today}" | UserName=petugas;Date=2026-11-23
            """)
    void shouldPutCredentialsIntoTheBodyWithoutBreakingIt(String body, String sent) {
        Answer answer =
                loopback.askOne(FeedText.counting("request: {url: \"http://127.0.0.1:" + port + "/x\", " + body + "}"));

        assertThat(answer.outcome().ok()).isTrue();
        assertThat(seen).containsExactly("/x " + sent.replace("\\\\", "\\"));
    }

    @Test
    void shouldSendAFileThatLiesBesideTheCatalogue(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("health.xml"), "<soap><user>env:U</user></soap>");
        Path file = Files.writeString(folder.resolve("katalog.yaml"), """
                governments:
                  - {code: "33.08", name: Magelang, agencies: [{id: opd, name: OPD, services: [{id: antrean, name: A}]}]}
                feeds:
                  - id: sumber
                    service: 33.08/opd/antrean
                    read: json
                    request: {url: "http://127.0.0.1:%d/", body_file: health.xml, headers: {Content-Type: text/xml}}
                    measures: {pending: {value: antrean}}
                """.formatted(port));
        CatalogueReader.Reading reading = CatalogueReader.read(file);
        Feed feed = reading.catalogue()
                .orElseThrow(() -> new AssertionError(reading.mistakes().toString()))
                .feeds()
                .iterator()
                .next();

        Answer unused = loopback.askOne(feed);

        assertThat(seen).containsExactly("/ <soap><user>petugas</user></soap>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../lain.xml", "/etc/passwd", "tidak-ada.xml"})
    void aFileElsewhereShouldBeAMistake(String name, @TempDir Path folder) throws IOException {
        Path own = Files.createDirectory(folder.resolve("katalog"));
        Files.writeString(folder.resolve("lain.xml"), "rahasia");
        Path file = Files.writeString(own.resolve("katalog.yaml"), """
                governments:
                  - {code: "33.08", name: Magelang, agencies: [{id: opd, name: OPD, services: [{id: antrean, name: A}]}]}
                feeds:
                  - id: sumber
                    service: 33.08/opd/antrean
                    read: json
                    request: {url: "http://127.0.0.1:1/", body_file: %s}
                    measures: {pending: {value: antrean}}
                """.formatted(name));

        assertThat(CatalogueReader.read(file).mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.message())
                        .startsWith("feeds[sumber].request.body_file: '" + name + "'")
                        .endsWith("expected a file beside the catalogue"));
    }

    /** The signature was made with Python's hmac. */
    @Test
    void shouldSignWithTheClockAsEachSourceWritesIt() {
        Feed feed = FeedText.counting("""
                request: {url: "http://127.0.0.1:%d/?t={epoch_ms}&s={sig}"}
                auth:
                  kind: hmac
                  sign: "petugas&{epoch}"
                  secret: "env:U"
                  encode: hex
                  headers: {X-Utc: "{utc}"}
                """.formatted(port));

        Answer unused = loopback.askOne(feed);

        assertThat(seen)
                .containsExactly(
                        "/?t=1795399200000&s=" + "a0f3491f1207bf9e72d0a352aa613e6e2444330e12f9b70ffb1d3baa171efd2a");
        assertThat(utc).containsExactly("2026-11-23T02:00:00Z");
    }

    @Test
    void anUnchangedAnswerShouldBeReadAgain() {
        AtomicInteger sent = new AtomicInteger();
        List<String> conditions = new CopyOnWriteArrayList<>();
        int source = loopback.http(request -> {
            conditions.add(request.getHeader("If-None-Match") + " " + request.getHeader("If-Modified-Since"));
            if ("\"v1\"".equals(request.getHeader("If-None-Match"))) {
                request.response().setStatusCode(304).end();
            } else {
                sent.incrementAndGet();
                request.response()
                        .putHeader("ETag", "\"v1\"")
                        .putHeader("Last-Modified", "Mon, 23 Nov 2026 01:00:00 GMT")
                        .end("{\"antrean\":7}");
            }
        });
        Feed feed = FeedText.counting("request: {url: \"http://127.0.0.1:" + source + "/\", conditional: true}");

        Answer first = loopback.askOne(feed);
        loopback.pass(Duration.ofMinutes(1));
        Answer second = loopback.askOne(feed);

        assertThat(sent).hasValue(1);
        assertThat(conditions).containsExactly("null null", "\"v1\" Mon, 23 Nov 2026 01:00:00 GMT");
        assertThat(List.of(first, second)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(Loopback.body(answer)).isEqualTo("{\"antrean\":7}");
        });
        assertThat(second.askedAt()).isAfter(first.askedAt().plusSeconds(50));
    }

    @Test
    void anAnswerTooLargeToKeepShouldBeAskedForWhole() {
        AtomicInteger conditional = new AtomicInteger();
        int source = loopback.http(request -> {
            conditional.addAndGet(request.getHeader("If-None-Match") == null ? 0 : 1);
            request.response().putHeader("ETag", "\"v1\"").end("[\"" + "x".repeat(Unchanged.MOST_BYTES) + "\"]");
        });
        Feed feed = FeedText.counting("request: {url: \"http://127.0.0.1:" + source + "/\", conditional: true}");

        Answer first = loopback.askOne(feed);
        Answer second = loopback.askOne(feed);

        assertThat(conditional).hasValue(0);
        assertThat(second.body()).hasSameSizeAs(first.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"code":"900800","message":"Message throttled out","description":"You have exceeded your quota"}
            429 | {"fault":{"code":900802,"message":"Resource level throttle out"}}
            200 | <ams:fault xmlns:ams="x"><ams:code>900803</ams:code><ams:message>Application level quota</ams:message></ams:fault>
            """)
    void nasty15AThrottleInsideTheBodyShouldBeObeyed(int status, String body) {
        int gateway = loopback.http(
                request -> request.response().setStatusCode(status).end(body));
        Feed feed = FeedText.counting("""
                request: {url: "http://127.0.0.1:%d/{n}", for_each: {n: ["1", "2", "3", "4", "5", "6"]}}
                """.formatted(gateway));

        List<Answer> answers = loopback.ask(feed);

        assertThat(answers.get(0).outcome().state()).isEqualTo(FeedState.THROTTLED);
        assertThat(answers.get(0).outcome().reason()).startsWith("the gateway asks for a pause, code 90080");
        assertThat(answers.get(5).outcome().state()).isEqualTo(FeedState.UNMONITORED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"900800\",\"name\":\"Loket pengaduan\"}",
                "{\"code\":\"900901\",\"message\":\"Invalid Credentials\"}",
                "[{\"code\":\"200\",\"message\":\"limit 900800\"}]"
            })
    void aBodyThatOnlyLooksLikeAThrottleShouldBePassedOn(String body) {
        int source = loopback.http(request -> request.response().end(body));

        assertThat(loopback.askOne(FeedText.counting("request: {url: \"http://127.0.0.1:" + source + "/\"}"))
                        .outcome()
                        .ok())
                .isTrue();
    }

    @Test
    void nasty78SecretsShouldBeInNoReason() {
        loopback.environment.put("T", "karcis-rahasia/1");
        List<String> lines = List.of(
                "auth: {kind: apikey, query: kunci, value: \"env:T\"}",
                "auth: {kind: bearer, token: \"env:T\"}",
                "auth: {kind: basic, user: \"env:T\", password: \"env:T\"}",
                "auth: {kind: hmac, sign: \"{epoch}\", secret: \"env:T\", headers: {A: \"{sig} env:T\"}}",
                "auth: {kind: login, get: \"{alamat}/{kunci}\", token: $}",
                "auth: {kind: none}");
        List<String> addresses = List.of(
                "http://127.0.0.1:1/{kunci}",
                "http://127.0.0.1:1/ {kunci}",
                "{kunci}://127.0.0.1/",
                "http://{kunci}@127.0.0.1/",
                "http://tidak.test:" + redirecting() + "/?token={kunci}");
        for (String auth : lines) {
            for (String address : addresses) {
                Feed feed = FeedText.counting("""
                        vars: {kunci: "env:T", alamat: "http://127.0.0.1:1"}
                        request: {url: "%s", body: "sandi=env:T"}
                        %s
                        """.formatted(address, auth));

                Answer answer = loopback.askOne(feed);

                assertThat(answer.outcome().ok()).isFalse();
                assertThat(answer.outcome() + " " + answer.bindings() + " " + answer.hint())
                        .doesNotContain("karcis-rahasia", "karcis-rahasia%2F1", "a2FyY2lzLXJhaGFzaWEv");
            }
        }
    }

    private int redirecting() {
        return loopback.http(RequestTest::redirect);
    }

    private static void redirect(HttpServerRequest request) {
        request.response()
                .setStatusCode(302)
                .putHeader("Location", "http://lain.test/" + request.uri())
                .end();
    }
}
