package org.pantau.read.nasty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.expression.ExpressionException;
import org.pantau.expression.Expressions;

/** Dates and times as sources write them, read by {@code $tgl} with a declared pattern. */
class TimeTest {

    private static @Nullable Object tgl(String text, String pattern, @Nullable String zone, String now)
            throws ExpressionException {
        String arguments = "text, \"" + pattern + "\"" + (zone == null ? "" : ", \"" + zone + "\"");
        return Expressions.compile("$tgl(" + arguments + ")")
                .evaluate(Map.of("text", text), Map.of("now", Instant.parse(now)));
    }

    private static @Nullable Object tgl(String text, String pattern, @Nullable String zone) throws ExpressionException {
        return tgl(text, pattern, zone, "2026-11-22T03:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22 09:10:00, yyyy-MM-dd HH:mm:ss, , 2026-11-22T09:10:00+07:00",
        "2026-11-22 09:10:00, yyyy-MM-dd HH:mm:ss, UTC, 2026-11-22T09:10:00Z",
        "2026-11-22 09:10:00, yyyy-MM-dd HH:mm:ss, Asia/Makassar, 2026-11-22T09:10:00+08:00",
        "2026-11-22 09:10:00, yyyy-MM-dd HH:mm:ss, WIT, 2026-11-22T09:10:00+09:00",
        "2026-11-22 10:06:20.123, yyyy-MM-dd HH:mm:ss.SSS, UTC, 2026-11-22T10:06:20.123Z"
    })
    void nasty41ATimeWithoutAZoneShouldTakeTheDeclaredOne(
            String text, String pattern, @Nullable String zone, String expected) throws Exception {
        assertThat(tgl(text, pattern, zone)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "22-11-2026, dd-MM-yyyy, 2026-11-22",
        "11-22-2026, MM-dd-yyyy, 2026-11-22",
        "03/04/2026, dd/MM/yyyy, 2026-04-03",
        "03/04/2026, MM/dd/yyyy, 2026-03-04",
        "3/4/2026, d/M/yyyy, 2026-04-03"
    })
    void nasty42TheDeclaredPatternShouldDecide(String text, String pattern, String expected) throws Exception {
        assertThat(tgl(text, pattern, null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "22-11-2026, MM-dd-yyyy",
        "2026-11-22, dd-MM-yyyy",
        "22-11-26, dd-MM-yyyy",
        "2026-11-22 09:10, yyyy-MM-dd",
        "2026-11-22 09:10:00 EST, yyyy-MM-dd HH:mm:ss",
        "2026-02-30, yyyy-MM-dd",
        "2026-02-29, yyyy-MM-dd",
        "2026-11-22 24:00:01, yyyy-MM-dd HH:mm:ss",
        "2026-11-22 25:00:00, yyyy-MM-dd HH:mm:ss",
        "22 Desa 2026, dd MMM yyyy",
        "22 Mart 2026, dd MMM yyyy"
    })
    void nasty42And49WhatDoesNotFollowThePatternShouldBeAnError(String text, String pattern) {
        assertThatThrownBy(() -> tgl(text, pattern, null))
                .isInstanceOf(ExpressionException.class)
                .hasMessageNotContaining(text);
    }

    @ParameterizedTest
    @CsvSource({
        "16-03-2021 11:32:49 WIB, 2021-03-16T11:32:49+07:00",
        "16-03-2021 11:32:49 WITA, 2021-03-16T11:32:49+08:00",
        "16-03-2021 11:32:49 wit, 2021-03-16T11:32:49+09:00"
    })
    void nasty43ZoneWordsShouldBeIndonesian(String text, String expected) throws Exception {
        assertThat(tgl(text, "dd-MM-yyyy HH:mm:ss", "Asia/Makassar")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0000-00-00", "1970-01-01", "9999-12-31", "-", "0000-00-00 00:00:00"})
    void nasty44FillersShouldBeNoDate(String text) throws Exception {
        assertThat(tgl(text, "yyyy-MM-dd", null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "00-00-0000, dd-MM-yyyy",
        "00/00/0000 00:00:00, dd/MM/yyyy HH:mm:ss",
        "0000-00-00T00:00, yyyy-MM-dd'T'HH:mm",
        "00000000, yyyyMMdd",
        "01-01-1970, dd-MM-yyyy",
        "01/01/1970 07:00:00, dd/MM/yyyy HH:mm:ss",
        "31/12/9999, dd/MM/yyyy"
    })
    void nasty44FillersShouldBeNoDateHoweverTheyAreWritten(String text, String pattern) throws Exception {
        assertThat(tgl(text, pattern, null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "10:15:00, 2026-11-22T05:00:00Z, 2026-11-22T10:15:00+07:00",
        "12:04:00, 2026-11-22T05:00:00Z, 2026-11-22T12:04:00+07:00",
        "23:58:10, 2026-11-22T17:03:00Z, 2026-11-22T23:58:10+07:00",
        "00:01:00, 2026-11-22T17:03:00Z, 2026-11-23T00:01:00+07:00",
        "00:01:00, 2026-11-22T16:58:00Z, 2026-11-23T00:01:00+07:00",
        "00:04:00, 2026-11-22T16:58:00Z, 2026-11-22T00:04:00+07:00",
        "24:00:00, 2026-11-22T17:03:00Z, 2026-11-23T00:00:00+07:00"
    })
    void nasty47ATimeOfDayShouldBeTheLatestOne(String text, String now, String expected) throws Exception {
        assertThat(tgl(text, "HH:mm:ss", null, now)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Januari 2026, MMMM yyyy, 2026-01-01",
        "22 Agu 2026, dd MMM yyyy, 2026-08-22",
        "22 Agt 2026, dd MMM yyyy, 2026-08-22",
        "22 AGUSTUS 2026, dd MMMM yyyy, 2026-08-22",
        "22 Nop 2026, dd MMM yyyy, 2026-11-22",
        "'Sab, 21 Nov 2026', 'EEE, dd MMM yyyy', 2026-11-21",
        "'Jum''at, 20 November 2026', 'EEEE, dd MMMM yyyy', 2026-11-20",
        "'Minggu, 22 Nopember 2026', 'EEEE, dd MMMM yyyy', 2026-11-22",
        "'Ahad, 22 November 2026', 'EEEE, dd MMMM yyyy', 2026-11-22",
        "1 Mei 2026, d MMMM yyyy, 2026-05-01"
    })
    void nasty48IndonesianNamesShouldBeKnown(String text, String pattern, String expected) throws Exception {
        assertThat(tgl(text, pattern, null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22 24:00:00, yyyy-MM-dd HH:mm:ss, 2026-11-23T00:00:00+07:00",
        "2026-12-31 24:00, yyyy-MM-dd HH:mm, 2027-01-01T00:00:00+07:00",
        "2024-02-29, yyyy-MM-dd, 2024-02-29"
    })
    void nasty49MidnightAs24ShouldBeTheNextDay(String text, String pattern, String expected) throws Exception {
        assertThat(tgl(text, pattern, null)).isEqualTo(expected);
    }

    @Test
    void nasty47TodayShouldBeTheDayInTheZone() throws Exception {
        Map<String, Object> late = Map.of("now", Instant.parse("2026-11-22T16:30:00Z"));
        assertThat(Expressions.compile("$today(\"Asia/Jakarta\")").evaluate(null, late))
                .isEqualTo("2026-11-22");
        assertThat(Expressions.compile("$today(\"WITA\")").evaluate(null, late)).isEqualTo("2026-11-23");
    }
}
