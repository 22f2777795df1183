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
                        "feeds[sumber].request.pages: not supported in this version, expected an address that answers everything"
                                + " in one page"),
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
                                + " dd/MM/yyyy"),
                rule(
                        "{url: \"{base}/a\"}",
                        "{url: \"{base}/a\", for_each: {base: [a]}}",
                        17,
                        "feeds[sumber].request.for_each.base: is already a var or a given name, expected another"),
                rule(
                        "every: 60s",
                        "auth: {kind: login}",
                        15,
                        key
                                + ".kind: 'login' is not supported in this version, expected one of none, basic, bearer, apikey,"
                                + " static, hmac"),
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
                        key + ".sign: {sig} is not known here, expected one of base, today, epoch"),
                rule(
                        "vars: {base: \"http://127.0.0.1:1\"}",
                        "vars: {base: \"env:\", today: x}",
                        16,
                        "feeds[sumber].vars.today: is a name that Pantau gives itself, expected another",
                        "feeds[sumber].vars.base: 'env:' refers to nothing, expected env:NAME or file:PATH"));
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
                                + "semantics: 'events' is not supported in this version, expected one of gauge, since_start,"
                                + " since_boundary, per_period, delta_read"),
                rule(
                        "semantics: since_boundary",
                        "semantics: gauge",
                        22,
                        served + "semantics: 'gauge' does not fit, served is a count, expected one of since_start,"
                                + " since_boundary, per_period, delta_read"),
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
    @MethodSource({"requests", "measures"})
    void everyRuleNamesLineKeyAndWhatWasExpected(String from, String to, int line, String[] messages) {
        GoodCatalogue.assertThatChanging(from, to, line, messages);
    }
}
