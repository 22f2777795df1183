package org.pantau.expression;

import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSONata's sequence: a list made by the expression itself, which counts as its only element when it has one and as
 * nothing when it has none. A list that stands in the document is not a sequence and stays what it is.
 */
final class Sequence extends ArrayList<@Nullable Object> {
    private static final long serialVersionUID = 1L;

    /** JSON's null inside an evaluation: there, but no value. */
    static final Object NULL = Jsonata.NULL_VALUE;

    private final boolean outer;

    Sequence() {
        this(false);
    }

    private Sequence(boolean outer) {
        super(4);
        this.outer = outer;
    }

    static Sequence of(@Nullable Object only) {
        Sequence sequence = new Sequence();
        sequence.add(only);
        return sequence;
    }

    /** A document that is a list counts as one item, until a name is looked up in it. */
    static @Nullable Object wrap(@Nullable Object document) {
        if (!(document instanceof List<?>)) {
            return document;
        }
        Sequence sequence = new Sequence(true);
        sequence.add(document);
        return sequence;
    }

    /** The document itself again, where {@code $} stands. */
    static @Nullable Object unwrap(@Nullable Object input) {
        return input instanceof Sequence sequence && sequence.outer ? sequence.get(0) : input;
    }

    /** One element for a sequence of one, nothing for an empty one. */
    static @Nullable Object settle(@Nullable Object value) {
        if (value instanceof Sequence sequence) {
            return switch (sequence.size()) {
                case 0 -> null;
                case 1 -> sequence.get(0);
                default -> sequence;
            };
        }
        return value;
    }

    /** What leaves an evaluation: JSON's null becomes nothing. */
    static @Nullable Object result(@Nullable Object value) {
        if (value == NULL) {
            return null;
        }
        if (value instanceof Sequence sequence) {
            sequence.replaceAll(each -> each == NULL ? null : each);
        }
        return value;
    }

    void addFlat(@Nullable Object value) {
        if (value instanceof Collection<?> several) {
            addAll(several);
        } else {
            add(value);
        }
    }
}
