package org.pantau.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.catalogue.GoodCatalogue.rule;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.PushSpec;
import org.pantau.catalogue.model.PushSpec.Kind;
import org.pantau.measure.Origin;

/** How an agency pushes: what may be written, and the exact words for what may not. */
class PushMistakesTest {

    private static final String REQUEST = "    request: {url: \"{base}/a\"}\n";
    private static final String PUSH = "feeds[sumber].push";

    private static final String PROBE = "    request: {url: \"http://127.0.0.1:1/\"}\n    read: probe\n";

    static Stream<Arguments> mistakes() {
        return Stream.of(
                rule(
                        "    every: 60s\n    vars: {base: \"http://127.0.0.1:1\"}\n" + REQUEST,
                        "    every: 60s\n    push: {token: \"env:T\"}\n",
                        15,
                        "feeds[sumber].every: does not go with push, expected push: {expect_every: …}"),
                rule(
                        "    every: 60s\n",
                        "    push: {token: \"env:T\"}\n",
                        17,
                        "feeds[sumber].request: does not go with push, expected only one of request and push"),
                line16(
                        "push: {accept: json}",
                        PUSH + ".token: missing, expected the feed's own token as env:NAME or file:PATH"),
                line16(
                        "push: {token: rahasia}",
                        PUSH + ".token: a secret may not be written in the catalogue, expected env:NAME or file:PATH"),
                line16(
                        "push: {token: \"env:T\", accept: [xml, json]}",
                        PUSH
                                + ".accept[1]: 'xml' is not known, expected some of json, prometheus, heartbeat, otlp, csv"),
                line16(
                        "push: {token: \"env:T\", accept: [json, otlp]}",
                        PUSH + ".accept[2]: 'otlp' needs to be mapped, expected read: metrics with rows and measures"),
                line16(
                        "push: {token: \"env:T\", accept: [json, csv]}",
                        PUSH
                                + ".accept: csv goes alone, for numbers of a file are uploaded and others reported, expected two"
                                + " feeds"),
                line16(
                        "push: {token: \"env:T\", accept: [json, heartbeat]}",
                        PUSH + ".accept: a heartbeat stands for one service, expected service instead of agency"),
                line16(
                        "push: {token: \"env:T\", accept: [csv]}",
                        PUSH + ".accept: nothing in it is read as json, expected json, or another read"),
                line16(
                        "push: {token: \"env:T\", expect_every: kadang}",
                        PUSH
                                + ".expect_every: 'kadang' is not allowed, expected a duration from 1s to 31d such as 800ms, 60s,"
                                + " 5m, 2h or 14d"),
                line16(
                        "push: {token: \"env:T\", tiap: 5m}",
                        PUSH + ".tiap: unknown key, expected one of accept, token," + " expect_every"),
                rule(
                        PROBE,
                        "    push: {accept: [heartbeat], token: \"env:T\"}\n    read: probe\n",
                        27,
                        "feeds[probe].read: a probe asks by itself, expected accept: [heartbeat] without read"),
                rule(
                        PROBE,
                        "    push: {accept: [heartbeat], token: \"env:T\"}\n    rows: data\n",
                        27,
                        "feeds[probe].rows: says how a body is read, expected read beside it"));
    }

    private static Arguments line16(String push, String... messages) {
        return rule(
                "    every: 60s\n    vars: {base: \"http://127.0.0.1:1\"}\n" + REQUEST,
                "    vars: {base: \"http://127.0.0.1:1\"}\n    " + push + "\n",
                16,
                messages);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeShouldSayWhatWasExpected(String from, String to, int line, String[] messages) {
        String yaml = GoodCatalogue.YAML.replace(from, to);
        assertThat(yaml).isNotEqualTo(GoodCatalogue.YAML);

        var reading = CatalogueReader.read("k.yaml", yaml);

        assertThat(reading.catalogue()).isEmpty();
        assertThat(reading.mistakes())
                .filteredOn(mistake -> mistake.line() == line)
                .extracting(mistake -> mistake.message())
                .contains(messages);
    }

    @Test
    void twoFeedsShouldNotShareATokenOrTheirPlaceOfIt() {
        String yaml = GoodCatalogue.YAML
                .replace("    every: 60s\n", "")
                .replace(REQUEST, "    push: {token: \"env:T\"}\n")
                .replace(PROBE, "    push: {accept: [heartbeat], token: \"env:T\"}\n");

        assertThat(CatalogueReader.read("k.yaml", yaml).mistakes())
                .extracting(mistake -> mistake.message())
                .containsExactly(
                        "feeds[probe].push.token: is the token at k.yaml:16 too, expected one of its own for each"
                                + " feed");
    }

    @Test
    void exampleShouldBeAValidCatalogue() {
        var reading = CatalogueReader.read(Path.of("examples/push/kiriman.yaml"));

        assertThat(reading.mistakes()).isEmpty();
        assertThat(reading.catalogue().orElseThrow().feeds()).hasSize(5).allMatch(Feed::isPushed);
    }

    @Test
    void pushShouldBeReadWithItsDefaults() {
        String yaml = GoodCatalogue.YAML
                .replace("    every: 60s\n", "")
                .replace(REQUEST, "    push: {token: \"env:T\"}\n")
                .replace(PROBE, "    push: {accept: heartbeat, token: \"file:/t\", expect_every: 30s}\n");

        Catalogue catalogue = CatalogueReader.read("k.yaml", yaml).catalogue().orElseThrow();
        Feed pushed = catalogue.feed("sumber").orElseThrow();
        Feed beats = catalogue.feed("probe").orElseThrow();

        PushSpec push = Objects.requireNonNull(pushed.push());
        assertThat(push.accept()).containsExactly(Kind.JSON);
        assertThat(push.mapped()).isTrue();
        assertThat(pushed.every()).isEqualTo(Duration.ofMinutes(5));
        assertThat(pushed.origin()).isEqualTo(Origin.REPORTED);
        assertThat(push.toString()).doesNotContain("env:T");
        assertThat(beats.hasHeartbeat()).isTrue();
        assertThat(beats.every()).isEqualTo(Duration.ofSeconds(30));
        assertThat(beats.timeout()).isZero();
        assertThat(beats.measures()).isEmpty();
    }
}
