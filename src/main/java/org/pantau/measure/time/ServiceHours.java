package org.pantau.measure.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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

    /** How long it is open within {@code [from, to)}; zero where the span is empty. */
    public Duration openTime(Instant from, Instant to, ZoneId zone, WorkCalendar calendar) {
        if (!from.isBefore(to)) {
            return Duration.ZERO;
        }
        if (always()) {
            return Duration.between(from, to);
        }
        Duration open = Duration.ZERO;
        LocalDate last = to.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            if (closedOnHolidays && calendar.isHoliday(day)) {
                continue;
            }
            for (Span span : week.getOrDefault(day.getDayOfWeek(), List.of())) {
                Instant opens = day.atTime(span.from()).atZone(zone).toInstant();
                Instant closes = span.to().equals(LocalTime.MAX)
                        ? day.plusDays(1).atStartOfDay(zone).toInstant()
                        : day.atTime(span.to()).atZone(zone).toInstant();
                Instant begins = opens.isAfter(from) ? opens : from;
                Instant ends = closes.isBefore(to) ? closes : to;
                open = begins.isBefore(ends) ? open.plus(Duration.between(begins, ends)) : open;
            }
        }
        return open;
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
