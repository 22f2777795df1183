package org.pantau.catalogue.parse;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.DateWindow;
import org.pantau.catalogue.model.DateWindow.Anchor;
import org.pantau.catalogue.model.DateWindow.Bound;
import org.pantau.catalogue.model.DayFormat;
import org.pantau.catalogue.model.RequestSpec.Days;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;

/** Reads which days a request asks for: one by one, or as a range. */
final class DaysParser {

    static final List<String> DAY_KEYS = List.of("window", "only", "past_every", "history", "zone", "format");
    static final List<String> WINDOW_KEYS = List.of("from", "to", "zone", "format", "span");

    private static final Duration PAST_EVERY = Duration.ofHours(6);
    private static final String DAY_FORMAT = "yyyy-MM-dd";
    private static final Pattern DAYS_BACK = Pattern.compile("-(\\d{1,3})d");
    private static final int MOST_HISTORY_DAYS = 3660;
    private static final Duration LONGEST_SPAN = Duration.ofDays(400);
    private static final Pattern BOUND = Pattern.compile(
            "(now|today|yesterday|first_of_week|first_of_month|first_of_year)?(?:([+-]\\d{1,4})([mhdwMy]))?");
    private static final String EXPECTED_BOUND =
            "expected now, today, yesterday, first_of_week, first_of_month or first_of_year, and a distance such as -3d,"
                    + " -1M or -12h";
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS,
            "w", ChronoUnit.WEEKS,
            "M", ChronoUnit.MONTHS,
            "y", ChronoUnit.YEARS);

    private DaysParser() {}

    /** The day key {@code name}. */
    static Days days(String name, YamlFields fields) {
        YamlValue window = fields.get("window");
        YamlValue only = fields.get("only");
        if (window != null && only != null) {
            fields.keyPlace("only").mistake("window is given too, expected only one of window and only");
        }
        if (only != null && !"today".equals(only.text())) {
            only.mistake("is not understood, expected today");
        }
        boolean today = true;
        int past = 0;
        if (window != null) {
            List<String> ends = window.texts();
            Matcher back = DAYS_BACK.matcher(ends.size() == 2 ? ends.get(1) : "");
            if (back.matches() && (ends.get(0).equals("today") || ends.get(0).equals("-1d"))) {
                today = ends.get(0).equals("today");
                past = Integer.parseInt(back.group(1));
            } else {
                window.mistake("is not understood, expected [today, -3d] or [-1d, -3d]");
            }
        }
        Duration every = fields.duration("past_every", PAST_EVERY, Duration.ofMinutes(1), Duration.ofDays(31));
        Duration history =
                fields.duration("history", Duration.ZERO, Duration.ofDays(1), Duration.ofDays(MOST_HISTORY_DAYS));
        return new Days(name, today, past, every, (int) history.toDays(), format(fields, false));
    }

    /** Null and mistakes where an end is missing or not understood. */
    static @Nullable DateWindow window(YamlFields fields) {
        Bound from = bound(fields, "from");
        Bound to = fields.has("to") ? bound(fields, "to") : new Bound(Anchor.TODAY, 0, ChronoUnit.DAYS);
        Duration span = fields.duration("span", Duration.ZERO, Duration.ofDays(1), LONGEST_SPAN);
        YamlValue place = fields.get("span");
        if (place != null && span.toDays() * 86_400 != span.toSeconds()) {
            place.mistake("'" + place.text() + "' is not allowed, expected whole days such as 90d");
        }
        if (from == null || to == null) {
            String unused = format(fields, false);
            return null;
        }
        boolean timed = new DateWindow(from, to, "", 0).timed();
        return new DateWindow(from, to, format(fields, timed), (int) span.toDays());
    }

    private static @Nullable Bound bound(YamlFields fields, String key) {
        String text = fields.requireText(key, "a day such as today, -7d or first_of_month-1M");
        YamlValue place = fields.get(key);
        if (text == null || place == null) {
            return null;
        }
        Matcher matcher = BOUND.matcher(text.replace(" ", ""));
        if (!matcher.matches()) {
            place.mistake("'" + text + "' is not understood, " + EXPECTED_BOUND);
            return null;
        }
        String unit = matcher.group(3);
        long amount = unit == null ? 0 : Long.parseLong(matcher.group(2));
        ChronoUnit counted = unit == null ? ChronoUnit.DAYS : UNITS.getOrDefault(unit, ChronoUnit.DAYS);
        String anchor = matcher.group(1) == null ? "today" : matcher.group(1);
        if (anchor.equals("yesterday")) {
            if (unit != null) {
                place.mistake("'" + text + "' is not understood, expected yesterday alone, or today-2d");
            }
            return new Bound(Anchor.TODAY, -1, ChronoUnit.DAYS);
        }
        return new Bound(Anchor.valueOf(anchor.toUpperCase(Locale.ROOT)), amount, counted);
    }

    private static String format(YamlFields fields, boolean timed) {
        String format = fields.text("format");
        YamlValue place = fields.get("format");
        String usual = timed ? "yyyy-MM-dd'T'HH:mm:ssXXX" : DAY_FORMAT;
        if (format == null || place == null) {
            return usual;
        }
        try {
            DayFormat written = new DayFormat(format);
            String example = timed
                    ? written.write(Instant.EPOCH, ZoneOffset.UTC)
                    : written.write(LocalDate.EPOCH, ZoneOffset.UTC);
            return example.isBlank() ? usual : format;
        } catch (IllegalArgumentException | DateTimeException noDayFormat) {
            place.mistake("'" + format
                    + "' writes no day, expected a pattern such as yyyy-MM-dd or dd/MM/yyyy, epoch_s or epoch_ms");
            return usual;
        }
    }
}
