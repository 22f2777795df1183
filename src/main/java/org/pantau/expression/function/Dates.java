package org.pantau.expression.function;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates as Indonesian systems write them, read strictly by a declared pattern. */
public final class Dates {

    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");
    private static final Map<String, ZoneOffset> ZONE_WORDS =
            Map.of("WIB", ZoneOffset.ofHours(7), "WITA", ZoneOffset.ofHours(8), "WIT", ZoneOffset.ofHours(9));
    private static final Pattern ZONE_WORD = Pattern.compile("\\s*\\b(WIB|WITA|WIT)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,9}");
    private static final Pattern MIDNIGHT = Pattern.compile("\\b24:00(:00)?(?![:.\\d])");
    private static final Set<String> NOTHING = Set.of("", "-");
    /** What databases put where there is no date, in any order of its parts. */
    private static final Pattern ZEROS =
            Pattern.compile("(?:0000[-/. ]00[-/. ]00|00[-/. ]00[-/. ]0000|0{8})(?:[ T]00[:.]00(?:[:.]00)?)?");
    /** Long and short, Indonesian and English, one line a month. */
    private static final List<Set<String>> MONTHS = List.of(
            Set.of("januari", "january", "jan"),
            Set.of("februari", "pebruari", "february", "feb", "peb"),
            Set.of("maret", "march", "mar"),
            Set.of("april", "apr"),
            Set.of("mei", "may"),
            Set.of("juni", "june", "jun"),
            Set.of("juli", "july", "jul"),
            Set.of("agustus", "august", "agu", "agt", "ags", "aug", "agust"),
            Set.of("september", "sept", "sep"),
            Set.of("oktober", "october", "okt", "oct"),
            Set.of("november", "nopember", "nov", "nop"),
            Set.of("desember", "december", "des", "dec"));

    private static final Set<String> DAYS = Set.of(
            "senin",
            "selasa",
            "rabu",
            "kamis",
            "jumat",
            "sabtu",
            "minggu",
            "ahad",
            "sen",
            "sel",
            "rab",
            "kam",
            "jum",
            "sab",
            "min",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "mon",
            "tue",
            "wed",
            "thu",
            "fri",
            "sat",
            "sun");
    private static final Pattern FRIDAY = Pattern.compile("(?i)\\bjum['’`]at\\b");
    /** How far a source's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final Map<String, DateTimeFormatter> FORMATS = new ConcurrentHashMap<>();
    private static final int MAX_FORMATS = 500;

    private Dates() {}

    /**
     * Reads a date or time.
     *
     * @param text as the source writes it; month names may be Indonesian or English, a day's name before it is ignored,
     *     WIB, WITA and WIT are understood after it
     * @param pattern of java.time, for example {@code dd-MM-yyyy HH:mm:ss} or {@code MMMM yyyy}
     * @param zone zone of a time that names none; null for WIB
     * @param now what a time of day without a date is the latest instance before
     * @return {@code 2026-11-22} for a date, {@code 2026-11-22T09:10:00+07:00} for a time; null for what stands for no
     *     date ({@code 0000-00-00}, a dash)
     * @throws Unreadable when it does not follow the pattern or is no date of the calendar
     */
    public static @Nullable String read(String text, String pattern, @Nullable String zone, Instant now) {
        String trimmed = text.strip();
        if (NOTHING.contains(trimmed) || ZEROS.matcher(trimmed).matches()) {
            return null;
        }
        if (trimmed.length() > 60) {
            throw new Unreadable("too long for a date");
        }
        ZoneOffset said = null;
        Matcher word = ZONE_WORD.matcher(trimmed);
        if (word.find()) {
            said = ZONE_WORDS.get(word.group(1).toUpperCase(Locale.ROOT));
            trimmed = trimmed.substring(0, word.start());
        }
        boolean nextDay = MIDNIGHT.matcher(trimmed).find();
        String clean = plainMonths(nextDay ? MIDNIGHT.matcher(trimmed).replaceFirst("00:00$1") : trimmed, pattern);
        try {
            TemporalAccessor parsed = format(pattern).parse(clean);
            return written(parsed, said, zoneOf(zone), nextDay, now);
        } catch (DateTimeException e) {
            throw new Unreadable("not a date of the form " + pattern);
        }
    }

