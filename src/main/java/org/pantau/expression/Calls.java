package org.pantau.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Utils;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pantau.expression.Expressions.Scope;
import org.pantau.expression.function.Numbers;
import org.pantau.expression.function.OwnFunctions;

/**
 * A call of a function that needs no interpreter.
 *
 * @param name without the dollar sign
 */
record Calls(String name, List<Node> arguments) implements Node {

    /** As the library writes a time where no picture is given; its own way of writing takes ten times as long. */
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final long FIRST_MILLIS =
            Instant.parse("1000-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST_MILLIS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    Calls {
        arguments = List.copyOf(arguments);
    }

    /** Whether {@code $name} with so many arguments can be called directly. */
    static boolean known(String name, int arguments) {
        return switch (name) {
            case "string", "number", "exists", "boolean", "not", "fromMillis" -> arguments == 1;
            default -> OwnFunctions.known(name, arguments);
        };
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object input, Scope scope) throws ExpressionException {
        Object first = arguments.isEmpty() ? null : arguments.get(0).evaluate(input, scope);
        try {
            return switch (name) {
                case "exists" -> first != null;
                case "not" -> first == null ? null : !Operators.truth(first);
                case "boolean" -> first == null ? null : Operators.truth(first);
                case "string" -> first == null ? null : string(Operators.scalar(first));
                case "number" -> first == null ? null : number(Operators.scalar(first));
                case "fromMillis" -> first == null ? null : fromMillis(Operators.scalar(first));
                default -> helper(first, input, scope);
            };
        } catch (IllegalArgumentException e) {
            throw new ExpressionException("$" + name + ": " + ExpressionException.reason(e), e);
        } catch (com.dashjoin.jsonata.JException e) {
            throw new ExpressionException("$" + name + ": " + ExpressionException.reason(e), e);
        }
    }

    private @Nullable Object helper(@Nullable Object first, @Nullable Object input, Scope scope)
            throws ExpressionException {
        if (first != null) {
            Object unused = Operators.scalar(first);
        }
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = i == 0 ? first : arguments.get(i).evaluate(input, scope);
            values[i] = Sequence.result(value);
        }
        return OwnFunctions.call(name, values, scope.bindings());
    }

    /** Whole numbers keep all their digits: they may be identifiers. */
    private static String string(Object value) {
        if (value instanceof String text) {
            return text;
        }
        boolean whole = value instanceof Integer || value instanceof Long || value instanceof BigInteger;
        return whole ? value.toString() : Functions.string(value, false);
    }

    private static @Nullable Object number(Object value) throws ExpressionException {
        if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
            return value;
        }
        if (value == Sequence.NULL) {
            throw new ExpressionException("$number: the value is null");
        }
        return value instanceof String text && Numbers.whole(text) ? Numbers.plain(text) : strict(value);
    }

    /** The library's {@code $number}, without what only Java takes for one. */
    static @Nullable Number strict(@Nullable Object value) {
        if (value instanceof String text && Numbers.javaOnly(text)) {
            throw new NumberFormatException();
        }
        return Utils.convertNumber(Functions.number(value));
    }

    private static @Nullable Object fromMillis(Object value) throws ExpressionException {
        if (!(value instanceof Number millis)) {
            throw new ExpressionException("$fromMillis: not a number");
        }
        double exact = millis.doubleValue();
        boolean usual = exact == Math.rint(exact) && exact >= FIRST_MILLIS && exact <= LAST_MILLIS;
        return usual
                ? ISO.format(Instant.ofEpochMilli(millis.longValue()))
                : Functions.dateTimeFromMillis(millis, null, null);
    }
}
