package org.pantau.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.value.Answer;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PeriodValue.Closing;
import org.pantau.measure.value.Sample;
import org.pantau.normalise.Memory;
import org.pantau.normalise.Normalised;
import org.pantau.normalise.Normaliser;
import org.pantau.read.Reader;

/** What a feed knows of recent days after a start, and what it then makes of the next reading. */
class RecentPeriodsTest {

    private static final Catalogue CATALOGUE = Plant.catalogue("""
              - id: hari
                agency: 33.08/opd
                every: 60s
                request:
                  url: "http://127.0.0.1:1/{day}"
                  for_each: {day: {window: [today, -2d]}}
                read: json
                row: {service: kode, at: $day}
                services: {"1": 33.08/opd/antrean}
                measures: {received: {value: n, semantics: since_boundary, of: permohonan}}
              - id: lain
                agency: 33.08/opd
                request: {url: "http://127.0.0.1:1/"}
                read: json
                row: {service: kode}
                measures: {received: {value: n, semantics: since_boundary, of: permohonan}}
            """);

    private final List<PeriodValue> stored = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private Memory memory = Memory.EMPTY;

    private void read(String slot, String day, String body) {
        Feed feed = CATALOGUE.feed("hari").orElseThrow();
        Instant at = Instant.parse(slot);
        Answer answer = new Answer(
                Outcome.OK,
                200,
                Map.of(),
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of("day", day),
                at,
                Duration.ofMillis(9),
                null,
                null);
        Normalised now = Normaliser.of(feed, CATALOGUE)
                .step(memory, List.of(answer), List.of(Reader.read(feed, answer)), at, at);
        memory = now.memory();
        samples.addAll(now.samples());
        for (PeriodValue value : now.periods()) {
            stored.removeIf(
                    old -> old.series().equals(value.series()) && old.start().equals(value.start()));
            stored.add(value);
        }
    }

    private void restart() {
        Memory kept = Memory.fromJson(memory.toJson());
        memory = kept.recall(RecentPeriods.of(
                CATALOGUE, CATALOGUE.feed("hari").orElseThrow(), kept, RecentPeriods.byAgency(stored)));
    }

    private double counted() {
        return samples.stream()
                .filter(sample -> sample.series().measure().equals("received"))
                .mapToDouble(Sample::value)
                .sum();
    }

    @Test
    void aServiceThatTheRowsNameByItselfShouldNotBeCountedAgainAfterAStart() {
        read(
                "2026-11-22T03:00:00Z",
                "2026-11-22",
                "[{\"kode\": \"antrean\", \"n\": 20}, {\"kode\": \"baru\", \"n\": 7}]");
        restart();
        read(
                "2026-11-22T03:01:00Z",
                "2026-11-22",
                "[{\"kode\": \"antrean\", \"n\": 21}, {\"kode\": \"baru\", \"n\": 7}]");

        assertThat(counted()).isEqualTo(28);
    }

    @Test
    void aClosedDayThatChangesAfterAStartShouldBeARestatement() {
        read("2026-11-22T03:00:00Z", "2026-11-22", "[{\"kode\": \"1\", \"n\": 20}]");
        read("2026-11-23T03:00:00Z", "2026-11-22", "[{\"kode\": \"1\", \"n\": 20}]");
        assertThat(stored).extracting(PeriodValue::closing).containsExactly(Closing.CLOSED);
        restart();
        read("2026-11-23T03:01:00Z", "2026-11-22", "[{\"kode\": \"1\", \"n\": 18}]");

        assertThat(stored).extracting(PeriodValue::value).containsExactly(18.0);
        assertThat(stored).extracting(PeriodValue::quality).containsExactly(Quality.RESTATED);
        assertThat(counted()).as("the samples of the day add up to its value").isEqualTo(18);
    }

    @Test
    void whatAnotherFeedOfTheAgencyTellsOfShouldBeLeftToIt() {
        read("2026-11-22T03:00:00Z", "2026-11-22", "[{\"kode\": \"1\", \"n\": 20}, {\"kode\": \"baru\", \"n\": 7}]");
        Feed other = CATALOGUE.feed("lain").orElseThrow();

        assertThat(RecentPeriods.of(CATALOGUE, other, Memory.EMPTY, RecentPeriods.byAgency(stored)))
                .extracting(value -> value.series().subject().value())
                .containsExactly("33.08/opd/antrean");
    }
}
