package org.pantau.poll.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.measure.value.DecodeKeys;
import org.pantau.poll.FeedText;

class AskingTest {

    /** Half past midnight of the 24th in Jakarta. */
    private static final Instant SLOT = Instant.parse("2026-11-23T17:30:00Z");

    private static final Secrets SECRETS = new Secrets(Map.of("KEY", "rahasia", "PATHKEY", "a/b")::get);

    private final Masking masking = new Masking();

    @Test
    void shouldAskOnceWhereNothingFansOut() throws Exception {
        Asking asking = asking("request: {url: \"http://127.0.0.1:1/x?d={today}\"}");

        assertThat(urls(asking, asking.at(SLOT, true))).containsExactly("http://127.0.0.1:1/x?d=2026-11-24");
    }

    @Test
    void shouldHandOverWhatItsDecodersTakeAndTheTimeItSigned() throws Exception {
        Asking asking = asking("""
                vars: {consId: "env:PATHKEY"}
                decode: [html_unescape, {bpjs: {cons_id: "{consId}", secret: "env:KEY"}}]
                request: {url: "http://127.0.0.1:1/"}""");

        DecodeKeys keys = asking.writer().decodeKeys(SLOT, SECRETS, masking);

        assertThat(keys.value("{consId}")).isEqualTo("a/b");
        assertThat(keys.value("env:KEY")).isEqualTo("rahasia");
        assertThat(keys.epoch()).isEqualTo(SLOT.getEpochSecond());
        assertThat(masking.mask("kunci rahasia")).isEqualTo("kunci ***");
        assertThatExceptionOfType(MissingSecretException.class)
                .isThrownBy(() -> asking.writer().decodeKeys(SLOT, new Secrets(name -> null), masking));
    }

