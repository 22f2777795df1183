package org.pantau.expression;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles expressions: the common forms to a direct walk, everything else for the JSONata interpreter. */
public final class Expressions {

    private static final int MAX_SOURCE = 10_000;

    private Expressions() {}

    /**
     * Compiles one expression as the catalogue writes it.
     *
     * @throws ExpressionException when it is no JSONata, or uses what Pantau forbids; the message says what and where
     */
    public static Expression compile(String source) throws ExpressionException {
        if (source.isBlank()) {
            throw new ExpressionException("an expression is expected");
        }
        if (source.length() > MAX_SOURCE) {
            throw new ExpressionException("expression longer than " + MAX_SOURCE + " characters");
        }
        Optional<Node> direct = DirectParser.parse(source);
        return direct.isPresent() ? new Direct(source, direct.get()) : new Interpreter(source);
    }

    /** Walked without the interpreter; asks it only where a value has a shape the walk does not cover. */
    private static final class Direct implements Expression {
        private final String source;
        private final Node node;
        private volatile @Nullable Interpreter interpreter;

        Direct(String source, Node node) {
            this.source = source;
            this.node = node;
        }

        @Override
        public String source() {
            return source;
        }

        @Override
        public boolean plain() {
            return true;
        }

        @Override
        public @Nullable Object evaluate(@Nullable Object input, Map<String, Object> bindings)
                throws ExpressionException {
            try {
                return Sequence.result(node.evaluate(Sequence.wrap(input), new Scope(input, bindings)));
            } catch (Unusual unusual) {
                return interpreter().evaluate(input, bindings);
            }
        }

        private Interpreter interpreter() throws ExpressionException {
            Interpreter known = interpreter;
            if (known == null) {
                known = new Interpreter(source);
                interpreter = known;
            }
            return known;
        }
    }

    /** A shape only the interpreter handles. Carries nothing, so it costs no stack trace. */
    static final class Unusual extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusual() {
            super(null, null, false, false);
        }
    }

    /** What an expression sees besides its input. */
    record Scope(@Nullable Object root, Map<String, Object> bindings) {}
}
