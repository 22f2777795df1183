package org.pantau.catalogue.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * What a cell says. Numbers are numbers, dates texts as ISO 8601 has them; of a formula its stored result; an error in a
 * cell is no value.
 */
public final class CellValues {

    /** Letters of dates, outside of quotes and of brackets. */
    private static final Pattern DATE_FORMAT =
            Pattern.compile("(?i)(?:\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|[^ydhms\"\\[\\\\])*[ydhms].*");

    private CellValues() {}

    /** A text, number or truth value; null for none. */
    public static @Nullable Object of(Cell cell) {
        return switch (cell.getType()) {
            case EMPTY, ERROR -> null;
            case BOOLEAN -> cell.asBoolean();
            case STRING -> cell.asString().strip();
            case NUMBER -> number(cell, cell.asNumber());
            case FORMULA -> stored(cell);
        };
    }

    /** Whether a number is written as a date or a time. */
    public static boolean isDate(Cell cell) {
        boolean number = cell.getType() == CellType.NUMBER
                || (cell.getType() == CellType.FORMULA && asNumber(cell.getRawValue()) != null);
        return number && hasDateFormat(cell);
    }

    private static boolean hasDateFormat(Cell cell) {
        String format = cell.getDataFormatString();
        return format != null && DATE_FORMAT.matcher(format).matches();
    }

    private static @Nullable Object stored(Cell cell) {
        String raw = cell.getRawValue();
        if (raw == null || raw.isBlank() || raw.startsWith("#")) {
            return null;
        }
        BigDecimal number = asNumber(raw);
        return number == null ? raw.strip() : number(cell, number);
    }

    private static @Nullable BigDecimal asNumber(@Nullable String raw) {
        try {
            return raw == null ? null : new BigDecimal(raw.strip());
        } catch (NumberFormatException text) {
            return null;
        }
    }

    private static Object number(Cell cell, BigDecimal value) {
        if (hasDateFormat(cell)) {
            return date(value);
        }
        if (value.scale() <= 0 || value.stripTrailingZeros().scale() <= 0) {
            BigInteger whole = value.toBigInteger();
            if (whole.bitLength() < 32) {
                return whole.intValue();
            }
            return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
        }
        return value.doubleValue();
    }

    /** Days since the end of 1899, as every program counts them; what is below one day is a time of day. */
    private static String date(BigDecimal days) {
        double value = days.doubleValue();
        if (value < 0 || value > 2_958_466) {
            return days.toPlainString();
        }
        LocalDateTime at = LocalDateTime.of(1899, 12, 30, 0, 0).plusSeconds(Math.round(value * 86_400));
        if (value < 1) {
            return at.toLocalTime().toString();
        }
        return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? at.toLocalDate().toString()
                : at.toLocalDate() + " " + at.toLocalTime();
    }
}
