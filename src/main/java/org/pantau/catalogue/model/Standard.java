package org.pantau.catalogue.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A promised handling time as offices write it: {@code 24 jam}, {@code Maksimal 7 (tujuh) hari kerja}, {@code 5 - 10
 * Menit}.
 *
 * @param text as written
 * @param least smallest number named; equals {@code most} where only one is
 * @param most largest number named
 * @param unit what is counted
 * @param ambiguous true for a bare "hari", which is taken as working days until the agency says otherwise
 */
public record Standard(String text, int least, int most, Counted unit, boolean ambiguous) {

    /** What a standard counts. */
    public enum Counted {
        MINUTE,
        HOUR,
        WORK_DAY,
        WEEK,
        MONTH,
        YEAR
    }

    private static final Pattern SHAPE = Pattern.compile(
            "(?:maks(?:imal)?\\.?\\s*)?(\\d{1,5})(?:\\s*\\([a-z ]+\\))?(?:\\s*[-–]\\s*(\\d{1,5}))?\\s*"
                    + "(menit|jam|hari(?: kerja)?|minggu|bulan|tahun)",
            Pattern.CASE_INSENSITIVE);

    /** Empty where the text has another shape. */
    public static Optional<Standard> parse(String text) {
        Matcher matcher = SHAPE.matcher(text.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int least = Integer.parseInt(matcher.group(1));
        int most = matcher.group(2) == null ? least : Integer.parseInt(matcher.group(2));
        if (least == 0 || most < least) {
            return Optional.empty();
        }
        String word = matcher.group(3).toLowerCase(Locale.ROOT);
        Counted unit = word.startsWith("hari")
                ? Counted.WORK_DAY
                : switch (word) {
                    case "menit" -> Counted.MINUTE;
                    case "jam" -> Counted.HOUR;
                    case "minggu" -> Counted.WEEK;
                    case "bulan" -> Counted.MONTH;
                    default -> Counted.YEAR;
                };
        return Optional.of(new Standard(text.trim(), least, most, unit, word.equals("hari")));
    }
}