    /** The date at {@code now} in a zone; null for WIB. */
    public static String today(Instant now, @Nullable String zone) {
        return now.atZone(zoneOf(zone)).toLocalDate().toString();
    }

    private static @Nullable String written(
            TemporalAccessor parsed, @Nullable ZoneOffset said, ZoneId zone, boolean nextDay, Instant now) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date == null && parsed.query(TemporalQueries.localTime()) != null) {
            LocalTime time = parsed.query(TemporalQueries.localTime());
            return latest(time, said == null ? zone : said, now);
        }
        if (date == null) {
            int year = parsed.get(ChronoField.YEAR);
            int month = parsed.isSupported(ChronoField.MONTH_OF_YEAR) ? parsed.get(ChronoField.MONTH_OF_YEAR) : 1;
            return LocalDate.of(year, month, 1).toString();
        }
        if (date.getYear() <= 1 || date.getYear() == 9999 || date.equals(LocalDate.EPOCH)) {
            return null;
        }
        LocalDate day = nextDay ? date.plusDays(1) : date;
        LocalTime time = parsed.query(TemporalQueries.localTime());
        if (time == null) {
            return day.toString();
        }
        ZoneId own = parsed.query(TemporalQueries.zone());
        ZoneId used = said != null ? said : own != null ? own : zone;
        OffsetDateTime at = day.atTime(time).atZone(used).toOffsetDateTime();
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at);
    }

    /** The latest that is not in the future, but for what a source's clock may be ahead, also across midnight. */
    private static String latest(LocalTime time, ZoneId zone, Instant now) {
        ZonedDateTime latest = now.atZone(zone).with(time).plusDays(1);
        while (latest.toInstant().isAfter(now.plus(AHEAD))) {
            latest = latest.minusDays(1);
        }
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(latest.toOffsetDateTime());
    }

    /** Names of months become their numbers, so that no locale data of the platform is asked. */
    private static String plainMonths(String text, String pattern) {
        if (!pattern.contains("MMM")) {
            return text;
        }
        Matcher word = WORD.matcher(FRIDAY.matcher(text).replaceAll("jumat"));
        StringBuilder result = new StringBuilder();
        while (word.find()) {
            String name = word.group().toLowerCase(Locale.ROOT);
            Integer month = month(name);
            if (month != null) {
                word.appendReplacement(result, month.toString());
            } else if (DAYS.contains(name)) {
                word.appendReplacement(result, "");
            } else {
                throw new Unreadable("not the name of a month");
            }
        }
        return word.appendTail(result).toString().replaceFirst("^\\s*,?\\s*", "");
    }

    private static @Nullable Integer month(String name) {
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).contains(name)) {
                return i + 1;
            }
        }
        return null;
    }

    private static DateTimeFormatter format(String pattern) {
        DateTimeFormatter known = FORMATS.get(pattern);
        if (known != null) {
            return known;
        }
        DateTimeFormatter made = make(pattern);
        if (FORMATS.size() < MAX_FORMATS) {
            FORMATS.put(pattern, made);
        }
        return made;
    }

    private static DateTimeFormatter make(String pattern) {
        // Strict parsing needs the proleptic year; month names have become numbers, day names are gone.
        String strict = pattern.replace('y', 'u').replaceAll("E+,?\\s*", "");
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        int at = 0;
        Matcher months = Pattern.compile("M{3,5}").matcher(strict);
        try {
            while (months.find()) {
                builder.appendPattern(strict.substring(at, months.start()));
                builder.appendValue(ChronoField.MONTH_OF_YEAR, 1, 2, SignStyle.NOT_NEGATIVE);
                at = months.end();
            }
            builder.appendPattern(strict.substring(at));
        } catch (IllegalArgumentException e) {
            throw new Unreadable("not a pattern of dates: " + pattern);
        }
        return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    private static ZoneId zoneOf(@Nullable String zone) {
        if (zone == null) {
            return WIB;
        }
        ZoneOffset word = ZONE_WORDS.get(zone);
        try {
            return word != null ? word : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new Unreadable("not a time zone");
        }
    }
}
