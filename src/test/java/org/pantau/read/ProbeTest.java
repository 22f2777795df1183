package org.pantau.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.read.FeedFixture.answer;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.catalogue.model.Expect;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;

class ProbeTest {

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
                "429 | Dukcapil | THROTTLED",
                "200 | {\"code\": \"900901\", \"message\": \"Dukcapil: Invalid Credentials\"} | GATEWAY",
                "401 | {\"fault\": {\"code\": 900901, \"message\": \"Invalid Credentials\"}} | GATEWAY",
                "503 | <ams:fault xmlns:ams=\"http://wso2.org/apimanager/security\"><ams:code>900800</ams:code></ams:fault> | THROTTLED",
                "403 | <!DOCTYPE html><title>Just a moment...</title> | BLOCKED"
            })
    void probes(int status, String body, FeedState expected) {
        Feed feed = FeedFixture.probe(new Expect(List.of(), "Dukcapil", null, null));
        assertThat(Reader.read(feed, answer(status, body.getBytes(UTF_8)))
                        .outcome()
                        .state())
                .isEqualTo(expected);
    }

    @Test
    void whatIsExpectedOfAGatewayIsTheServiceUp() {
        Feed feed = FeedFixture.probe(new Expect(List.of(401), null, null, null));
        byte[] body = "{\"code\": \"900902\", \"message\": \"Missing Credentials\"}".getBytes(UTF_8);
        assertThat(Reader.read(feed, answer(401, body)).outcome()).isEqualTo(Outcome.OK);
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
}
