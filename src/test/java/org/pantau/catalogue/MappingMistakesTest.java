package org.pantau.catalogue;

import static org.pantau.catalogue.GoodCatalogue.rule;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One bad catalogue for each rule of requests, auth and measures, with the exact words a writer gets to read. */
class MappingMistakesTest {

    static Stream<Arguments> requests() {
        String key = "feeds[sumber].auth";
        return Stream.of(
                rule(
                        "    request: {url: \"{base}/a\"}\n",
                        "",
                        13,
                        "feeds[sumber].request: missing, expected request: {url: …}"),
                rule(
                        "{url: \"{base}/a\"}",
                        "{url: \"ftp://a\"}",
                        17,
                        "feeds[sumber].request.url: 'ftp://a' is no web address, expected one that begins with http:// or"
                                + " https://"),
                rule(
                        "{url: \"{base}/a\"}",
                        "{url: \"{basis}/a\"}",
                        17,
                        "feeds[sumber].request.url: {basis} is not known here, did you mean base?"),
                rule(
                        "{url: \"{base}/a\"}",
                        "{url: \"{base}/a\", method: PATCH}",
                        17,
                        "feeds[sumber].request.method: 'PATCH' is not allowed, expected one of GET, POST, HEAD"),
                rule(
                        "{url: \"{base}/a\"}",
                        "{url: \"{base}/a\", pages: {size: 10}}",
                        17,
                        "feeds[sumber].request.pages: says nothing of the next page, expected one of page, offset, start, next,"
                                + " cursor"),
                rule(
                        "{url: \"{base}/a\"}",
                        "{url: \"{base}/a\", body: x, json: {}}",
                        17,
                        "feeds[sumber].request.body: json is given too, expected only one of json and body"),
                rule(
                        "{url: \"{base}/a\"}",
                        "{url: \"{base}/a\", for_each: {poli: []}}",
                        17,
                        "feeds[sumber].request.for_each.poli: has no values, expected a list such as [\"001\", \"002\"]"),
                rule(
                        "{url: \"{base}/a\"}",
                        "{url: \"{base}/a\", for_each: {day: {window: [today, 3]}}}",
                        17,
                        "feeds[sumber].request.for_each.day.window: is not understood, expected [today, -3d] or [-1d, -3d]"),
                rule(
                        "{url: \"{base}/a\"}",
                        "{url: \"{base}/a\", for_each: {day: {format: HH}}}",
                        17,
                        "feeds[sumber].request.for_each.day.format: 'HH' writes no day, expected a pattern such as yyyy-MM-dd or"
                                + " dd/MM/yyyy, epoch_s or epoch_ms"),
                rule(
                        "{url: \"{base}/a\"}",
                        "{url: \"{base}/a\", for_each: {base: [a]}}",
                        17,
                        "feeds[sumber].request.for_each.base: is already a var or a given name, expected another"),
                rule(
                        "every: 60s",
                        "auth: {kind: cookie}",
                        15,
                        key
                                + ".kind: 'cookie' is not supported in this version, expected one of none, basic, bearer, apikey,"
                                + " static, hmac, oauth2, login, mtls"),
                rule(
                        "every: 60s",
                        "auth: {kind: basic, user: a, password: rahasia}",
                        15,
                        key
                                + ".password: a secret may not be written in the catalogue, expected env:NAME or file:PATH"),
                rule(
                        "every: 60s",
                        "auth: {kind: bearer, token: \"env:A-B\"}",
                        15,
                        key + ".token: a secret may not be written in the catalogue, expected env:NAME or file:PATH"),
                rule("every: 60s", "auth: {kind: bearer}", 15, key + ".token: missing, expected env:NAME or file:PATH"),
                rule(
                        "every: 60s",
                        "auth: {kind: apikey, value: \"env:K\"}",
                        15,
                        key + ": has neither header nor query, expected one of them to name where the key goes"),
                rule(
                        "every: 60s",
                        "auth: {kind: apikey, haeder: k, query: k, value: \"env:K\"}",
                        15,
                        key + ".haeder: unknown key, did you mean header?"),
                rule(
                        "every: 60s",
                        "auth: {kind: static, headers: {apikey: abc}}",
                        15,
                        key + ".headers: no header refers to a secret, expected env:NAME or file:PATH in one of them"),
                rule(
                        "every: 60s",
                        "auth: {kind: hmac, sign: \"{epoch}\", alg: MD5, secret: \"file:/k\", headers: {s: \"{sig}\"}}",
                        15,
                        key + ".alg: 'MD5' is not known, expected one of HmacSHA256, HmacSHA384, HmacSHA512, HmacSHA1"),
                rule(
                        "every: 60s",
                        "auth: {kind: hmac, sign: \"{sig}\", secret: \"file:/k\", headers: {s: \"{sig}\"}}",
                        15,
                        key + ".sign: {sig} is not known here, expected one of base, today, epoch, epoch_ms, utc"),
                rule(
                        "vars: {base: \"http://127.0.0.1:1\"}",
                        "vars: {base: \"env:\", today: x}",
                        16,
                        "feeds[sumber].vars.today: is a name that Pantau gives itself, expected another",
                        "feeds[sumber].vars.base: 'env:' refers to nothing, expected env:NAME or file:PATH"));
    }

