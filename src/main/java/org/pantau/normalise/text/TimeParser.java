package org.pantau.normalise.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as sources write them: ISO, day first with dashes, Indonesian month names, zone words, epochs as numbers, a bare
 * time of day. Strict: an impossible date, or one that could be read two ways, is a problem; the mapping must then say
 * its pattern ({@code $tgl}). A time without a zone is in the feed's.
 */
public final class TimeParser {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    /** How far a source's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final String CLOCK = "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?";
    private static final String ZONE = "\\s*([A-Za-z]{1,5}|[+-]\\d{2}(?::?\\d{2})?)?";
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})-(\\d{2})(?:-(\\d{2})(?:(?:T|t|\\s+)" + CLOCK + ZONE + ")?)?");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(\\d{1,2})-(\\d{1,2})-(\\d{4})(?:\\s+" + CLOCK + ZONE + ")?");
    private static final Pattern CLOCK_ONLY = Pattern.compile(CLOCK + ZONE);
    private static final Pattern NAMED_MONTH =
            Pattern.compile("(?:\\p{L}+['’]?\\p{L}*,\\s*)?(?:(\\d{1,2})[ -])?(\\p{L}{3,9})\\.?[ -](\\d{4})"
                    + "(?:,?\\s+(?:pukul\\s+)?(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?" + ZONE + ")?");
    private static final Pattern YEAR = Pattern.compile("20\\d{2}");

    private final ZoneId zone;

    public TimeParser(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * What a source's time comes to.
     *
     * @param raw a text, a number, a {@link LocalDate}, an {@link Instant}, or null
     * @param now what a bare time of day is the latest instance before
     */
    public Moment parse(@Nullable Object raw, Instant now) {
        if (raw == null || Boolean.FALSE.equals(raw)) {
            return Moment.NONE;
        }
        try {
            if (raw instanceof CharSequence text) {
                return text(text.toString().replace('\u00a0', ' ').trim(), now);
            }
            if (raw instanceof Number number) {
                return number(number.doubleValue(), number.longValue());
            }
            if (raw instanceof Instant instant) {
                return checked(instant, false);
            }
            return raw instanceof LocalDate date ? day(date) : Moment.problem("not a time");
        } catch (DateTimeException e) {
            return Moment.problem("no such date or time (form '" + Values.form(raw.toString()) + "')");
        }
    }

    private Moment text(String text, Instant now) {
        if (text.isEmpty() || text.equals("-") || text.equalsIgnoreCase("null") || text.equalsIgnoreCase("n/a")) {
            return Moment.NONE;
        }
        if (text.length() > 64) {
            return Moment.problem("too long for a time");
        }
        Matcher matcher = YEAR_FIRST.matcher(text);
        if (matcher.matches()) {
            return yearFirst(matcher);
        }
        matcher = DAY_FIRST.matcher(text);
        if (matcher.matches()) {
            return date(matcher, number(matcher, 3), number(matcher, 2), 1, 4);
        }
        matcher = CLOCK_ONLY.matcher(text);
        if (matcher.matches()) {
            return clockOnly(matcher, now);
        }
        matcher = NAMED_MONTH.matcher(text);
        if (matcher.matches()) {
            return namedMonth(matcher);
        }
        if (YEAR.matcher(text).matches()) {
            return day(LocalDate.of(Integer.parseInt(text), 1, 1));
        }
        return Moment.problem("not a time of a known form ('" + Values.form(text) + "'); say its pattern with $tgl");
    }

    private Moment yearFirst(Matcher matcher) {
        int year = number(matcher, 1);
        if (matcher.group(3) == null) {
            return day(LocalDate.of(year, number(matcher, 2), 1));
        }
        return date(matcher, year, number(matcher, 2), 3, 4);
    }

    /** The date whose day is in {@code dayGroup}, with the clock from {@code clockGroup} on where there is one. */
    private Moment date(Matcher matcher, int year, int month, int dayGroup, int clockGroup) {
        if (year == 0) {
            return Moment.NONE;
        }
        LocalDate date = LocalDate.of(year, month, number(matcher, dayGroup));
        if (matcher.group(clockGroup) == null) {
            return day(date);
        }
        return timed(date, clock(matcher, clockGroup, true), matcher.group(clockGroup + 4));
    }

