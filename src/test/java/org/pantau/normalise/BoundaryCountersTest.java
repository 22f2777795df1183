package org.pantau.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.measure.Measures.HANDLING;
import static org.pantau.measure.Measures.RECEIVED;
import static org.pantau.normalise.FeedBuilder.KTP;
import static org.pantau.normalise.FeedBuilder.feed;
import static org.pantau.normalise.FeedBuilder.wib;
import static org.pantau.normalise.Watch.readings;
import static org.pantau.normalise.Watch.row;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.measure.FeedState;
import org.pantau.measure.Quality;
import org.pantau.measure.Semantics;
import org.pantau.measure.Unit;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PeriodValue.Closing;
import org.pantau.measure.value.Sample;
import org.pantau.read.Reading;
import org.pantau.read.Reading.Cell;

// What a slot came to is often looked at in the watch only.
@SuppressWarnings("CheckReturnValue")
class BoundaryCountersTest {

    private static final Instant DAY_22 = wib("22T00:00");
    private static final Instant DAY_23 = wib("23T00:00");

    private static Watch watch() {
        return feed().measure(RECEIVED, Semantics.SINCE_BOUNDARY).watch();
    }

    private static Reading received(@Nullable Object at, @Nullable Object asOf, Object value) {
        return row("", at, asOf, "", Map.of("received", Cell.of(value)));
    }

    private static Reading received(Object value) {
        return row(RECEIVED, value);
    }

    @Test
    void theSamplesOfADayAddUpToItsValue() {
        Watch target = watch();

        target.read(wib("22T09:00"), received(10));
        target.read(wib("22T09:01"), received("12"));
        target.read(wib("22T09:02"), received(12));

        assertThat(target.values(RECEIVED)).containsExactly(10.0, 2.0, 0.0);
        assertThat(target.day(RECEIVED, DAY_22)).hasValueSatisfying(value -> {
            assertThat(value.value()).isEqualTo(12);
            assertThat(value.quality()).isEqualTo(Quality.OK);
            assertThat(value.closed()).isFalse();
        });
    }

    @Test
    void item51ADropInsideTheDayIsACorrection() {
        Watch target = watch();

        target.read(wib("22T09:00"), received(120));
        target.read(wib("22T09:01"), received(118));

        assertThat(target.of(RECEIVED).get(1).value()).isEqualTo(-2);
        assertThat(target.of(RECEIVED).get(1).quality()).isEqualTo(Quality.RESTATED);
        assertThat(target.day(RECEIVED, DAY_22).orElseThrow().quality()).isEqualTo(Quality.RESTATED);

        target.read(wib("22T09:02"), received(118));

        assertThat(target.day(RECEIVED, DAY_22).orElseThrow().quality()).isEqualTo(Quality.RESTATED);
    }

    @Test
    void item56NothingIsLostByMissedPolls() {
        Watch target = watch();

        target.read(wib("22T09:00"), received(10));
        target.fail(wib("22T09:01"), FeedState.TIMEOUT);
        target.read(wib("22T12:00"), received(90));

        assertThat(target.values(RECEIVED)).containsExactly(10.0, 80.0);
        assertThat(target.of(RECEIVED).get(1).quality()).isEqualTo(Quality.CATCH_UP);
    }

    @Test
    void item50YesterdaysValueJustAfterMidnightStaysYesterdaysUntilItChanges() {
        Watch target = watch();

        target.read(wib("22T23:59"), received(120));
        target.read(wib("23T00:00"), received(120));
        target.read(wib("23T00:01"), received(120));
        target.read(wib("23T00:02"), received(0));
        target.read(wib("23T00:03"), received(3));

        assertThat(target.day(RECEIVED, DAY_22).orElseThrow().value()).isEqualTo(120);
        assertThat(target.day(RECEIVED, DAY_23).orElseThrow().value()).isEqualTo(3);
        assertThat(target.sum(RECEIVED, DAY_22, DAY_23)).isEqualTo(120);
        assertThat(target.sum(RECEIVED, DAY_23, wib("24T00:00"))).isEqualTo(3);
    }

    @ParameterizedTest(name = "item 50: {1} at {0} belongs to day {2}")
    @CsvSource({
        "23T00:03, 120, 22",
        "23T05:59, 120, 22",
        "23T06:00, 120, 23",
        "23T00:03, 121, 23",
        "23T00:03, 4, 23",
        "23T00:03, 0, 23",
    })
    void item50UndatedFiguresAreTodaysOnceTheyChangeOrTheGraceHasPassed(String at, int value, String day) {
        Watch target = watch();
        target.read(wib("22T23:59"), received(120));

        Normalised normalised = target.read(wib(at), received(value));

        assertThat(normalised.periods())
                .filteredOn(each -> each.closing() == Closing.OPEN)
                .extracting(PeriodValue::start)
                .containsExactly(wib(day + "T00:00"));
    }