    static Stream<Arguments> pagesAndWindows() {
        String request = "feeds[sumber].request.";
        return Stream.of(
                request(
                        "pages: {page: 1, next: n}",
                        request + "pages: says page and next, expected one of page, offset, start, next, cursor"),
                request(
                        "pages: {page: 1}",
                        request + "pages: nothing asks for the next page, expected {page} in url, headers or body"),
                request(
                        "pages: {next: n, first: x, most: 2000}",
                        request + "pages.first: does not go with next, expected it only where a text asks for the page",
                        request + "pages.most: '2000' is not allowed, expected a whole number from 1 to 1000"),
                request(
                        "pages: {next: \"((\", last: 3}",
                        request + "pages.next: does not compile, not a JSONata expression: Expected \")\" before end of"
                                + " expression, expected a JSONata expression",
                        request + "pages.last: does not go with next, expected it with page"),
                request(
                        "window: {from: kemarin}",
                        request
                                + "window.from: 'kemarin' is not understood, expected now, today, yesterday, first_of_week,"
                                + " first_of_month or first_of_year, and a distance such as -3d, -1M or -12h"),
                request(
                        "window: {to: today}",
                        request + "window.from: missing, expected a day such as today, -7d or first_of_month-1M"),
                request(
                        "form: {a: b}, json: {}",
                        request + "form: json is given too, expected only one of json and form"),
                request(
                        "body_file: a.xml",
                        request + "body_file: goes only with a catalogue that is a file, expected body"),
                request(
                        "ca: /etc/ca.pem",
                        request + "ca: '/etc/ca.pem' is no file, expected file:PATH of the certificates to trust"),
                request("conditional: ya", request + "conditional: 'ya' is not understood, expected true or false"));
    }

    private static Arguments request(String keys, String... messages) {
        return rule("{url: \"{base}/a\"}", "{url: \"{base}/a\", " + keys + "}", 17, messages);
    }

    static Stream<Arguments> logins() {
        String key = "feeds[sumber].auth";
        return Stream.of(
                auth(
                        "{kind: login, token: a}",
                        key + ": has neither get nor post, expected one of them with the address of the login"),
                auth(
                        "{kind: login, get: \"{base}/a\"}",
                        key + ".token: missing, expected an expression over the answer, such as response.token"),
                auth(
                        "{kind: login, get: \"ftp://a\", token: a}",
                        key + ".get: 'ftp://a' is no web address, expected one that begins with http:// or https://"),
                auth(
                        "{kind: login, get: \"{base}/a\", token: a, user: u}",
                        key + ": has only one of user and password, expected both or none"),
                auth(
                        "{kind: login, get: \"{base}/a\", token: a, json: {}}",
                        key + ": get sends no body, expected post"),
                auth(
                        "{kind: login, get: \"{base}/a\", token: a, send: {X-Token: \"env:A\"}}",
                        key + ".send: nothing carries the token, expected {token} in one of the texts"),
                auth(
                        "{kind: login, get: \"{base}/a\", token: a, valid: besok}",
                        key
                                + ".valid: 'besok' is not allowed, expected a duration from 1s to 366d such as 800ms, 60s, 5m, 2h"
                                + " or 14d"),
                auth(
                        "{kind: login, get: \"{base}/{today}\", token: a}",
                        key + ".get: {today} is not known here, expected one of base"),
                auth(
                        "{kind: login, get: \"{base}/a\", token: a, relogin_when: b}",
                        key + ".relogin_when: is a key of the feed, expected it beside auth"),
                auth(
                        "{kind: oauth2, token_url: \"{base}/t\", client_id: a, client_secret: rahasia}",
                        key
                                + ".client_secret: a secret may not be written in the catalogue, expected env:NAME or file:PATH"),
                auth(
                        "{kind: oauth2, token_url: \"{base}/t\", client_id: a, client_secret: \"env:S\", client_auth: kue}",
                        key + ".client_auth: 'kue' is not known, expected one of basic, body"),
                auth(
                        "{kind: mtls}",
                        key
                                + ": has neither keystore nor cert, expected keystore and password (PKCS#12), or cert and key (PEM)"),
                auth("{kind: mtls, cert: \"file:c.pem\"}", key + ".key: missing, expected env:NAME or file:PATH"),
                auth(
                        "{kind: none, certificate: {keystore: a.p12, password: rahasia}}",
                        key
                                + ".certificate.keystore: a secret may not be written in the catalogue, expected env:NAME or"
                                + " file:PATH",
                        key
                                + ".certificate.password: a secret may not be written in the catalogue, expected env:NAME or"
                                + " file:PATH"));
    }

