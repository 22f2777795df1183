package org.pantau.normalise.nasty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.normalise.nasty.Source.SATU;
import static org.pantau.normalise.nasty.Source.wib;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.measure.FeedState;
import org.pantau.measure.Quality;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PeriodValue.Closing;
import org.pantau.measure.value.Sample;
import org.pantau.normalise.Normalised;

// What a slot came to is often looked at in the source only.
@SuppressWarnings("CheckReturnValue")
class PeriodsTest {

    private static final String TODAY = "received: {value: n, semantics: since_boundary, of: permohonan}";

    private static Source dated() {
        return Source.of("service: 33.08/opd/satu\nread: json\nrow: {at: tanggal}", TODAY);
    }

    private static String on(String day, int value) {
        return "{\"tanggal\": \"2026-11-" + day + "\", \"n\": " + value + "}";
    }

    private static String n(int value) {
        return "{\"n\": " + value + "}";
    }

    @Test
    void nasty46ClockAheadByUpToFiveMinutesShouldBeAcceptedAndBeyondFlaggedNeverDropped() {
        Source target =
                Source.of("service: 33.08/opd/satu\nread: json\nrow: {as_of: pukul}", "pending: {value: n}", TODAY);

        Normalised near = target.read("22T09:00", "{\"n\": 3, \"pukul\": \"2026-11-22 09:05:00\"}");
        Normalised far = target.read("22T09:01", "{\"n\": 4, \"pukul\": \"2026-11-22 09:09:00\"}");

        assertThat(near.problems()).isEmpty();
        assertThat(far.problems()).contains("sumber/*/pending: the source's clock is ahead by more than 5 minutes");
        assertThat(target.values("pending")).containsExactly(3.0, 4.0);
        assertThat(target.qualities("pending")).containsExactly(Quality.OK, Quality.STALE);
        assertThat(target.day(SATU, "received", 22)).isEqualTo(4);
        assertThat(target.period(SATU, "received", 22).orElseThrow().quality()).isEqualTo(Quality.STALE);
    }

    @Test
    void oldFiguresShouldBeKeptButNotLiveUntilTheSourceIsFreshAgain() {
        Source target = Source.of("service: 33.08/opd/satu\nread: json\nrow: {as_of: pukul}", TODAY);

        target.read("22T09:00", "{\"n\": 3, \"pukul\": \"2026-11-22 09:00:00\"}");
        target.read("22T10:00", "{\"n\": 3, \"pukul\": \"2026-11-22 09:00:00\"}");
        Quality frozen = target.period(SATU, "received", 22).orElseThrow().quality();
        target.read("22T10:01", "{\"n\": 3, \"pukul\": \"2026-11-22 10:01:00\"}");

        assertThat(frozen).isEqualTo(Quality.STALE);
        assertThat(target.period(SATU, "received", 22).orElseThrow().quality()).isEqualTo(Quality.OK);
    }

    @Test
    void nasty47TimeOfDayJustAfterMidnightShouldBeTheEveningBefore() {
        Source target = Source.of(
                "service: 33.08/opd/satu\nread: json\nrow: {as_of: pukul}", "pending: {value: n, stale_after: 30m}");

        target.read("23T00:02", "{\"n\": 3, \"pukul\": \"23:58:00\"}");

        assertThat(target.of(SATU, "pending")).singleElement().satisfies(sample -> {
            assertThat(sample.asOf()).isEqualTo(wib("22T23:58"));
            assertThat(sample.quality()).isEqualTo(Quality.OK);
        });
    }

    @Test
    void nasty50YesterdaysValueShouldStayYesterdaysUntilItDrops() {
        Source target = Source.json(TODAY);
        target.read("22T23:59", n(120));

        target.read("23T00:00", n(120));
        target.read("23T00:01", n(122));
        target.read("23T00:02", n(122));
        target.read("23T00:03", n(1));

        assertThat(target.day(SATU, "received", 22)).isEqualTo(122);
        assertThat(target.day(SATU, "received", 23)).isEqualTo(1);
        assertThat(between(target, 22)).isEqualTo(122);
        assertThat(between(target, 23)).isEqualTo(1);
    }

    @Test
    void nasty50ValueThatOnlyGrowsLateInTheNightShouldBeTodays() {
        Source target = Source.json(TODAY);
        for (int minute = 0; minute < 60; minute++) {
            target.read("22T23:" + (minute < 10 ? "0" : "") + minute, n(2));
        }
        for (int minute = 0; minute < 60; minute++) {
            target.read("23T00:" + (minute < 10 ? "0" : "") + minute, n(minute < 45 ? 2 : 3));
        }

        assertThat(target.day(SATU, "received", 22)).isEqualTo(2);
        assertThat(target.day(SATU, "received", 23)).isEqualTo(3);
    }

    @Test
    void nasty50DateOfYesterdayShouldWriteToYesterday() {
        Source target = dated();
        target.read("22T23:59", on("22", 120));

        target.read("23T00:03", on("22", 125));

        assertThat(target.day(SATU, "received", 22)).isEqualTo(125);
        assertThat(target.day(SATU, "received", 23)).isNaN();
    }

