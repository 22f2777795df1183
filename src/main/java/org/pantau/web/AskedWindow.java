package org.pantau.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.pantau.query.Window;

/** The span of time between {@code from} and {@code to}; the last 24 hours where both are left out. */
final class AskedWindow {

    private static final Duration DEFAULT = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(3660);
    /** Nothing was measured earlier, and the database knows no day of the year minus 9999. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    /** A chart may end with the year that is running, not later. */
    private static final Duration AHEAD = Duration.ofDays(366);

    private static final int DATE_LENGTH = 10;

    private AskedWindow() {}

    /** @throws Problem that names {@code from} or {@code to} */
    static Window of(Asked asked, ZoneId zone, Instant now) {
        return of(asked, zone, now, DEFAULT);
    }

    /** @param usual how long it is where its beginning is left out */
    static Window of(Asked asked, ZoneId zone, Instant now, Duration usual) {
        String first = asked.query("from");
        String last = asked.query("to");
        Instant to = last == null ? now : time("to", last, zone, now);
        Instant from = first == null ? to.minus(usual) : time("from", first, zone, now);
        if (!from.isBefore(to)) {
            throw Problem.badField("from", "waktu sebelum to / a time before to");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Problem.badField("from", "paling lama sepuluh tahun sebelum to / at most ten years before to");
        }
        return new Window(from, to);
    }

    /** ISO 8601 with offset, or a date, which means local midnight. */
    private static Instant time(String field, String text, ZoneId zone, Instant now) {
        Instant time;
        try {
            // A plus that was not escaped comes as a space.
            time = text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException notATime) {
            throw Problem.badField(
                    field,
                    "waktu ISO 8601 dengan selisih zona, misalnya 2026-11-23T07:30:00+07:00, atau tanggal"
                            + " / ISO 8601 with offset, such as 2026-11-23T07:30:00+07:00, or a date");
        }
        if (time.isBefore(EARLIEST) || time.isAfter(now.plus(AHEAD))) {
            throw Problem.badField(
                    field, "waktu dari tahun 2000 sampai setahun lagi / a time from the year 2000 to a year ahead");
        }
        return time;
    }
}
