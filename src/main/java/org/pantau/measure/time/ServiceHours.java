package org.pantau.measure.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/**
 * When a service is open in a week.
 *
 * @param text as written in the catalogue
 * @param week open spans per weekday, in local time; a day that is missing is closed
 * @param closedOnHolidays whether national holidays and cuti bersama close it
 */
public record ServiceHours(String text, Map<DayOfWeek, List<Span>> week, boolean closedOnHolidays) {

    /** Always open. */
    public static final ServiceHours ALWAYS = new ServiceHours("24/7", Map.of(), false);

    /** From (inclusive) to (exclusive) in local time; {@link LocalTime#MAX} as end means until midnight. */
    public record Span(LocalTime from, LocalTime to) {
        boolean holds(LocalTime time) {
            return !time.isBefore(from) && (time.isBefore(to) || to.equals(LocalTime.MAX));
        }
    }

    public ServiceHours {
        week = Map.copyOf(week);
    }

    public boolean always() {
        return week.isEmpty();
    }

    /** Whether it is open at this instant. A year whose calendar is not loaded follows the weekly pattern. */
    public boolean openAt(Instant at, ZoneId zone, WorkCalendar calendar) {
        if (always()) {
            return true;
        }
        ZonedDateTime local = at.atZone(zone);
        if (closedOnHolidays && calendar.isHoliday(local.toLocalDate())) {
            return false;
        }
        LocalTime time = local.toLocalTime();
        return week.getOrDefault(local.getDayOfWeek(), List.of()).stream().anyMatch(span -> span.holds(time));
    }
}
