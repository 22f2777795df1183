package org.pantau.expression.function;

/** A text that is not what the function reads; the message names the form expected, never the text. */
public final class Unreadable extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message);
    }
}
