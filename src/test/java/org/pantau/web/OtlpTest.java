package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.web.PushEdge.KK;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenTelemetry metrics over HTTP. */
class OtlpTest {

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
    void nasty58DeltaResentAfterATimeoutShouldCountOnce() {
        Instant start = clock.instant().minusSeconds(60);
        byte[] body =
                proto("kk.selesai", AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA, start, clock.instant(), 7);

        assertThat(protobuf("otel", body).text()).isEmpty();
        Reply again = protobuf("otel", body);
        edge = edge.restarted();
        clock.forward(Duration.ofSeconds(5));
        Reply afterRestart = protobuf("otel", body);
        Reply next = protobuf(
                "otel",
                proto(
                        "kk.selesai",
                        AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA,
                        clock.instant().minusSeconds(5),
                        clock.instant(),
                        2));

        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(afterRestart.status()).as(afterRestart.text()).isEqualTo(200);
        assertThat(next.header("content-type")).isEqualTo("application/x-protobuf");
        assertThat(edge.sum(KK, "visits")).isEqualTo(9);
    }

    @Test
    void nasty58DeltasThatArriveOutOfOrderShouldAllCount() {
        Instant now = clock.instant();
        PushEdge.taken(protobuf("otel", delta(now.minusSeconds(10), now, 5)));
        PushEdge.taken(protobuf("otel", delta(now.minusSeconds(20), now.minusSeconds(10), 3)));

        assertThat(edge.sum(KK, "visits")).isEqualTo(8);
        assertThat(edge.at(KK, "visits", now.minusSeconds(10))).isEqualTo(3);
    }

    @Test
    void cumulativeSumShouldBeReadAsCounterWhicheverWayItIsWritten() {
        Instant start = clock.instant().minusSeconds(600);
        PushEdge.taken(protobuf("otel-total", cumulative(start, clock.instant(), 40)));
        clock.forward(Duration.ofSeconds(60));
        Reply text = json("\"46\"", start);
        clock.forward(Duration.ofSeconds(60));
        Reply number = json("49", start);

        assertThat(text.status()).as(text.text()).isEqualTo(200);
        assertThat(number.status()).as(number.text()).isEqualTo(200);
        assertThat(edge.sum(KK, "received")).isEqualTo(9);
        assertThat(edge.at(KK, "received", clock.instant())).isEqualTo(3);
    }

    @Test
    void processAnewShouldCountFromItsStartAndOneNotHeardOfBeforeFromItsFirstPush() {
        Instant first = clock.instant().minusSeconds(600);
        PushEdge.taken(json("40", first, "a"));
        clock.forward(Duration.ofSeconds(60));
        Instant anew = clock.instant().minusSeconds(20);
        PushEdge.taken(json("7", anew, "b"));
        clock.forward(Duration.ofSeconds(60));
        // Of the same process, a label that came with its first event.
        PushEdge.taken(json("4", anew, "c"));
        clock.forward(Duration.ofSeconds(60));
        PushEdge.taken(json("90", first.minusSeconds(5), "d"));
        clock.forward(Duration.ofSeconds(60));
        PushEdge.taken(json("91", first.minusSeconds(5), "d"));

        assertThat(edge.sum(KK, "received")).isEqualTo(7 + 4 + 1);
    }

    @Test
    void pushWithNothingOfOursShouldBeTakenAndSaidToTheOperator() {
        Reply reply = protobuf("otel-total", delta(clock.instant().minusSeconds(5), clock.instant(), 2));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(edge.feed("otel-total").problems()).containsExactly("otel-total/rows: nothing found");
        assertThat(edge.count(KK, "received")).isZero();
    }

    @Test
    void increasesShouldNotPassForTotals() {
        Reply reply = protobuf(
                "otel-total",
                proto(
                        "kk.masuk",
                        AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA,
                        clock.instant().minusSeconds(5),
                        clock.instant(),
                        2));

        assertThat(PushTest.errors(reply)).containsExactly("received");
        assertThat(edge.count(KK, "received")).isZero();
    }

    @Test
    void whatIsNoOpenTelemetryShouldBeRefused() {
        protobuf("otel", new byte[] {1, 2, 3, 4, 5}).isProblem(422);
        edge.post("/v1/metrics", PushEdge.token("otel"), "application/json", BodyPublishers.ofString("[]"))
                .isProblem(422);
        edge.post("/v1/metrics", PushEdge.token("otel"), "text/plain", BodyPublishers.ofString("x"))
                .isProblem(415);
        edge.post("/v1/metrics", PushEdge.token("metrik"), "application/json", BodyPublishers.ofString("{}"))
                .isProblem(401);
    }

    private byte[] delta(Instant from, Instant to, long value) {
        return proto("kk.selesai", AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA, from, to, value);
    }

    private byte[] cumulative(Instant from, Instant to, long value) {
        return proto("kk.masuk", AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE, from, to, value);
    }

    private Reply protobuf(String feed, byte[] body) {
        return edge.post(
                "/v1/metrics", PushEdge.token(feed), "application/x-protobuf", BodyPublishers.ofByteArray(body));
    }

    private Reply json(String value, Instant start) {
        return jsonOf(value, start, "");
    }

    private Reply json(String value, Instant start, String label) {
        return jsonOf(value, start, "{\"key\": \"loket\", \"value\": {\"stringValue\": \"" + label + "\"}}");
    }

    private Reply jsonOf(String value, Instant start, String attributes) {
        return edge.post(
                "/v1/metrics", PushEdge.token("otel-total"), "application/json", BodyPublishers.ofString("""
                {"resourceMetrics": [{"resource": {"attributes":
                    [{"key": "service.name", "value": {"stringValue": "kk"}}]},
                  "scopeMetrics": [{"scope": {"name": "uji"}, "metrics": [{"name": "kk.masuk", "unit": "1",
                    "sum": {"aggregationTemporality": 2, "isMonotonic": true, "dataPoints": [
                      {"attributes": [%s],
                       "startTimeUnixNano": "%d", "timeUnixNano": %d, "asInt": %s}]}}]}]}]}
                """.formatted(
                                attributes,
                                start.toEpochMilli() * 1_000_000,
                                clock.instant().toEpochMilli() * 1_000_000,
                                value)));
    }

    private static byte[] proto(String name, AggregationTemporality kind, Instant start, Instant at, long value) {
        NumberDataPoint point = NumberDataPoint.newBuilder()
                .setStartTimeUnixNano(start.toEpochMilli() * 1_000_000)
                .setTimeUnixNano(at.toEpochMilli() * 1_000_000)
                .setAsInt(value)
                .build();
        Sum sum = Sum.newBuilder()
                .setAggregationTemporality(kind)
                .setIsMonotonic(true)
                .addDataPoints(point)
                .build();
        ScopeMetrics.Builder scope = ScopeMetrics.newBuilder()
                .addMetrics(Metric.newBuilder().setName(name).setUnit("1").setSum(sum));
        scope.getScopeBuilder().setName("uji");
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(KeyValue.newBuilder()
                                        .setKey("service.name")
                                        .setValue(AnyValue.newBuilder().setStringValue("kk"))))
                        .addScopeMetrics(scope))
                .build()
                .toByteArray();
    }
}