    @Test
    void periodShouldBeClosedByAReadAfterItsGrace() {
        Source target = dated();
        target.read("22T23:59", on("22", 120));

        target.read("23T05:59", on("22", 120));
        Closing before = target.closing("received", 22);
        target.read("23T06:00", on("22", 121));

        assertThat(before).isEqualTo(Closing.OPEN);
        assertThat(target.closing("received", 22)).isEqualTo(Closing.CLOSED);
        assertThat(target.day(SATU, "received", 22)).isEqualTo(121);
        assertThat(target.period(SATU, "received", 22).orElseThrow().quality()).isEqualTo(Quality.RESTATED);
    }

    @ParameterizedTest(name = "restarted {0}")
    @ValueSource(booleans = {false, true})
    void periodOfAFeedWithoutHistoryShouldBeClosedUnconfirmedWithWhatWasSeenLast(boolean restarted) {
        Source target = Source.json(TODAY);
        target.read("22T23:57", n(120));
        target.read("23T00:01", n(0));
        if (restarted) {
            target.restart();
        }

        target.read("23T05:59", n(4));
        Closing before = target.closing("received", 22);
        target.read("23T06:00", n(5));

        assertThat(before).isEqualTo(Closing.OPEN);
        PeriodValue closed = target.period(SATU, "received", 22).orElseThrow();
        assertThat(closed.closing()).isEqualTo(Closing.UNCONFIRMED);
        assertThat(closed.value()).isEqualTo(120);
        assertThat(closed.seenAt()).isEqualTo(wib("22T23:57").plusMillis(150));
        assertThat(target.closing("received", 23)).isEqualTo(Closing.OPEN);
    }

    @Test
    void periodThatCouldBeReadAgainShouldWaitADayToBeConfirmed() {
        Source target = dated();
        target.read("22T23:59", on("22", 120));

        target.read("23T07:00", on("23", 1));
        Closing first = target.closing("received", 22);
        target.read("24T07:00", on("24", 1));
        Closing second = target.closing("received", 22);
        target.read("24T08:00", on("22", 120));

        assertThat(first).isEqualTo(Closing.OPEN);
        assertThat(second).isEqualTo(Closing.UNCONFIRMED);
        assertThat(target.closing("received", 22)).isEqualTo(Closing.CLOSED);
    }

    @Test
    void nasty70NewestFirstShouldBeReadInOrderOfTime() {
        Source target =
                Source.of("service: 33.08/opd/satu\nread: json\nrow: {at: pukul}", "pending: {value: n, reduce: last}");

        target.read("22T09:02", """
                [{"pukul": "2026-11-22 09:02:00", "n": 9}, {"pukul": "2026-11-22 09:01:00", "n": 8},
                 {"pukul": "2026-11-22 09:00:00", "n": 7}]""");

        assertThat(target.values("pending")).containsExactly(9.0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"Sunday, 22", "holiday, 25"})
    void nasty84ZeroOfAClosedAgencyShouldBeNormal(String what, String day) {
        Source target = Source.of("""
                service: 33.08/opd/satu
                read: json
                success: 'kode = 200'
                zero: '$boolean(pesan ~> /belum ada/i)'""", TODAY, "pending: {value: sisa}");

        Normalised read = target.read(day + "T09:00", "{\"kode\": 201, \"pesan\": \"Maaf belum Ada Antrian\"}");

        assertThat(read.outcome().ok()).as(what).isTrue();
        assertThat(read.problems()).isEmpty();
        assertThat(target.values("pending")).containsExactly(0.0);
        assertThat(target.qualities("pending")).containsExactly(Quality.ZERO_BY_RULE);
        assertThat(target.values("received")).containsExactly(0.0);
    }

    /** Whatever the order of polls, gaps, corrections and restarts: a day's samples come to the day's last value. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void bucketsOfADayShouldAddUpToItsLatestReportedValue(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Source target = dated();
        int[] values = new int[30];
        boolean[] seen = new boolean[30];
        for (Instant slot = wib("20T00:00"); slot.isBefore(wib("25T00:00")); slot = slot.plusSeconds(60)) {
            int day = slot.atZone(Source.WIB).getDayOfMonth();
            values[day] = Math.max(0, values[day] + random.nextInt(8) - 1);
            boolean late = seen[day - 1] && random.nextInt(40) == 0;
            int about = late ? day - 1 : day;
            if (late) {
                values[about] = Math.max(0, values[about] + random.nextInt(5) - 2);
            }
            int luck = random.nextInt(30);
            if (luck < 3) {
                target.lost(slot.atZone(Source.WIB).toLocalDateTime().toString().substring(8), FeedState.TIMEOUT);
            } else if (luck < 28) {
                target.read(slot, Map.of(), on(String.valueOf(about), values[about]));
                seen[about] = true;
            } else {
                target.restart();
            }
        }

        for (int day = 20; day < 25; day++) {
            assertThat(between(target, day)).as("day " + day).isEqualTo(target.day(SATU, "received", day));
        }
    }

    private static double between(Source target, int day) {
        Instant from = LocalDate.of(2026, 11, day).atStartOfDay(Source.WIB).toInstant();
        return target.counted(SATU, "received").stream()
                .filter(sample -> !sample.at().isBefore(from) && sample.at().isBefore(from.plusSeconds(86_400)))
                .mapToDouble(Sample::value)
                .sum();
    }
}
