package org.pantau.measure.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holidays and cuti bersama of the years that are loaded.
 *
 * @param holidays date to its name
 * @param years years whose decree (SKB 3 Menteri) is loaded
 */
public record WorkCalendar(Map<LocalDate, String> holidays, Set<Integer> years) {

    public WorkCalendar {
        holidays = Map.copyOf(holidays);
        years = Set.copyOf(years);
    }

    /** False for any day of a year that is not loaded: ask {@link #knows} first where it matters. */
    public boolean isHoliday(LocalDate date) {
        return holidays.containsKey(date);
    }

    public boolean knows(LocalDate date) {
        return years.contains(date.getYear());
    }

    public boolean isWorkingDay(LocalDate date) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY && !isHoliday(date);
    }

    /**
     * The working day {@code days} after {@code received}, which itself is day 0.
     *
     * @return empty where the way there leads through a year that is not loaded
     */
    public Optional<LocalDate> deadline(LocalDate received, int days) {
        LocalDate date = received;
        for (int counted = 0; counted < days; ) {
            date = date.plusDays(1);
            if (!knows(date)) {
                return Optional.empty();
            }
            if (isWorkingDay(date)) {
                counted++;
            }
        }
        return Optional.of(date);
    }
}
