package org.pantau.catalogue.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * The range of days one request asks for, written into it as {@code {from}} and {@code {to}}.
 *
 * @param from its first day or instant
 * @param to its last day (inclusive, as sources read it) or instant
 * @param format as {@link DayFormat}
 */
public record DateWindow(Bound from, Bound to, String format) {

    /**
     * One end, counted from now.
     *
     * @param amount of {@code unit} after the anchor, negative before it
     */
    public record Bound(Anchor anchor, long amount, ChronoUnit unit) {

        /** The day it falls on. */
        public LocalDate day(Instant now, ZoneId zone) {
            return at(now, zone).toLocalDate();
        }

        /** The instant: the first of its day, unless it is counted from {@code now}. */
        public ZonedDateTime at(Instant now, ZoneId zone) {
            ZonedDateTime here = now.atZone(zone);
            ZonedDateTime start = here.truncatedTo(ChronoUnit.DAYS);
            ZonedDateTime anchored = switch (anchor) {
                case NOW -> here;
                case TODAY -> start;
                case FIRST_OF_WEEK -> start.minusDays(start.getDayOfWeek().getValue() - 1L);
                case FIRST_OF_MONTH -> start.with(TemporalAdjusters.firstDayOfMonth());
                case FIRST_OF_YEAR -> start.with(TemporalAdjusters.firstDayOfYear());
            };
            return anchored.plus(amount, unit);
        }
    }

    /** What an end is counted from. */
    public enum Anchor {
        NOW,
        TODAY,
        FIRST_OF_WEEK,
        FIRST_OF_MONTH,
        FIRST_OF_YEAR
    }
}
