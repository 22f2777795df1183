package org.pantau.normalise.text;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Counting.Beside;
import org.pantau.catalogue.model.Counting.Range;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Measure;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Unit;
import org.pantau.measure.Unit.Dimension;
import org.pantau.read.Reading.Cell;

/**
 * Cells to quantities: numbers as sources write them, units, plausibility. Nothing is guessed: text whose meaning depends
 * on a locale ({@code "1.234"}) is refused with the advice to say it in the mapping.
 */
public final class Values {

    /** Counts from here on are implausible, and no longer exact soon after. */
    private static final double TOO_LARGE = 1e15;

    private static final Set<String> NOTHING =
            Set.of("", "-", "--", "—", "n/a", "na", "null", "none", "nil", "nan", "inf", "+inf", "-inf", "infinity");
    private static final Set<String> UP = Set.of("up", "ok", "true", "1", "yes", "healthy");
    private static final Set<String> DOWN = Set.of("down", "false", "0", "no", "unhealthy", "out_of_service");

    private Values() {}

    /** What {@code cell} says of the mapping's measure. A mean whose weight is missing or 0 says nothing. */
    public static Quantity read(Mapping mapping, Cell cell) {
        if (!cell.problem().isEmpty()) {
            // The reader has already said why.
            return Quantity.unreadable("");
        }
        Object raw = cell.value();
        if (raw instanceof Quantity known) {
            // Rows that were added up; each of them was looked at.
            return known;
        }
        if (raw == null || isSentinel(mapping, raw)) {
            return Quantity.NOTHING;
        }
        Measure measure = mapping.measure();
        Quantity number = measure.kind() == Kind.STATE ? state(raw) : number(raw);
        if (number.kind() != Quantity.Kind.OK) {
            return number;
        }
        Unit unit = unit(mapping, cell);
        if (unit == null) {
            return Quantity.unreadable("the unit is none of " + measure.name() + ", or missing; say it with unit");
        }
        double value = unit.toBase(number.value());
        Range range = mapping.counting().range();
        String doubt =
                range != null && !range.holds(number.value()) ? "outside the declared range" : doubt(mapping, value);
        Quantity.Kind kind = doubt.isEmpty() ? Quantity.Kind.OK : Quantity.Kind.SUSPECT;
        return mapping.weight() == null
                ? new Quantity(kind, value, 1, doubt)
                : weighted(new Quantity(kind, value, 1, doubt), cell.weight());
    }

    private static Quantity weighted(Quantity value, @Nullable Object rawWeight) {
        Quantity weight = rawWeight == null ? Quantity.NOTHING : number(rawWeight);
        if (weight.kind() == Quantity.Kind.UNREADABLE || weight.value() < 0) {
            return Quantity.unreadable("the weight is no number of cases");
        }
        return weight.value() == 0
                ? Quantity.NOTHING
                : new Quantity(value.kind(), value.value(), weight.value(), value.problem());
    }

    private static boolean isSentinel(Mapping mapping, Object raw) {
        if (mapping.sentinels().isEmpty()) {
            return false;
        }
        String text = raw instanceof Number number && isWhole(number.doubleValue())
                ? Long.toString(number.longValue())
                : raw.toString().trim();
        return mapping.sentinels().contains(text);
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < TOO_LARGE;
    }

    /** The unit a column names, else the mapping's; null where the column names none that fits. */
    private static @Nullable Unit unit(Mapping mapping, Cell cell) {
        if (!mapping.counting().besides().containsKey(Beside.UNIT)) {
            return mapping.unit();
        }
        Object named = cell.besides().get(Beside.UNIT);
        if (named == null || named.toString().isBlank()) {
            return mapping.counting().unitDeclared() ? mapping.unit() : null;
        }
        Unit unit = Unit.parse(named.toString()).orElse(null);
        return unit != null && unit.dimension() == mapping.measure().unit().dimension() ? unit : null;
    }

