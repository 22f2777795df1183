package org.pantau.catalogue.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.measure.time.WorkCalendar;

class HolidaysTest {

    private final WorkCalendar target = Holidays.loaded();

    @Test
    void yearOf2026HasTwentyFiveHolidaysAndTwoHundredFortyWorkingDays() {
        LocalDate first = LocalDate.of(2026, 1, 1);

        assertThat(target.holidays()).hasSize(25);
        assertThat(first.datesUntil(first.plusYears(1)).filter(target::isWorkingDay))
                .hasSize(240);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-13, 3, 2026-02-20", "2026-02-13, 5, 2026-02-24", "2026-02-13, 14, 2026-03-09",
                "2026-02-13, 60, 2026-05-25",
        "2026-03-13, 3, 2026-03-25", "2026-03-13, 5, 2026-03-27", "2026-03-13, 14, 2026-04-10",
                "2026-03-13, 60, 2026-06-24"
    })
    void deadlineCountsWorkingDaysFromTheDayAfterReceipt(LocalDate received, int days, LocalDate deadline) {
        assertThat(target.deadline(received, days)).contains(deadline);
    }

    @Test
    void deadlineThatRunsIntoAYearWithoutCalendarStaysUndetermined() {
        assertThat(target.deadline(LocalDate.of(2026, 12, 28), 3)).contains(LocalDate.of(2026, 12, 31));
        assertThat(target.deadline(LocalDate.of(2026, 12, 28), 4)).isEmpty();
        assertThat(target.knows(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(target.deadline(LocalDate.of(2025, 12, 30), 3)).isEmpty();
    }

    @Test
    void everyHolidayHasItsName() {
        assertThat(Stream.of("2026-02-17", "2026-05-27", "2026-12-25").map(LocalDate::parse))
                .allSatisfy(date -> assertThat(target.holidays().get(date)).isNotBlank());
    }
}
