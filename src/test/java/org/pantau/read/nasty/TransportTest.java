package org.pantau.read.nasty;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.read.nasty.Said.NUMBER;
import static org.pantau.read.nasty.Said.cell;
import static org.pantau.read.nasty.Said.read;
import static org.pantau.read.nasty.Said.state;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.model.Decoder.Kind;
import org.pantau.catalogue.model.Expect;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.read.FeedFixture;
import org.pantau.read.Reader;
import org.pantau.read.Readings;

/** What goes wrong on the way: pages instead of data, empty, cut, packed and oddly encoded bodies. */
class TransportTest {

    private static final byte[] NUMBER_3 = "{\"n\":3}".getBytes(UTF_8);

    @ParameterizedTest
    @EnumSource(
            value = ReadKind.class,
            names = {"JSON", "NDJSON", "XML", "METRICS", "TABLE", "TEXT"})
    void nasty01AnHtmlPageShouldBeNoDataInEveryFormat(ReadKind kind) {
        Feed feed = kind == ReadKind.TEXT
                ? FeedFixture.text("n=(?<n>\\d+)").build()
                : FeedFixture.of(kind).build();
        for (String page :
                new String[] {"<!DOCTYPE html><html><body>Login</body></html>", "\n <html><div id=app></div></html>"}) {
            assertThat(state(feed, page)).isEqualTo(FeedState.NOT_DATA);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403,<html><title>Just a moment...</title>Cloudflare</html>",
        "503,<html>captcha</html>",
        "429,<!DOCTYPE html><div class=cf-chl-x></div>"
    })
    void nasty02AChallengeShouldBeBlocked(int status, String body) {
        assertThat(state(NUMBER, status, body)).isEqualTo(FeedState.BLOCKED);
    }

    @ParameterizedTest
    @EnumSource(
            value = ReadKind.class,
            names = {"JSON", "XML", "METRICS", "TABLE", "TEXT"})
    void nasty03HtmlOn401ShouldBeAuthAndNotBadData(ReadKind kind) {
        assertThat(state(FeedFixture.of(kind).build(), 401, "<html>Unauthorized</html>"))
                .isEqualTo(FeedState.AUTH);
    }

    @Test
    void nasty04JsonTypedAsHtmlShouldBeReadByItsFirstBytes() {
        Answer refused = FeedFixture.answer(401, "text/html", "{\"message\":\"no\"}".getBytes(UTF_8));
        assertThat(Reader.read(NUMBER, refused).outcome().state()).isEqualTo(FeedState.AUTH);
        assertThat(cell(Reader.read(NUMBER, FeedFixture.answer(200, "text/html", NUMBER_3)), "pending"))
                .isEqualTo(3);
    }

