package org.pantau.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.measure.Measures.SERVED;
import static org.pantau.normalise.FeedBuilder.KTP;
import static org.pantau.normalise.FeedBuilder.feed;
import static org.pantau.normalise.FeedBuilder.wib;
import static org.pantau.normalise.Watch.readings;
import static org.pantau.normalise.Watch.row;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.Semantics;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.Sample;
import org.pantau.read.Reading;
import org.pantau.read.Reading.Cell;
import org.pantau.read.Readings;

// What a slot came to is often looked at in the watch only.
@SuppressWarnings("CheckReturnValue")
class RunningCountersTest {

    private static Watch watch(Reduce reduce) {
        return feed().measure(SERVED, Semantics.SINCE_START, Period.DAY, reduce).watch();
    }

    private static Reading counter(String identity, Object value) {
        return row("", null, null, identity, Map.of("served", Cell.of(value)));
    }

    @Test
    void theFirstReadIsABaselineAndDifferencesFollow() {
        Watch target = watch(Reduce.ERROR);

        target.read(wib("22T09:00"), counter("", 10_400));
        target.read(wib("22T09:01"), counter("", 10_500));
        target.read(wib("22T09:02"), counter("", 10_500));

        assertThat(target.values(SERVED)).containsExactly(100.0, 0.0);
        assertThat(target.of(SERVED)).extracting(Sample::quality).containsOnly(Quality.OK);
    }

    @Test
    void item52ADecreaseIsARestart() {
        Watch target = watch(Reduce.ERROR);

        target.read(wib("22T09:00"), counter("", 10_500));
        target.read(wib("22T09:01"), counter("", 12));

        assertThat(target.of(SERVED)).singleElement().satisfies(sample -> {
            assertThat(sample.value()).isEqualTo(12);
            assertThat(sample.quality()).isEqualTo(Quality.RESET);
        });
    }

    @Test
    void item53IncreasesAreTakenPerCounterBeforeTheyAreSummed() {
        Watch target = watch(Reduce.SUM);

        target.read(wib("22T09:00"), counter("a", 100), counter("b", 200), counter("c", 300));
        target.read(wib("22T09:01"), counter("a", 110), counter("b", 5), counter("c", 320));

        assertThat(target.of(SERVED)).singleElement().satisfies(sample -> {
            assertThat(sample.value()).isEqualTo(35);
            assertThat(sample.quality()).isEqualTo(Quality.RESET);
        });
    }

    @Test
    void item56AMissedPollIsOneIncreaseThatSaysSo() {
        Watch target = watch(Reduce.ERROR);

        target.read(wib("22T09:00"), counter("", 10));
        target.fail(wib("22T09:01"), FeedState.REFUSED);
        target.read(wib("22T12:00"), counter("", 90));

        assertThat(target.of(SERVED)).singleElement().satisfies(sample -> {
            assertThat(sample.value()).isEqualTo(80);
            assertThat(sample.quality()).isEqualTo(Quality.CATCH_UP);
        });
    }

    @Test
    void aCounterThatAppearsLaterBeganAtZero() {
        Watch target = watch(Reduce.SUM);

        target.read(wib("22T09:00"), counter("200", 10));
        target.read(wib("22T09:01"), counter("200", 11), counter("404", 3));

        assertThat(target.values(SERVED)).containsExactly(4.0);
    }

    @Test
    void anAnswerWithoutRowsIsAFirstReadTooSoThatALaterFirstValueCounts() {
        Watch target = watch(Reduce.SUM);

        target.read(wib("22T09:00"));
        target.read(wib("22T09:01"), counter("200", 3));

        assertThat(target.values(SERVED)).containsExactly(3.0);
    }

