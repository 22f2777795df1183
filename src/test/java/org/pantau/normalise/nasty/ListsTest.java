package org.pantau.normalise.nasty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.normalise.nasty.Source.DUA;
import static org.pantau.normalise.nasty.Source.SATU;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pantau.measure.Quality;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.normalise.Normalised;

// What a slot came to is often looked at in the source only.
@SuppressWarnings("CheckReturnValue")
class ListsTest {

    private static final String LIST = """
            agency: 33.08/opd
            read: json
            row: {service: kode, name: nama}
            measures:
              pending: {value: n}
            """;
    private static final String EVENTS = """
            agency: 33.08/opd
            read: json
            rows: $
            keep_columns: [id, kode, masuk, selesai]
            semantics: events
            events:
              id: id
              service: kode
              of: permohonan
              count: {received: masuk, served: selesai}
              duration: {handling: {from: masuk, to: selesai}}
              recount: 3d
            """;

    private static String row(String code, String name, int n) {
        return "{\"kode\": \"" + code + "\", \"nama\": \"" + name + "\", \"n\": " + n + "}";
    }

    private static String event(int id, String code, String in, String out) {
        return "{\"id\": \"P-" + id + "\", \"kode\": \"" + code + "\", \"masuk\": \"" + in + "\", \"selesai\": " + out
                + ", \"nik\": \"3308123456789012\"}";
    }

    private static String list(String... rows) {
        return "[" + String.join(",", rows) + "]";
    }

    @Test
    void nasty61OneRowAsObjectShouldBeAListOfOne() {
        Source target = Source.of(LIST);

        target.read("22T09:00", row("satu", "Satu", 4));
        target.read("22T09:01", list(row("satu", "Satu", 5)));

        assertThat(target.values("pending")).containsExactly(4.0, 5.0);
    }

    @Test
    void nasty62SameCodeTwiceShouldBeAnErrorUnlessReduceSaysWhatItMeans() {
        Source strict = Source.of(LIST);
        Source sum = Source.of(LIST.replace("value: n", "value: n, reduce: sum"));
        String body = list(row("satu", "Satu", 4), row("satu", "Satu", 5));

        Normalised read = strict.read("22T09:00", body);
        sum.read("22T09:00", body);

        assertThat(strict.values("pending")).isEmpty();
        assertThat(read.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("2 rows of 33.08/opd/satu"));
        assertThat(sum.values("pending")).containsExactly(9.0);
    }

    @Test
    void nasty63ServiceThatVanishesShouldBeAbsentAfterThreeReadsAndGoOnWhenItIsBack() {
        Source target = Source.of(LIST);
        target.read("22T09:00", list(row("satu", "Satu", 4), row("dua", "Dua", 7)));
        Normalised second = target.read("22T09:01", list(row("dua", "Dua", 7)));
        target.read("22T09:02", list(row("dua", "Dua", 7)));
        target.restart();
        Normalised fourth = target.read("22T09:03", list(row("dua", "Dua", 7)));
        Normalised back = target.read("22T09:04", list(row("satu", "Satu", 5), row("dua", "Dua", 7)));

        assertThat(second.problems()).isEmpty();
        assertThat(fourth.problems())
                .containsExactly(
                        "sumber/*/service: 33.08/opd/satu is absent since 2026-11-22T09:01+07:00; a gap, not zero");
        assertThat(back.problems()).isEmpty();
        assertThat(target.of(SATU, "pending")).extracting(Sample::value).containsExactly(4.0, 5.0);
    }

    @Test
    void nasty63AnswerWithoutAnyRowShouldMakeNobodyAbsent() {
        Source target = Source.of(LIST + "empty: '$ = []'\n");
        target.read("22T09:00", list(row("satu", "Satu", 4)));

        for (int minute = 1; minute < 9; minute++) {
            assertThat(target.read("22T09:0" + minute, "[]").problems()).isEmpty();
        }
    }

    @Test
    void nasty64RenamedServiceShouldStayTheSameByItsCodeAndSaySoForAWeek() {
        Source target = Source.of(LIST);
        target.read("22T09:00", list(row("satu", "Surat A", 4)));

        Normalised renamed = target.read("22T09:01", list(row("satu", "Surat B", 5)));
        target.restart();
        Normalised nextDay = target.read("23T09:00", list(row("satu", "Surat B", 5)));
        Normalised muchLater = target.read("30T09:00", list(row("satu", "Surat B", 5)));

        assertThat(target.values("pending")).containsExactly(4.0, 5.0, 5.0, 5.0);
        assertThat(renamed.problems())
                .containsExactly("sumber/*/name: 33.08/opd/satu is now called 'Surat B', was 'Surat A'; is it still the"
                        + " same service?");
        assertThat(nextDay.problems()).hasSize(1);
        assertThat(muchLater.problems()).isEmpty();
    }

    @Test
    void nasty64NewCodesShouldBeUnconfirmedAndBoundedInNumber() {
        Source target = Source.of(LIST);
        for (int read = 0; read < 8; read++) {
            StringBuilder body = new StringBuilder(row("satu", "Satu", 1));
            for (int i = 0; i < 600; i++) {
                body.append(',').append(row("kode-" + read + "-" + i, "x", 1));
            }
            Normalised now = target.read("22T09:0" + read, list(body.toString()));

            assertThat(now.unconfirmed()).hasSize(500);
            assertThat(now.problems()).anyMatch(problem -> problem.contains("more than 500 unknown codes"));
        }

        assertThat(target.memoryLength()).isLessThan(200_000);
    }

