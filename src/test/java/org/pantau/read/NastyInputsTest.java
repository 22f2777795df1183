package org.pantau.read;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.read.FeedFixture.answer;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.catalogue.model.Expect;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;

/** Hostile, broken and odd answers; each number is that of the list of nasty inputs in the manual. */
class NastyInputsTest {

    private static final Feed PLAIN = FeedFixture.json()
            .forService()
            .set("success", "$exists(n)")
            .measure("pending", "n")
            .build();
    private static final Feed BPJS = FeedFixture.json()
            .set("success", "$string(metadata.code) in [\"200\",\"1\"]")
            .set("zero", "$boolean(metadata.message ~> /belum ada antrian/i)")
            .set("gateway", "$exists(fault) or $boolean($string(code) ~> /^90\\d{4}$/)")
            .set("service", "$poli")
            .measure("pending", "response.sisa")
            .build();

    @ParameterizedTest(name = "{0}: HTTP {1} {2} is {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "1 log-in page | 200 | <!DOCTYPE html><html><body>Login</body></html> | NOT_DATA",
                "1 app page | 200 | <html><div id=app></div></html> | NOT_DATA",
                "2 captcha | 403 | <html><title>Just a moment...</title>Cloudflare</html> | NOT_DATA",
                "2 challenge | 503 | <html>captcha</html> | NOT_DATA",
                "3 HTML on 401 | 401 | <html>Unauthorized</html> | AUTH",
                "4 JSON on 401 | 401 | {\"message\":\"no\"} | AUTH",
                "4 forbidden | 403 | {\"n\":1} | AUTH",
                "5 empty 204 | 204 | ^^ | EMPTY_BODY",
                "6 empty 200 | 200 | ^   ^ | EMPTY_BODY",
                "7 cut short | 200 | {\"n\":1,\"rows\":[{\"a\":1},{\"a\" | UNREADABLE",
                "13 warnings before JSON | 200 | <br/><b>Warning</b>: mysql {\"n\":1} | NOT_DATA",
                "15 too many requests | 429 | {\"n\":1} | THROTTLED",
                "15 unavailable without Retry-After | 503 | {} | ERROR",
                "20 no envelope | 200 | {\"metaData\":{}} | ERROR",
                "23 error inside 200 | 200 | {\"status\":404,\"error\":\"x\"} | ERROR",
                "23 session | 200 | {\"error\":{\"data\":\"Session terminated, re-login, please.\"}} | AUTH",
                "25 gateway XML | 200 | <ams:fault xmlns:ams=\"x\"><ams:code>900901</ams:code></ams:fault> | GATEWAY",
                "25 gateway XML on 401 | 401 | <?xml version=\"1.0\"?><fault>1</fault> | GATEWAY",
                "71 duplicate keys | 200 | {\"n\":1,\"n\":2} | UNREADABLE",
                "71 two documents | 200 | {\"n\":1}{\"n\":2} | UNREADABLE",
                "71 not a JSON number | 200 | {\"n\":NaN} | UNREADABLE",
                "not found | 404 | <html>404</html> | ERROR",
                "moved | 302 | ^^ | REDIRECTED",
                "server error | 500 | {\"n\":1,\"m\":1 | ERROR"
            })
    void outcomes(String what, int status, String body, FeedState expected) {
        Readings readings = Reader.read(PLAIN, answer(status, body.getBytes(UTF_8)));
        assertThat(readings.outcome().state()).as(what).isEqualTo(expected);
        assertThat(readings.outcome().reason()).isNotBlank();
        assertThat(readings.rows()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "16 access denied | 200 | {\"metadata\":{\"message\":\"Access denied\",\"code\":\"201\"}} | AUTH | false",
                "17 a true zero | 200 | {\"metadata\":{\"message\":\"Maaf belum Ada Antrian\",\"code\":\"201\"}} | OK | true",
                "18 201 is no success | 201 | {\"metadata\":{\"code\":201}} | ERROR | false",
                "19 code 1 | 200 | {\"metadata\":{\"code\":1},\"response\":{\"sisa\":3}} | OK | false",
                "19 code 200 as text | 200 | {\"metadata\":{\"code\":\"200\"},\"response\":{\"sisa\":3}} | OK | false",
                "25 gateway code | 200 | {\"code\":\"900901\",\"message\":\"Invalid Credentials\"} | GATEWAY | false",
                "25 gateway code on 401 | 401 | {\"code\":\"900901\"} | GATEWAY | false",
                "25 gateway fault | 500 | {\"fault\":{\"code\":1}} | GATEWAY | false"
            })
    void rulesInOrder(String what, int status, String body, FeedState expected, boolean zero) {
        Readings readings = Reader.read(BPJS, answer(status, body.getBytes(UTF_8)));
        assertThat(readings.outcome().state()).as(what).isEqualTo(expected);
        assertThat(readings.zero()).isEqualTo(zero);
    }

    @Test
    void n8_n12_theOutcomeOfTheExchangeIsKept() {
        Outcome outcome = new Outcome(FeedState.TOO_BIG, "more than 10 MB");
        Answer cut =
                new Answer(outcome, 200, Map.of(), new byte[0], Map.of(), FeedFixture.ASKED, Duration.ZERO, null, null);
        assertThat(Reader.read(PLAIN, cut).outcome()).isEqualTo(outcome);
    }

    @Test
    void n14_encodings() {
        String body = "{\"n\":3,\"nama\":\"Poli Gigi é\"}";
        byte[] marked = ("\uFEFF" + body).getBytes(UTF_8);
        for (byte[] bytes : new byte[][] {
            marked, ("\uFEFF" + body).getBytes(UTF_16LE), body.getBytes(Charset.forName("windows-1252"))
        }) {
            Readings readings = Reader.read(PLAIN, answer(200, bytes));
            assertThat(readings.outcome()).isEqualTo(Outcome.OK);
            assertThat(cell(readings, "pending")).isEqualTo(3);
        }
    }

    @Test
    void n15_retryAfterOn503() {
        Answer busy = answer(503, "{}".getBytes(UTF_8), Duration.ofSeconds(30), Duration.ofMillis(5), null);
        assertThat(Reader.read(PLAIN, busy).outcome().state()).isEqualTo(FeedState.THROTTLED);
    }

    @Test
    void n21_noTruthiness() {
        Feed feed = FeedFixture.json().forService().set("success", "success").build();
        for (String body : new String[] {"{\"success\":\"false\"}", "{\"success\":1}", "{}"}) {
            assertThat(Reader.read(feed, answer(200, body.getBytes(UTF_8)))
                            .outcome()
                            .ok())
                    .isFalse();
        }
        Feed zeroIsGood =
                FeedFixture.json().forService().set("success", "error = 0").build();
        assertThat(Reader.read(zeroIsGood, answer(200, "{\"error\":0}".getBytes(UTF_8)))
                        .outcome()
                        .ok())
                .isTrue();
    }

    @ParameterizedTest(name = "28, 31-33: {0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            nullValues = "nothing",
            value = {
                "\"3\" | 3",
                "\" 3 \" | 3",
                "3 | 3",
                "3.0 | 3",
                "\"\" | nothing",
                "\"-\" | nothing",
                "\"N/A\" | nothing",
                "null | nothing",
                "\"NaN\" | nothing",
                "1e999 | nothing",
                "-1 | nothing",
                "\"-1\" | nothing",
                "[7] | 7"
            })
    void values(String json, @Nullable Double expected) {
        Feed feed = FeedFixture.json()
                .forService()
                .measure("pending", "n", Reduce.ERROR, null, null, "-1")
                .build();
        Readings readings = Reader.read(feed, answer(200, ("{\"n\":" + json + "}").getBytes(UTF_8)));
        Object value = cell(readings, "pending");
        assertThat(value instanceof Number number ? number.doubleValue() : value)
                .isEqualTo(expected);
        assertThat(readings.problems()).isEmpty();
    }

    @ParameterizedTest(name = "29-30: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {"\"1.234\"", "\"12 menit\"", "\"A-000\"", "[1,2]", "true", "{}"})
    void whatIsNoNumberLosesOneCell(String json) {
        Feed feed = FeedFixture.json()
                .forService()
                .measure("pending", "n")
                .measure("capacity", "m")
                .build();
        Readings readings = Reader.read(feed, answer(200, ("{\"n\":" + json + ",\"m\":2}").getBytes(UTF_8)));
        assertThat(cell(readings, "pending")).isNull();
        assertThat(cell(readings, "capacity")).isEqualTo(2);
        assertThat(readings.problems()).singleElement().asString().startsWith("f/0/pending: ");
    }

    @Test
    void n34_theMeanOfNoCasesIsNothing() {
        Feed feed = FeedFixture.json()
                .forService()
                .measure("wait", "avg", Reduce.ERROR, "n", null)
                .build();
        assertThat(cell(Reader.read(feed, answer(200, "{\"avg\":0,\"n\":0}".getBytes(UTF_8))), "wait"))
                .isNull();
        assertThat(cell(Reader.read(feed, answer(200, "{\"avg\":0,\"n\":2}".getBytes(UTF_8))), "wait"))
                .isEqualTo(0);
    }

    @Test
    void n36_n37_identifiersKeepTheirDigitsAndNamesStayRaw() {
        Feed feed = FeedFixture.json().set("service", "id").set("name", "name").build();
        String body = "{\"id\":12345678901234567890,\"name\":\"Gigi &amp; Mulut <script>\"}";
        Reading row =
                Reader.read(feed, answer(200, body.getBytes(UTF_8))).rows().get(0);
        assertThat(row.code()).isEqualTo("12345678901234567890");
        assertThat(row.name()).isEqualTo("Gigi &amp; Mulut <script>");
    }

    @Test
    void n61_n73_oneRowAsObjectOrList() {
        Feed feed = FeedFixture.json()
                .set("rows", "rows")
                .set("service", "id")
                .measure("pending", "n")
                .build();
        Readings one = Reader.read(feed, answer(200, "{\"rows\":{\"id\":101.0,\"n\":3}}".getBytes(UTF_8)));
        Readings list = Reader.read(feed, answer(200, "{\"rows\":[{\"id\":101,\"n\":3}]}".getBytes(UTF_8)));
        assertThat(one.rows()).isEqualTo(list.rows());
        assertThat(one.rows().get(0).code()).isEqualTo("101");
    }

    @Test
    void n62_rowsOfOneServiceKeepAnIdentityEach() {
        Feed feed = FeedFixture.json()
                .set("rows", "$")
                .set("service", "id")
                .set("name", "name")
                .measure("served", "n", Reduce.SUM, null, null)
                .build();
        String body =
                "[{\"id\":1,\"name\":\"a\",\"n\":1},{\"id\":1,\"name\":\"b\",\"n\":2},{\"id\":1,\"name\":\"b\",\"n\":3}]";
        assertThat(Reader.read(feed, answer(200, body.getBytes(UTF_8))).rows())
                .extracting(Reading::identity)
                .containsExactly("a", "b", "b#2");
    }

    @Test
    void n63_n64_aRowWithoutACodeIsSaidAndLeftOut() {
        Feed feed =
                FeedFixture.json().set("service", "id").measure("pending", "n").build();
        Readings readings = Reader.read(feed, answer(200, "[{\"n\":1},{\"id\":\"x\",\"n\":2}]".getBytes(UTF_8)));
        assertThat(readings.rows()).extracting(Reading::code).containsExactly("x");
        assertThat(readings.problems()).containsExactly("f/0/service: the row names no service");
    }

    @Test
    void n68_anEmptyListIsNotZero() {
        Feed feed =
                FeedFixture.json().set("service", "id").measure("pending", "n").build();
        Readings readings = Reader.read(feed, answer(200, "[]".getBytes(UTF_8)));
        assertThat(readings.outcome()).isEqualTo(Outcome.OK);
        assertThat(readings.rows()).isEmpty();
        assertThat(readings.zero()).isFalse();
    }

    @Test
    void n71_depthAndNumbersBeyondUse() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        String digits = "{\"n\":" + "9".repeat(2000) + "}";
        for (String body : new String[] {deep, digits}) {
            assertThat(Reader.read(PLAIN, answer(200, body.getBytes(UTF_8)))
                            .outcome()
                            .state())
                    .isEqualTo(FeedState.UNREADABLE);
        }
    }

    @Test
    void n79_columnsNotKeptAreGoneFromRowsAndDocument() {
        Feed feed = FeedFixture.json()
                .set("rows", "data")
                .set("service", "id")
                .set("name", "$doc.data.nama")
                .keep("id", "n")
                .measure("pending", "n")
                .build();
        Reading row = Reader.read(
                        feed, answer(200, "{\"data\":[{\"id\":1,\"n\":2,\"nama\":\"Siti\"}]}".getBytes(UTF_8)))
                .rows()
                .get(0);
        assertThat(row.name()).isNull();
        assertThat(row.cells()).containsKey("pending");
    }

    @ParameterizedTest(name = "probe: HTTP {0} {1} is {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "200 | Dukcapil | OK",
                "200 | other | UNEXPECTED",
                "200 | ^^ | EMPTY_BODY",
                "404 | Dukcapil | UNEXPECTED",
                "500 | Dukcapil | ERROR",
                "429 | Dukcapil | THROTTLED"
            })
    void probes(int status, String body, FeedState expected) {
        Feed feed = FeedFixture.probe(new Expect(List.of(), "Dukcapil", null, null));
        assertThat(Reader.read(feed, answer(status, body.getBytes(UTF_8)))
                        .outcome()
                        .state())
                .isEqualTo(expected);
    }

    @Test
    void n5_aProbeTakes204() {
        Feed feed = FeedFixture.probe(Expect.ANY_2XX);
        assertThat(Reader.read(feed, answer(204, new byte[0])).outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void aSlowProbeAndAnEndingCertificateAreSaid() {
        Feed feed = FeedFixture.probe(new Expect(List.of(200), null, Duration.ofDays(14), Duration.ofMillis(500)));
        Answer late =
                answer(200, new byte[0], null, Duration.ofMillis(900), FeedFixture.ASKED.plus(Duration.ofDays(3)));
        Readings readings = Reader.read(feed, late);
        assertThat(readings.outcome()).isEqualTo(Outcome.OK);
        assertThat(readings.slow()).isTrue();
        assertThat(readings.problems())
                .containsExactly("f: answered after 900 ms, expected within 500 ms", "f: certificate ends in 3 days");
        Answer fine =
                answer(200, new byte[0], null, Duration.ofMillis(90), FeedFixture.ASKED.plus(Duration.ofDays(30)));
        assertThat(Reader.read(feed, fine).slow()).isFalse();
    }

    private static @Nullable Object cell(Readings readings, String measure) {
        Reading.Cell cell = readings.rows().get(0).cells().get(measure);
        return cell == null ? "no cell" : cell.value();
    }
}