    @Test
    void aFirstReadThatWasNotWholeLeavesWhatWasMissingABaseline() {
        Watch target = feed().keys(new RequestSpec.Key("node", List.of("a", "b")))
                .measure(SERVED, Semantics.SINCE_START, Period.DAY, Reduce.SUM)
                .watch();
        Readings down = new Readings(
                new Outcome(FeedState.ERROR, "503"), false, List.of(), Map.of("node", "b"), List.of(), false);

        target.readAll(wib("22T09:00"), readings(Map.of("node", "a"), counter("", 1000)), down);
        target.readAll(
                wib("22T09:01"),
                readings(Map.of("node", "a"), counter("", 1001)),
                readings(Map.of("node", "b"), counter("", 5000)));
        target.readAll(
                wib("22T09:02"),
                readings(Map.of("node", "a"), counter("", 1003)),
                readings(Map.of("node", "b"), counter("", 5004)));

        assertThat(target.values(SERVED)).containsExactly(1.0, 6.0);
    }

    @Test
    void anUnreadableValueOfTheFirstReadIsABaselineToo() {
        Watch target = watch(Reduce.SUM);

        target.read(wib("22T09:00"), counter("a", 7), counter("b", "Rp 1"));
        target.read(wib("22T09:01"), counter("a", 8), counter("b", 900));

        assertThat(target.values(SERVED)).containsExactly(1.0);
    }

    @Test
    void item63ACounterThatWasGoneGoesOnFromWhereItStood() {
        Watch target = watch(Reduce.SUM);

        target.read(wib("22T09:00"), counter("a", 10), counter("b", 20));
        target.read(wib("22T09:01"), counter("a", 11));
        target.read(wib("22T09:02"), counter("a", 11));
        target.restart();
        target.read(wib("22T09:03"), counter("a", 12), counter("b", 25));

        assertThat(target.values(SERVED)).containsExactly(1.0, 0.0, 6.0);
        assertThat(target.of(SERVED).get(2).quality()).isEqualTo(Quality.CATCH_UP);
    }

    @Test
    void aCounterGoneForAMonthIsForgotten() {
        Watch target = watch(Reduce.SUM);
        target.read(wib("01T09:00"), counter("a", 10), counter("b", 20));
        target.read(wib("01T09:01"), counter("a", 11));

        target.read(wib("01T09:00").plus(Duration.ofDays(31)), counter("a", 12));

        assertThat(target.memory.counters())
                .hasEntrySatisfying(
                        "served", counter -> assertThat(counter.positions()).containsOnlyKeys(KTP + "|a"));
    }

    @Test
    void anotherRequestOrMappingBeginsAgain() {
        Watch before = watch(Reduce.ERROR);
        before.read(wib("22T09:00"), counter("", 10));
        Watch target = feed().url("http://127.0.0.1:9002/")
                .measure(SERVED, Semantics.SINCE_START)
                .watch();
        target.memory = before.memory;

        target.read(wib("22T09:01"), counter("", 5000));
        target.read(wib("22T09:02"), counter("", 5001));

        assertThat(target.values(SERVED)).containsExactly(1.0);
    }

    @Test
    void item62TwoRowsOfOneServiceAreAMistakeUnlessTheMappingSaysWhatTheyMean() {
        Watch target = watch(Reduce.ERROR);

        target.read(wib("22T09:00"), counter("a", 1), counter("b", 2));
        Normalised second = target.read(wib("22T09:01"), counter("a", 3), counter("b", 4));

        assertThat(target.of(SERVED)).isEmpty();
        assertThat(second.problems())
                .containsExactly(
                        "statistik/*/served: 2 rows of 33.08/disdukcapil/ktp-el; say what they come to with reduce");
    }

