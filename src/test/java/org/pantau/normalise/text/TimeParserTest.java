package org.pantau.normalise.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TimeParserTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final TimeParser WIB = new TimeParser(ZoneId.of("Asia/Jakarta"));

    static Stream<Arguments> instants() {
        return Stream.of(
                Arguments.of("2026-11-22T02:10:00Z", "2026-11-22T02:10:00Z"),
                Arguments.of("2026-11-22T09:10:00+07:00", "2026-11-22T02:10:00Z"),
                Arguments.of("2026-11-22T09:10:00+0700", "2026-11-22T02:10:00Z"),
                Arguments.of("2026-11-22T09:10:00.123456+07", "2026-11-22T02:10:00.123456Z"),
                Arguments.of("2026-11-22T09:10", "2026-11-22T02:10:00Z"),
                Arguments.of("2026-11-22 09:10:00", "2026-11-22T02:10:00Z"),
                Arguments.of("2026-11-22 09:10:00 UTC", "2026-11-22T09:10:00Z"),
                Arguments.of("22-11-2026 09:10:00", "2026-11-22T02:10:00Z"),
                Arguments.of("16-03-2021 11:32:49 WIB", "2021-03-16T04:32:49Z"),
                Arguments.of("16-03-2021 11:32:49 WITA", "2021-03-16T03:32:49Z"),
                Arguments.of("16-03-2021 11:32:49 WIT", "2021-03-16T02:32:49Z"),
                Arguments.of("2026-11-22 24:00:00", "2026-11-22T17:00:00Z"),
                Arguments.of("22 Nov 2026 10:15", "2026-11-22T03:15:00Z"),
                Arguments.of("Minggu, 22 November 2026 pukul 10.15 WIB", "2026-11-22T03:15:00Z"),
                Arguments.of("22 Agu 2026, 10:15:30", "2026-08-22T03:15:30Z"),
                Arguments.of(1_795_339_200L, "2026-11-22T09:20:00Z"),
                Arguments.of(1_795_339_200_123L, "2026-11-22T09:20:00.123Z"),
                Arguments.of(1_795_339_200_123_456L, "2026-11-22T09:20:00.123456Z"),
                Arguments.of(1_795_339_200_123_456_789L, "2026-11-22T09:20:00.123456789Z"),
                Arguments.of(new BigDecimal("1795339200.5"), "2026-11-22T09:20:00.500Z"),
                Arguments.of(Instant.parse("2026-01-01T00:00:00Z"), "2026-01-01T00:00:00Z"),
                Arguments.of("09:59:10", "2026-11-22T02:59:10Z"),
                Arguments.of("10:04", "2026-11-22T03:04:00Z"),
                Arguments.of("23:59:10", "2026-11-21T16:59:10Z"),
                Arguments.of("29 Februari 2028 24:00", "2028-02-29T17:00:00Z"),
                Arguments.of("28 Peb 2026 24:00", "2026-02-28T17:00:00Z"));
    }

    @ParameterizedTest(name = "items 41, 43, 45, 47, 48, 49: {0}")
    @MethodSource("instants")
    void timesAreReadInTheirZoneElseTheFeeds(Object raw, String expected) {
        assertThat(WIB.parse(raw, NOW)).isEqualTo(new Moment(Instant.parse(expected), false, ""));
    }

    @Test
    void aClockAheadAcrossMidnightIsNotADayBehind() {
        Instant late = Instant.parse("2026-11-22T16:58:00Z");

        assertThat(WIB.parse("00:01", late).at()).isEqualTo("2026-11-22T17:01:00Z");
        assertThat(WIB.parse("00:04", late).at()).isEqualTo("2026-11-21T17:04:00Z");
        assertThat(WIB.parse("24:00:00", late).at()).isEqualTo("2026-11-22T17:00:00Z");
    }

    static Stream<Arguments> wholes() {
        return Stream.of(
                Arguments.of("2026-11-22", "2026-11-22"),
                Arguments.of("22-11-2026", "2026-11-22"),
                Arguments.of("22 Nov 2026", "2026-11-22"),
                Arguments.of("22 Nopember 2026", "2026-11-22"),
                Arguments.of("1 Mei 2026", "2026-05-01"),
                Arguments.of("Jum'at, 2 Okt 2026", "2026-10-02"),
                Arguments.of("Januari 2026", "2026-01-01"),
                Arguments.of("Des 2026", "2026-12-01"),
                Arguments.of("2026-11", "2026-11-01"),
                Arguments.of("2026", "2026-01-01"),
                Arguments.of(2026, "2026-01-01"),
                Arguments.of("2024-02-29", "2024-02-29"),
                Arguments.of(LocalDate.of(2026, 11, 22), "2026-11-22"));
    }

    @ParameterizedTest(name = "items 42, 48: {0} is {1}")
    @MethodSource("wholes")
    void daysMonthsAndYearsBeginAtLocalMidnight(Object raw, String day) {
        Instant midnight =
                LocalDate.parse(day).atStartOfDay(ZoneId.of("Asia/Jakarta")).toInstant();

        assertThat(WIB.parse(raw, NOW)).isEqualTo(new Moment(midnight, true, ""));
    }

    static Stream<@Nullable Object> none() {
        return Stream.of(
                null,
                "",
                " ",
                "-",
                "null",
                "N/A",
                false,
                0,
                -1,
                "0000-00-00",
                "0000-00-00 00:00:00",
                "00-00-0000",
                "1970-01-01",
                "1970-01-01 07:00:00",
                "9999-12-31",
                "9999-12-31 23:59:59",
                "0001-01-01T00:00:00");
    }

    @ParameterizedTest(name = "item 44: {0} is no time")
    @MethodSource("none")
    void fillersAreNoTime(@Nullable Object raw) {
        assertThat(WIB.parse(raw, NOW)).isEqualTo(Moment.NONE);
    }

    static Stream<Object> problems() {
        return Stream.of(
                "2026-02-29",
                "2026-02-30 10:00:00",
                "11-22-2026",
                "31-04-2026",
                "03/04/2026",
                "22/11/2026",
                "20261122",
                "1795339200",
                "2026-11-22 25:00:00",
                "2026-11-22 24:00:01",
                "2026-11-22 10:60:00",
                "16-03-2021 11:32:49 EST",
                "22 Foo 2026",
                "November 2026 10:15",
                "kemarin",
                "1999-12-31",
                "2101-01-01",
                "2026-11-22".repeat(10),
                20_261_122,
                5e21,
                -7_000_000_000L,
                Instant.parse("1999-01-01T00:00:00Z"),
                true,
                Double.NaN);
    }

    @ParameterizedTest(name = "items 42, 43, 45, 49: {0} is a problem")
    @MethodSource("problems")
    void impossibleAndAmbiguousTimesAreProblems(Object raw) {
        Moment target = WIB.parse(raw, NOW);

        assertThat(target.at()).isNull();
        assertThat(target.flawed()).isTrue();
        assertThat(target.problem()).doesNotContain(raw.toString());
    }

    @Test
    void theFeedsZoneDecidesWhereADayBegins() {
        TimeParser target = new TimeParser(ZoneId.of("Asia/Jayapura"));

        assertThat(target.parse("2026-11-22", NOW).at()).isEqualTo(Instant.parse("2026-11-21T15:00:00Z"));
    }
}
