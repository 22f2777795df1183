package org.pantau.catalogue.yaml;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations, sizes, shares and times of day are written in a catalogue. */
public final class Quantities {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,9})\\s*(KiB|MiB|GiB)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:[.,]\\d{1,6})?)\\s*%");
    private static final Pattern SHARE = Pattern.compile("[01](?:\\.\\d{1,9})?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})(?:[.:](\\d{2}))?");

    private Quantities() {}

    /** {@code 800ms}, {@code 60s}, {@code 5m}, {@code 2h}, {@code 14d}; empty for any other shape. */
    public static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    /** The shortest writing of a duration that {@link #duration} reads back. */
    public static String written(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 60 != 0 || seconds < 300) {
            return seconds + "s";
        }
        return seconds % 86400 == 0
                ? seconds / 86400 + "d"
                : seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
    }

    /** {@code 500KiB}, {@code 64MiB}, {@code 1GiB}; empty for any other shape. */
    public static OptionalLong bytes(String text) {
        Matcher matcher = BYTES.matcher(text.trim());
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return OptionalLong.of(
                switch (matcher.group(2)) {
                    case "KiB" -> number << 10;
                    case "MiB" -> number << 20;
                    default -> number << 30;
                });
    }

    /** {@code 99.5%} or {@code 0.995} as 0..1; empty for any other shape or range. */
    public static OptionalDouble share(String text) {
        String trimmed = text.trim();
        Matcher percent = PERCENT.matcher(trimmed);
        if (percent.matches()) {
            BigDecimal share = new BigDecimal(percent.group(1).replace(',', '.')).movePointLeft(2);
            return share.compareTo(BigDecimal.ONE) <= 0
                    ? OptionalDouble.of(share.doubleValue())
                    : OptionalDouble.empty();
        }
        if (SHARE.matcher(trimmed).matches() && Double.parseDouble(trimmed) <= 1) {
            return OptionalDouble.of(Double.parseDouble(trimmed));
        }
        return OptionalDouble.empty();
    }

    /** {@code 07.30} or {@code 7:30}; {@code 24.00} is {@link LocalTime#MAX}; empty for anything else. */
    public static Optional<LocalTime> time(String text) {
        Matcher matcher = TIME.matcher(text.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(matcher.group(1));
        int minute = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        if (hour == 24 && minute == 0) {
            return Optional.of(LocalTime.MAX);
        }
        try {
            return Optional.of(LocalTime.of(hour, minute));
        } catch (DateTimeException outOfRange) {
            return Optional.empty();
        }
    }
}
