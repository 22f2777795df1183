package org.pantau.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.catalogue.GoodCatalogue.rule;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.catalogue.model.Decoder;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.ReadOptions;

/** Formats and decoders as the catalogue writes them, and the exact words on each mistake. */
class ReadMistakesTest {

    private static final String DECODE = "feeds[sumber].decode";

    static Stream<Arguments> mistakes() {
        return Stream.of(
                read(
                        "read: json, skip",
                        "feeds[sumber].read: 'json, skip' is not supported, expected one of json, ndjson,"
                                + " xml, metrics, table, text, probe"),
                read("read: jsn", "feeds[sumber].read: 'jsn' is not supported, did you mean json?"),
                read("read: json\n    table: {header: 1}", 19, "feeds[sumber].table: goes only with read: table"),
                read("read: json\n    text: 'a'", 19, "feeds[sumber].text: goes only with read: text"),
                read(
                        "read: text",
                        13,
                        "feeds[sumber].text: missing, expected a pattern such as 'Active connections: (?<active>\\d+)'"),
                read(
                        "read: text\n    text: 'a+'",
                        19,
                        "feeds[sumber].text: names no part, expected at least one group such as (?<active>\\d+)"),
                read(
                        "read: text\n    text: '(?<n>a*)'",
                        19,
                        "feeds[sumber].text: matches an empty text, expected a pattern that finds something"),
                read(
                        "read: text\n    text: '(?<n>a)(?=b)'",
                        19,
                        "feeds[sumber].text: is no pattern (invalid or unsupported Perl syntax), expected RE2 syntax"),
                read(
                        "read: table\n    table: {delimiter: ';;'}",
                        19,
                        "feeds[sumber].table.delimiter: is not allowed, expected one character such as \";\", or tab"),
                read(
                        "read: table\n    table: {header: 9}",
                        19,
                        "feeds[sumber].table.header: '9' is not allowed, expected a whole number from 0 to 5"),
                read(
                        "read: table\n    table: {headers: 1}",
                        19,
                        "feeds[sumber].table.headers: unknown key, did you mean header?"),
                request(
                        "max_bytes: 1GiB",
                        "'1GiB' is not allowed, expected a size from 64KiB to 512MiB such as 500KiB or 200MiB"),
                request(
                        "max_bytes: 10",
                        "'10' is not allowed, expected a size from 64KiB to 512MiB such as 500KiB or 200MiB"),
                request("max_bytes: 9MiB", "more than 8MiB goes only with read: table, which is read row by row"),
                decode("gzp", DECODE + "[1]: 'gzp' is no decoder, did you mean gzip?"),
                decode(
                        "{charset: utf-9}",
                        DECODE + "[1].charset: 'utf-9' is no encoding, expected for example utf-8 or windows-1252"),
                decode("charset", DECODE + "[1]: names no encoding, expected {charset: windows-1252}"),
                decode(
                        "{gzip: {}, jsonp: {}}",
                        DECODE + "[1]: names 2 decoders, expected one in each item of the list"),
                decode(
                        "html_unescape, gzip",
                        DECODE + "[2]: takes the bytes of the body, expected it before those that take what was read"),
                decode("{splp_gcm: {field: data}}", DECODE + "[1]: has no salt, expected env:SPLP_SALT"),
                decode(
                        "{splp_gcm: {salt: rahasia}}",
                        DECODE
                                + "[1].splp_gcm.salt: a secret may not be written in the catalogue, expected env:NAME or file:PATH"),
                decode(
                        "{bpjs: {secret: \"env:S\"}}",
                        DECODE + "[1]: has no cons_id, expected \"{consId}\" or env:BPJS_CONS_ID"),
                decode(
                        "{bpjs: {cons_id: \"{cons}\", secret: \"env:S\"}}",
                        DECODE + "[1].bpjs.cons_id: {cons} is not known here, expected one of base"),
                read(
                        "read: xml\n    decode: [{splp_gcm: {salt: \"env:S\"}}]",
                        19,
                        DECODE + "[1]: takes a field of JSON, expected read: json"),
                read(
                        "read: table\n    decode: [html_unescape]",
                        19,
                        DECODE + "[1]: does not go with this format, expected read: json, ndjson or xml"),
                rule(
                        "read: probe",
                        "read: probe\n    decode: [gzip]",
                        28,
                        DECODE.replace("sumber", "probe")
                                + ": does not go with read: probe, expected only request, auth, expect and confirm"));
    }

    private static Arguments read(String to, String message) {
        return read(to, 18, message);
    }

    private static Arguments read(String to, int line, String message) {
        return rule("read: json", to, line, message);
    }

    private static Arguments request(String more, String message) {
        String request = "request: {url: \"{base}/a\"";
        return rule(request + "}", request + ", " + more + "}", 17, "feeds[sumber].request.max_bytes: " + message);
    }

    private static Arguments decode(String decoders, String message) {
        return rule("read: json", "read: json\n    decode: [" + decoders + "]", 19, message);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void everyRuleNamesLineKeyAndWhatWasExpected(String from, String to, int line, String[] messages) {
        GoodCatalogue.assertThatChanging(from, to, line, messages);
    }

    @Test
    void decodersShouldKeepTheirOrderAndTheirSecretsUnresolved() {
        Feed feed = feed("""
                read: json
                    relogin_when: 'error.code = 7'
                    decode: [gzip, {skip_until: "{"}, {charset: WINDOWS-1252}, html_unescape, {bpjs: {cons_id: "{base}", secret: "env:S"}}]""");
        assertThat(feed.read()).isEqualTo(ReadKind.JSON);
        assertThat(feed.options().decode())
                .containsExactly(
                        new Decoder(Decoder.Kind.GZIP, Map.of()),
                        new Decoder(Decoder.Kind.SKIP_UNTIL, Map.of("to", "{")),
                        new Decoder(Decoder.Kind.CHARSET, Map.of("name", "windows-1252")),
                        new Decoder(Decoder.Kind.HTML_UNESCAPE, Map.of()),
                        new Decoder(
                                Decoder.Kind.BPJS,
                                Map.of("field", "response", "cons_id", "{base}", "secret", "env:S")));
        assertThat(feed.options().sealed()).isTrue();
        assertThat(Objects.requireNonNull(feed.rules().reloginWhen()).source()).isEqualTo("error.code = 7");
    }

    @Test
    void tablesAndTextsShouldTakeTheirLayout() {
        Feed table = feed("read: table\n    table: {delimiter: tab, header: 2, skip: 3, comment: \"#\", sheet: Rekap}");
        assertThat(table.options().table()).isEqualTo(new ReadOptions.Table('\t', 3, 2, '#', "Rekap"));
        assertThat(feed("read: table").options().table()).isEqualTo(ReadOptions.Table.USUAL);
        Feed text = feed("read: text\n    text: 'Active connections: (?<active>\\d+)'");
        assertThat(Objects.requireNonNull(text.options().text()).namedGroups()).containsOnlyKeys("active");
    }

    private static Feed feed(String read) {
        var reading = CatalogueReader.read("k.yaml", GoodCatalogue.YAML.replace("read: json", read));
        assertThat(reading.mistakes()).isEmpty();
        return reading.catalogue().orElseThrow().feeds().iterator().next();
    }
}