    @Test
    void nasty05NoContentShouldSatisfyAProbeAndBeAnEmptyBodyForData() {
        assertThat(state(FeedFixture.probe(Expect.ANY_2XX), 204, "")).isEqualTo(FeedState.OK);
        assertThat(state(NUMBER, 204, "")).isEqualTo(FeedState.EMPTY_BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\r\n\r\n"})
    void nasty06AnEmptyBodyShouldNeverBeZero(String body) {
        for (ReadKind kind : new ReadKind[] {ReadKind.JSON, ReadKind.XML, ReadKind.METRICS, ReadKind.TABLE}) {
            Readings readings = read(FeedFixture.of(kind).forService().build(), body);
            assertThat(readings.outcome().state()).isEqualTo(FeedState.EMPTY_BODY);
            assertThat(readings.zero()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "JSON | {\"n\":1,\"rows\":[{\"a\":1},{\"a\"",
                "NDJSON | {\"n\":1}~{\"n\":2",
                "XML | <a><n>1</n><n>",
                "TABLE | a,b,c~1,2,3~4,5",
                "TABLE | a,b,c~1,2,3~4,\"five",
                "METRICS | a 1~b{x=\"1"
            })
    void nasty07ACutBodyShouldBeRejectedWhole(ReadKind kind, String body) {
        Feed feed = FeedFixture.of(kind).forService().measure("pending", "n").build();
        Readings readings = read(feed, body.replace('~', '\n'));
        assertThat(readings.outcome().state()).isEqualTo(FeedState.UNREADABLE);
        assertThat(readings.rows()).isEmpty();
        assertThat(readings.outcome().reason()).isNotBlank().doesNotContain("five");
    }

    @Test
    void nasty07OpenMetricsWithoutItsEndShouldBeCutShort() {
        Feed feed =
                FeedFixture.metrics().forService().measure("pending", "value").build();
        byte[] body = "# TYPE a gauge\na 1\n".getBytes(UTF_8);
        String type = "application/openmetrics-text; version=1.0.0";
        assertThat(Reader.read(feed, FeedFixture.answer(200, type, body)).outcome())
                .isEqualTo(new Outcome(FeedState.UNREADABLE, "OpenMetrics without its last line # EOF: cut short"));
        assertThat(Reader.read(feed, FeedFixture.answer(200, "text/plain", body))
                        .outcome())
                .isEqualTo(Outcome.OK);
    }

    @Test
    void nasty07ACutGzipShouldBeRejected() {
        Feed feed = FeedFixture.json()
                .forService()
                .decode(Kind.GZIP)
                .measure("pending", "n")
                .build();
        byte[] packed = Said.gzip(NUMBER_3);
        assertThat(cell(read(feed, packed), "pending")).isEqualTo(3);
        assertThat(read(feed, Arrays.copyOf(packed, packed.length - 6))
                        .outcome()
                        .state())
                .isEqualTo(FeedState.UNREADABLE);
    }

    @ParameterizedTest
    @EnumSource(
            value = ReadKind.class,
            names = {"JSON", "XML", "METRICS", "TEXT"})
    void nasty08GzipBombShouldBeTooBig(ReadKind kind) {
        Feed feed = FeedFixture.of(kind).decode(Kind.GZIP).build();
        byte[] bomb = Said.gzip(new byte[40 * 1024 * 1024]);
        assertThat(bomb).hasSizeLessThan(100_000);
        assertThat(read(feed, bomb).outcome().state()).isEqualTo(FeedState.TOO_BIG);
    }

    @Test
    void nasty08TheOutcomeOfTheExchangeShouldBeKept() {
        Outcome outcome = new Outcome(FeedState.TOO_BIG, "more than 8 MB");
        Answer cut =
                new Answer(outcome, 200, Map.of(), new byte[0], Map.of(), FeedFixture.ASKED, Duration.ZERO, null, null);
        assertThat(Reader.read(NUMBER, cut).outcome()).isEqualTo(outcome);
    }

    @Test
    void nasty13AWarningBeforeTheDataShouldBeSkippedOnlyWhereAskedForAndSaid() {
        String dirty = "<br />\n<b>Warning</b>: mysql_connect() in <b>/x.php</b><br />\n{\"n\":3}";
        assertThat(state(NUMBER, dirty)).isEqualTo(FeedState.NOT_DATA);
        Feed skipping = FeedFixture.json()
                .forService()
                .decode(Kind.SKIP_UNTIL, "to", "{[<")
                .measure("pending", "n")
                .build();
        Readings readings = read(skipping, dirty);
        assertThat(cell(readings, "pending")).isEqualTo(3);
        assertThat(readings.problems()).containsExactly("f: dirty: text before the data was skipped");
        assertThat(read(skipping, "{\"n\":3}").problems()).isEmpty();
        assertThat(state(skipping, "Warning: nothing follows")).isEqualTo(FeedState.NOT_DATA);
    }

    @Test
    void nasty14EncodingsShouldBeFoundByTheirBytes() {
        String body = "{\"n\":3,\"nama\":\"Poli Gigi é\"}";
        Feed feed = FeedFixture.json()
                .forService()
                .set("name", "nama")
                .measure("pending", "n")
                .build();
        for (byte[] bytes : new byte[][] {
            ("\uFEFF" + body).getBytes(UTF_8),
            ("\uFEFF" + body).getBytes(UTF_16LE),
            body.getBytes(Charset.forName("windows-1252"))
        }) {
            Readings readings = read(feed, bytes);
            assertThat(readings.rows().get(0).name()).isEqualTo("Poli Gigi é");
            assertThat(readings.problems()).isEmpty();
        }
    }

    @Test
    void nasty14ReplacedCharactersShouldBeSaid() {
        byte[] windows = "{\"n\":3,\"nama\":\"é\"}".getBytes(Charset.forName("windows-1252"));
        Feed feed = FeedFixture.json()
                .forService()
                .decode(Kind.CHARSET, "name", "utf-8")
                .measure("pending", "n")
                .build();
        assertThat(read(feed, windows).problems())
                .containsExactly("f: characters that could not be read were replaced");
    }

    @Test
    void nasty14XmlShouldBeReadInTheEncodingItNames() {
        Feed feed = FeedFixture.of(ReadKind.XML)
                .forService()
                .set("rows", "r")
                .set("name", "nama")
                .build();
        byte[] latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r><nama>é</nama></r>"
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(read(feed, latin).rows().get(0).name()).isEqualTo("é");
        byte[] lying = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><r><nama>é</nama></r>"
                .getBytes(Charset.forName("windows-1252"));
        assertThat(read(feed, lying).rows().get(0).name()).isEqualTo("é");
    }

    @Test
    void nasty15RetryAfterAndTheGatewaysOwnThrottleShouldBePauses() {
        Answer busy = FeedFixture.answer(503, "{}".getBytes(UTF_8), Duration.ofSeconds(30), Duration.ofMillis(5), null);
        assertThat(Reader.read(NUMBER, busy).outcome().state()).isEqualTo(FeedState.THROTTLED);
        assertThat(state(NUMBER, 429, "{\"n\":1}")).isEqualTo(FeedState.THROTTLED);
        assertThat(state(NUMBER, 503, "{}")).isEqualTo(FeedState.ERROR);
        assertThat(state(NUMBER, "{\"fault\":{\"code\":900804,\"message\":\"Message throttled out\"}}"))
                .isEqualTo(FeedState.THROTTLED);
        assertThat(state(NUMBER, "<ams:fault xmlns:ams=\"x\"><ams:code>900800</ams:code></ams:fault>"))
                .isEqualTo(FeedState.THROTTLED);
    }
}
