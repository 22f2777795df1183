package org.pantau.catalogue.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * The range of days a slot asks for, written into requests as {@code {from}} and {@code {to}}.
 *
 * @param from its first day or instant
 * @param to its last day (inclusive, as sources read it) or instant
 * @param format as {@link DayFormat}
 * @param span most days one request asks for, where the source allows no more; 0 for one request for all
 */
public record DateWindow(Bound from, Bound to, String format, int span) {

    /** What one request asks for. */
    public record Piece(ZonedDateTime from, ZonedDateTime to) {}

    /**
     * What is asked for one by one, the oldest first. Where the ends are instants a piece begins with the instant the one
     * before ends with.
     */
    public List<Piece> pieces(Instant now, ZoneId zone) {
        ZonedDateTime begin = from.at(now, zone);
        ZonedDateTime end = to.at(now, zone);
        long reach = timed() ? span : span - 1L;
        List<Piece> pieces = new ArrayList<>();
        while (span > 0 && begin.plusDays(reach).isBefore(end)) {
            pieces.add(new Piece(begin, begin.plusDays(reach)));
            begin = begin.plusDays(span);
        }
        pieces.add(new Piece(begin, end));
        return pieces;
    }

    /** Whether its ends are instants, not days. */
    public boolean timed() {
        return from.timed() || to.timed();
    }

    /**
     * One end, counted from now.
     *
     * @param amount of {@code unit} after the anchor, negative before it
     */
    public record Bound(Anchor anchor, long amount, ChronoUnit unit) {

        boolean timed() {
            return anchor == Anchor.NOW || unit == ChronoUnit.HOURS || unit == ChronoUnit.MINUTES;
        }

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
