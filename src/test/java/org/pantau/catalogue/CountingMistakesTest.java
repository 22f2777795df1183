package org.pantau.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.catalogue.GoodCatalogue.rule;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.catalogue.model.Counting;
import org.pantau.catalogue.model.Counting.Beside;
import org.pantau.catalogue.model.Counting.Range;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Semantics;

/** The rarer keys of measures, and feeds of events: what they come to, and every rule with the words its writer reads. */
class CountingMistakesTest {

    private static final String SERVED = "served: {value: selesai, semantics: since_boundary, of: dokumen}";
    private static final String HANDLING = "handling: {value: menit, unit: min}";
    private static final String ROW = "    row: {service: kode}\n";
    private static final String MEASURES = "    measures:\n      " + SERVED + "\n      " + HANDLING + "\n";

    static Stream<Arguments> measures() {
        String served = "feeds[sumber].measures.served";
        String handling = "feeds[sumber].measures.handling";
        return Stream.of(
                rule(
                        SERVED,
                        "served: {value: n, semantics: windowed, of: dokumen}",
                        22,
                        served + ": windowed needs the length of the window, expected window: 600s, or window_s with an"
                                + " expression for its seconds"),
                rule(
                        SERVED,
                        "served: {value: n, semantics: windowed, window: 30s, of: dokumen}",
                        22,
                        served
                                + ": the window is shorter than the feed's rhythm, so that what happens in between is never"
                                + " counted, expected every of at most 30s"),
                rule(
                        SERVED,
                        "served: {value: n, semantics: since_boundary, window: 60s, of: dokumen}",
                        22,
                        served + ".window: does not go with semantics since_boundary, expected it only with windowed"),
                rule(
                        SERVED,
                        "served: {value: n, semantics: total_forever, wrap: 32, of: dokumen}",
                        22,
                        served + ".wrap: does not go with semantics total_forever, expected it only with since_start"),
                rule(
                        SERVED,
                        "served: {value: n, semantics: since_start, wrap: 16, of: dokumen}",
                        22,
                        served + ".wrap: '16' is not allowed, expected 32 or 64"),
                rule(
                        SERVED,
                        "served: {value: n, semantics: since_start, own_polls: ignore, of: dokumen}",
                        22,
                        served + ".own_polls: 'ignore' is not known, expected subtract, or an exclude by label"),
                rule(
                        SERVED,
                        "served: {value: n, semantics: since_start, own_polls: subtract, of: dokumen}",
                        22,
                        served + ": own_polls needs a feed of exactly one service, expected service instead of agency"),
                rule(
                        SERVED,
                        "served: {value: n, semantics: since_boundary, unit_from: satuan, of: dokumen}",
                        22,
                        served + ".unit_from: does not go with served, expected it only for times, shares and sizes"),
                rule(
                        SERVED,
                        "served: {value: n, semantics: since_boundary, jump: accept, of: dokumen}",
                        22,
                        served + ".jump: does not go with served, expected it only for times"),
                rule(
                        SERVED,
                        "served: {value: n, semantics: countdown, of: dokumen}",
                        22,
                        served + ".semantics: 'countdown' does not fit, served is a count, expected one of since_start,"
                                + " since_boundary, per_period, total_forever, windowed, delta_read"),
                rule(
                        HANDLING,
                        "handling: {value: menit, unit: min, range: [10, 1]}",
                        23,
                        handling
                                + ".range: is no range, expected two numbers such as [0, 100], in the source's own unit"),
                rule(
                        HANDLING,
                        "handling: {value: menit, unit: min, claim: mutu}",
                        23,
                        handling + ".claim: does not go with handling, expected it only for scores"),
                rule(
                        HANDLING,
                        "handling: {value: menit, unit: min, jump: ya}",
                        23,
                        handling + ".jump: 'ya' is not known, expected accept"));
    }

    @ParameterizedTest
    @MethodSource("measures")
    void everyRuleShouldNameLineKeyAndWhatWasExpected(String from, String to, int line, String[] messages) {
        GoodCatalogue.assertThatChanging(from, to, line, messages);
    }

