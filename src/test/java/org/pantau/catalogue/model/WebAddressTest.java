package org.pantau.catalogue.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.model.WebAddress.Flaw;
import org.pantau.net.address.AddressPolicy;

class WebAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "https://antrean.go.id/daftar?poli=1 -> https://antrean.go.id/daftar?poli=1",
                "HTTP://Antrean.GO.ID -> http://antrean.go.id/",
                "antrean.go.id -> https://antrean.go.id/",
                "//antrean.go.id/a -> https://antrean.go.id/a",
                "antrean.go.id:8443/a -> https://antrean.go.id:8443/a",
                "antrean.go.id?x=1 -> https://antrean.go.id/?x=1",
                "https://antrean.go.id:443/ -> https://antrean.go.id/",
                "http://antrean.go.id:80 -> http://antrean.go.id/",
                "http://antrean.go.id:443/ -> http://antrean.go.id:443/",
                "https://antrean.go.id:/a -> https://antrean.go.id/a",
                "https://antrean.go.id./ -> https://antrean.go.id/",
                "https://antrean.go.id/#/masuk -> https://antrean.go.id/",
                "https://antrean.go.id/a?b#c?d -> https://antrean.go.id/a?b",
                "https://sim_rs.go.id/ -> https://sim_rs.go.id/",
                "https://kesehatan.münchen.id/käse -> https://kesehatan.xn--mnchen-3ya.id/k%C3%A4se",
                "https://ᬩᬮᬶ.id/ -> https://xn--9tfky.id/",
                "https://１２７.０.０.１/ -> https://127.0.0.1/",
                "https://antrean.go.id/{poli}/[1]|x -> https://antrean.go.id/%7Bpoli%7D/%5B1%5D%7Cx",
                "https://antrean.go.id/100%/%2F -> https://antrean.go.id/100%25/%2F",
                "https://antrean.go.id/😀 -> https://antrean.go.id/%F0%9F%98%80",
                "http://[2001:DB8::1]:8080/a -> http://[2001:db8::1]:8080/a",
                "localhost:9001/a -> https://localhost:9001/a",
                "http://simrs/ -> http://simrs/",
            })
    void shouldBeWrittenInOneWay(String text, String url) throws FlawedAddress {
        WebAddress target = WebAddress.of(text);

        assertThat(target.url()).isEqualTo(url);
        assertThat(URI.create(target.url()).toString())
                .as("what a feed can ask")
                .isEqualTo(url);
        assertThat(WebAddress.of(target.url())).as("read again").isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "https://antrean.go.id/a b -> SPACES",
                "https://a.id https://b.id -> SPACES",
                "https://a.id/\u00a0b -> SPACES",
                "ftp://antrean.go.id/ -> SCHEME",
                "javascript:alert(1) -> SCHEME",
                "mailto:dinkes@go.id -> SCHEME",
                "file:///etc/passwd -> SCHEME",
                "dinkes@magelangkab.go.id -> EMAIL",
                "https://admin:rahasia@antrean.go.id/ -> USER",
                "admin:sandi@antrean.go.id -> USER",
                "https://antrean.go.id@127.0.0.1/ -> USER",
                "- -> SHAPE",
                "belum-ada -> SHAPE",
                "0293788181 -> SHAPE",
                "2026-11-22 -> SHAPE",
                "/daftar -> SHAPE",
                "https:// -> SHAPE",
                "https:///a -> SHAPE",
                "antrean..go.id -> HOST",
                "https://-a.go.id/ -> HOST",
                "https://a\\b.go.id/ -> HOST",
                "https://a.go.id\\@b.id/ -> USER",
                "https://a.go.id/x\\y -> SHAPE",
                "https://%31%32.go.id/ -> HOST",
                "https://℀.go.id/ -> HOST",
                "http://[::1%25eth0]/ -> HOST",
                "http://[dinkes]/ -> HOST",
                "https://127.1/ -> NUMBER",
                "https://2130706433/ -> NUMBER",
                "https://0x7f.0.0.1/ -> NUMBER",
                "https://127.0.0.01/ -> NUMBER",
                "https://10.0.0.256/ -> NUMBER",
                "https://a.go.id:0/ -> PORT",
                "https://a.go.id:65536/ -> PORT",
                "https://a.go.id:8o80/ -> PORT",
                "http://metadata.google.internal/ -> FORBIDDEN",
                "http://METADATA/ -> FORBIDDEN",
                "http://0.0.0.0/ -> FORBIDDEN",
                "http://[::]/ -> FORBIDDEN",
                "http://[::ffff:169.254.169.254]/ -> FORBIDDEN",
                "http://[64:ff9b::a9fe:a9fe]/ -> FORBIDDEN",
                "http://224.0.0.1/ -> FORBIDDEN",
            })
    void shouldSayWhatIsWrong(String text, Flaw flaw) {
        assertThatThrownBy(() -> WebAddress.of(text))
                .isInstanceOfSatisfying(
                        FlawedAddress.class, e -> assertThat(e.flaw()).isEqualTo(flaw))
                .message()
                .as("never quotes what may be a secret")
                .doesNotContain("rahasia");
    }

    @Test
    void shouldBoundItsLength() {
        assertThatThrownBy(() -> WebAddress.of(" \t"))
                .isInstanceOfSatisfying(
                        FlawedAddress.class, e -> assertThat(e.flaw()).isEqualTo(Flaw.EMPTY));
        assertThatThrownBy(() -> WebAddress.of("https://a.go.id/" + "a".repeat(2_000)))
                .isInstanceOfSatisfying(
                        FlawedAddress.class, e -> assertThat(e.flaw()).isEqualTo(Flaw.TOO_LONG));
        assertThatThrownBy(() -> WebAddress.of("https://" + "a.".repeat(130) + "id/"))
                .isInstanceOfSatisfying(
                        FlawedAddress.class, e -> assertThat(e.flaw()).isEqualTo(Flaw.HOST));
    }

    /** What is said here of an address must be what the client that asks will do with it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "10.1.2.3",
                "172.15.0.1",
                "172.16.0.1",
                "172.31.9.9",
                "172.32.0.1",
                "192.168.1.1",
                "192.169.0.1",
                "127.0.0.1",
                "127.9.9.9",
                "100.63.0.1",
                "100.64.0.1",
                "100.127.0.1",
                "100.128.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "169.253.0.1",
                "169.254.0.1",
                "169.254.169.254",
                "198.17.0.1",
                "198.18.0.1",
                "198.19.0.1",
                "198.20.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "223.255.0.1",
                "224.0.0.1",
                "239.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "[::]",
                "[::1]",
                "[::2]",
                "[fe80::1]",
                "[fec0::1]",
                "[fc00::1]",
                "[fd12::1]",
                "[fd00:ec2::254]",
                "[fd00:ec3::1]",
                "[ff02::1]",
                "[2001:db8::1]",
                "[::ffff:10.0.0.1]",
                "[::ffff:169.254.1.1]",
                "[::10.0.0.1]",
                "[::8.8.8.8]",
                "[64:ff9b::10.0.0.1]",
                "[64:ff9b::8.8.8.8]",
                "[64:ff9b:1::1]",
                "[2002:0a00:0001::1]",
                "[2002:a9fe:a9fe::]",
                "[2002:0808:0808::1]",
            })
    void shouldJudgeAddressesAsTheClientDoes(String host) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(host);
        boolean never = AddressPolicy.CATALOGUE_FILE.refusal(address).isPresent();
        boolean inside = AddressPolicy.PUBLIC_ONLY.refusal(address).isPresent();

        Optional<WebAddress> judged = judged(host);

        assertThat(judged.isEmpty()).as("never asked").isEqualTo(never);
        judged.ifPresent(target -> assertThat(target.inside()).as("inside").isEqualTo(inside));
    }

    /** Every kind of address that hides another, around every address told apart in the table above. */
    @Test
    void shouldLookThroughWhatHidesAnAddressAsTheClientDoes() throws UnknownHostException {
        List<String> kinds = List.of(
                "::%s",
                "::ffff:%s",
                "::ffff:0:%s",
                "64:ff9b::%s",
                "64:ff9b:1::%s",
                "2002:%s::",
                "2001:0:%s::f7f7:f7f7",
                "2001:0:808:808::%s",
                "2001:db8::5efe:%s",
                "fd00::200:5efe:%s",
                "fe80::5efe:%s",
                "fd20:ce::%s",
                "fd00:ec2::%s",
                "2001:db8::%s");
        for (String kind : kinds) {
            for (int first = 0; first < 256; first++) {
                for (int second : new int[] {0, 16, 18, 63, 64, 100, 129, 168, 254, 255}) {
                    String inner = Integer.toHexString(first << 8 | second) + ":a9fe";
                    shouldJudgeAddressesAsTheClientDoes("[" + kind.formatted(inner) + "]");
                }
            }
        }
    }

    private static Optional<WebAddress> judged(String host) {
        try {
            return Optional.of(WebAddress.of("http://" + host + "/"));
        } catch (FlawedAddress e) {
            assertThat(e.flaw()).isEqualTo(Flaw.FORBIDDEN);
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "antrean.go.id,false",
        "localhost,true",
        "http://simrs/,true",
        "antrean.dinkes.local,true",
        "router.lan,true",
        "localhost.go.id,false",
    })
    void shouldTakeNamesOfNoDomainForInside(String text, boolean inside) throws FlawedAddress {
        assertThat(WebAddress.of(text).inside()).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.id/?token=abc123,https://a.id/?token=…",
        "https://a.id/?x=1&api_key=abc123&y=2,https://a.id/?x=1&api_key=…&y=2",
        "https://a.id/?APIKEY=abc123,https://a.id/?APIKEY=…",
        "https://a.id/?user=x&password=abc123,https://a.id/?user=x&password=…",
        "https://a.id/?key=abc123,https://a.id/?key=…",
        "https://a.id/?access_token=abc123&sig=abc123,https://a.id/?access_token=…&sig=…",
    })
    void shouldNoticeSecretsAndNotShowThem(String text, String shown) throws FlawedAddress {
        WebAddress target = WebAddress.of(text);

        assertThat(target.secret()).isTrue();
        assertThat(target.shown()).isEqualTo(shown);
        assertThat(target.url()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.id/?keyword=antrean",
                "https://a.id/?token=",
                "https://a.id/token=1",
                "https://a.id/?monkey=1",
                "https://a.id/?design=2",
                "https://a.id/?passage=1",
            })
    void shouldTakeNothingElseForASecret(String text) throws FlawedAddress {
        assertThat(WebAddress.of(text).secret()).isFalse();
    }

    @Test
    void shouldShowWhatIsNoAddressWithoutItsSecrets() {
        assertThat(WebAddress.shown("https://admin:rahasia@a.id/ x?token=abc")).isEqualTo("…@a.id/ x?token=…");
        assertThat(WebAddress.shown("admin:ra/ha@sia@a.id")).isEqualTo("…@a.id");
        assertThat(WebAddress.shown("ftp://a.id/?key=abc def")).isEqualTo("ftp://a.id/?key=…");
        assertThat(WebAddress.shown("x".repeat(500))).hasSize(80).endsWith("…");
    }

    @Test
    void shouldSayEveryFlawInBothLanguages() {
        assertThat(Flaw.values()).allSatisfy(flaw -> {
            assertThat(flaw.said().indonesian()).isNotBlank();
            assertThat(flaw.said().english())
                    .isNotBlank()
                    .isNotEqualTo(flaw.said().indonesian());
        });
    }
}
