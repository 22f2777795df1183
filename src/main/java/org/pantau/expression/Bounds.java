package org.pantau.expression;

import com.dashjoin.jsonata.Parser.Symbol;
import com.dashjoin.jsonata.Utils.JList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pantau.expression.Interpreter.Exceeded;

/**
 * What one evaluation may take: time, depth, and how much it makes. A few words of an expression can name one list so often
 * within another that comparing or writing it would never end; that is why what it makes is weighed, item by item.
 */
final class Bounds {

    static final long MAX_MILLIS = 250;
    static final int MAX_TEXT = 1_000_000;
    private static final int MAX_DEPTH = 200;
    /** What weighs no more is weighed again where it comes again. */
    private static final int LIGHT = 8;
    /** Texts up to here are not counted. */
    private static final int SHORT = 200;

    private static final int MAX_ITEMS = 1_000_000;
    /** Items of a result with all it holds, an item that is held twice counted twice. */
    private static final long MAX_WEIGHT = 5_000_000;
    /** Characters, and items of lists, that one evaluation makes, what it drops again included. */
    private static final long MAX_MADE = 20_000_000;

    private final long deadline = deadline();
    private @Nullable IdentityHashMap<Object, Long> weights;
    private final IdentityHashMap<Symbol, Kind> kinds;
    private long made;
    private int depth;

    /** @param kinds remembers the kinds of the expression's parts; kept with the expression */
    Bounds(IdentityHashMap<Symbol, Kind> kinds) {
        this.kinds = kinds;
    }

    /** What a part of an expression does, which its text alone tells. */
    enum Kind {
        /** Names and variables: what they find is in the document. */
        FINDS,
        /** Paths, conditions and blocks: what they give is found by others, but a path may end in a grouping. */
        PASSES,
        /** Calls, brackets and joined texts. */
        MAKES;

        private static final Set<String> MAKING = Set.of("(", "{", "[", "~>", "&");

        private static Kind of(Symbol part) {
            String said = part.toString();
            String value = said.substring(said.lastIndexOf("value=") + "value=".length());
            if (said.contains("(name)")) {
                return FINDS;
            }
            return MAKING.contains(value) ? MAKES : PASSES;
        }
    }

    /** Time or room is used up: trying the same on the next row would take as much again. */
    static final class Overrun extends Exceeded {
        private static final long serialVersionUID = 1L;

        Overrun(String message) {
            super(message);
        }
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw new Exceeded("nested deeper than " + MAX_DEPTH);
        }
        checkTime();
    }

    void leave(Symbol part, @Nullable Object result) {
        depth--;
        if (result instanceof String text) {
            if (text.length() > MAX_TEXT) {
                throw new Overrun("a text longer than " + MAX_TEXT);
            }
            if (text.length() > SHORT && kind(part) == Kind.MAKES) {
                make(text.length());
            }
        } else if (result instanceof Collection<?> several) {
            if (several.size() > MAX_ITEMS) {
                throw new Overrun("a list longer than " + MAX_ITEMS);
            }
            if (several instanceof JList<?> || kind(part) == Kind.MAKES) {
                make(several.size());
                long unused = weigh(several);
            }
        } else if (result instanceof Map<?, ?> && kind(part) != Kind.FINDS) {
            long unused = weigh(result);
        }
        checkTime();
    }

    void checkTime() {
        checkTime(deadline);
    }

    /** Of an evaluation that begins now, on the clock of {@link System#nanoTime}. */
    static long deadline() {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_MILLIS);
    }

    static void checkTime(long deadlineNanos) {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new Overrun("took longer than " + MAX_MILLIS + " ms");
        }
    }

    /** Of a value with all it holds. */
    private long weigh(@Nullable Object value) {
        if (!(value instanceof Collection<?>) && !(value instanceof Map<?, ?>)) {
            return 1;
        }
        Long known = weights == null ? null : weights.get(value);
        if (known != null) {
            return known;
        }
        long weight = 1;
        for (Object each : value instanceof Map<?, ?> map ? map.values() : (Collection<?>) value) {
            weight += weigh(each);
            if (weight > MAX_WEIGHT) {
                throw new Overrun("a result of more than " + MAX_WEIGHT + " items with all it holds");
            }
        }
        if (weight > LIGHT) {
            weights = weights == null ? new IdentityHashMap<>() : weights;
            weights.put(value, weight);
        }
        return weight;
    }

    private void make(long much) {
        made += much;
        if (made > MAX_MADE) {
            throw new Overrun("made more than " + MAX_MADE + " characters and items");
        }
    }

    private Kind kind(Symbol part) {
        return kinds.computeIfAbsent(part, Kind::of);
    }
}
