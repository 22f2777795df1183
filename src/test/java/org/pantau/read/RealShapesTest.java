package org.pantau.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping.Reduce;

/** The answers of real systems, read by the mappings of the manual. */
class RealShapesTest {

    private static Readings read(Feed feed, String body) {
        return Reader.read(feed, FeedFixture.answer(200, body.getBytes(UTF_8)));
    }

    private static @Nullable Object value(Readings readings, int row, String measure) {
        return Objects.requireNonNull(readings.rows().get(row).cells().get(measure), measure)
                .value();
    }

    @Test
    void i1WaitingTimesOfAHospital() {
        Feed feed = FeedFixture.json()
                .set("success", "$string(metadata.code) in [\"200\",\"1\"]")
                .set("empty", "$boolean(metadata.message ~> /no content|tidak ada/i)")
                .set("rows", "response.list")
                .set("service", "kodepoli")
                .set("name", "namapoli")
                .set("at", "tanggal")
                .set("as_of", "$fromMillis(insertdate)")
                .measure("received", "jumlah_antrean")
                .measure("wait", "avg_waktu_task3 > 0 ? avg_waktu_task3", Reduce.ERROR, "jumlah_antrean", null)
                .measure("handling", "avg_waktu_task4 > 0 ? avg_waktu_task4", Reduce.ERROR, "jumlah_antrean", null)
                .build();
        Readings readings = read(feed, """
                {"metadata":{"code":200,"message":"OK"},"response":{"list":[{"kdppk":"1311R002","nmppk":"RSUD X","kodepoli":"BED","namapoli":"BEDAH",
                 "tanggal":"2026-11-22","insertdate":1795339200000,"jumlah_antrean":37,"waktu_task3":70048,"avg_waktu_task3":1893.2,"avg_waktu_task4":0}]}}
                """);
        assertThat(readings.problems()).isEmpty();
        Reading row = readings.rows().get(0);
        assertThat(row.code()).isEqualTo("BED");
        assertThat(row.at()).isEqualTo("2026-11-22");
        assertThat(row.asOf()).isEqualTo("2026-11-22T09:20:00.000Z");
        assertThat(value(readings, 0, "received")).isEqualTo(37);
        assertThat(row.cells().get("wait")).isEqualTo(new Reading.Cell(1893.2, 37, ""));
        assertThat(value(readings, 0, "handling")).isNull();
        Readings none = read(feed, "{\"metadata\":{\"code\":201,\"message\":\"No Content\"}}");
        assertThat(none.outcome().ok()).isTrue();
        assertThat(none.rows()).isEmpty();
    }

    @Test
    void i6QueueOfAPuskesmas() {
        Feed feed = FeedFixture.json()
                .set("success", "$string(metadata.code) = \"200\"")
                .set("zero", "$boolean(metadata.message ~> /belum ada antrian/i)")
                .set("service", "$poli")
                .set("name", "response.namapoli")
                .set("at", "$day")
                .measure("received", "$num(response.totalantrean)")
                .measure("pending", "$num(response.sisaantrean)")
                .build();
        Readings readings = read(
                feed,
                "{\"response\":{\"namapoli\":\"Poli Gigi &amp; Mulut\",\"totalantrean\":\"5\",\"sisaantrean\":\"3\",\"antreanpanggil\":\"A-000\"},\"metadata\":{\"message\":\"Ok\",\"code\":\"200\"}}");
        assertThat(readings.rows().get(0).code()).isEqualTo("001");
        assertThat(value(readings, 0, "received")).isEqualTo(5);
        assertThat(value(readings, 0, "pending")).isEqualTo(3);
        Readings zero = read(
                feed, "{\"metadata\":{\"message\":\"Maaf belum Ada Antrian ditanggal 2026-11-22\",\"code\":\"201\"}}");
        assertThat(zero.zero()).isTrue();
        assertThat(zero.bindings()).containsEntry("poli", "001");
    }

