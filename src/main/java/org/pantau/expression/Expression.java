package org.pantau.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression over a document of maps, lists, strings, numbers, booleans and null. Immutable and thread-safe.
 */
public interface Expression {

    /** As written in the catalogue. */
    String source();

    /** Whether evaluating it needs no interpreter (a plain path, a constant), so that it may run on an event loop. */
    boolean plain();

    /**
     * Evaluates over {@code input}.
     *
     * @param bindings values of {@code $name}; {@code $doc} is the whole document
     * @return the result, or null for nothing (a missing path and JSON null alike)
     * @throws ExpressionException when it fails or exceeds its bounds; the message names the cause, never the data
     */
    @Nullable
    Object evaluate(@Nullable Object input, Map<String, Object> bindings) throws ExpressionException;
}
