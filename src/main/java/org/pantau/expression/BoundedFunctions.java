package org.pantau.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.expression.Interpreter.Exceeded;

/**
 * JSONata's functions that could make, in one step, more than there is room or time for: the same, but bounded beforehand,
 * for nothing can stop them once they have begun.
 */
final class BoundedFunctions {

    private static final int MAX_TEXT = Bounds.MAX_TEXT;
    private static final int MAX_ITEMS = 10_000;
    private static final int MAX_PICTURE = 200;
    /** A width or precision of more than three digits, as in {@code [Y,*-99999]}. */
    private static final Pattern WIDE = Pattern.compile("[,-]\\s*\\d{4,}");

    private BoundedFunctions() {}

    /** A function that takes what its signature says. */
    private interface Of {
        @Nullable
        Object call(List<?> arguments) throws Throwable;
    }

    /** The same, with its first argument. */
    private interface OfFirst<T> {
        @Nullable
        Object call(T first, List<?> arguments) throws Throwable;
    }

    static void register(BiConsumer<String, JFunction> functions) {
        functions.accept("pad", function(null, BoundedFunctions::pad));
        functions.accept("join", function(null, BoundedFunctions::join));
        functions.accept(
                "string",
                function("<x-b?:s>", given -> string(at(given, 0), at(given, 1) instanceof Boolean pretty && pretty)));
        functions.accept("spread", function("<x-:a<o>>", given -> spread(at(given, 0))));
        functions.accept(
                "fromMillis",
                function(
                        "<n-s?s?:s>",
                        Number.class,
                        (millis, given) -> Functions.dateTimeFromMillis(millis, picture(given), text(at(given, 2)))));
        functions.accept(
                "toMillis",
                function("<s-s?:n>", String.class, (time, given) -> Functions.dateTimeToMillis(time, picture(given))));
        functions.accept(
                "formatInteger",
                function("<n-s:s>", Number.class, (number, given) -> Functions.formatInteger(number, picture(given))));
        functions.accept(
                "parseInteger",
                function("<s-s:n>", String.class, (number, given) -> Functions.parseInteger(number, picture(given))));
        functions.accept(
                "formatNumber",
                function(
                        "<n-so?:s>",
                        Number.class,
                        (number, given) -> Functions.formatNumber(
                                number, picture(given), at(given, 2) instanceof Map<?, ?> options ? options : null)));
    }

    /** One that gives nothing for nothing, and fails for what is of another type. */
    private static <T> JFunction function(String signature, Class<T> type, OfFirst<T> of) {
        return function(signature, given -> {
            Object first = at(given, 0);
            if (first == null) {
                return null;
            }
            if (!type.isInstance(first)) {
                throw new JException("T0410", 0);
            }
            return of.call(type.cast(first), given);
        });
    }

    private static JFunction function(@Nullable String signature, Of of) {
        return new JFunction((input, arguments) -> of.call(arguments), signature);
    }

    private static @Nullable Object at(List<?> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    private static @Nullable String picture(List<?> arguments) {
        String picture = text(at(arguments, 1));
        if (picture != null
                && (picture.length() > MAX_PICTURE || WIDE.matcher(picture).find())) {
            throw new Exceeded("a picture is limited to " + MAX_PICTURE + " characters and widths of three digits");
        }
        return picture;
    }

    private static @Nullable Object pad(List<?> arguments) {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof String text)) {
            return null;
        }
        Number width = arguments.size() > 1 && arguments.get(1) instanceof Number number ? number : 0;
        if (Math.abs(width.doubleValue()) > MAX_ITEMS) {
            throw new Exceeded("$pad is limited to " + MAX_ITEMS + " characters");
        }
        return Functions.pad(text, width, arguments.size() > 2 && arguments.get(2) instanceof String fill ? fill : " ");
    }

    private static @Nullable Object join(List<?> arguments) {
        Object several = arguments.isEmpty() ? null : arguments.get(0);
        String separator = arguments.size() > 1 && arguments.get(1) instanceof String given ? given : "";
        if (several == null || several instanceof String) {
            return several;
        }
        if (!(several instanceof Collection<?> parts)) {
            throw new JException("T0412", 0);
        }
        long length = 0;
        List<String> texts = new ArrayList<>(parts.size());
        for (Object part : parts) {
            if (!(part instanceof String text)) {
                throw new JException("T0412", 0);
            }
            length += text.length() + separator.length();
            if (length > MAX_TEXT) {
                throw new Exceeded("$join is limited to " + MAX_TEXT + " characters");
            }
            texts.add(text);
        }
        return String.join(separator, texts);
    }

    private static @Nullable Object string(@Nullable Object value, boolean pretty) {
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            checkLength(value);
        }
        return Functions.string(value, pretty);
    }

    private static void checkLength(Object value) {
        long unused = length(value, 0);
    }

    /** Characters so far with those of a value, about; what is held twice is written twice. */
    private static long length(@Nullable Object value, long before) {
        long length = before + 1;
        if (value instanceof String text) {
            length += text.length();
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                length = length(
                        entry.getValue(),
                        length + String.valueOf(entry.getKey()).length());
            }
        } else if (value instanceof Collection<?> several) {
            for (Object each : several) {
                length = length(each, length);
            }
        }
        if (length > MAX_TEXT) {
            throw new Exceeded("$string is limited to " + MAX_TEXT + " characters");
        }
        return length;
    }

    private static @Nullable Object spread(@Nullable Object value) {
        if (value instanceof Collection<?> several && several.size() > MAX_ITEMS) {
            throw new Exceeded("$spread is limited to " + MAX_ITEMS + " objects");
        }
        return Functions.spread(value);
    }
}
