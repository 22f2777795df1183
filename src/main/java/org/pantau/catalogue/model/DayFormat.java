package org.pantau.catalogue.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** How a request writes a day: a pattern, or the seconds or milliseconds since 1970 at its first instant. */
public final class DayFormat {

    public static final String EPOCH_SECONDS = "epoch_s";
    public static final String EPOCH_MILLIS = "epoch_ms";

    private final String pattern;
    private final Optional<DateTimeFormatter> formatter;

    /**
     * Takes a pattern, or one of the two words.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public DayFormat(String pattern) {
        this.pattern = pattern;
        this.formatter = pattern.equals(EPOCH_SECONDS) || pattern.equals(EPOCH_MILLIS)
                ? Optional.empty()
                : Optional.of(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
    }

    /**
     * Writes a day.
     *
     * @throws DateTimeException when the pattern asks for what a day does not have
     */
    public String write(LocalDate day, ZoneId zone) {
        return formatter.isPresent()
                ? formatter.get().format(day)
                : write(day.atStartOfDay(zone).toInstant(), zone);
    }

    /** An instant; by a pattern its time of day can be written too. */
    public String write(Instant at, ZoneId zone) {
        if (formatter.isPresent()) {
            return formatter.get().format(at.atZone(zone));
        }
        return Long.toString(pattern.equals(EPOCH_SECONDS) ? at.getEpochSecond() : at.toEpochMilli());
    }

    /** The reverse of {@link #write(LocalDate, ZoneId)}; empty for a text that it has not written. */
    public Optional<LocalDate> read(String text, ZoneId zone) {
        try {
            if (formatter.isPresent()) {
                return Optional.of(LocalDate.parse(text, formatter.get()));
            }
            long number = Long.parseLong(text);
            Instant at = pattern.equals(EPOCH_SECONDS) ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
            return Optional.of(LocalDate.ofInstant(at, zone));
        } catch (DateTimeException | NumberFormatException otherText) {
            return Optional.empty();
        }
    }
}