    @ParameterizedTest(name = "item 50: {2} at {0} as of {1} belongs to day {3}")
    @CsvSource({
        "23T00:03, 2026-11-22 23:58:00, 125, 22",
        "23T00:03, 2026-11-22 23:58:00, 120, 22",
        "23T00:03, 2026-11-22 23:58:00, 2, 23",
        "23T00:03, 2026-11-23 00:02:00, 120, 23",
        "23T00:03, 2026-11-23 00:05:00, 120, 23",
    })
    void item50TheSourcesOwnTimeDecidesUnlessTheValueHasDropped(String at, String asOf, int value, String day) {
        Watch target = watch();
        target.read(wib("22T23:59"), received(120));

        Normalised normalised = target.read(wib(at), received(null, asOf, value));

        assertThat(normalised.periods()).extracting(PeriodValue::start).containsExactly(wib(day + "T00:00"));
    }

    @Test
    void lateChangesOfAWatchedDayGoToItsLastMinutesEachAtAnInstantOfItsOwn() {
        Watch target = watch();
        target.read(wib("22T23:59"), received("2026-11-22", null, 120));

        target.read(wib("23T00:00"), received("2026-11-22", null, 123));
        target.read(wib("23T00:01"), received("2026-11-22", null, 122));
        target.read(wib("23T00:02"), received("2026-11-22", null, 122));

        assertThat(target.values(RECEIVED)).containsExactly(120.0, 3.0, -1.0);
        assertThat(target.of(RECEIVED).stream().map(Sample::at))
                .allMatch(at -> at.isBefore(DAY_23) && !at.isBefore(wib("22T23:55")));
        assertThat(target.sum(RECEIVED, DAY_22, DAY_23)).isEqualTo(122);
        assertThat(target.day(RECEIVED, DAY_22).orElseThrow().quality()).isEqualTo(Quality.RESTATED);
    }

    @Test
    void aDayNotWatchedLiveIsAPeriodValueOnlyAndIsClosedAfterItsGrace() {
        Watch target = feed().days("dd/MM/yyyy")
                .measure(RECEIVED, Semantics.SINCE_BOUNDARY)
                .watch();

        target.history(wib("23T01:00"), readings(Map.of("day", "22/11/2026"), received(80)));
        assertThat(target.day(RECEIVED, DAY_22).orElseThrow().closed()).isFalse();
        Normalised again = target.history(wib("23T06:00"), readings(Map.of("day", "22/11/2026"), received(80)));
        Normalised closed = target.history(wib("23T07:00"), readings(Map.of("day", "22/11/2026"), received(80)));
        target.history(wib("23T07:00"), readings(Map.of("day", "23/11/2026"), received(5)));

        assertThat(target.day(RECEIVED, DAY_22)).hasValueSatisfying(value -> {
            assertThat(value.value()).isEqualTo(80);
            assertThat(value.closed()).isTrue();
        });
        assertThat(again.periods()).hasSize(1);
        assertThat(closed.periods()).isEmpty();
        assertThat(target.samples).isEmpty();
        assertThat(target.day(RECEIVED, DAY_23)).isEmpty();
        assertThat(target.memory.slot()).isNull();
    }

    @Test
    void theDayAskedForCountsWhereTheRowDoesNotSayIt() {
        Watch target = feed().days("yyyy-MM-dd")
                .measure(RECEIVED, Semantics.SINCE_BOUNDARY)
                .watch();

        target.readAll(
                wib("22T09:00"),
                readings(Map.of("day", "2026-11-22"), received(7)),
                readings(Map.of("day", "2026-11-21"), received(90)),
                readings(Map.of("day", "20 Nov 2026"), received(91)));

        assertThat(target.day(RECEIVED, DAY_22).orElseThrow().value()).isEqualTo(7);
        assertThat(target.day(RECEIVED, wib("21T00:00")).orElseThrow().value()).isEqualTo(90);
        assertThat(target.day(RECEIVED, wib("20T00:00")).orElseThrow().value()).isEqualTo(91);
        assertThat(target.values(RECEIVED)).containsExactly(7.0);
    }

    @Test
    void aMonthNotWatchedFromItsBeginningHasABaselineAndTheNextOneNot() {
        Watch target = feed().measure(RECEIVED, Semantics.SINCE_BOUNDARY, Period.MONTH, Reduce.ERROR)
                .watch();

        target.read(wib("29T09:00"), received(4000));
        target.read(wib("29T09:01"), received(4003));
        target.read(Instant.parse("2026-12-01T02:00:00Z"), received(40));

        assertThat(target.values(RECEIVED)).containsExactly(3.0, 40.0);
        assertThat(target.period(KTP, RECEIVED, Period.MONTH, wib("01T00:00"))
                        .orElseThrow()
                        .value())
                .isEqualTo(4003);
    }

