package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.web.PushEdge.KK;
import static org.pantau.web.PushEdge.KTP;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.measure.FeedState;
import org.pantau.measure.Status;

/** What agencies push, over real HTTP into a real database. */
class PushTest {

    private static final String METRICS = "text/plain; version=0.0.4";

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
    void ownBatchShouldBeStoredAtItsOwnTimesAndShown() {
        Instant then = clock.instant().minusSeconds(90);

        Reply reply = edge.samples("""
                {"service": "1", "measure": "pending", "at": "%s", "value": 7},
                {"service": "33.08/disdukcapil/kk", "measure": "pending", "value": "9"},
                {"service": "1", "measure": "handling", "at": %d, "value": 2.5}""".formatted(then, then.toEpochMilli()));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().getInteger("accepted")).isEqualTo(3);
        assertThat(edge.at(KTP, "pending", then)).isEqualTo(7);
        assertThat(edge.at(KTP, "handling", then)).isEqualTo(150_000);
        assertThat(edge.at(KK, "pending", clock.instant())).isEqualTo(9);
        Edge.until(() -> shown(KTP, "pending") == 7 && shown(KK, "pending") == 9);
        assertThat(edge.feed("kiriman").outcome()).isNotNull();
        assertThat(edge.feed("kiriman").lastPoll()).isEqualTo(clock.instant());
    }

    @Test
    void bodyTheFeedWouldHaveAnsweredShouldBeReadByItsMapping() {
        Reply reply = edge.push("bentuk-sendiri", "application/json; charset=utf-8", """
                {"ok": true, "data": [{"kode": "1", "terisi": 4, "waktu": "2026-11-23 09:58:00"},
                                      {"kode": "lain", "terisi": 5}]}""");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().getJsonArray("unconfirmed")).containsExactly("lain");
        assertThat(edge.at(KTP, "occupied", Instant.parse("2026-11-23T02:58:00Z")))
                .isEqualTo(4);
    }

    @Test
    void everyAnswerShouldSayWhatTimeItIsHere() {
        clock.forward(Duration.ofDays(9));

        assertThat(edge.samples("{}").header("date")).isEqualTo("Wed, 02 Dec 2026 03:00:00 GMT");
        assertThat(edge.send(edge.request("/health/live").GET()).header("date"))
                .isEqualTo("Wed, 02 Dec 2026 03:00:00 GMT");
    }

    @Test
    void bodyThatItsRulesRefuseShouldNotBeTaken() {
        Reply reply = edge.push("bentuk-sendiri", "application/json", "{\"ok\": false, \"data\": []}");

        assertThat(reply.problem(422).getJsonArray("errors").encode()).contains("the success rule does not hold");
        assertThat(edge.feed("bentuk-sendiri").problems()).hasSize(1);
    }

    @Test
    void countOfTheDayShouldBeItsLatestReading() {
        PushEdge.taken(edge.samples("{\"service\": \"1\", \"measure\": \"served\", \"value\": 10}"));
        clock.forward(Duration.ofMinutes(5));
        PushEdge.taken(edge.samples("""
                {"service": "1", "measure": "served", "at": "%s", "value": 12},
                {"service": "1", "measure": "served", "at": "%s", "value": 15}""".formatted(clock.instant().minusSeconds(60), clock.instant())));

        assertThat(edge.sum(KTP, "served")).isEqualTo(15);
        assertThat(edge.number("select value from period_value")).isEqualTo(15);
    }

    @Test
    void prometheusTextPushedTwiceShouldCountOnce() {
        String first = "# TYPE layanan_total counter\nlayanan_total{loket=\"1\"} 100\nlayanan_total{loket=\"2\"} 50\n";
        String second = first.replace("100", "103");

        assertThat(edge.push("metrik", METRICS, first).status()).isEqualTo(200);
        clock.forward(Duration.ofSeconds(1));
        assertThat(edge.push("metrik", METRICS, second).status()).isEqualTo(200);
        clock.forward(Duration.ofSeconds(1));
        assertThat(edge.push("metrik", METRICS, second).status()).isEqualTo(200);

        assertThat(edge.sum(KTP, "received")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/push/metrics/job/metrik",
        "POST,/push/metrics/job/metrik/instance/loket-1",
        "PUT,/push/metrics/job/metrik/instance/loket-1/wilayah@base64/S290YS9NYWdlbGFuZw"
    })
    void pathsOfAPushgatewayShouldBeUnderstood(String method, String path) {
        String basic = Base64.getEncoder()
                .encodeToString(("siapa:" + PushEdge.token("metrik")).getBytes(StandardCharsets.UTF_8));
        for (int value : new int[] {5, 8}) {
            clock.forward(Duration.ofSeconds(1));
            // As curl --data-binary says of whatever it sends.
            Reply reply = edge.send(edge.request(path)
                    .header("authorization", "Basic " + basic)
                    .header("content-type", "application/x-www-form-urlencoded")
                    .method(method, BodyPublishers.ofString("layanan_total " + value + "\n")));
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        }

        assertThat(edge.sum(KTP, "received")).isEqualTo(3);
    }

    @Test
    void instancesOfOneJobShouldBeCountersOfTheirOwn() {
        for (int round = 0; round < 2; round++) {
            for (int instance = 1; instance <= 2; instance++) {
                clock.forward(Duration.ofSeconds(1));
                PushEdge.taken(edge.post(
                        "/push/metrics/job/metrik/instance/" + instance,
                        PushEdge.token("metrik"),
                        METRICS,
                        BodyPublishers.ofString("layanan_total " + (instance * 1000 + round) + "\n")));
            }
        }

        // What instance 2 had counted before it was heard of is nobody's increase; then each rose by one.
        assertThat(edge.sum(KTP, "received")).isEqualTo(2);
    }

    @Test
    void tableShouldBeTakenAsUploaded() {
        Reply reply = edge.push("berkas", "text/csv", """
                service;measure;at;value
                33.08/disdukcapil/ktp-el;complaints_received;2026-11-21;4
                33.08/disdukcapil/kk;complaints_received;2026-11-22;6
                """);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(edge.number("select sum(value)::float8 from period_value join series on id = series_id"
                        + " where origin = 2 and measure = 'complaints_received'"))
                .isEqualTo(10);
    }

    @Test
    void mistakesOfATableShouldNameTheirRows() {
        Reply reply = edge.push("berkas", "text/csv", """
                service,measure,at,value
                33.08/disdukcapil/ktp-el,complaints_received,2026-11-21,empat
                33.08/disdukcapil/ktp-el,lain,2026-11-22,6
                33.08/disdukcapil/ktp-el,complaints_received,kemarin,6
                """);

        reply.isProblem(422);
        assertThat(errors(reply)).containsExactlyInAnyOrder("row 2.value", "row 3.measure", "row 4.at");
        assertThat(edge.number("select count(*)::float8 from period_value")).isZero();
    }

    @Test
    void outOfOrderShouldBeOrderedByItsTime() {
        Instant now = clock.instant();
        PushEdge.taken(edge.samples("{\"service\": \"1\", \"measure\": \"pending\", \"value\": 9}"));
        clock.forward(Duration.ofSeconds(1));
        PushEdge.taken(edge.samples("{\"service\": \"1\", \"measure\": \"pending\", \"at\": \"%s\", \"value\": 3}"
                .formatted(now.minusSeconds(30))));

        assertThat(edge.at(KTP, "pending", now.minusSeconds(30))).isEqualTo(3);
        Edge.until(() -> shown(KTP, "pending") == 9);
    }

    @Test
    void packedBodyShouldBeUnpacked() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write("{\"samples\": [{\"service\": \"1\", \"measure\": \"pending\", \"value\": 5}]}"
                    .getBytes(StandardCharsets.UTF_8));
        }

        Reply reply = edge.push(
                "kiriman",
                PushEdge.token("kiriman"),
                "application/json",
                BodyPublishers.ofByteArray(bytes.toByteArray()),
                "content-encoding",
                "gzip");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(edge.sum(KTP, "pending")).isEqualTo(5);
    }

    @Test
    void nasty60ValuesThatNobodySendsAnyMoreShouldGrowStaleAndTheServiceNeverDown() {
        PushEdge.taken(edge.push("metrik", METRICS, "layanan_total 5\n"));
        clock.forward(Duration.ofSeconds(1));
        PushEdge.taken(edge.push("metrik", METRICS, "layanan_total 5\n"));
        Edge.until(() -> edge.node(KTP).status() == Status.NORMAL);
        clock.forward(Duration.ofSeconds(2));
        assertThat(edge.state("metrik")).isEqualTo(FeedState.OK);

        clock.forward(Duration.ofSeconds(2));

        Edge.until(() -> edge.state("metrik") == FeedState.STALE);
        Edge.until(() -> edge.node(KTP).status() != Status.NORMAL);
        assertThat(edge.node(KTP).status()).isEqualTo(Status.TANPA_DATA);
        assertThat(edge.feed("metrik").toString()).contains("expected every 1 s");
        assertThat(edge.count(KTP, "up")).isZero();
        Edge.until(() -> edge.count("33.08/disdukcapil/@metrik", "poll") == 3);

        clock.forward(Duration.ofSeconds(1));
        PushEdge.taken(edge.push("metrik", METRICS, "layanan_total 6\n"));
        assertThat(edge.state("metrik")).isEqualTo(FeedState.OK);
        assertThat(edge.sum(KTP, "received")).isEqualTo(1);
    }

    private double shown(String service, String measure) {
        return edge.node(service).figures().stream()
                .filter(figure -> figure.measure().equals(measure) && figure.value() != null)
                .mapToDouble(figure -> figure.value())
                .findFirst()
                .orElse(Double.NaN);
    }

    static List<String> errors(Reply reply) {
        return reply.problem(422).getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("field"))
                .toList();
    }
}