    @Test
    void shouldHandOverNothingWhereNoDecoderTakesASecret() throws Exception {
        Asking asking = asking("decode: [gzip]\nrequest: {url: \"http://127.0.0.1:1/\"}");

        assertThat(asking.writer().decodeKeys(SLOT, SECRETS, masking)).isSameAs(DecodeKeys.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Jakarta, 2026-11-24",
        "Asia/Jayapura, 2026-11-24",
        "Asia/Makassar, 2026-11-24",
    })
    void shouldKnowTheFeedsOwnDay(String zone, String day) throws Exception {
        Asking asking = asking("zone: " + zone + "\nrequest: {url: \"http://127.0.0.1:1/{today}\"}");

        assertThat(urls(asking, asking.at(SLOT, false))).containsExactly("http://127.0.0.1:1/" + day);
        assertThat(urls(asking, asking.at(SLOT.minusSeconds(2 * 3600), false)))
                .as("two hours earlier it is a new day in the east only")
                .containsExactly("http://127.0.0.1:1/" + (zone.equals("Asia/Jayapura") ? day : "2026-11-23"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {window: [today, -2d]}                     | false | 24/11/2026
            {window: [today, -2d]}                     | true  | 24/11/2026 23/11/2026 22/11/2026
            {window: [-1d, -2d]}                       | false | ''
            {window: [-1d, -2d]}                       | true  | 23/11/2026 22/11/2026
            {only: today}                              | true  | 24/11/2026
            {history: 90d}                             | true  | 24/11/2026
            """)
    void shouldAskForTheDaysThatAreDue(String days, boolean withPast, String asked) {
        Asking asking = asking("request: {url: \"http://127.0.0.1:1/{day}\", for_each: {day: "
                + days.replace("}", ", format: dd/MM/yyyy}") + "}}");

        String found = asking.at(SLOT, withPast).stream()
                .map(wanted -> wanted.keys().get("day"))
                .collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(asked);
    }

    @Test
    void shouldAskEveryCombinationOfKeysForEachDay() throws Exception {
        Asking asking = asking("""
                request:
                  url: "http://127.0.0.1:1/{poli}/{shift}?d={day}&t={today}"
                  for_each: {poli: ["001", "0 2"], shift: [p, s], day: {window: [today, -1d], format: yyyyMMdd}}
                """);

        assertThat(urls(asking, asking.at(SLOT, true)))
                .containsExactly(
                        "http://127.0.0.1:1/001/p?d=20261124&t=20261124",
                        "http://127.0.0.1:1/001/s?d=20261124&t=20261124",
                        "http://127.0.0.1:1/0%202/p?d=20261124&t=20261124",
                        "http://127.0.0.1:1/0%202/s?d=20261124&t=20261124",
                        "http://127.0.0.1:1/001/p?d=20261123&t=20261124",
                        "http://127.0.0.1:1/001/s?d=20261123&t=20261124",
                        "http://127.0.0.1:1/0%202/p?d=20261123&t=20261124",
                        "http://127.0.0.1:1/0%202/s?d=20261123&t=20261124");
    }

    @Test
    void shouldAskForOneDayOfHistory() throws Exception {
        Asking asking = asking("request: {url: \"http://127.0.0.1:1/{day}\", for_each: {day: {history: 30d}}}");
        LocalDate today = LocalDate.of(2026, 11, 24);

        assertThat(urls(asking, asking.of(today.minusDays(9), SLOT))).containsExactly("http://127.0.0.1:1/2026-11-15");
    }

    @Test
    void shouldBindWhatWasAskedForButNoSecret() {
        Asking asking = asking("""
                vars: {base: "http://127.0.0.1:1", kunci: "env:KEY"}
                request: {url: "{base}/{poli}?k={kunci}", for_each: {poli: ["001"]}}
                """);

        assertThat(asking.at(SLOT, false).get(0).bindings())
                .isEqualTo(Map.of("base", "http://127.0.0.1:1", "poli", "001", "today", "2026-11-24"));
    }

    @Test
    void shouldWriteAddressHeadersAndBody() throws Exception {
        Asking asking = asking("""
                vars: {base: "http://127.0.0.1:1", kunci: "env:KEY"}
                request:
                  url: "{base}/x"
                  headers: {X-Hari: "{today}", X-Kunci: "{kunci}", X-Lain: "env:PATHKEY"}
                  json: {tanggal: "{today}", poli: "{poli}"}
                  for_each: {poli: ['a"b']}
                auth: {kind: apikey, query: k, value: "env:PATHKEY"}
                """);

        Prepared prepared = asking.writer().prepare(asking.at(SLOT, false).get(0), SLOT, "", SECRETS, masking);

        assertThat(prepared.method()).isEqualTo("POST");
        assertThat(prepared.uri()).hasToString("http://127.0.0.1:1/x?k=a%2Fb");
        assertThat(prepared.headers())
                .containsEntry("X-Hari", "2026-11-24")
                .containsEntry("X-Kunci", "rahasia")
                .containsEntry("X-Lain", "a/b")
                .containsEntry("Content-Type", "application/json");
        assertThat(new String(prepared.body() == null ? new byte[0] : prepared.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"tanggal\":\"2026-11-24\",\"poli\":\"a\\\"b\"}");
        assertThat(prepared).hasToString("Prepared[POST]");
        assertThat(masking.mask(prepared.uri() + " rahasia a/b a%2Fb")).doesNotContain("rahasia", "a/b", "a%2Fb");
    }

    @Test
    void shouldAddAKeyToAnAddressThatHasAQuery() throws Exception {
        Asking asking = asking("""
                request: {url: "http://127.0.0.1:1/x?d={today}"}
                auth: {kind: apikey, query: k, value: "env:KEY"}
                """);

        assertThat(urls(asking, asking.at(SLOT, false))).containsExactly("http://127.0.0.1:1/x?d=2026-11-24&k=rahasia");
    }

    @Test
    void shouldSayThatAnAddressIsNoneWithoutItsSecrets() {
        Asking asking = asking("""
                vars: {kunci: "env:KEY"}
                request: {url: "http://127.0.0.1:1/ {kunci}"}
                """);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> urls(asking, asking.at(SLOT, false)))
                .withMessageContaining("not an address")
                .withMessageNotContaining("rahasia");
    }

    @Test
    void shouldSayThatASecretIsMissing() {
        Asking asking = asking("""
                request: {url: "http://127.0.0.1:1/"}
                auth: {kind: bearer, token: "env:NOPE"}
                """);

        assertThatExceptionOfType(MissingSecretException.class)
                .isThrownBy(() -> urls(asking, asking.at(SLOT, false)))
                .withMessageContaining("env:NOPE");
    }

    @Test
    void shouldAskForAWindowInPiecesWhereTheSourceAllowsNoMore() throws Exception {
        Asking days = asking("""
                request:
                  url: "http://127.0.0.1:1/?a={from}&b={to}"
                  window: {from: today-9d, to: today, span: 4d}
                """);
        Asking instants = asking("""
                request:
                  url: "http://127.0.0.1:1/?a={from}&b={to}"
                  window: {from: today-2d, to: now, span: 2d, format: epoch_s}
                """);

        assertThat(urls(days, days.at(SLOT, true)))
                .containsExactly(
                        "http://127.0.0.1:1/?a=2026-11-15&b=2026-11-18",
                        "http://127.0.0.1:1/?a=2026-11-19&b=2026-11-22",
                        "http://127.0.0.1:1/?a=2026-11-23&b=2026-11-24");
        assertThat(urls(instants, instants.at(SLOT, true)))
                .containsExactly(
                        "http://127.0.0.1:1/?a=1795280400&b=1795453200",
                        "http://127.0.0.1:1/?a=1795453200&b=1795455000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            31 | {day: {window: [today, -3d]}} | today-1d  |     | asks 3844 times at a slot with past days
            32 | {}                            | today-1d  |     | asks 1024 times at every slot
            5  | {}                            | today-80d | 2d  | asks 1025 times at every slot
            """)
    void shouldRefuseMoreRequestsThanOneSlotMayMake(int each, String day, String from, String span, String mistake) {
        String values =
                IntStream.rangeClosed(1, each).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String days = day.equals("{}") ? "" : ", " + day.substring(1, day.length() - 1);
        String pieces = span == null ? "" : ", span: " + span;

        assertThatThrownBy(() -> asking("""
                        request:
                          url: "http://127.0.0.1:1/{a}/{b}/{from}"
                          for_each: {a: [%s], b: [%s]%s}
                          window: {from: %s%s}
                        """.formatted(values, values, days, from, pieces)))
                .hasMessageContaining(mistake + ", expected at most 1000");
    }

    private static Asking asking(String lines) {
        return new Asking(FeedText.counting(lines));
    }

    private List<String> urls(Asking asking, List<Wanted> all) throws Exception {
        List<String> urls = new ArrayList<>();
        for (Wanted wanted : all) {
            urls.add(asking.writer()
                    .prepare(wanted, SLOT, "", SECRETS, masking)
                    .uri()
                    .toString());
        }
        return urls;
    }
}