    @Test
    void aMeanOfTheDayIsAPeriodValueWithItsWeightOnly() {
        Watch target = feed().mean(HANDLING, Semantics.SINCE_BOUNDARY, Unit.SECOND, Reduce.SUM)
                .watch();
        Reading quick = row("", null, null, "a", Map.of("handling", new Cell(60, 30, "")));
        Reading slow = row("", null, null, "b", Map.of("handling", new Cell(300, 10, "")));
        Reading unused = row("", null, null, "c", Map.of("handling", new Cell(0, 0, "")));

        target.read(wib("22T09:00"), quick, slow, unused);

        assertThat(target.of(HANDLING)).isEmpty();
        assertThat(target.day(HANDLING, DAY_22)).hasValueSatisfying(value -> {
            assertThat(value.value()).isEqualTo(120_000);
            assertThat(value.weight()).isEqualTo(40);
        });
    }

    @Test
    void aPeriodThatHasNotBegunIsRefusedAndOneGivenTwiceIsTakenOnce() {
        Watch target = watch();

        Normalised future = target.read(wib("22T23:58"), received("2026-11-23", null, 1));
        Normalised twice = target.read(wib("22T23:59"), received("2026-11-22", null, 5), received(null, null, 6));

        assertThat(future.periods()).isEmpty();
        assertThat(future.problems()).singleElement().asString().contains("statistik/*/received", "not begun");
        assertThat(twice.periods()).extracting(PeriodValue::value).containsExactly(5.0);
        assertThat(twice.problems()).singleElement().asString().contains("twice");
    }

    @Test
    void aSlotReadTwiceCountsOnce() {
        Watch target = watch();
        target.read(wib("22T09:00"), received(10));

        target.read(wib("22T09:00"), received(15));
        target.memory = target.memory.after(wib("22T09:01"));
        target.read(wib("22T09:01"), received(16));
        target.read(wib("22T09:02"), received(17));

        assertThat(target.values(RECEIVED)).containsExactly(10.0, 7.0);
        assertThat(target.day(RECEIVED, DAY_22).orElseThrow().value()).isEqualTo(17);
    }

    @Test
    void item35ASuspectValueReplacesNothing() {
        Watch target = watch();
        target.read(wib("22T09:00"), received(10));

        Normalised suspect = target.read(wib("22T09:01"), received(-4));
        target.read(wib("22T09:02"), received(11));

        assertThat(suspect.problems()).singleElement().asString().startsWith("statistik/0/received: suspect");
        assertThat(target.day(RECEIVED, DAY_22).orElseThrow().value()).isEqualTo(11);
        assertThat(target.of(RECEIVED).get(1).quality()).isEqualTo(Quality.SUSPECT);
        assertThat(target.of(RECEIVED).stream()
                        .filter(sample -> sample.quality() != Quality.SUSPECT)
                        .mapToDouble(Sample::value)
                        .sum())
                .isEqualTo(11);
    }

    @Test
    void eastIndonesianDaysBeginEarlier() {
        Watch target = feed().zone("Asia/Makassar")
                .measure(RECEIVED, Semantics.SINCE_BOUNDARY)
                .watch();

        target.read(wib("22T23:30"), received(2));

        assertThat(target.day(RECEIVED, wib("22T23:00"))).isPresent();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anySequenceOfReadingsAddsUpToTheLatestValueWithAndWithoutRestarts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Watch target = watch();
        Watch restarted = watch();
        Instant slot = wib("20T08:00");
        double value = 0;
        Instant day = Period.DAY.start(slot, FeedBuilder.WIB);
        while (slot.isBefore(wib("24T12:00"))) {
            Instant today = Period.DAY.start(slot, FeedBuilder.WIB);
            boolean late = !today.equals(day) && random.nextInt(4) == 0;
            if (!today.equals(day) && !late) {
                value = 0;
                day = today;
            }
            value = Math.max(0, value + random.nextInt(-3, 12));
            String named = day.atZone(FeedBuilder.WIB).toLocalDate().toString();
            if (random.nextInt(10) == 0) {
                target.fail(slot, FeedState.TIMEOUT);
                restarted.fail(slot, FeedState.TIMEOUT);
            } else {
                target.read(slot, received(named, null, value));
                restarted.read(slot, received(named, null, value));
                if (random.nextInt(5) == 0) {
                    restarted.restart();
                }
            }
            slot = slot.plus(Duration.ofMinutes(random.nextInt(1, 90)));
        }
        assertThat(target.periods).hasSizeGreaterThan(3);
        target.periods
                .values()
                .forEach(period -> assertThat(target.sum(
                                RECEIVED, period.start(), period.start().plus(Duration.ofDays(1))))
                        .isEqualTo(period.value()));
        assertThat(restarted.samples).isEqualTo(target.samples);
        assertThat(restarted.periods).isEqualTo(target.periods);
    }
}
