package org.pantau.measure.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.measure.time.ServiceHours.Span;

class ServiceHoursTest {

    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");
    private static final ZoneId WITA = ZoneId.of("Asia/Makassar");
    private static final WorkCalendar CALENDAR =
            new WorkCalendar(Map.of(LocalDate.of(2026, 8, 17), "Kemerdekaan"), Set.of(2026));
    private static final Map<DayOfWeek, List<Span>> WEEK = Map.of(
            DayOfWeek.MONDAY,
            List.of(new Span(LocalTime.of(7, 30), LocalTime.NOON), new Span(LocalTime.of(13, 0), LocalTime.of(16, 0))),
            DayOfWeek.SATURDAY,
            List.of(new Span(LocalTime.of(20, 0), LocalTime.MAX)));
    private static final ServiceHours TARGET = new ServiceHours("uji", WEEK, true);

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T07:29:59+07:00, false, before it opens",
        "2026-11-23T07:30:00+07:00, true, the first instant counts",
        "2026-11-23T12:00:00+07:00, false, the last does not",
        "2026-11-23T12:30:00+07:00, false, a break between two spans",
        "2026-11-23T15:59:59+07:00, true, the second span",
        "2026-11-24T09:00:00+07:00, false, a day that is not named",
        "2026-11-28T23:59:59.999999999+07:00, true, until midnight means the whole last second",
        "2026-11-29T00:00:00+07:00, false, midnight is the next day",
        "2026-08-17T09:00:00+07:00, false, a Monday that is a holiday",
        "2027-08-16T09:00:00+07:00, true, a year without calendar follows the week"
    })
    void openAtFollowsWeekAndHolidays(OffsetDateTime at, boolean open, String why) {
        assertThat(TARGET.openAt(at.toInstant(), WIB, CALENDAR)).as(why).isEqualTo(open);
    }

    @ParameterizedTest(name = "{0} to {1} is open for {2}")
    @CsvSource({
        "2026-11-23T00:00:00+07:00, 2026-11-24T00:00:00+07:00, PT7H30M",
        "2026-11-23T11:00:00+07:00, 2026-11-23T14:00:00+07:00, PT2H",
        "2026-11-28T21:00:00+07:00, 2026-11-30T08:00:00+07:00, PT3H30M",
        "2026-08-17T00:00:00+07:00, 2026-08-18T00:00:00+07:00, PT0S",
        "2026-11-23T09:00:00+07:00, 2026-11-23T09:00:00+07:00, PT0S",
        "2026-11-23T10:00:00+07:00, 2026-11-23T09:00:00+07:00, PT0S"
    })
    void openTimeShouldBeWhatIsOpenWithinASpan(OffsetDateTime from, OffsetDateTime to, Duration open) {
        assertThat(TARGET.openTime(from.toInstant(), to.toInstant(), WIB, CALENDAR))
                .isEqualTo(open);
        Duration all = from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
        assertThat(ServiceHours.ALWAYS.openTime(from.toInstant(), to.toInstant(), WIB, CALENDAR))
                .isEqualTo(all);
    }

    @Test
    void hoursAreThoseOfTheGovernmentsZone() {
        Instant halfPastSevenInMakassar = Instant.parse("2026-11-22T23:30:00Z");

        assertThat(TARGET.openAt(halfPastSevenInMakassar, WITA, CALENDAR)).isTrue();
        assertThat(TARGET.openAt(halfPastSevenInMakassar, WIB, CALENDAR)).isFalse();
    }

    @Test
    void holidayIsADayOfTheGovernmentsZone() {
        ServiceHours nightly = new ServiceHours(
                "malam", Map.of(DayOfWeek.MONDAY, List.of(new Span(LocalTime.MIDNIGHT, LocalTime.MAX))), true);
        Instant halfPastMidnightInMakassar = Instant.parse("2026-08-16T16:30:00Z");

        assertThat(nightly.openAt(halfPastMidnightInMakassar, WITA, CALENDAR)).isFalse();
        assertThat(new ServiceHours("malam", nightly.week(), false).openAt(halfPastMidnightInMakassar, WITA, CALENDAR))
                .isTrue();
    }

    @Test
    void alwaysIsOpenOnHolidaysToo() {
        assertThat(ServiceHours.ALWAYS.openAt(Instant.parse("2026-08-17T02:00:00Z"), WIB, CALENDAR))
                .isTrue();
    }
}
