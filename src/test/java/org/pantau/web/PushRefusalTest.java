package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.web.PushEdge.KTP;

import io.vertx.core.buffer.Buffer;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.database.TestDatabase;

/** Pushes that are not taken, and those that come again. */
class PushRefusalTest {

    private static final String ITEM = "{\"service\": \"1\", \"measure\": \"pending\", \"value\": %d}";

    private HandClock clock;
    private PushEdge edge;

    @BeforeEach
    void start() {
        clock = new HandClock();
        edge = PushEdge.started(clock);
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void nasty80ReplayedPushShouldBeAnsweredAsBeforeAndCountOnce() {
        Reply first = edge.samples(ITEM.formatted(4), "idempotency-key", "kiriman-1");
        clock.forward(Duration.ofMinutes(1));
        Reply again = edge.samples(ITEM.formatted(4), "idempotency-key", "kiriman-1");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(first.header("idempotency-replayed")).isEmpty();
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(edge.count(KTP, "pending")).isEqualTo(1);
    }

    @Test
    void nasty80ReplayedPushShouldCountOnceAcrossARestart() {
        Reply first = edge.samples(ITEM.formatted(4), "idempotency-key", "kiriman-1");
        edge = edge.restarted();
        clock.forward(Duration.ofMinutes(1));
        Reply again = edge.samples(ITEM.formatted(4), "idempotency-key", "kiriman-1");

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(edge.count(KTP, "pending")).isEqualTo(1);

        clock.forward(Duration.ofHours(25));
        Reply muchLater = edge.samples(ITEM.formatted(4), "idempotency-key", "kiriman-1");
        assertThat(muchLater.header("idempotency-replayed")).isEmpty();
        assertThat(edge.count(KTP, "pending")).isEqualTo(2);
    }

    @Test
    void nasty80KeyWithAnotherBodyShouldBeRefused() {
        PushEdge.taken(edge.samples(ITEM.formatted(4), "idempotency-key", "kiriman-1"));
        clock.forward(Duration.ofMinutes(1));

        Reply other = edge.samples(ITEM.formatted(5), "idempotency-key", "kiriman-1");

        assertThat(PushTest.errors(other)).containsExactly("Idempotency-Key");
        assertThat(edge.count(KTP, "pending")).isEqualTo(1);
    }

    @Test
    void nasty80RefusedPushMayBeMendedUnderTheSameKey() {
        edge.samples("{\"service\": \"1\", \"measure\": \"pending\"}", "idempotency-key", "k")
                .isProblem(422);

        assertThat(edge.samples(ITEM.formatted(4), "idempotency-key", "k").status())
                .isEqualTo(200);
    }

    @Test
    void nasty80EveryWrongItemShouldBeNamedAndNothingHalfWritten() {
        Reply reply = edge.samples("""
                {"service": "1", "measure": "pending", "value": 4},
                {"service": "tidak-ada", "measure": "pending", "value": 4},
                {"service": "1", "measure": "lain", "value": 4},
                {"service": "1", "measure": "pending", "value": "empat"},
                {"service": "1", "measure": "pending", "value": null},
                {"service": "1", "measure": "pending", "value": 4, "warna": "biru"}, 7""");

        assertThat(PushTest.errors(reply))
                .contains(
                        "samples[1].service",
                        "samples[2].measure",
                        "samples[3].value",
                        "samples[4].value",
                        "samples[5].warna",
                        "samples[6].measure")
                .doesNotContain("samples[0].value");
        assertThat(edge.count(KTP, "pending")).isZero();
        assertThat(edge.number("select count(*)::float8 from push_key")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T03:06:00Z,not in the future",
        "2026-11-15T03:00:00Z,within the last 7 days",
        "03/04/2026,say its pattern"
    })
    void nasty80TimesOutOfReachShouldBeRefusedItemByItem(String at, String expected) {
        Reply reply = edge.samples(ITEM.formatted(4) + ",{\"service\": \"1\", \"measure\": \"pending\", \"at\": \"" + at
                + "\", \"value\": 5}");

        assertThat(PushTest.errors(reply)).containsExactly("samples[1].at");
        assertThat(reply.text()).contains(expected);
        assertThat(edge.count(KTP, "pending")).isZero();
    }

    @Test
    void nasty80ClockAheadByFiveMinutesShouldBeTaken() {
        assertThat(edge.samples("{\"service\": \"1\", \"measure\": \"pending\", \"at\": \"2026-11-23T03:05:00Z\","
                                + " \"value\": 5}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nasty80WrongTokenShouldSayNothingOfTheFeed() {
        Reply wrong = edge.push("kiriman", "salah", "application/json", BodyPublishers.ofString("{}"));
        Reply others =
                edge.push("kiriman", PushEdge.token("metrik"), "application/json", BodyPublishers.ofString("{}"));
        Reply missing = edge.push("tidak-ada", "salah", "application/json", BodyPublishers.ofString("{}"));
        Reply empty = edge.push("tidak-ada", "", "application/json", BodyPublishers.ofString("{}"));

        wrong.isProblem(401);
        assertThat(others.text()).isEqualTo(wrong.text());
        assertThat(missing.text()).isEqualTo(wrong.text());
        assertThat(empty.status()).isEqualTo(401);
        assertThat(edge.send(edge.request("/api/push/salah").GET()).text()).isEqualTo(wrong.text());
    }

    @Test
    void nasty80LabelOfAMegabyteShouldBeRefused() {
        String tooLong = "layanan_total{loket=\"" + "x".repeat(20_000) + "\"} 5\n";
        String tooBig = "layanan_total{loket=\"" + "x".repeat(1_100_000) + "\"} 5\n";

        assertThat(PushTest.errors(edge.push("metrik", "text/plain", tooLong))).containsExactly("body");
        edge.push("metrik", "text/plain", tooBig).isProblem(413);
    }

    @Test
    void bodyThatUnpacksToMoreThanIsTakenShouldBeRefused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(new byte[5_000_000]);
        }

        edge.push(
                        "kiriman",
                        PushEdge.token("kiriman"),
                        "application/json",
                        BodyPublishers.ofByteArray(bytes.toByteArray()),
                        "content-encoding",
                        "gzip")
                .isProblem(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"samples\": 3}", "{\"samples\": []}", "{\"samples\": [], \"lain\": 1}"})
    void bodyThatIsNoBatchShouldBeRefused(String body) {
        edge.push("kiriman", "application/json", body).isProblem(422);
    }

    @ParameterizedTest
    @CsvSource({"kiriman,text/plain", "kiriman,image/png", "metrik,application/json", "berkas,application/x-protobuf"})
    void kindThatTheFeedDoesNotTakeShouldBeRefused(String feed, String type) {
        edge.push(feed, type, "{}").isProblem(415);
    }

    @Test
    void tooManyPushesShouldBeAskedToWait() {
        Reply reply = edge.samples(ITEM.formatted(1));
        for (int i = 0; i < PushRoutes.AT_ONCE && reply.status() == 200; i++) {
            reply = edge.samples(ITEM.formatted(i));
        }

        reply.isProblem(429);
        assertThat(reply.header("retry-after")).isEqualTo("1");
        clock.forward(Duration.ofSeconds(1));
        assertThat(edge.samples(ITEM.formatted(1)).status()).isEqualTo(200);
    }

    @Test
    void pushShouldBeAskedToComeLaterWhileTheDatabaseIsAwayAndNothingMoreCanWait() {
        try (PushEdge full = PushEdge.withoutRoom(clock)) {
            String items = String.join(",", Collections.nCopies(12, ITEM.formatted(4)));
            String several = IntStream.range(0, 12)
                    .mapToObj(second -> "{\"service\": \"1\", \"measure\": \"pending\", \"value\": 4, \"at\": \""
                            + clock.instant().minusSeconds(second) + "\"}")
                    .collect(Collectors.joining(","));
            full.database.refuse();

            Reply refused = full.samples(several);
            Reply withKey = full.samples(items, "idempotency-key", "k");
            full.database.admit();

            refused.isProblem(503);
            assertThat(refused.header("retry-after")).isEqualTo("30");
            withKey.isProblem(503);
            Edge.until(() ->
                    full.samples(ITEM.formatted(4), "idempotency-key", "l").status() == 200);
            assertThat(full.count(KTP, "pending")).isEqualTo(1);
        }
    }

    @Test
    void answersShouldBeWhatTheDocumentSays() {
        OpenAPIContract contract = TestDatabase.await(Contract.load(edge.vertx));
        ResponseValidator validator = ResponseValidator.create(edge.vertx, contract);

        check(validator, "push", 200, edge.samples(ITEM.formatted(4)));
        check(validator, "push", 422, edge.samples("{}"));
        check(validator, "push", 401, edge.push("x", "y", "application/json", BodyPublishers.noBody()));
        check(validator, "push", 415, edge.push("kiriman", "text/csv", "a"));
        check(validator, "pushMetrics", 200, metrics("layanan_total 1"));
        check(validator, "pushMetrics", 422, metrics("layanan_total x"));
        check(validator, "heartbeat", 200, beat("?status=up"));
        check(validator, "heartbeat", 400, beat("?status=baik"));
        check(validator, "pushOtlp", 401, edge.post("/v1/metrics", "y", "application/json", BodyPublishers.noBody()));
    }

    private Reply metrics(String text) {
        return edge.post(
                "/push/metrics/job/metrik", PushEdge.token("metrik"), "text/plain", BodyPublishers.ofString(text));
    }

    private Reply beat(String query) {
        return edge.send(
                edge.request("/api/push/" + PushEdge.token("denyut") + query).GET());
    }

    private static void check(ResponseValidator validator, String operation, int status, Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        TestDatabase.done(validator.validate(
                ValidatableResponse.create(status, Map.of(), Buffer.buffer(reply.text()), "application/json"),
                operation));
    }
}
