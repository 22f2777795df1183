package org.pantau.catalogue.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.model.PushSpec;
import org.pantau.expression.function.OwnFunctions;
import org.pantau.measure.FeedState;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.Quality;
import org.pantau.measure.Semantics;
import org.pantau.measure.Unit;

/**
 * {@code docs/pemetaan.md} names every key that the parsers take, and its examples are catalogues. A block {@code ```yaml
 * feed} holds keys of one feed; those that every feed needs and that it leaves out are added here.
 */
class MappingReferenceTest {

    private static final Path DOCUMENT = Path.of("docs", "pemetaan.md");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|\\n]+)\\|(.*)$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml[^\\n]*)\\n(.*?)^```$");
    private static final List<String> OURS = List.of("availability", "poll", "response");

    static List<Arguments> tables() {
        return List.of(
                arguments("Feed", FeedParser.KEYS),
                arguments("request", RequestParser.KEYS),
                arguments("for_each", DaysParser.DAY_KEYS),
                arguments("window", DaysParser.WINDOW_KEYS),
                arguments("pages", PagesParser.KEYS),
                arguments("auth", AuthParser.KIND_TO_KEYS.keySet()),
                arguments("decode", DecodeParser.NAMES.keySet()),
                arguments("read", ReadParser.KINDS.keySet()),
                arguments("read", ReadParser.TABLE_KEYS),
                arguments("row", AnswerParser.ROW_KEYS),
                arguments("measures", MappingParser.KEYS),
                arguments("measures", MeasureParser.KEYS),
                arguments("events", EventsParser.KEYS),
                arguments("expect", AnswerParser.EXPECT_KEYS),
                arguments("confirm", FeedParser.CONFIRM_KEYS),
                arguments("addresses", AddressParser.KEYS),
                arguments("agencies", AgencyParser.KEYS),
                arguments("push", PushParser.KEYS),
                arguments("report", ReportParser.KEYS),
                arguments("report", ReportParser.HOLDER_KEYS),
                arguments("Semantik", words(Semantics.values(), Semantics::word)),
                arguments("Keadaan", words(FeedState.values(), FeedState::word)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldHaveARowForEach(String section, Collection<String> keys) {
        assertThat(rows(section).keySet()).containsAll(keys);
    }

    /** What belongs into the text of a row or a section, whatever row it is in. */
    static List<Arguments> mentioned() {
        return List.of(
                arguments("Semantik", words(Quality.values(), Quality::word)),
                arguments("Satuan", words(Unit.values(), Unit::symbol)),
                arguments("measures", Measures.standard().names()),
                arguments("Feed", words(Origin.values(), Origin::word)),
                arguments("push", words(PushSpec.Kind.values(), PushSpec.Kind::word)),
                arguments("measures", List.of("error", "sum", "last", "hour", "day", "month", "year")));
    }

    @ParameterizedTest
    @MethodSource("mentioned")
    void shouldMention(String section, Collection<String> words) {
        assertThat(codes(section(section))).containsAll(words);
    }

    @Test
    void shouldNameTheKeysOfEachKindOfAuth() {
        Map<String, String> rows = rows("auth");

        AuthParser.KIND_TO_KEYS.forEach((kind, keys) -> {
            List<String> own = new ArrayList<>(keys);
            own.removeAll(List.of("kind", "certificate"));
            assertThat(codes(rows.getOrDefault(kind, ""))).as(kind).containsAll(own);
        });
        assertThat(rows).containsKey("certificate");
    }

    @Test
    void shouldNameTheSettingsOfEachDecoder() {
        Map<String, String> rows = rows("decode");

        DecodeParser.NAMES.forEach((name, kind) -> assertThat(DecodeParser.keys(kind))
                .as(name)
                .allSatisfy(key -> assertThat(rows.get(name)).contains(key + ":")));
    }

    @Test
    void shouldNameOnlyFunctionsThatThereAre() {
        TreeSet<String> calls = new TreeSet<>();
        Matcher call = Pattern.compile("`\\$(\\w+)\\(([^`]*)\\)`").matcher(section("Ekspresi"));
        while (call.find()) {
            int arguments = call.group(2).isEmpty() ? 0 : call.group(2).split(", ").length;
            assertThat(OwnFunctions.known(call.group(1), arguments))
                    .as(call.group())
                    .isTrue();
            calls.add(call.group(1));
        }
        assertThat(calls).containsExactly("dur", "num", "tgl", "today");
    }

    @Test
    void shouldNotOfferMeasuresOfOurs() {
        assertThat(Measures.standard().names()).containsAll(OURS);
        assertThat(section("measures")).contains("`response`, `poll`, dan `availability`");
    }

    static List<Arguments> examples() throws IOException {
        List<Arguments> examples = new ArrayList<>();
        String text = Files.readString(DOCUMENT);
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            long line = text.substring(0, block.start()).lines().count() + 1;
            examples.add(arguments(line, block.group(1), block.group(2)));
        }
        return examples;
    }

    @ParameterizedTest(name = "line {0}")
    @MethodSource("examples")
    void shouldShowCatalogues(long line, String kind, String yaml) {
        assertThat(kind).isIn("yaml feed", "yaml catalogue");

        var reading = CatalogueReader.read("pemetaan.md", kind.equals("yaml feed") ? catalogue(yaml) : yaml);

        assertThat(reading.mistakes()).as("example at line " + line).isEmpty();
    }

    private static String catalogue(String feed) {
        StringBuilder whole = new StringBuilder(feed);
        add(whole, feed, "id: contoh", "id");
        add(whole, feed, "service: 33.08/disdukcapil/ktp-el", "service", "agency");
        add(whole, feed, "vars: {base: \"http://127.0.0.1:9001\"}", "vars");
        add(whole, feed, "request: {url: \"{base}/\"}", "request", "push", "report");
        add(whole, feed, "read: json", "read", "push", "report");
        if (!feed.contains("read: probe")) {
            add(whole, feed, "measures: {pending: antre}", "measures", "events");
        }
        return """
                shared: [{id: siak, name: SIAK Terpusat}]
                governments:
                  - code: "33.08"
                    name: Kabupaten Magelang
                    agencies:
                      - id: disdukcapil
                        name: Dinas Kependudukan dan Pencatatan Sipil
                        services: [{id: ktp-el, name: Penerbitan KTP-el}]
                feeds:
                """ + "  -\n" + whole.toString().indent(4);
    }

    private static void add(StringBuilder whole, String feed, String line, String... keys) {
        if (Arrays.stream(keys).noneMatch(key -> ("\n" + feed).contains("\n" + key + ":"))) {
            whole.append(line).append('\n');
        }
    }

    /** Each code in the first cell of a row of a section, with what stands after it. */
    private static Map<String, String> rows(String section) {
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(section(section));
        while (row.find()) {
            codes(row.group(1)).forEach(code -> rows.merge(code, row.group(2), String::concat));
        }
        return rows;
    }

    /** All that is written as code. */
    private static List<String> codes(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1)).toList();
    }

    private static String section(String name) {
        try {
            String text = BLOCK.matcher(Files.readString(DOCUMENT)).replaceAll("");
            Matcher heading = HEADING.matcher(text);
            while (heading.find()) {
                if (heading.group(1).equals(name)) {
                    int from = heading.end();
                    return text.substring(from, heading.find() ? heading.start() : text.length());
                }
            }
            throw new AssertionError(DOCUMENT + " has no section " + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <E extends Enum<E>> List<String> words(E[] values, Function<E, String> word) {
        return Stream.of(values).map(word).toList();
    }
}