    private Moment namedMonth(Matcher matcher) {
        int month = MonthNames.number(matcher.group(2));
        if (month == 0) {
            return Moment.problem("unknown name of a month");
        }
        boolean named = matcher.group(1) != null;
        LocalDate date = LocalDate.of(number(matcher, 3), month, named ? number(matcher, 1) : 1);
        if (matcher.group(4) == null) {
            return day(date);
        }
        return named
                ? timed(date, clock(matcher, 4, false), matcher.group(7))
                : Moment.problem("a time of day without a day");
    }

    private Moment clockOnly(Matcher matcher, Instant now) {
        ZoneId at = zone(matcher.group(5));
        ZonedDateTime today = now.atZone(at);
        ZonedDateTime time = today.toLocalDate().atStartOfDay(at).plus(clock(matcher, 1, true));
        // Just after midnight a source still shows times of the evening before; one whose clock is ahead, just before
        // it,
        // those of the morning.
        ZonedDateTime latest = time.plusDays(1);
        while (latest.toInstant().isAfter(now.plus(AHEAD))) {
            latest = latest.minusDays(1);
        }
        return checked(latest.toInstant(), false);
    }

    private Moment timed(LocalDate date, Duration clock, @Nullable String zoneWord) {
        LocalDateTime local = date.atStartOfDay().plus(clock);
        return isFiller(date)
                ? Moment.NONE
                : checked(local.atZone(zone(zoneWord)).toInstant(), false);
    }

    /** Time since midnight; 24:00:00 is the next midnight. */
    private static Duration clock(Matcher matcher, int group, boolean fraction) {
        int hour = number(matcher, group);
        int minute = number(matcher, group + 1);
        int second = number(matcher, group + 2);
        String digits = fraction ? matcher.group(group + 3) : null;
        int nanos = digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
        if (hour == 24 && minute == 0 && second == 0 && nanos == 0) {
            return Duration.ofDays(1);
        }
        return Duration.ofNanos(LocalTime.of(hour, minute, second, nanos).toNanoOfDay());
    }

    private ZoneId zone(@Nullable String word) {
        if (word == null) {
            return zone;
        }
        return switch (word) {
            case "WIB" -> ZoneOffset.ofHours(7);
            case "WITA" -> ZoneOffset.ofHours(8);
            case "WIT" -> ZoneOffset.ofHours(9);
            case "Z", "z", "UTC", "GMT" -> ZoneOffset.UTC;
            // Refuses EST and other words that mean several zones.
            default -> ZoneOffset.of(word);
        };
    }

    /** An epoch in s, ms, µs or ns, whichever lies between 2000 and 2100; a year. */
    private Moment number(double value, long whole) {
        if (value == 0 || value == -1) {
            return Moment.NONE;
        }
        if (value == whole && whole >= 2000 && whole < 2100) {
            return day(LocalDate.of((int) whole, 1, 1));
        }
        long perSecond = 1;
        while (perSecond < 1_000_000_000 && !(value / perSecond < LATEST.getEpochSecond())) {
            perSecond *= 1000;
        }
        double seconds = value / perSecond;
        if (!(seconds >= EARLIEST.getEpochSecond() && seconds < LATEST.getEpochSecond())) {
            return Moment.problem("a number that is no time between 2000 and 2100");
        }
        if (perSecond == 1) {
            long fullSeconds = (long) Math.floor(value);
            return new Moment(Instant.ofEpochSecond(fullSeconds, Math.round((value - fullSeconds) * 1e9)), false, "");
        }
        long nanosEach = 1_000_000_000 / perSecond;
        return new Moment(Instant.ofEpochSecond(whole / perSecond, whole % perSecond * nanosEach), false, "");
    }

    private Moment day(LocalDate date) {
        return isFiller(date) ? Moment.NONE : checked(date.atStartOfDay(zone).toInstant(), true);
    }

    /** Dates that databases put where there is none. */
    private static boolean isFiller(LocalDate date) {
        return date.getYear() <= 1 || date.getYear() == 9999 || date.equals(LocalDate.EPOCH);
    }

    private static Moment checked(Instant at, boolean whole) {
        return at.isBefore(EARLIEST) || !at.isBefore(LATEST)
                ? Moment.problem("a time outside 2000 to 2100")
                : new Moment(at, whole, "");
    }

    private static int number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