    @Test
    void item62LastTakesTheLastRowAndRowsNothingTellsApartAreOneCounter() {
        Watch last = watch(Reduce.LAST);
        last.read(wib("22T09:00"), counter("a", 1), counter("b", 2));
        last.read(wib("22T09:01"), counter("a", 3), counter("b", 7));
        Watch lastOfSame = watch(Reduce.LAST);
        lastOfSame.read(wib("22T09:00"), counter("", 1), counter("", 2));
        lastOfSame.read(wib("22T09:01"), counter("", 3), counter("", 9));
        Watch sumOfSame = watch(Reduce.SUM);
        sumOfSame.read(wib("22T09:00"), counter("", 1), counter("", 2));
        sumOfSame.read(wib("22T09:01"), counter("", 3), counter("", 9));

        assertThat(last.values(SERVED)).containsExactly(5.0);
        assertThat(lastOfSame.values(SERVED)).containsExactly(7.0);
        assertThat(sumOfSame.values(SERVED)).containsExactly(9.0);
    }

    @Test
    void aSlotReadTwiceCountsOnceAndAZeroAnswerSaysNothing() {
        Watch target = watch(Reduce.ERROR);
        target.read(wib("22T09:00"), counter("", 10));

        target.read(wib("22T09:00"), counter("", 12));
        target.readAll(wib("22T09:01"), Watch.zero(Map.of()));
        target.read(wib("22T09:02"), counter("", 15));

        assertThat(target.values(SERVED)).containsExactly(5.0);
    }

    @Test
    void memoryIsWrittenOnlyWhenAPositionChanged() {
        Watch target = watch(Reduce.ERROR);

        assertThat(target.read(wib("22T09:00"), counter("", 10))
                        .batch("statistik", wib("22T09:00"))
                        .memory())
                .contains("\"served\"");
        assertThat(target.read(wib("22T09:01"), counter("", 10))
                        .batch("statistik", wib("22T09:01"))
                        .memory())
                .isNull();
        assertThat(target.read(wib("22T09:02"), counter("", 11)).memoryChanged())
                .isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theSumOfIncreasesIsWhatHappenedWithAndWithoutRestartsOfPantau(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Watch target = watch(Reduce.SUM);
        Watch restarted = watch(Reduce.SUM);
        Map<String, Integer> counters = new TreeMap<>(Map.of("200", 5, "404", 1));
        Map<String, Integer> lastSeen = new TreeMap<>(counters);
        long happened = 0;
        Instant slot = wib("22T09:00");
        readBoth(target, restarted, slot, counters);
        for (int i = 0; i < 300; i++) {
            slot = slot.plusSeconds(60);
            boolean visible =
                    lastSeen.equals(counters) && lastSeen.values().stream().allMatch(seen -> seen > 20);
            if (visible && random.nextInt(10) == 0) {
                // A restart of the source hides nothing when all before it was read and all after it is less.
                counters.replaceAll((identity, value) -> 0);
            }
            for (String identity : List.of("200", "404", "500", "503")) {
                int more = random.nextInt(4) == 0 ? 0 : random.nextInt(10);
                if (counters.containsKey(identity) || random.nextInt(50) == 0) {
                    counters.merge(identity, more, Integer::sum);
                    happened += more;
                }
            }
            boolean hidden = counters.entrySet().stream()
                    .anyMatch(each -> each.getValue() < lastSeen.getOrDefault(each.getKey(), 0));
            if (!hidden && random.nextInt(6) == 0) {
                target.fail(slot, FeedState.TIMEOUT);
                restarted.fail(slot, FeedState.TIMEOUT);
                continue;
            }
            readBoth(target, restarted, slot, counters);
            lastSeen.putAll(counters);
            if (random.nextInt(5) == 0) {
                restarted.restart();
            }
        }
        slot = slot.plusSeconds(60);
        readBoth(target, restarted, slot, counters);

        assertThat(target.sum(SERVED, Instant.EPOCH, Instant.MAX)).isEqualTo((double) happened);
        assertThat(restarted.samples).isEqualTo(target.samples);
    }

    private static void readBoth(Watch one, Watch other, Instant slot, Map<String, Integer> counters) {
        List<Reading> rows = new ArrayList<>();
        counters.forEach((identity, value) -> rows.add(counter(identity, value)));
        one.read(slot, rows.toArray(Reading[]::new));
        other.read(slot, rows.toArray(Reading[]::new));
    }
}