    @Test
    void i12CountersOfDukcapil() {
        Feed feed = FeedFixture.json()
                .set("success", "$exists($[0].categoryKey) or $ = []")
                .set("rows", "$.data")
                .set("service", "$string(subCategoryKey)")
                .set("name", "subCategoryName")
                .set("at", "$day")
                .measure("received", "statistic.submitted")
                .measure("served", "statistic.completed")
                .measure("returned", "statistic.returnedFromFO + statistic.returnedFromValidator")
                .measure("pending", "statistic.unprocessed + statistic.inReview", Reduce.ERROR, null, "$day = $today")
                .build();
        assertThat(Reader.plain(feed)).isTrue();
        Readings readings = read(feed, """
                [{"categoryKey":5,"categoryName":"Akta","data":[
                  {"subCategoryKey":20,"subCategoryName":"Akta Kelahiran","statistic":{"submitted":11,"inReview":1,"reviewed":1,"completed":8,"returnedFromFO":0,"returnedFromValidator":0,"unprocessed":1}},
                  {"subCategoryKey":21,"subCategoryName":"Akta Kematian","statistic":{"submitted":4,"completed":4,"unprocessed":2}}]}]
                """);
        assertThat(readings.problems()).isEmpty();
        assertThat(readings.rows()).extracting(Reading::code).containsExactly("20", "21");
        assertThat(value(readings, 0, "pending")).isEqualTo(2);
        assertThat(value(readings, 0, "returned")).isEqualTo(0);
        assertThat(value(readings, 1, "pending")).isNull();
        assertThat(value(readings, 1, "served")).isEqualTo(4);
        assertThat(read(feed, "[]").outcome().ok()).isTrue();
        assertThat(read(feed, "{\"error\":\"x\"}").outcome().ok()).isFalse();
    }

    @Test
    void i17QueueOfAServiceMall() {
        Feed feed = FeedFixture.json()
                .set("rows", "trend")
                .set("service", "\"mpp\"")
                .set("at", "date")
                .set("as_of", "$doc.updated_at")
                .measure("received", "total")
                .build();
        assertThat(Reader.plain(feed)).isTrue();
        Readings readings = read(
                feed,
                "{\"tickets_today\":212,\"trend\":[{\"date\":\"2026-11-21\",\"label\":\"Sab\",\"total\":180},{\"date\":\"2026-11-22\",\"label\":\"Min\",\"total\":212}],\"updated_at\":\"2026-11-22T10:00:00+07:00\"}");
        assertThat(readings.rows()).extracting(Reading::at).containsExactly("2026-11-21", "2026-11-22");
        assertThat(readings.rows()).allSatisfy(row -> assertThat(row.asOf()).isEqualTo("2026-11-22T10:00:00+07:00"));
        assertThat(value(readings, 1, "received")).isEqualTo(212);
    }

    @Test
    void o3HealthOfASpringApplication() {
        Feed feed = FeedFixture.json()
                .forService()
                .set("success", "$exists(status)")
                .measure("up", "status = \"UP\" ? 1 : 0")
                .build();
        assertThat(value(read(feed, "{\"status\":\"UP\"}"), 0, "up")).isEqualTo(1);
        Readings down = Reader.read(feed, FeedFixture.answer(503, "{\"status\":\"DOWN\"}".getBytes(UTF_8)));
        assertThat(value(down, 0, "up")).isEqualTo(0);
    }

    @Test
    void o1OneCounterOfAnExposition() {
        Feed feed = FeedFixture.metrics()
                .forService()
                .set("rows", "$[name=\"kunjungan_total\"]")
                .measure("served", "value", Reduce.SUM, null, null)
                .build();
        assertThat(Reader.plain(feed)).isTrue();
        Readings readings = read(feed, """
                # HELP kunjungan_total Kunjungan.
                # TYPE kunjungan_total counter
                kunjungan_total{poli="gigi"} 120
                kunjungan_total{poli="anak"} 45
                process_start_time_seconds 1.795339e9
                """);
        assertThat(readings.rows())
                .extracting(Reading::identity)
                .containsExactly("kunjungan_total{poli=gigi}", "kunjungan_total{poli=anak}");
        assertThat(value(readings, 0, "served")).isEqualTo(120);
    }

    @Test
    void o14ResponsesOfAProxy() {
        Feed feed = FeedFixture.metrics()
                .set("rows", "$[name=\"haproxy_backend_http_responses_total\"]")
                .set("service", "labels.proxy")
                .measure("served", "labels.code in [\"2xx\",\"3xx\"] ? value", Reduce.SUM, null, null)
                .measure("failed", "labels.code = \"5xx\" ? value", Reduce.SUM, null, null)
                .build();
        assertThat(Reader.plain(feed)).isTrue();
        Readings readings = read(feed, """
                # TYPE haproxy_backend_http_responses_total counter
                haproxy_backend_http_responses_total{proxy="web",code="2xx"} 900
                haproxy_backend_http_responses_total{proxy="web",code="5xx"} 7
                """);
        assertThat(readings.rows()).extracting(Reading::code).isEqualTo(List.of("web", "web"));
        assertThat(value(readings, 0, "served")).isEqualTo(900);
        assertThat(value(readings, 0, "failed")).isNull();
        assertThat(value(readings, 1, "failed")).isEqualTo(7);
    }
}
