package org.pantau.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.expression.Expressions.Unusual;

/** JSONata's operators over single values; lists and objects are left to the interpreter. */
final class Operators {

    private Operators() {}

    static @Nullable Object apply(String operator, @Nullable Object left, @Nullable Object right)
            throws ExpressionException {
        return switch (operator) {
            case "+", "-", "*", "/", "%" -> arithmetic(operator, left, right);
            case "=" -> equal(left, right);
            case "!=" -> left != null && right != null && !equal(left, right);
            case "in" -> within(left, right);
            case "&" -> text(left) + text(right);
            default -> compare(operator, left, right);
        };
    }

    /** Nothing, false, 0, the empty text and JSON's null are false. */
    static boolean truth(@Nullable Object value) {
        if (value instanceof Boolean known) {
            return known;
        }
        return value != null && Jsonata.boolize(scalar(value));
    }

    private static @Nullable Object arithmetic(String operator, @Nullable Object left, @Nullable Object right)
            throws ExpressionException {
        if (!number(left) || !number(right)) {
            throw new ExpressionException("an operand of " + operator + " is not a number");
        }
        if (left == null || right == null) {
            return null;
        }
        double a = ((Number) left).doubleValue();
        double b = ((Number) right).doubleValue();
        double result = switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            default -> a % b;
        };
        if (!Double.isFinite(result)) {
            throw new ExpressionException("the result of " + operator + " is not a finite number");
        }
        return Utils.convertNumber(result);
    }

    private static boolean number(@Nullable Object value) {
        return value == null || (value instanceof Number number && Double.isFinite(number.doubleValue()));
    }

    private static boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return false;
        }
        if (left instanceof Number a && right instanceof Number b) {
            return Double.valueOf(a.doubleValue()).equals(b.doubleValue());
        }
        return left.equals(right);
    }

    private static boolean within(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return false;
        }
        if (!(right instanceof List<?> several)) {
            return equal(left, right);
        }
        for (Object each : several) {
            if (equal(left, each)) {
                return true;
            }
        }
        return false;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        return value == null ? "" : Functions.string(scalar(value), false);
    }

    private static @Nullable Object compare(String operator, @Nullable Object left, @Nullable Object right)
            throws ExpressionException {
        if (!comparable(left) || !comparable(right)) {
            throw new ExpressionException("the operands of " + operator + " are neither numbers nor texts");
        }
        if (left == null || right == null) {
            return null;
        }
        int order;
        if (left instanceof String a && right instanceof String b) {
            order = a.compareTo(b);
        } else if (left instanceof Number a && right instanceof Number b) {
            order = Double.compare(a.doubleValue(), b.doubleValue());
        } else {
            throw new ExpressionException("the operands of " + operator + " are not of one type");
        }
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean comparable(@Nullable Object value) {
        return value == null || value instanceof String || value instanceof Number;
    }

    static Object scalar(Object value) {
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            throw new Unusual();
        }
        return value;
    }
}
