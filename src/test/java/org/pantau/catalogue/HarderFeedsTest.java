package org.pantau.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.model.AuthSpec;
import org.pantau.catalogue.model.DateWindow;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.LoginSpec;
import org.pantau.catalogue.model.PageSpec;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.poll.Poller;

/** Requests and auth of feeds as they really are, read as their author means them. */
class HarderFeedsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a hospital's waits: signed headers, days with a rhythm of their own
                """
                request: {url: "{base}/waktutunggu/tanggal/{day}/waktu/rs",
                          for_each: {day: {window: [today, -3d], zone: Asia/Jakarta, format: yyyy-MM-dd, past_every: 6h}}}
                auth: {kind: hmac, sign: "{consId}&{epoch}", alg: HmacSHA256, secret: "env:BPJS_SECRET", encode: base64,
                       headers: {X-cons-id: "{consId}", X-timestamp: "{epoch}", X-signature: "{sig}", user_key: "env:BPJS_KEY"}}
                """,
                // a clinic's queue: a token that dies at midnight, one request a clinic
                """
                request: {url: "{base}/antrean/status/{poli}/{day}",
                          for_each: {poli: ["001","002","003"], day: {only: today, zone: Asia/Jakarta}}}
                auth: {kind: login, get: "{base}/auth", headers: {X-Username: "env:U", X-Password: "env:P"},
                       token: response.token, valid: until_local_midnight,
                       send: {X-Token: "{token}", X-Username: "env:U"}}
                """,
                // permits through a gateway: two headers, a range of days
                """
                request: {url: "{base}/interop/{uuid}?tgl_awal={from}&tgl_akhir={to}", window: {from: first_of_month-1M, to: today}}
                auth: {kind: static, headers: {auth: "Bearer env:T", apikey: "env:A"}}
                """,
                // a monitoring server: the token goes into the body
                """
                request: {method: POST, url: "{base}/api_jsonrpc.php",
                          json: {jsonrpc: "2.0", method: item.get, params: {output: [key_]}, auth: "{token}", id: 1}}
                auth: {kind: login, post: {jsonrpc: "2.0", method: user.login, params: {user: "env:U", password: "env:P"}, id: 1},
                       token: result}
                """,
                // a security server: our certificate
                """
                request: {method: POST, url: "{base}/", body: "<a/>", headers: {Content-Type: text/xml}, ca: "file:ca.pem"}
                auth: {kind: mtls, keystore: "env:KS", password: "env:KSP"}
                """,
                // beds, asked for row by row from the first; a portal with a cursor
                """
                request: {url: "{base}/bed/read/0001R001/{start}/{size}", pages: {start: 1, size: 100, total: metadata.totalitems}}
                """,
                """
                request: {url: "{base}/datastore_search?limit=32000&page_token={cursor}", pages: {cursor: result.next_page, total: result.total}}
                """
            })
    void shouldBeAccepted(String lines) {
        Feed feed = feed(lines);

        assertThat(Poller.mistake(feed)).isEmpty();
    }

    @Test
    void shouldReadALogin() {
        AuthSpec auth = feed("""
                request: {url: "{base}/x"}
                auth: {kind: login, post: "{base}/masuk", form: {u: "env:U", p: "env:P"}, token: data.token,
                       expires_in: data.ttl, valid: 50m, send: {headers: {X-T: "{token}"}, query: {t: "{token}"}},
                       certificate: {cert: "file:c.pem", key: "file:k.pem"}}
                """).auth();

        LoginSpec login = auth.login();
        assertThat(auth.kind()).isEqualTo(AuthSpec.Kind.LOGIN);
        assertThat(auth.certificate()).isEqualTo(Map.of("cert", "file:c.pem", "key", "file:k.pem"));
        assertThat(login).isNotNull();
        if (login != null) {
            assertThat(login.body()).isEqualTo("u=env:U&p=env:P");
            assertThat(login.validity()).isEqualTo(new LoginSpec.Validity(LoginSpec.Until.AGE, Duration.ofMinutes(50)));
            assertThat(login.sendHeaders()).isEqualTo(Map.of("X-T", "{token}"));
            assertThat(login.sendQuery()).isEqualTo(Map.of("t", "{token}"));
        }
    }

    @Test
    void shouldReadPagesAndAWindow() {
        RequestSpec request = feed("""
                request:
                  url: "{base}/x?o={offset}&l={size}&r={from}-{to}"
                  window: {from: first_of_month-1M, format: dd/MM/yyyy}
                  pages: {offset: 0, size: 50, first: "null", total: t, most: 20}
                  conditional: true
                """).request();

        PageSpec pages = request.pages();
        DateWindow window = request.window();
        assertThat(request.conditional()).isTrue();
        assertThat(pages).isNotNull();
        assertThat(window).isNotNull();
        if (pages != null && window != null) {
            assertThat(pages.by()).isEqualTo(PageSpec.By.OFFSET);
            assertThat(pages.size()).isEqualTo(50);
            assertThat(pages.first()).isEqualTo("null");
            assertThat(pages.most()).isEqualTo(20);
            assertThat(window.from().anchor()).isEqualTo(DateWindow.Anchor.FIRST_OF_MONTH);
            assertThat(window.to().anchor()).isEqualTo(DateWindow.Anchor.TODAY);
            assertThat(window.format()).isEqualTo("dd/MM/yyyy");
        }
    }

    @Test
    void shouldAskOnceAndWholeWhereNothingIsSaid() {
        RequestSpec request = feed("request: {url: \"{base}/x\"}").request();

        assertThat(request.pages()).isNull();
        assertThat(request.window()).isNull();
        assertThat(request.ca()).isNull();
        assertThat(request.conditional()).isFalse();
    }

    private static Feed feed(String lines) {
        CatalogueReader.Reading reading = CatalogueReader.read("uji.yaml", """
                governments:
                  - {code: "33.08", name: Magelang, agencies: [{id: opd, name: OPD, services: [{id: antrean, name: A}]}]}
                feeds:
                  - id: sumber
                    service: 33.08/opd/antrean
                    vars: {base: "http://127.0.0.1:1", consId: "4711", uuid: abc}
                    read: json
                    measures: {pending: {value: antrean}}
                """ + lines.indent(4));
        return reading.catalogue()
                .orElseThrow(() -> new AssertionError(reading.mistakes().toString()))
                .feeds()
                .iterator()
                .next();
    }
}