    private static Arguments auth(String auth, String... messages) {
        return rule("every: 60s", "auth: " + auth, 15, messages);
    }

    static Stream<Arguments> measures() {
        String served = "feeds[sumber].measures.served.";
        String handling = "feeds[sumber].measures.handling.";
        return Stream.of(
                rule(
                        "served:",
                        "serverd:",
                        22,
                        "feeds[sumber].measures.serverd: unknown measure, did you mean served?; further ones are declared under"
                                + " measures: at the top"),
                rule(
                        "handling:",
                        "response:",
                        23,
                        "feeds[sumber].measures.response: is measured by Pantau itself, expected app_response or another"
                                + " reported measure"),
                rule("value: selesai, ", "", 22, served + "value: missing, expected an expression over the row"),
                rule(
                        "semantics: since_boundary",
                        "semantics: events",
                        22,
                        served
                                + "semantics: 'events' does not fit, served is a count, expected one of since_start,"
                                + " since_boundary, per_period, total_forever, windowed, delta_read"),
                rule(
                        "semantics: since_boundary",
                        "semantics: gauge",
                        22,
                        served + "semantics: 'gauge' does not fit, served is a count, expected one of since_start,"
                                + " since_boundary, per_period, total_forever, windowed, delta_read"),
                rule(
                        "semantics: since_boundary",
                        "semantics: since_boundary, boundary: minute",
                        22,
                        served + "boundary: 'minute' is not known, expected one of hour, day, month, year"),
                rule(
                        "semantics: since_boundary",
                        "semantics: since_boundary, period: day",
                        22,
                        served + "period: does not go with semantics since_boundary, expected boundary"),
                rule(
                        "semantics: since_boundary",
                        "semantics: per_period",
                        22,
                        "feeds[sumber].measures.served: per_period needs the period, expected row: {at: …} or a day under"
                                + " request.for_each"),
                rule(
                        ", of: dokumen",
                        "",
                        22,
                        served
                                + "of: missing, expected what is counted, such as permohonan, dokumen, kunjungan or transaksi"),
                rule(
                        "of: dokumen",
                        "of: dokumen, reduce: max",
                        22,
                        served + "reduce: 'max' is not known, expected one of error, sum, last"),
                rule(
                        "of: dokumen",
                        "of: dokumen, weight: n",
                        22,
                        served + "weight: does not go with served, expected it only for times and scores"),
                rule(
                        "of: dokumen",
                        "of: dokumen, unit: menit",
                        22,
                        served + "unit: 'menit' does not fit, served is kept in count, expected one of count"),
                rule(
                        "unit: min",
                        "unit: mnt",
                        23,
                        handling
                                + "unit: 'mnt' is no unit, expected one of count, ns, us, ms, s, min, h, d, ratio, %, skor, B,"
                                + " KiB, MiB, GiB"),
                rule(
                        "unit: min",
                        "unit: min, of: dokumen",
                        23,
                        handling + "of: does not go with handling, expected it only for counts"),
                rule(
                        "unit: min",
                        "grace: 40d",
                        23,
                        handling
                                + "grace: '40d' is not allowed, expected a duration from 0s to 31d such as 800ms, 60s, 5m, 2h or"
                                + " 14d"));
    }

    @ParameterizedTest
    @MethodSource({"requests", "pagesAndWindows", "logins", "measures"})
    void everyRuleNamesLineKeyAndWhatWasExpected(String from, String to, int line, String[] messages) {
        GoodCatalogue.assertThatChanging(from, to, line, messages);
    }
}
