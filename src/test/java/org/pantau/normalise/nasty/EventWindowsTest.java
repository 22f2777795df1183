package org.pantau.normalise.nasty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.normalise.nasty.Source.SATU;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.normalise.Normalised;

/** Windows of events: which days an answer may speak of, and which of its dates. */
// What a slot came to is often looked at in the source only.
@SuppressWarnings("CheckReturnValue")
class EventWindowsTest {

    private static final String EVENTS = """
            agency: 33.08/opd
            read: json
            request: {url: "http://127.0.0.1:9001/?dari={from}&sampai={to}", window: WINDOW}
            rows: $
            semantics: events
            events:
              id: id
              service: kode
              count: {received: masuk, served: selesai}
              duration: {handling: {from: masuk, to: selesai}}
              recount: RECOUNT
            """;

    private static Source events(String window, String recount) {
        return Source.of(EVENTS.replace("WINDOW", window).replace("RECOUNT", recount));
    }

    private static String event(int id, String in, String out) {
        return "{\"id\": " + id + ", \"kode\": \"satu\", \"masuk\": \"" + in + "\", \"selesai\": "
                + (out.isEmpty() ? "null" : "\"" + out + "\"") + "}";
    }

    private static String list(String... events) {
        return "[" + String.join(",", events) + "]";
    }

    @Test
    void nasty65PagesThatContradictEachOtherShouldCountForNothing() {
        Source target = events("{from: today-3d}", "window");
        String both = list(event(1, "2026-11-22", ""), event(2, "2026-11-22", ""));
        target.read("22T09:00", both);

        Normalised read = target.contradictory("22T09:01", list(event(1, "2026-11-22", "")));

        assertThat(read.periods()).isEmpty();
        assertThat(read.problems()).anyMatch(problem -> problem.contains("none of this read counts"));
        assertThat(target.day(SATU, "received", 22)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dd/MM/yyyy", "epoch_s", "yyyyMMdd", "d MMM yy"})
    void windowShouldBeKnownHoweverTheRequestWritesIt(String format) {
        Source target = events("{from: today-3d, format: \"" + format + "\"}", "window");

        Normalised read = target.read("22T09:00", list(event(1, "2026-11-20", "")));

        assertThat(read.problems()).isEmpty();
        assertThat(target.day(SATU, "received", 19)).isZero();
        assertThat(target.day(SATU, "received", 20)).isEqualTo(1);
        assertThat(target.day(SATU, "received", 18)).as("before the window").isNaN();
    }

    @Test
    void aDayOfWhichOnlyAPartWasAskedForShouldNotPassForTheWhole() {
        Source target = events("{from: now-12h, to: now}", "window");
        target.read("21T23:59", list(event(1, "2026-11-21 08:00:00", ""), event(2, "2026-11-21 22:00:00", "")));

        target.read("22T09:00", list(event(2, "2026-11-21 22:00:00", ""), event(3, "2026-11-22 08:00:00", "")));

        assertThat(target.day(SATU, "received", 21))
                .as("asked for since 21.00 only")
                .isNaN();
        assertThat(target.day(SATU, "received", 22)).isEqualTo(1);
    }

    @Test
    void recountBeyondTheWindowShouldLeaveUnaskedDaysAsTheyWere() {
        Source target = events("{from: today-6d}", "3d");
        Source further = events("{from: today-1d}", "30d");
        String body = list(event(1, "2026-11-18", ""), event(2, "2026-11-21", ""));

        target.read("22T09:00", body);
        further.read("22T09:00", body);

        assertThat(List.of(target.day(SATU, "received", 18), target.day(SATU, "received", 21)))
                .containsExactly(Double.NaN, 1.0);
        assertThat(List.of(further.day(SATU, "received", 18), further.day(SATU, "received", 21)))
                .containsExactly(Double.NaN, 1.0);
        assertThat(further.day(SATU, "received", 20)).as("not asked for").isNaN();
    }

    @Test
    void whatBeganBeforeTheWindowShouldNotTurnIntoAZeroOfTheDayItEnded() {
        Source target = events("{from: today-10d}", "window");

        target.read("22T09:00", list(event(1, "2026-11-13", "2026-11-22"), event(2, "2026-11-12", "2026-11-13")));

        assertThat(target.day(SATU, "received", 12)).isEqualTo(1);
        assertThat(target.day(SATU, "served", 22)).isEqualTo(1);
        assertThat(target.day(SATU, "served", 17)).isZero();
        assertThat(target.day(SATU, "served", 16))
                .as("half of the window lies behind it")
                .isNaN();
        assertThat(target.day(SATU, "served", 13)).isNaN();
        assertThat(target.period(SATU, "handling", 13)).isEmpty();
    }

    @Test
    void aWindowThatMovesOnShouldNotTakeBackWhatItNoLongerHolds() {
        Source target = events("{from: first_of_month-1M}", "window");
        target.read("28T23:00", list(event(1, "2026-10-15", "2026-11-28"), event(2, "2026-11-28", "")));
        assertThat(target.day(SATU, "served", 28)).isEqualTo(1);

        // in December the window begins with November: what began in October is no longer told
        Instant december = Source.wib("28T23:00").plus(Duration.ofDays(4));
        target.read(december, Map.of(), list(event(2, "2026-11-28", ""), event(3, "2026-11-28", "")));

        assertThat(target.day(SATU, "served", 28)).isEqualTo(1);
        assertThat(target.day(SATU, "received", 28))
                .as("the window is cut by this date")
                .isEqualTo(2);
    }
}
