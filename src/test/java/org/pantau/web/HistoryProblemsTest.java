package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions about the past that cannot be answered: what is wrong is named, with what may be asked instead. */
class HistoryProblemsTest {

    private static final Pattern LETTERS = Pattern.compile("<(\\d+)>");

    private static Edge edge;
    private static String regent;

    @BeforeAll
    static void start() {
        edge = Edge.demo();
        regent = edge.session("bupati");
        done(edge.database
                .pool()
                .query("insert into series (subject, measure, origin, zone, every_seconds, kind)"
                        + " values ('33.08/disdukcapil/kk', 'pending', 1, 'Asia/Jakarta', 1, 'LEVEL')")
                .execute());
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    /** {@code @} stands for a service and a measure it has; {@code <300>} for so many letters. */
    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            400 | service | wajib diisi / a value                  | series?measure=served
            400 | service | tempat seperti 33 / a place such as 33 | series?service=&measure=served
            400 | service | tempat seperti 33 / a place such as 33 | series?service=klaten&measure=served
            400 | service | tempat seperti 33 / a place such as 33 | series?service=33.8&measure=served
            400 | service | tempat seperti 33 / a place such as 33 | series?service=33.08/&measure=served
            400 | service | tempat seperti 33 / a place such as 33 | series?service=33.08%00&measure=served
            400 | service | tempat seperti 33 / a place such as 33 | series?service=<3000>&measure=served
            400 | service | cukup sekali / only once               | series?service=33.08&service=33.10&measure=served
            404 |         | Tidak ada, atau bukan untuk Anda       | series?service=33.08/disdukcapil/lain&measure=served
            404 |         | Tidak ada, atau bukan untuk Anda       | series?service=33.08/disdukcapil/<300>&measure=served
            404 |         | Tidak ada, atau bukan untuk Anda       | series?service=33.10/dinsos/bansos&measure=served
            404 |         | Tidak ada, atau bukan untuk Anda       | series?service=33&measure=served&step=0
            400 | measure | ukuran yang dikenal / a known measure  | series?service=33.08&measure=tidak_ada
            400 | measure | ukuran yang dikenal / a known measure  | series?service=33.08&measure=
            400 | measure | ukuran yang dikenal / a known measure  | series?service=33.08&measure=Served
            400 | measure | ukuran yang dikenal / a known measure  | series?service=33.08&measure=poll
            400 | measure | ukuran yang dikenal / a known measure  | series?service=33.08&measure=<3000>
            400 | measure | ukuran yang dikenal / a known measure  | series?service=33.08&measure=served%00
            400 | measure | wajib diisi / a value                  | series?service=33.08
            400 | measure | cukup sekali / only once               | series?service=33.08&measure=served&measure=served
            400 | of      | apa yang dihitung / what is counted    | series?@&of=
            400 | of      | apa yang dihitung / what is counted    | series?@&of=<61>
            400 | of      | apa yang dihitung / what is counted    | series?@&of=%20
            400 | of      | cukup sekali / only once               | series?@&of=dokumen&of=permohonan
            400 | from    | dari tahun 2000 / from the year 2000   | series?@&from=0001-01-01
            400 | from    | dari tahun 2000 / from the year 2000   | series?@&from=0001-01-01&to=2026-11-02
            400 | to      | dari tahun 2000 / from the year 2000   | series?@&from=0001-01-01&to=0001-01-02
            400 | from    | dari tahun 2000 / from the year 2000   | series?@&from=0000-01-01T00:00:00Z
            400 | from    | dari tahun 2000 / from the year 2000   | series?@&from=1999-12-31
            400 | from    | dari tahun 2000 / from the year 2000   | series?@&from=-999999999-01-01T00:00:00Z
            400 | from    | ISO 8601 dengan / ISO 8601 with offset | series?@&from=-1000000000-01-01T00:00:00Z
            400 | to      | setahun lagi / a year ahead            | series?@&from=9999-01-01&to=9999-01-02
            400 | from    | setahun lagi / a year ahead            | series?@&from=9999-01-01
            400 | to      | setahun lagi / a year ahead            | series?@&to=%2B999999999-12-31T00:00:00Z
            400 | to      | ISO 8601 dengan / ISO 8601 with offset | series?@&to=%2B1000000000-12-31T00:00:00Z
            400 | to      | ISO 8601 dengan / ISO 8601 with offset | series?@&to=10000-01-01
            400 | from    | sepuluh tahun / ten years              | series?@&from=2016-01-01&to=2026-11-02
            400 | from    | waktu sebelum to / a time before to    | series?@&from=2026-11-22&to=2026-11-22
            400 | from    | waktu sebelum to / a time before to    | series?@&from=2026-11-23&to=2026-11-22
            400 | from    | waktu sebelum to / a time before to    | series?@&from=2026-11-24
            400 | from    | waktu sebelum to / a time before to    | series?@&from=2026-11-22T07:00:00%2B07:00&to=2026-11-22T00:00:00Z
            400 | from    | ISO 8601 dengan / ISO 8601 with offset | series?@&from=2026-11-23T07:30:00
            400 | from    | ISO 8601 dengan / ISO 8601 with offset | series?@&from=2026-11-23%2007:30
            400 | to      | ISO 8601 dengan / ISO 8601 with offset | series?@&to=2026-11-23+07:30
            400 | to      | ISO 8601 dengan / ISO 8601 with offset | series?@&to=2026-11-23T24:00:00Z
            400 | from    | ISO 8601 dengan / ISO 8601 with offset | series?@&from=2026-02-30
            400 | from    | ISO 8601 dengan / ISO 8601 with offset | series?@&from=2026-02-30T00:00:00Z
            400 | from    | ISO 8601 dengan / ISO 8601 with offset | series?@&from=
            400 | to      | ISO 8601 dengan / ISO 8601 with offset | series?@&to=
            400 | from    | ISO 8601 dengan / ISO 8601 with offset | series?@&from=kemarin
            400 | from    | ISO 8601 dengan / ISO 8601 with offset | series?@&from=1795000000
            400 | from    | ISO 8601 dengan / ISO 8601 with offset | series?@&from=<3000>
            400 | from    | cukup sekali / only once               | series?@&from=2026-11-22&from=2026-11-21
            400 | to      | cukup sekali / only once               | series?@&to=2026-11-22&to=2026-11-22
            400 | step    | raw, 5m, 1h / 1w or 1M                 | series?@&step=0
            400 | step    | raw, 5m, 1h / 1w or 1M                 | series?@&step=0s
            400 | step    | raw, 5m, 1h / 1w or 1M                 | series?@&step=-5m
            400 | step    | raw, 5m, 1h / 1w or 1M                 | series?@&step=1y
            400 | step    | raw, 5m, 1h / 1w or 1M                 | series?@&step=1m
            400 | step    | raw, 5m, 1h / 1w or 1M                 | series?@&step=RAW
            400 | step    | raw, 5m, 1h / 1w or 1M                 | series?@&step=
            400 | step    | raw, 5m, 1h / 1w or 1M                 | series?@&step=<3000>
            400 | step    | cukup sekali / only once               | series?@&step=1h&step=1h
            400 | step    | 5m akan memberi 1.051.776 titik, paling banyak 5.000; pakai 1d atau jendela paling lama 17 hari / 5m would give 1,051,776 points, 5,000 at most; use 1d or a window of at most 17 days | series?@&step=5m&from=2016-11-24&to=2026-11-24
            400 | step    | 1h akan memberi 8.760 titik / use 1d or a window of at most 208 days | series?@&step=1h&from=2025-11-23&to=2026-11-23
            400 | step    | 5m akan memberi 5.001 titik / use 1h or a window of at most 17 days | series?@&step=5m&from=2026-11-01T00:00:00Z&to=2026-11-18T08:45:00Z
            400 | step    | raw hanya untuk satu layanan; paling halus di sini 5m / raw is for a single service; finest here is 5m | series?service=33.08&measure=served&step=raw&from=2026-11-23
            400 | step    | raw paling lama 6 jam; paling halus untuk jendela ini 5m / raw for at most 6 hours | series?@&step=raw
            400 | step    | raw paling lama 6 jam; paling halus untuk jendela ini 1d / finest for this window is 1d | series?@&step=raw&from=2020-01-01
            400 | step    | raw akan memberi 7.200 titik; pakai 5m atau jendela paling lama 1 jam / raw would give 7,200 points; use 5m or a window of at most 1 hour | series?service=33.08/disdukcapil/kk&measure=pending&step=raw&from=2026-11-23T00:00:00Z&to=2026-11-23T02:00:00Z
            400 | service | tempat seperti 33 / a place such as 33 | usual?service=&measure=served
            400 | service | wajib diisi / a value                  | usual?measure=served
            400 | service | cukup sekali / only once               | usual?service=33.08&service=33.10&measure=served
            404 |         | Tidak ada, atau bukan untuk Anda       | usual?service=33.10&measure=served
            404 |         | Tidak ada, atau bukan untuk Anda       | usual?service=33.99&measure=served
            400 | measure | ukuran yang dikenal / a known measure  | usual?service=33.08&measure=tidak_ada
            400 | measure | ukuran yang dikenal / a known measure  | usual?service=33.08&measure=<3000>
            400 | measure | wajib diisi / a value                  | usual?service=33.08
            400 | of      | apa yang dihitung / what is counted    | usual?@&of=
            400 | of      | apa yang dihitung / what is counted    | usual?@&of=<61>
            400 | day     | tanggal seperti / a date such as       | usual?@&day=
            400 | day     | tanggal seperti / a date such as       | usual?@&day=2026-02-30
            400 | day     | tanggal seperti / a date such as       | usual?@&day=2026-11-23T00:00:00%2B07:00
            400 | day     | tanggal seperti / a date such as       | usual?@&day=20261123
            400 | day     | tanggal seperti / a date such as       | usual?@&day=<3000>
            400 | day     | tanggal seperti / a date such as       | usual?@&day=%2B1000000000-01-01
            400 | day     | sampai hari ini, 2026-11-23 / to today, 2026-11-23 | usual?@&day=2026-11-24
            400 | day     | dari tahun 2000 / from the year 2000   | usual?@&day=0001-01-01
            400 | day     | dari tahun 2000 / from the year 2000   | usual?@&day=-999999999-01-01
            400 | day     | sampai hari ini / to today             | usual?@&day=9999-12-31
            400 | day     | sampai hari ini / to today             | usual?@&day=%2B999999999-12-31
            400 | day     | cukup sekali / only once               | usual?@&day=2026-11-23&day=2026-11-23
            """)
    void whatIsWrongShouldBeNamed(int status, @Nullable String field, String words, String question) {
        Reply reply = edge.get("/api/v1/" + address(question), regent);

        JsonObject problem = reply.problem(status);
        String said = problem.getString("detail");
        if (status == 400) {
            JsonArray errors = problem.getJsonArray("errors");
            assertThat(errors).hasSize(1);
            assertThat(errors.getJsonObject(0).getString("field")).isEqualTo(field);
            assertThat(said).isEqualTo(field + ": " + errors.getJsonObject(0).getString("expected"));
        }
        assertThat(said).contains(words.split(" / |; "));
        assertThat(said).as("what was sent is not sent back").hasSizeLessThan(400);
    }

    /** Bad input is nobody's business who is not logged in. */
    @Test
    void whoIsNotLoggedInShouldLearnNothing() {
        edge.get("/api/v1/series", null).isProblem(401);
        edge.get("/api/v1/usual?service=&day=x", null).isProblem(401);
    }

    /** What a place could have and has not yet is unknown, which is no mistake of who asks. */
    @ParameterizedTest
    @CsvSource({"visits", "satisfaction", "complaints_open"})
    void aMeasureThePlaceHasNoneOfShouldBeUnknown(String measure) {
        JsonObject series = edge.get(
                        "/api/v1/series?service=33.08&step=1h&from=2026-11-22&to=2026-11-23&measure=" + measure, regent)
                .json();
        JsonObject usual = edge.get("/api/v1/usual?service=33.08&measure=" + measure, regent)
                .json();

        assertThat(objects(series.getJsonArray("points"))).hasSize(24).allSatisfy(point -> {
            assertThat(point.containsKey("value")).isTrue();
            assertThat(point.getValue("value")).isNull();
        });
        assertThat(objects(usual.getJsonArray("hours"))).hasSize(24).allSatisfy(hour -> {
            assertThat(hour.containsKey("median")).isTrue();
            assertThat(hour.getValue("median")).isNull();
            assertThat(hour.getInteger("n")).isZero();
        });
    }

    /** The finest that is offered is answered, and just as many points as are allowed. */
    @ParameterizedTest
    @CsvSource({
        "1d,service=33.08&measure=served&from=2016-11-24&to=2026-11-24,1d",
        "5m,service=33.08&measure=served&from=2026-11-01T00:00:00Z&to=2026-11-18T08:40:00Z,5m",
        "raw,service=33.08/disdukcapil/kk&measure=pending&from=2026-11-23T00:00:00Z&to=2026-11-23T01:00:00Z,raw",
    })
    void whatIsOfferedInsteadShouldBeAnswered(String step, String question, String used) {
        JsonObject series =
                edge.get("/api/v1/series?step=" + step + "&" + question, regent).json();

        assertThat(series.getString("step")).isEqualTo(used);
        assertThat(series.getJsonArray("points")).hasSizeLessThanOrEqualTo(5_000);
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private static String address(String question) {
        String address = question.replace(
                "@", "service=" + URLEncoder.encode(Edge.KTP, StandardCharsets.UTF_8) + "&measure=served");
        return LETTERS.matcher(address).replaceAll(found -> "a".repeat(Integer.parseInt(found.group(1))));
    }
}
