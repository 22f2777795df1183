package org.pantau.query;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.time.WorkCalendar;

/**
 * The days that a day can be compared with: the same weekday of the twelve weeks before, without holidays and cuti bersama,
 * on which offices are closed and hospitals are not what they usually are. A holiday itself is compared with nothing:
 * within twelve weeks there are never four on one weekday.
 *
 * @param holiday name of the holiday that the day is; null where it is none
 * @param days those it is compared with, the earliest first
 * @param yearsWithoutCalendar years of these days, and of the day itself, whose holidays are not known
 */
record ComparableDays(@Nullable String holiday, List<LocalDate> days, List<Integer> yearsWithoutCalendar) {

    static ComparableDays of(LocalDate day, WorkCalendar calendar) {
        List<LocalDate> before = IntStream.rangeClosed(1, Usual.WEEKS)
                .mapToObj(back -> day.minusWeeks(Usual.WEEKS + 1L - back))
                .toList();
        List<Integer> unknown = Stream.concat(before.stream(), Stream.of(day))
                .filter(each -> !calendar.knows(each))
                .map(LocalDate::getYear)
                .distinct()
                .toList();
        String holiday = calendar.holidays().get(day);
        List<LocalDate> days = holiday == null
                ? before.stream().filter(each -> !calendar.isHoliday(each)).toList()
                : List.of();
        return new ComparableDays(holiday, days, unknown);
    }
}
