package org.pantau.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pantau.measure.time.WorkCalendar;

class ComparableDaysTest {

    private static final WorkCalendar CALENDAR = new WorkCalendar(
            Map.of(
                    LocalDate.parse("2026-08-17"), "Proklamasi Kemerdekaan",
                    LocalDate.parse("2026-12-24"), "Cuti bersama Natal"),
            Set.of(2026));

    @Test
    void sameWeekdayOfTwelveWeeksShouldBeTaken() {
        ComparableDays comparable = ComparableDays.of(LocalDate.parse("2026-11-25"), CALENDAR);

        assertThat(comparable.days())
                .hasSize(12)
                .startsWith(LocalDate.parse("2026-09-02"), LocalDate.parse("2026-09-09"))
                .endsWith(LocalDate.parse("2026-11-18"));
        assertThat(comparable.holiday()).isNull();
        assertThat(comparable.yearsWithoutCalendar()).isEmpty();
    }

    @Test
    void holidaysShouldBeLeftOut() {
        ComparableDays comparable = ComparableDays.of(LocalDate.parse("2026-11-02"), CALENDAR);

        assertThat(comparable.days())
                .hasSize(11)
                .startsWith(LocalDate.parse("2026-08-10"), LocalDate.parse("2026-08-24"))
                .endsWith(LocalDate.parse("2026-10-26"));
    }

    @Test
    void aHolidayShouldBeComparedWithNothing() {
        ComparableDays comparable = ComparableDays.of(LocalDate.parse("2026-12-24"), CALENDAR);

        assertThat(comparable.holiday()).isEqualTo("Cuti bersama Natal");
        assertThat(comparable.days()).isEmpty();
    }

    @Test
    void yearsWhoseHolidaysAreNotKnownShouldBeNamed() {
        ComparableDays comparable = ComparableDays.of(LocalDate.parse("2027-02-04"), CALENDAR);

        assertThat(comparable.days())
                .hasSize(11)
                .doesNotContain(LocalDate.parse("2026-12-24"))
                .startsWith(LocalDate.parse("2026-11-12"))
                .endsWith(LocalDate.parse("2027-01-28"));
        assertThat(comparable.yearsWithoutCalendar()).isEqualTo(List.of(2027));
    }
}
