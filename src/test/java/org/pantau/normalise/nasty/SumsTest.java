package org.pantau.normalise.nasty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.normalise.nasty.Source.DUA;
import static org.pantau.normalise.nasty.Source.SATU;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.normalise.Normalised;

/** Sums over rows of which one cannot be believed: the rest of a sum is no sum. */
// What a slot came to is often looked at in the source only.
@SuppressWarnings("CheckReturnValue")
class SumsTest {

    private static Source counters(String semantics) {
        return Source.of(
                "agency: 33.08/opd\nread: json\nrow: {service: kode, name: loket, at: '\"2026-11-22\"'}",
                "received: {value: n, of: permohonan, reduce: sum, semantics: " + semantics + "}",
                "pending: {value: '$number(antre)', reduce: sum}");
    }

    private static String rows(String... values) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            rows.append(i == 0 ? "" : ",")
                    .append("{\"kode\": \"satu\", \"loket\": \"L" + i + "\", \"n\": " + values[i] + ", \"antre\": 1}");
        }
        return "[" + rows + ", {\"kode\": \"dua\", \"loket\": \"M\", \"n\": 40, \"antre\": 4}]";
    }

    @ParameterizedTest
    @CsvSource({
        "since_boundary, '\"1.234\"'",
        "since_boundary, -3",
        "since_boundary, '\"rusak\"'",
        "since_boundary, 2.5",
        "per_period, '\"1.234\"'",
        "per_period, -3",
        "since_start, '\"1.234\"'",
        "total_forever, -3"
    })
    void aSumOfWhichAPartCannotBeBelievedShouldBeNone(String semantics, String bad) {
        Source target = counters(semantics);
        target.read("22T09:00", rows("10", "20", "30"));
        double before = target.sum("received");

        Normalised read = target.read("22T09:01", rows("11", bad, "33"));
        target.read("22T09:02", rows("12", "22", "34"));

        assertThat(read.problems()).isNotEmpty();
        assertThat(read.periods()).noneMatch(value -> value.series().subject().equals(SATU));
        assertThat(target.counted(DUA, "pending")).as("another service").hasSize(3);
        assertThat(target.values("pending")).as("another measure").containsExactly(3.0, 3.0, 3.0);
        if (semantics.equals("since_boundary")) {
            assertThat(target.day(SATU, "received", 22)).isEqualTo(68);
            assertThat(target.values("received")).containsExactly(60.0, 8.0);
        } else if (semantics.equals("per_period")) {
            assertThat(target.day(SATU, "received", 22)).isEqualTo(68);
        } else {
            assertThat(target.sum("received") - before).as("caught up").isEqualTo(8);
        }
    }

    @Test
    void aRowThatSaysNothingShouldLeaveTheSumOfTheOthers() {
        Source target = counters("since_boundary");

        target.read("22T09:00", rows("10", "null", "\"-\""));

        assertThat(target.day(SATU, "received", 22)).isEqualTo(10);
    }

    @Test
    void theLastThatCannotBeBelievedShouldNotMakeTheOneBeforeTheLast() {
        Source target = Source.of(
                "service: 33.08/opd/satu\nread: json\nrow: {at: jam}", "pending: {value: antre, reduce: last}");

        target.read("22T09:10", "[{\"jam\": \"08:00\", \"antre\": \"?\"}, {\"jam\": \"09:00\", \"antre\": 7}]");
        target.read("22T10:10", "[{\"jam\": \"10:00\", \"antre\": -1}, {\"jam\": \"09:00\", \"antre\": 7}]");

        assertThat(target.values("pending")).containsExactly(7.0);
    }

    @Test
    void aRowWhoseTimeCannotBeReadShouldLeaveNoSumOfItsService() {
        Source target = counters("per_period");

        target.read("22T09:00", rows("10", "20"));
        Normalised read = Source.of(
                        "agency: 33.08/opd\nread: json\nrow: {service: kode, at: hari}",
                        "received: {value: n, of: permohonan, reduce: sum, semantics: per_period}")
                .read(
                        "22T09:00",
                        "[{\"kode\": \"satu\", \"hari\": \"2026-11-22\", \"n\": 10},"
                                + " {\"kode\": \"satu\", \"hari\": \"22.11.26\", \"n\": 20}]");

        assertThat(read.periods()).isEmpty();
    }

    @Test
    void nasty74ASumOverADamagedTableShouldBeNone() {
        Source target = Source.of(
                "service: 33.08/opd/satu\nread: table",
                "pending: {value: n, reduce: sum}",
                "capacity: {value: n, reduce: last}");

        target.read("22T09:00", "loket,n\nA,3\nB,4\n");
        Normalised read = target.read("22T09:01", "loket,n\nA,3\nB,4,lebih\n");

        assertThat(target.values("pending")).containsExactly(7.0);
        assertThat(read.problems()).anyMatch(problem -> problem.contains("a sum over a part of the rows is none"));
    }
}
