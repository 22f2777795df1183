package org.pantau.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pantau.measure.Measures.HANDLING;
import static org.pantau.measure.Measures.PENDING;
import static org.pantau.measure.Measures.POLL;
import static org.pantau.measure.Measures.RECEIVED;
import static org.pantau.measure.Measures.RESPONSE;
import static org.pantau.measure.Measures.UP;
import static org.pantau.normalise.FeedBuilder.AGENCY;
import static org.pantau.normalise.FeedBuilder.KTP;
import static org.pantau.normalise.FeedBuilder.feed;
import static org.pantau.normalise.FeedBuilder.variable;
import static org.pantau.normalise.FeedBuilder.wib;
import static org.pantau.normalise.Watch.answer;
import static org.pantau.normalise.Watch.readings;
import static org.pantau.normalise.Watch.row;
import static org.pantau.normalise.Watch.zero;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.measure.FeedState;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Semantics;
import org.pantau.measure.Unit;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.read.Reading;
import org.pantau.read.Reading.Cell;
import org.pantau.read.Readings;

// What a slot came to is often looked at in the watch only.
@SuppressWarnings("CheckReturnValue")
class NormaliserTest {

    private static final Instant SLOT = wib("22T09:00");
    private static final ScopePath KK = AGENCY.child("kk");

    private static Reading pending(String code, @Nullable Object at, @Nullable Object asOf, Object value) {
        return row(code, at, asOf, "", Map.of("pending", Cell.of(value)));
    }

    @ParameterizedTest(name = "a probe that ended {0} says {1}")
    @CsvSource({
        "OK, 1",
        "UNEXPECTED, 0",
        "ERROR, 0",
        "TIMEOUT, 0",
        "REFUSED, 0",
        "DNS, 0",
        "NAME_SERVER, ",
        "TLS, 0",
        "TOO_BIG, 0",
        "EMPTY_BODY, 0",
        "NOT_DATA, 0",
        "REDIRECTED, 0",
        "UNREADABLE, 0",
        "FORBIDDEN_ADDRESS, ",
        "THROTTLED, ",
        "AUTH, ",
        "GATEWAY, ",
    })
    void aProbeSaysUpOrDownOrNothing(FeedState state, @Nullable Double up) {
        Watch target = feed().probe().watch();

        if (state == FeedState.OK) {
            target.read(SLOT);
        } else {
            target.fail(SLOT, state);
        }

        assertThat(target.values(UP)).isEqualTo(up == null ? List.of() : List.of(up));
        assertThat(target.of(UP)).allMatch(sample -> sample.series().origin() == Origin.MEASURED);
    }

    @ParameterizedTest
    @EnumSource(FeedState.class)
    void theOutcomeOfAPollIsAlwaysRecordedAndTheResponseWhereTheEndpointAnswered(FeedState state) {
        Watch target = feed().measure(PENDING, Semantics.GAUGE).watch();

        Normalised normalised = target.fail(SLOT, state);

        assertThat(normalised.outcome().state()).isEqualTo(state);
        assertThat(target.of(POLL)).singleElement().satisfies(sample -> {
            assertThat(sample.value()).isEqualTo(state.code());
            assertThat(sample.series().subject()).isEqualTo(AGENCY.feed("statistik"));
        });
        assertThat(target.values(RESPONSE)).isEqualTo(state.answered() ? List.of(80.0) : List.of());
        assertThat(normalised.memoryChanged()).isFalse();
    }

    @Test
    void aMissedSlotIsAGapOfOurOwn() {
        Watch target = feed().probe().watch();
        Memory memory = Memory.EMPTY.after(wib("22T08:59"));

        Normalised missed = target.normaliser.missed(memory, SLOT);

        assertThat(missed.samples()).extracting(Sample::value).containsExactly((double) FeedState.UNMONITORED.code());
        assertThat(missed.memory()).isEqualTo(memory);
        assertThat(missed.outcome().state()).isEqualTo(FeedState.UNMONITORED);
    }

