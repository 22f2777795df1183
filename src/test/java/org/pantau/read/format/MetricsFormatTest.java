package org.pantau.read.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsFormatTest {

    private static List<Map<String, Object>> read(String body) throws UnreadableBody {
        return MetricsFormat.read(body.getBytes(UTF_8), false);
    }

    @Test
    void prometheusText() throws Exception {
        List<Map<String, Object>> rows = read("""
                # HELP http_requests_total The total.
                # TYPE http_requests_total counter
                http_requests_total{method="post",code="200"} 1027 1395066363000
                http_requests_total{code="400", method="post", } 3\r

                # A comment
                msdos{path="C:\\\\DIR\\\\F.TXT",error="No \\"file\\"\\nx"} 1.458255915e9
                  plain 12.47
                nothing NaN
                much +Inf
                # TYPE rpc summary
                rpc{quantile="0.5"} NaN
                rpc_sum 1.7560473e+07
                rpc_count 2693""");
        assertThat(rows).hasSize(9);
        assertThat(rows.get(0))
                .isEqualTo(Map.of(
                        "name",
                        "http_requests_total",
                        "labels",
                        Map.of("code", "200", "method", "post"),
                        "value",
                        1027,
                        "type",
                        "counter",
                        "ts",
                        1395066363000L));
        assertThat(rows.get(0).get("labels")).hasToString("{code=200, method=post}");
        assertThat(rows.get(2).get("labels")).isEqualTo(Map.of("path", "C:\\DIR\\F.TXT", "error", "No \"file\"\nx"));
        assertThat(rows.get(3)).containsEntry("value", 12.47).containsEntry("type", "untyped");
        assertThat(rows.get(4)).containsEntry("value", Double.NaN);
        assertThat(rows.get(5)).containsEntry("value", Double.POSITIVE_INFINITY);
        assertThat(rows.get(8)).containsEntry("type", "summary");
    }

    @Test
    void openMetrics() throws Exception {
        List<Map<String, Object>> rows = read("""
                # TYPE http_requests counter
                # UNIT http_requests requests
                http_requests_total{uri="/a"} 17.0 1520879607.789 # {trace_id="x"} 0.67
                http_requests_created{uri="/a"} 1.52087e+09
                foo_bucket{le="0.1"} 8 # {} 0.054
                # EOF
                """);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).containsEntry("ts", 1520879607789L).containsEntry("type", "counter");
        assertThat(rows.get(1)).containsEntry("type", "counter");
        assertThat(rows.get(2)).doesNotContainKey("ts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ok 1\na{b=\"c\" 1",
                "ok 1\na{b=c} 1",
                "ok 1\na{b=\"c} 1",
                "ok 1\na",
                "ok 1\na x",
                "ok 1\na 1f",
                "ok 1\na 0x1",
                "ok 1\na 1 2 3",
                "ok 1\na{b=\"1\",b=\"2\"} 1",
                "ok 1\n{b=\"1\"} 1",
                "ok 1\n{\"json\":1}"
            })
    void mistakesNameTheLine(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(UnreadableBody.class).hasMessageStartingWith("line 2: ");
    }

    @Test
    void limits() {
        assertThatThrownBy(() -> read("a{b=\"" + "x".repeat(1_000_000) + "\"} 1"))
                .hasMessageContaining("longer than");
        assertThatThrownBy(() -> read("a 1\n".repeat(100_001))).hasMessageContaining("more than");
    }

    @Test
    void createdAndUnitsAreToldToEachSampleOfTheirFamily() throws Exception {
        List<Map<String, Object>> rows = MetricsFormat.read("""
                # TYPE permohonan counter
                # UNIT lama_seconds seconds
                # TYPE lama_seconds histogram
                permohonan_total{l="a"} 5 1795339913.5 # {trace_id="x"} 1 1795339913
                permohonan_created{l="a"} 1795300000.25
                permohonan_total{l="b"} 6
                lama_seconds_bucket{le="1.0"} 3
                lama_seconds_bucket{le="+Inf"} 4
                lama_seconds_sum 2.5
                lama_seconds_count 4
                lama_seconds_created 1795300001
                # TYPE versi info
                versi_info{v="1"} 1
                # TYPE keadaan stateset
                keadaan{keadaan="buka"} 1
                keadaan{keadaan="tutup"} 0
                # EOF
                """.getBytes(UTF_8), true);
        assertThat(rows.get(0)).containsEntry("created", 1795300000250L).containsEntry("ts", 1795339913500L);
        assertThat(rows.get(2)).doesNotContainKey("created");
        assertThat(rows.subList(3, 7))
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("created", 1795300001000L)
                        .containsEntry("type", "histogram")
                        .containsEntry("unit", "seconds"));
        assertThat(rows).filteredOn(row -> "info".equals(row.get("type"))).hasSize(1);
        assertThat(rows).filteredOn(row -> "stateset".equals(row.get("type"))).hasSize(2);
    }

    @Test
    void whatFollowsTheEndIsRefused() {
        assertThatThrownBy(() -> MetricsFormat.read("a 1\n# EOF\nb 2\n# EOF\n".getBytes(UTF_8), true))
                .hasMessageContaining("something after # EOF");
    }
}
