package org.pantau.expression;

import org.jspecify.annotations.Nullable;
import org.pantau.expression.Expressions.Scope;

/** One part of a directly walked expression. Null is nothing; {@link Sequence#NULL} is JSON's null. */
@FunctionalInterface
interface Node {

    @Nullable
    Object evaluate(@Nullable Object input, Scope scope) throws ExpressionException;

    /** Always the same value. */
    record Constant(Object value) implements Node {
        @Override
        public Object evaluate(@Nullable Object input, Scope scope) {
            return value;
        }
    }
}