    /** Why a value is implausible for its measure; empty when it is not. */
    private static String doubt(Mapping mapping, double value) {
        Measure measure = mapping.measure();
        if (measure.unit().dimension() == Dimension.SHARE) {
            return value < 0 || value > 1 ? "a share outside 0 to 1" : "";
        }
        if (measure.kind() == Kind.SCORE) {
            return value < 0 ? "negative" : "";
        }
        if (value < 0) {
            return "negative";
        }
        if (measure.unit() == Unit.COUNT && (mapping.counting().wrap() == 64 ? value > 0x1p64 : value >= TOO_LARGE)) {
            return "too large";
        }
        return measure.kind() == Kind.COUNT && value != Math.rint(value) ? "a fraction of a count" : "";
    }

    /** A state said as boolean, 1 or 0, or a usual word. */
    private static Quantity state(Object raw) {
        String word = raw instanceof Number number && isWhole(number.doubleValue())
                ? Long.toString(number.longValue())
                : raw.toString().trim().toLowerCase(Locale.ROOT);
        if (UP.contains(word)) {
            return ok(1);
        }
        if (DOWN.contains(word)) {
            return ok(0);
        }
        return NOTHING.contains(word)
                ? Quantity.NOTHING
                : Quantity.unreadable("neither up nor down, expected true, false, 1 or 0");
    }

    /** A finite number; booleans, and texts that say "none", are nothing. */
    static Quantity number(Object raw) {
        if (raw instanceof Number number) {
            double value = number.doubleValue();
            return Double.isFinite(value) ? ok(value) : Quantity.NOTHING;
        }
        if (raw instanceof Boolean bool) {
            // Some sources turn "none" into false.
            return bool ? Quantity.unreadable("true is not a number") : Quantity.NOTHING;
        }
        if (raw instanceof CharSequence text) {
            return number(text.toString().replace('\u00a0', ' ').trim());
        }
        return Quantity.unreadable("not a single value; the expression must yield one number");
    }

    private static Quantity number(String text) {
        if (NOTHING.contains(text.toLowerCase(Locale.ROOT))) {
            return Quantity.NOTHING;
        }
        if (!isPlainNumber(text)) {
            return Quantity.unreadable("not a plain number (form '" + form(text) + "'); say how to read it with $num");
        }
        if (isGrouped(text)) {
            return Quantity.unreadable(
                    "ambiguous number (form '" + form(text) + "'): thousands or decimals? Say which with $num");
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? ok(value) : Quantity.NOTHING;
    }

    /** Sign, digits, at most one dot, an exponent: what every language writes. */
    private static boolean isPlainNumber(String text) {
        int at = skipSign(text, 0);
        int digits = skipDigits(text, at);
        boolean some = digits > at;
        at = digits;
        if (at < text.length() && text.charAt(at) == '.') {
            digits = skipDigits(text, at + 1);
            some &= digits > at + 1;
            at = digits;
        }
        if (some && at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at = skipSign(text, at + 1);
            digits = skipDigits(text, at);
            some = digits > at;
            at = digits;
        }
        return some && at == text.length();
    }

    /** One to three digits, not beginning with 0, then a dot and exactly three: {@code 1.234}. */
    private static boolean isGrouped(String text) {
        int start = skipSign(text, 0);
        int dot = text.indexOf('.');
        return dot > start
                && dot - start <= 3
                && text.charAt(start) != '0'
                && text.length() == dot + 4
                && skipDigits(text, dot + 1) == text.length();
    }

    private static int skipSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static int skipDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** The shape of a text without what it says: {@code "Rp 1.500"} is {@code aa 9.999}. */
    static String form(String text) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), 24); i++) {
            char c = text.charAt(i);
            form.append(Character.isDigit(c) ? '9' : Character.isLetter(c) ? 'a' : Character.isISOControl(c) ? ' ' : c);
        }
        return form.toString();
    }

    private static Quantity ok(double value) {
        return new Quantity(Quantity.Kind.OK, value, 1, "");
    }
}
