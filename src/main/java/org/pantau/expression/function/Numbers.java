package org.pantau.expression.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as offices write them: {@code 1.234,56}, {@code Rp 1.500}, {@code 85,5%}, {@code 1,234.56}. */
public final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9]\\d{0,17})");
    private static final Pattern PLAIN = Pattern.compile("[-+]?\\d{1,30}(?:\\.\\d{1,30})?(?:[eE][-+]?\\d{1,2})?");
    private static final Pattern THOUSANDS = Pattern.compile("[-+]?[1-9]\\d{0,2}(?:\\.\\d{3})+");
    private static final Pattern INDONESIAN =
            Pattern.compile("([-+]?)([1-9]\\d{0,2}(?:\\.\\d{3})+|\\d{1,30})(?:,(\\d{1,30}))?");
    private static final Pattern ENGLISH =
            Pattern.compile("([-+]?)([1-9]\\d{0,2}(?:,\\d{3})+|\\d{1,30})(?:\\.(\\d{1,30}))?");
    private static final Pattern DRESS = Pattern.compile("(?i)^rp\\.?\\s*|\\s*%$");
    /** Written after a round sum of rupiah. */
    private static final Pattern ROUND = Pattern.compile(",-$");
    /** A decimal with the letter of a Java type behind it, which Java takes for a number and JSONata does not. */
    private static final Pattern JAVA = Pattern.compile("\\s*[-+]?[0-9.]+(?:[eE][-+]?\\d+)?[dDfF]\\s*");

    private static final Set<String> NOTHING = Set.of("", "-", "–", "n/a", "na", "null", "nan", "nil");

    private Numbers() {}

    /**
     * Reads a number.
     *
     * @param value a number, or a text
     * @param locale {@code id} (comma before decimals), {@code en}, or null for bare digits with a decimal point
     * @return an Integer, Long, BigInteger or Double; null for an empty text, a dash and the like
     * @throws Unreadable when the text is no number of that locale, or ambiguous without one
     */
    public static @Nullable Number read(Object value, @Nullable String locale) {
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? number : null;
        }
        if (!(value instanceof String given)) {
            throw new Unreadable("neither a number nor a text");
        }
        String text = given.strip();
        if (NOTHING.contains(text.toLowerCase(Locale.ROOT))) {
            return null;
        }
        if (text.length() > 60) {
            throw new Unreadable("too long for a number");
        }
        if (whole(text)) {
            return plain(text);
        }
        if (locale == null) {
            return bare(text);
        }
        return switch (locale) {
            case "id" ->
                grouped(INDONESIAN, ROUND.matcher(text).replaceAll(""), "an Indonesian number such as 1.234,5");
            case "en" -> grouped(ENGLISH, text, "an English number such as 1,234.5");
            default -> throw new Unreadable("the locale is \"id\" or \"en\"");
        };
    }

    /** Whether a text is a whole number of up to 18 digits and nothing else. */
    public static boolean whole(String text) {
        return WHOLE.matcher(text).matches();
    }

    /** The number of a text for which {@link #whole} holds. */
    public static Number plain(String text) {
        long value = Long.parseLong(text);
        return value == (int) value ? (Number) (int) value : (Number) value;
    }

    /** Whether only Java takes a text for a number: {@code 3d}, {@code 1.5F}. */
    public static boolean javaOnly(String text) {
        return JAVA.matcher(text).matches();
    }

    private static Number bare(String text) {
        if (THOUSANDS.matcher(text).matches()) {
            throw new Unreadable("a point before three digits is ambiguous: say $num(…, \"id\") or $num(…, \"en\")");
        }
        if (!PLAIN.matcher(text).matches()) {
            throw new Unreadable("not a number");
        }
        return decimal(text);
    }

    private static Number grouped(Pattern shape, String text, String expected) {
        Matcher matcher = shape.matcher(DRESS.matcher(text).replaceAll(""));
        if (!matcher.matches()) {
            throw new Unreadable("not " + expected);
        }
        String whole = matcher.group(1) + matcher.group(2).replaceAll("\\D", "");
        String fraction = matcher.group(3);
        return decimal(fraction == null ? whole : whole + "." + fraction);
    }

    private static Number decimal(String digits) {
        BigDecimal value = new BigDecimal(digits);
        if (value.stripTrailingZeros().scale() > 0) {
            return value.doubleValue();
        }
        BigInteger whole = value.toBigInteger();
        if (whole.bitLength() < 32) {
            return whole.intValue();
        }
        return whole.bitLength() < 64 ? (Number) whole.longValue() : whole;
    }
}