    @Test
    void eventsShouldBeCountedByServiceAndDayOfTheirDateOnceEach() {
        Source target = Source.of(EVENTS);

        Normalised read = target.read(
                "22T09:00",
                list(
                        event(1, "satu", "2026-11-20 08:00:00", "\"2026-11-20 10:00:00\""),
                        event(2, "satu", "2026-11-20 09:00:00", "\"2026-11-22 08:00:00\""),
                        event(2, "satu", "2026-11-20 09:00:00", "\"2026-11-22 08:00:00\""),
                        event(3, "satu", "2026-11-22 07:00:00", "\"0000-00-00 00:00:00\""),
                        event(4, "dua", "2026-11-21", "null"),
                        event(5, "dua", "2026-11-01", "null")));

        assertThat(read.problems()).isEmpty();
        assertThat(days(target, "received")).containsExactly(2.0, 0.0, 1.0);
        assertThat(days(target, "served")).containsExactly(1.0, 0.0, 1.0);
        assertThat(target.day(DUA, "received", 21)).isEqualTo(1);
        assertThat(target.day(DUA, "received", 1)).as("outside the window").isNaN();
        PeriodValue handling = target.period(SATU, "handling", 20).orElseThrow();
        assertThat(handling.value()).isEqualTo(2 * 3_600_000);
        assertThat(handling.weight()).isEqualTo(1);
        assertThat(target.period(SATU, "handling", 21)).isEmpty();
        assertThat(read.toString()).doesNotContain("3308123456789012").doesNotContain("P-1");
    }

    @Test
    void eventsReadAgainShouldChangeNothingAndAWithdrawnOneIsACorrection() {
        Source target = Source.of(EVENTS);
        String body =
                list(event(1, "satu", "2026-11-22 08:00:00", "null"), event(2, "satu", "2026-11-22 08:30:00", "null"));
        target.read("22T09:00", body);
        target.restart();
        target.read("22T09:01", body);

        target.read("22T09:02", list(event(2, "satu", "2026-11-22 08:30:00", "null")));

        assertThat(target.values("received")).containsExactly(2.0, 0.0, -1.0);
        assertThat(target.day(SATU, "received", 22)).isEqualTo(1);
        assertThat(target.of(SATU, "received"))
                .last()
                .extracting(Sample::quality)
                .isEqualTo(Quality.RESTATED);
    }

    @Test
    void eventsShouldLeaveNoDayOfAKnownServiceWithoutItsZero() {
        Source target = Source.of(EVENTS);
        target.read("22T09:00", list(event(1, "satu", "2026-11-22", "null"), event(2, "dua", "2026-11-22", "null")));
        target.restart();

        target.read("23T09:00", list(event(1, "satu", "2026-11-22", "null")));

        assertThat(target.day(DUA, "received", 22)).as("withdrawn").isZero();
        assertThat(target.day(DUA, "received", 23)).isZero();
        assertThat(target.day(SATU, "received", 23)).isZero();
    }

    @Test
    void nasty65LostPageShouldDiscardTheWholeReadOfEvents() {
        Source target = Source.of(EVENTS);
        target.read("22T09:00", list(event(1, "satu", "2026-11-22", "null"), event(2, "satu", "2026-11-22", "null")));

        Normalised read = target.cutShort("22T09:01", Map.of(), list(event(1, "satu", "2026-11-22", "null")));

        assertThat(read.periods()).isEmpty();
        assertThat(read.problems()).anyMatch(problem -> problem.contains("none of this read counts"));
        assertThat(target.day(SATU, "received", 22)).isEqualTo(2);
    }

    @Test
    void eventOnTwoPagesShouldCountOnce() {
        Source target = Source.of(EVENTS);
        Instant slot = Source.wib("22T09:00");

        target.read(
                slot,
                Map.of(),
                list(event(1, "satu", "2026-11-22", "null"), event(2, "satu", "2026-11-22", "null")),
                list(event(2, "satu", "2026-11-22", "null"), event(3, "satu", "2026-11-22", "null")));

        assertThat(target.day(SATU, "received", 22)).isEqualTo(3);
    }

    @Test
    void eventThatCannotBeReadShouldLeaveItsServiceAsItWasAndNoOther() {
        Source target = Source.of(EVENTS);
        target.read("22T09:00", list(event(1, "satu", "2026-11-22", "null"), event(2, "dua", "2026-11-22", "null")));

        Normalised read = target.read(
                "22T09:01",
                list(
                        event(1, "satu", "22/11/26", "null"),
                        event(2, "dua", "2026-11-22", "null"),
                        event(3, "dua", "2026-11-22", "null")));

        assertThat(target.day(SATU, "received", 22)).isEqualTo(1);
        assertThat(target.day(DUA, "received", 22)).isEqualTo(2);
        assertThat(read.problems()).anyMatch(problem -> problem.contains("nothing of 33.08/opd/satu is counted"));
    }

    @Test
    void windowOfTheRequestShouldSayWhichDaysAreWhole() {
        Source target = Source.of(
                EVENTS.replace("  recount: 3d\n", "")
                        .replace(
                                "rows: $",
                                "request: {url: \"http://127.0.0.1:9001/{from}/{to}\", window: {from: today-2d, to: yesterday}}"));

        Normalised none = target.read(
                "22T09:00", list(event(1, "satu", "2026-11-20", "null"), event(2, "satu", "2026-11-22", "null")));

        assertThat(none.problems()).isEmpty();
        assertThat(days(target, "received")).startsWith(1.0, 0.0).last().isEqualTo(Double.NaN);
    }

    private static List<Double> days(Source target, String measure) {
        return List.of(target.day(SATU, measure, 20), target.day(SATU, measure, 21), target.day(SATU, measure, 22));
    }
}
