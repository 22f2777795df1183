package org.pantau.expression.function;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as sources write them: {@code 00:12:30}, {@code 1 jam 20 menit}, {@code 12,5 menit}, {@code PT1H}. */
public final class Durations {

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,5}):([0-5]\\d)(?::([0-5]\\d)(?:[.,](\\d{1,3}))?)?");
    private static final Pattern PART = Pattern.compile("\\s*(\\d{1,9}(?:[.,]\\d{1,6})?)\\s*([a-zµ]+)\\.?\\s*,?");
    /** Thousands to one reader, thousandths to another. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[1-9]\\d{0,2}[.,]\\d{3}");

    private static final Set<String> NOTHING = Set.of("", "-", "–", "n/a");

    private Durations() {}

    /**
     * Reads a duration in milliseconds.
     *
     * @param value a text; a clock without seconds is hours and minutes
     * @return null for an empty text or a dash
     * @throws Unreadable when it is none, so also for a bare number: its unit belongs to the mapping
     */
    public static @Nullable Number read(Object value) {
        if (!(value instanceof String given)) {
            throw new Unreadable("a duration is a text; a number takes its unit from the mapping");
        }
        String text = given.strip().toLowerCase(Locale.ROOT);
        if (NOTHING.contains(text)) {
            return null;
        }
        if (text.length() > 60) {
            throw new Unreadable("too long for a duration");
        }
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            return clock(clock);
        }
        return text.startsWith("p") ? iso(text) : words(text);
    }

    private static long clock(Matcher clock) {
        String seconds = clock.group(3) == null ? "0" : clock.group(3);
        String fraction = clock.group(4) == null ? "0" : (clock.group(4) + "00").substring(0, 3);
        return Long.parseLong(clock.group(1)) * 3_600_000
                + Long.parseLong(clock.group(2)) * 60_000
                + Long.parseLong(seconds) * 1000
                + Long.parseLong(fraction);
    }

    private static long iso(String text) {
        try {
            return Duration.parse(text).toMillis();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new Unreadable("not a duration such as PT1H30M");
        }
    }

    private static double words(String text) {
        Matcher part = PART.matcher(text);
        double total = 0;
        int end = 0;
        while (end < text.length()) {
            if (!part.find(end) || part.start() != end) {
                throw new Unreadable("not a duration such as 1 jam 20 menit");
            }
            if (AMBIGUOUS.matcher(part.group(1)).matches()) {
                throw new Unreadable("a point or comma before three digits is ambiguous: read the number with $num");
            }
            total += Double.parseDouble(part.group(1).replace(',', '.')) * millis(part.group(2));
            end = part.end();
        }
        return total;
    }

    private static double millis(String unit) {
        return switch (unit) {
            case "ms", "milidetik" -> 1;
            case "s", "sec", "dtk", "detik", "second", "seconds" -> 1000;
            case "m", "min", "mnt", "menit", "minute", "minutes" -> 60_000;
            case "h", "j", "jam", "hour", "hours" -> 3_600_000;
            case "d", "hari", "day", "days" -> 86_400_000;
            default -> throw new Unreadable("not a unit of time");
        };
    }
}
