package org.pantau.expression;

import com.dashjoin.jsonata.JException;
import java.text.ParseException;
import java.time.DateTimeException;
import org.pantau.expression.function.Unreadable;

/** An expression that could not be compiled, failed, or exceeded its bounds. Checked: one bad cell must not lose a row. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    public ExpressionException(String message) {
        super(message);
    }

    public ExpressionException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether it used up its time or its room, so that trying it on the next row would take as much again. */
    public boolean overran() {
        Throwable each = this;
        while (each instanceof ExpressionException) {
            each = each.getCause();
        }
        return each instanceof Bounds.Overrun;
    }

    /** Why an evaluation failed, without repeating what it was given: the library's messages quote the data. */
    static String reason(Throwable failure) {
        if (failure instanceof Interpreter.Exceeded) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof JException known) {
            return reason(String.valueOf(known.getError()));
        }
        if (failure instanceof NumberFormatException) {
            return "not a number";
        }
        if (failure instanceof Unreadable unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
        if (failure instanceof DateTimeException || failure instanceof ParseException) {
            return "not a time of this form";
        }
        return failure instanceof StackOverflowError ? "nested too deeply" : "evaluation failed";
    }

    private static String reason(String code) {
        return switch (code) {
            case "T2001", "T2002", "D1002" -> "an operand is not a number";
            case "T2009", "T2010" -> "the operands cannot be compared";
            case "D3030" -> "not a number";
            case "D1001" -> "the result is not a finite number";
            case "T0410", "T0411", "T0412" -> "an argument is of the wrong type";
            case "T1005", "T1006" -> "no such function";
            case "D3110", "D3136" -> "not a time of this form";
            default -> code.matches("[A-Z]\\d{4}") ? "JSONata error " + code : "evaluation failed";
        };
    }
}