    @Test
    void everyMistakeOfEventsShouldBeReportedTogether() {
        String bad = """
                    semantics: events
                    events:
                      idd: id
                      count: {handling: a, recieved: b}
                      duration: {handling: {from: a}}
                """;

        var reading = CatalogueReader.read("k.yaml", GoodCatalogue.YAML.replace(MEASURES, bad));

        assertThat(reading.mistakes().toString())
                .contains("row: does not go with events, expected its content under events")
                .contains("events.idd: unknown key, did you mean id?")
                .contains("events.id: missing, expected an expression for what tells events apart")
                .contains("events.count.handling: does not fit, expected a count such as received")
                .contains("events.count.recieved: unknown measure, did you mean received?")
                .contains("events.duration.handling.to: missing, expected an expression for the date it ends")
                .contains("the request names no window, expected request: {window: …}, a day under request.for_each");
    }

    @Test
    void semanticsWithoutEventsAndEventsWithoutSemanticsShouldBeMistakes() {
        String without = GoodCatalogue.YAML.replace(MEASURES, "    semantics: events\n");
        String unnamed =
                GoodCatalogue.YAML.replace(MEASURES, "    events: {id: id, recount: 3d, count: {received: masuk}}\n");

        assertThat(CatalogueReader.read("k.yaml", without).mistakes().toString())
                .contains("semantics: events is missing");
        assertThat(CatalogueReader.read("k.yaml", unnamed).mistakes().toString())
                .contains("events: semantics is missing, expected semantics: events beside it");
    }

    @Test
    void whatIsWrittenShouldBeWhatIsMeant() {
        Feed feed = read("""
                      served:
                        {value: n, semantics: since_start, of: dokumen, started: mulai, wrap: 32, exclude: 'kode = "x"',
                         stale_after: 2h}
                      app_response:
                        {value: t, unit: s, unit_from: satuan, semantics: windowed, window: 600s, range: [0, 60],
                         jump: accept}
                      capacity: {value: sisa, semantics: countdown}
                      received: {value: n, semantics: since_start, of: dokumen, started: none}
                """);

        Mapping served = mapping(feed, "served");
        Counting counting = served.counting();
        assertThat(counting.wrap()).isEqualTo(32);
        assertThat(counting.staleAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(counting.besides()).containsOnlyKeys(Beside.STARTED);
        assertThat(served.expressions()).hasSize(3);
        assertThat(served.rhythm(feed.every())).isEqualTo(Duration.ofMinutes(1));
        Mapping response = mapping(feed, "app_response");
        assertThat(response.rhythm(feed.every())).isEqualTo(Duration.ofMinutes(10));
        assertThat(response.counting().range()).isEqualTo(new Range(0, 60));
        assertThat(response.counting().jumps()).isTrue();
        assertThat(response.counting().unitDeclared()).isTrue();
        assertThat(mapping(feed, "capacity").semantics()).isEqualTo(Semantics.COUNTDOWN);
        assertThat(mapping(feed, "received").counting().guessStart()).isFalse();
        assertThat(mapping(feed, "received").counting().besides()).isEmpty();
    }

    @Test
    void eventsShouldComeToOneMappingForEachCountAndTime() {
        String events = """
                    semantics: events
                    events:
                      id: id
                      service: jenis
                      name: nama
                      count: {received: masuk, served: selesai}
                      duration: {handling: {from: masuk, to: selesai}}
                      recount: 45d
                """;
        var reading = CatalogueReader.read(
                "k.yaml", GoodCatalogue.YAML.replace(ROW, "").replace(MEASURES, events));

        Feed feed = reading.catalogue()
                .orElseThrow(() -> new AssertionError(reading.mistakes().toString()))
                .feed("sumber")
                .orElseThrow();
        assertThat(feed.measures())
                .extracting(Mapping::semantics)
                .containsOnly(Semantics.EVENTS)
                .hasSize(3);
        assertThat(mapping(feed, "received").of()).isEqualTo("permohonan");
        assertThat(mapping(feed, "handling").counting().besides().keySet()).isEqualTo(Set.of(Beside.FROM));
        assertThat(feed.rows().events()).satisfies(found -> {
            assertThat(found.id().source()).isEqualTo("id");
            assertThat(found.recount()).isEqualTo(Duration.ofDays(45));
        });
    }

    private static Feed read(String measures) {
        var reading =
                CatalogueReader.read("k.yaml", GoodCatalogue.YAML.replace(MEASURES, "    measures:\n" + measures));
        return reading.catalogue()
                .orElseThrow(() -> new AssertionError(reading.mistakes().toString()))
                .feed("sumber")
                .orElseThrow();
    }

    private static Mapping mapping(Feed feed, String measure) {
        return feed.measures().stream()
                .filter(mapping -> mapping.measure().name().equals(measure))
                .findFirst()
                .orElseThrow();
    }
}
