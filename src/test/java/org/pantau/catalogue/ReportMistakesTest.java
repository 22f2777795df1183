package org.pantau.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.catalogue.model.Due;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.ReportSpec;
import org.pantau.catalogue.model.ReportSpec.By;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Semantics;

/** How people report: what may be written, and the exact words for what may not. */
class ReportMistakesTest {

    private static final String TREE =
            GoodCatalogue.YAML.substring(0, GoodCatalogue.YAML.indexOf("feeds:")) + "feeds:\n";
    private static final String REPORT = "feeds[harian].report";
    private static final String PEOPLE = "owner: Siti Aminah, deputy: Budi";

    private static CatalogueReader.Reading read(String report, String more) {
        return CatalogueReader.read(
                "k.yaml", TREE + "  - id: harian\n    agency: 33.08/opd\n    report: " + report + "\n" + more);
    }

    private static final String MEASURES = "    measures: {received: {of: permohonan}, pending: {}}\n";

    static Stream<Arguments> mistakes() {
        return Stream.of(
                wrong(
                        "{by: form}",
                        MEASURES,
                        REPORT + ".owner: missing, expected who reports, such as owner: Siti Aminah"),
                wrong(
                        "{by: form, owner: Siti}",
                        MEASURES,
                        REPORT + ".deputy: missing, expected who reports while the owner is away"),
                wrong(
                        "{by: surat, " + PEOPLE + "}",
                        MEASURES,
                        REPORT + ".by: 'surat' is not known, expected form or file"),
                wrong(
                        "{by: form, token: \"env:T\", " + PEOPLE + "}",
                        MEASURES,
                        REPORT + ".token: is for files sent by a program, expected by: file"),
                wrong(
                        "{by: file, token: rahasia, " + PEOPLE + "}",
                        MEASURES,
                        REPORT
                                + ".token: a secret may not be written in the catalogue, expected env:NAME or file:PATH"),
                wrong(
                        "{by: form, " + PEOPLE + "}",
                        MEASURES + "    every: 60s\n",
                        "feeds[harian].every: does not go with report, expected only service or agency, services,"
                                + " measures and due"),
                wrong(
                        "{by: form, " + PEOPLE + "}",
                        MEASURES + "    request: {url: \"http://127.0.0.1:1/\"}\n",
                        "feeds[harian].request: does not go with report, expected only service or agency, services,"
                                + " measures and due"),
                wrong(
                        "{by: form, " + PEOPLE + "}",
                        "",
                        "feeds[harian].measures: missing, expected at least one figure such as served: {of: permohonan}"),
                wrong(
                        "{by: form, " + PEOPLE + "}",
                        "    measures: {received: {}}\n",
                        "feeds[harian].measures.received.of: missing, expected what is counted, such as permohonan,"
                                + " dokumen, kunjungan or transaksi"),
                wrong(
                        "{by: form, " + PEOPLE + "}",
                        "    measures: {handling: {}}\n",
                        "feeds[harian].measures.handling: is not reported by people, expected a count or a level"),
                wrong(
                        "{by: form, " + PEOPLE + "}",
                        "    measures: {pending: {of: orang}}\n",
                        "feeds[harian].measures.pending.of: does not go with a level, expected {}"));
    }

    private static Arguments wrong(String report, String more, String message) {
        return Arguments.of(report, more, message);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeShouldSayWhatWasExpected(String report, String more, String message) {
        var reading = read(report, more);

        assertThat(reading.catalogue()).isEmpty();
        assertThat(reading.mistakes()).extracting(mistake -> mistake.message()).contains(message);
    }

    @Test
    void formShouldBeReadWithItsDefaults() {
        Feed feed = read("{by: form, " + PEOPLE + "}", MEASURES)
                .catalogue()
                .orElseThrow()
                .feed("harian")
                .orElseThrow();

        ReportSpec report = feed.report().orElseThrow();
        assertThat(report.by()).isEqualTo(By.FORM);
        assertThat(report.owner().name()).isEqualTo("Siti Aminah");
        assertThat(report.owner().contact()).isNull();
        assertThat(report.grace()).isEqualTo(Duration.ofDays(3));
        assertThat(feed.origin()).isEqualTo(Origin.ENTERED);
        assertThat(feed.due()).isEqualTo(new Due(LocalTime.of(15, 30), true));
        assertThat(feed.isPushed()).isTrue();
        assertThat(feed.services()).containsEntry("satu", ScopePath.of("33.08/opd/satu"));
        assertThat(feed.measures())
                .extracting(mapping -> mapping.semantics())
                .containsExactly(Semantics.PER_PERIOD, Semantics.GAUGE);
    }

    @Test
    void fileShouldBeUploadedAndMayHaveAToken() {
        Feed feed = read(
                        "{by: file, token: \"env:T\", grace: 7d, owner: {name: Siti, contact: \"0812\"}, deputy: Budi}",
                        "    due: setiap hari 08.00\n" + MEASURES)
                .catalogue()
                .orElseThrow()
                .feed("harian")
                .orElseThrow();

        assertThat(feed.origin()).isEqualTo(Origin.UPLOADED);
        assertThat(feed.due()).isEqualTo(new Due(LocalTime.of(8, 0), false));
        assertThat(feed.report().orElseThrow().owner().contact()).isEqualTo("0812");
        assertThat(feed.toString()).doesNotContain("0812").doesNotContain("env:T");
    }
}
