package org.pantau.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Measure;
import org.pantau.measure.ScopePath;

/**
 * What is usual at each hour of a day.
 *
 * @param of what the counts count; null for anything else
 * @param holiday name of the holiday that the day is: it is compared with nothing; null for any other day
 * @param days the days it rests on, the earliest first
 * @param yearsWithoutCalendar years of which holidays are not known: some of the days may be one
 * @param hours every hour of the day, the first first
 */
public record UsualHours(
        ScopePath subject,
        Measure measure,
        @Nullable String of,
        LocalDate day,
        @Nullable String holiday,
        List<LocalDate> days,
        List<Integer> yearsWithoutCalendar,
        List<Hour> hours) {

    public UsualHours {
        days = List.copyOf(days);
        yearsWithoutCalendar = List.copyOf(yearsWithoutCalendar);
        hours = List.copyOf(hours);
    }

    /**
     * One hour.
     *
     * @param value the measure within the hour
     * @param soFar its total of the day up to the end of the hour; null for what does not add up
     */
    public record Hour(Instant start, Band value, @Nullable Band soFar) {}
}