    @Test
    void ofSeveralExchangesTheMedianIsTheResponseAndTheFirstFailureTheOutcome() {
        Watch target =
                feed().measure(PENDING, Semantics.GAUGE, Period.DAY, Reduce.SUM).watch();
        Readings good = readings(Map.of(), row(PENDING, 2));
        Readings bad = new Readings(new Outcome(FeedState.AUTH, "401"), false, List.of(), Map.of(), List.of(), true);

        Normalised normalised = target.normaliser.step(
                Memory.EMPTY,
                List.of(
                        answer(Outcome.OK, Duration.ofMillis(900), Map.of()),
                        answer(Outcome.OK, Duration.ofMillis(30), Map.of()),
                        answer(Outcome.OK, Duration.ofMillis(50), Map.of())),
                List.of(good, bad, good),
                SLOT,
                SLOT);

        assertThat(normalised.outcome().reason()).isEqualTo("401");
        assertThat(normalised.slow()).isTrue();
        assertThat(normalised.samples()).extracting(Sample::value).containsExactly(2.0, 50.0, 4.0);
    }

    @Test
    void answersAndReadingsBelongTogether() {
        Watch target = feed().watch();

        assertThatThrownBy(() -> target.normaliser.step(
                        Memory.EMPTY, List.of(answer(Outcome.OK, Duration.ZERO, Map.of())), List.of(), SLOT, SLOT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "item 46, 60: as of {0} is {1}")
    @CsvSource({
        "2026-11-22 08:59:30, OK",
        "2026-11-22 08:56:50, OK",
        "2026-11-22 08:56:49, STALE",
        "2026-11-22 09:05:00, OK",
        "2026-11-22 09:05:01, STALE",
        "0000-00-00, OK",
        ", OK",
    })
    void aLevelWhoseOwnTimeIsOldOrAheadIsKeptAndMarked(@Nullable String asOf, Quality quality) {
        Watch target = feed().measure(PENDING, Semantics.GAUGE).watch();

        target.read(SLOT, pending("", null, asOf, 3));

        assertThat(target.of(PENDING)).singleElement().satisfies(sample -> {
            assertThat(sample.value()).isEqualTo(3);
            assertThat(sample.at()).isEqualTo(SLOT);
            assertThat(sample.quality()).isEqualTo(quality);
        });
    }

    @Test
    void levelsOfAnotherDayAreNotTodaysButATimeOfTheRowIsItsOwn() {
        Watch target = feed().measure(PENDING, Semantics.GAUGE).watch();

        target.read(SLOT, pending("", "2026-11-21", null, 3));
        target.read(SLOT.plusSeconds(60), pending("", "2026-11-22", null, 4));
        target.read(SLOT.plusSeconds(120), pending("", "2026-11-22 08:00:00", null, 5));

        assertThat(target.values(PENDING)).containsExactly(4.0, 5.0);
        assertThat(target.of(PENDING).get(1).quality()).isEqualTo(Quality.STALE);
        assertThat(target.of(PENDING).get(1).asOf()).isEqualTo(wib("22T08:00"));
    }

    @ParameterizedTest(name = "items 62, 70: {0} comes to {1}")
    @CsvSource({"SUM, 9", "LAST, 5", "ERROR, "})
    void severalRowsOfOneServiceComeToWhatTheMappingSays(Reduce reduce, @Nullable Double expected) {
        Watch target =
                feed().measure(PENDING, Semantics.GAUGE, Period.DAY, reduce).watch();

        Normalised normalised = target.read(
                SLOT,
                pending("", "2026-11-22 08:59:59", "2026-11-22 08:59:00", 5),
                pending("", "2026-11-22 08:59:10", "2026-11-22 08:58:00", 3),
                pending("", "2026-11-22 08:58:10", null, 1));

        assertThat(target.values(PENDING)).isEqualTo(expected == null ? List.of() : List.of(expected));
        assertThat(normalised.problems()).hasSize(expected == null ? 1 : 0);
    }

    @Test
    void ofSeveralStatesTheWorstCountsAndMeansAreMergedByWeight() {
        Watch target = feed().measure(UP, Semantics.GAUGE, Period.DAY, Reduce.SUM)
                .mean(HANDLING, Semantics.GAUGE, Unit.MILLISECOND, Reduce.SUM)
                .watch();

        target.read(
                SLOT,
                row("", null, null, "a", Map.of("up", Cell.of("UP"), "handling", new Cell(100, 3, ""))),
                row("", null, null, "b", Map.of("up", Cell.of(false), "handling", new Cell(200, 1, ""))));

        assertThat(target.values(UP)).containsExactly(0.0);
        assertThat(target.of(UP).get(0).series().origin()).isEqualTo(Origin.REPORTED);
        assertThat(target.values(HANDLING)).containsExactly(125.0);
        assertThat(target.of(HANDLING).get(0).weight()).isEqualTo(4);
    }

    @Test
    void aCountWithoutSemanticsIsRefused() {
        Watch target = feed().measure(RECEIVED, Semantics.GAUGE).watch();

        Normalised normalised = target.read(SLOT, row(RECEIVED, 5));

        assertThat(target.of(RECEIVED)).isEmpty();
        assertThat(normalised.problems()).singleElement().asString().contains("needs semantics");
    }

    @Test
    void item31NothingIsAGapAndNeverZero() {
        Watch target = feed().measure(PENDING, Semantics.GAUGE)
                .measure(RECEIVED, Semantics.SINCE_BOUNDARY)
                .watch();

        Normalised normalised =
                target.read(SLOT, row("", null, null, "", Map.of("pending", Cell.of("-"), "received", Cell.of(null))));

        assertThat(normalised.samples())
                .extracting(sample -> sample.series().measure())
                .containsExactly("poll", "response");
        assertThat(normalised.periods()).isEmpty();
        assertThat(normalised.problems()).isEmpty();
    }

    @Test
    void item64AnUnknownCodeIsKeptUnconfirmedAndAnEmptyOneRefused() {
        Watch target = feed().ofAgency(Map.of("101", KTP))
                .measure(PENDING, Semantics.GAUGE)
                .watch();

        Normalised normalised = target.read(
                SLOT,
                pending("101", null, null, 1),
                new Reading(1, "Akta Baru", "Akta &", null, null, "", Map.of("pending", Cell.of(2))),
                pending("", null, null, 3));

        ScopePath akta = AGENCY.child("akta-baru");
        assertThat(normalised.unconfirmed()).containsExactly(new Unconfirmed("Akta Baru", "Akta &", akta));
        assertThat(normalised.unconfirmedPaths()).isEqualTo(Set.of(akta));
        assertThat(target.of(PENDING))
                .extracting(sample -> sample.series().subject())
                .containsExactly(KTP, akta);
        assertThat(normalised.problems()).containsExactly("statistik/0/service: the row names no service");
    }

    @Test
    void item68AZeroAnswerIsZeroOfTheServiceAskedFor() {
        Watch target = feed().ofAgency(Map.of("001", KTP, "002", KK))
                .code(variable("poli"))
                .keys(new RequestSpec.Key("poli", List.of("001", "002", "003")))
                .measure(RECEIVED, Semantics.SINCE_BOUNDARY)
                .measure(PENDING, Semantics.GAUGE)
                .measure(HANDLING, Semantics.GAUGE)
                .watch();

        Normalised normalised =
                target.readAll(SLOT, zero(Map.of("poli", "002")), zero(Map.of("poli", "003")), zero(Map.of()));

        assertThat(normalised.periods()).singleElement().satisfies(value -> {
            assertThat(value.series().subject()).isEqualTo(KK);
            assertThat(value.value()).isZero();
            assertThat(value.quality()).isEqualTo(Quality.ZERO_BY_RULE);
        });
        assertThat(target.samples.stream()
                        .filter(sample -> sample.series().subject().equals(KK)))
                .hasSize(2)
                .allMatch(sample -> sample.quality() == Quality.ZERO_BY_RULE && sample.value() == 0);
        assertThat(normalised.problems()).hasSize(2);
    }

    @Test
    void item17AZeroAnswerOfAWholeFeedIsZeroOfAllItsServices() {
        Watch target = feed().ofAgency(Map.of("001", KTP, "002", KK))
                .measure(PENDING, Semantics.GAUGE)
                .watch();

        target.readAll(SLOT, zero(Map.of()));

        assertThat(target.of(PENDING))
                .extracting(sample -> sample.series().subject())
                .containsExactly(KK, KTP);
    }

    @Test
    void perPeriodTotalsAreStoredByTheirOwnDayAndRestatedWhenTheyChangeLater() {
        Watch target =
                feed().namedPeriods().measure(RECEIVED, Semantics.PER_PERIOD).watch();

        Normalised first = target.read(
                SLOT,
                row("", "2026-11-22", null, "", Map.of("received", Cell.of(3))),
                row("", "2026-11-21", null, "", Map.of("received", Cell.of(70))),
                row("", "2026-10-01", null, "", Map.of("received", Cell.of(60))),
                row("", null, null, "", Map.of("received", Cell.of(1))));
        target.read(
                SLOT.plusSeconds(60),
                row("", "2026-11-22", null, "", Map.of("received", Cell.of(4))),
                row("", "2026-11-21", null, "", Map.of("received", Cell.of(71))));

        assertThat(first.periods()).hasSize(3);
        assertThat(first.problems()).containsExactly("statistik/*/received: a row does not name its period");
        assertThat(target.of(RECEIVED)).isEmpty();
        assertThat(target.day(RECEIVED, wib("22T00:00")).orElseThrow().quality())
                .isEqualTo(Quality.OK);
        assertThat(target.day(RECEIVED, wib("21T00:00"))).hasValueSatisfying(value -> {
            assertThat(value.value()).isEqualTo(71);
            assertThat(value.quality()).isEqualTo(Quality.RESTATED);
            assertThat(value.closed()).isTrue();
        });
    }

    @Test
    void item62OnePeriodTwiceIsAMistakeUnlessTheMappingSaysWhatItMeans() {
        Reading one = row("", "2026-11-22", null, "", Map.of("received", Cell.of(3)));
        Watch error = feed().measure(RECEIVED, Semantics.PER_PERIOD).watch();
        Watch sum = feed().measure(RECEIVED, Semantics.PER_PERIOD, Period.DAY, Reduce.SUM)
                .watch();

        error.read(SLOT, one, one);
        sum.read(SLOT, one, one);

        assertThat(error.periods).isEmpty();
        assertThat(sum.periods.values()).extracting(PeriodValue::value).containsExactly(6.0);
    }

    @Test
    void item49ARowWhoseTimeCannotBeReadIsLeftOutAndSaidSo() {
        Watch target = feed().measure(PENDING, Semantics.GAUGE, Period.DAY, Reduce.ERROR)
                .watch();

        Normalised normalised =
                target.read(SLOT, pending("", "2026-02-30", null, 1), pending("", null, "2026-02-30", 2));

        assertThat(target.values(PENDING)).containsExactly(2.0);
        assertThat(normalised.problems()).hasSize(2).allMatch(problem -> problem.contains("no such date"));
        assertThat(normalised.problems().get(0)).startsWith("statistik/0/at");
        assertThat(normalised.problems().get(1)).startsWith("statistik/0/as_of");
    }

    @Test
    void problemsAreBounded() {
        Watch target =
                feed().measure(PENDING, Semantics.GAUGE, Period.DAY, Reduce.SUM).watch();
        Reading[] rows = new Reading[500];
        java.util.Arrays.fill(rows, row(PENDING, "banyak"));

        Normalised normalised = target.read(SLOT, rows);

        assertThat(normalised.problems()).hasSize(101);
    }

    @Test
    void suspectValuesAreKeptOnceAndNeverInsteadOfAGoodOne() {
        Watch target = feed().measure(PENDING, Semantics.GAUGE, Period.DAY, Reduce.ERROR)
                .watch();

        target.read(SLOT, row(PENDING, -1), row(PENDING, -2));
        target.read(SLOT.plusSeconds(60), row(PENDING, -1), row(PENDING, 4));

        assertThat(target.of(PENDING)).extracting(Sample::quality).containsExactly(Quality.SUSPECT, Quality.OK);
    }
}
