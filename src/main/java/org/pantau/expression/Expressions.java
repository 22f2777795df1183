package org.pantau.expression;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.expression.Bounds.Overrun;

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
        Optional<DirectParser.Parsed> direct = DirectParser.parse(source);
        return direct.isPresent() ? new Direct(source, direct.get()) : new Interpreter(source);
    }

    /** Walked without the interpreter; asks it only where a value has a shape the walk does not cover. */
    private static final class Direct implements Expression {
        private final String source;
        private final Node node;
        private final boolean plain;
        private volatile @Nullable Interpreter interpreter;

        Direct(String source, DirectParser.Parsed parsed) {
            this.source = source;
            this.node = parsed.node();
            // a walk through all of a document, at every row again, may be short or long
            this.plain = !parsed.descends();
        }

        @Override
        public String source() {
            return source;
        }

        @Override
        public boolean plain() {
            return plain;
        }

        @Override
        public @Nullable Object evaluate(@Nullable Object input, Map<String, Object> bindings)
                throws ExpressionException {
            try {
                return Sequence.result(node.evaluate(Sequence.wrap(input), new Scope(input, bindings)));
            } catch (Unusual unusual) {
                return interpreter().evaluate(input, bindings);
            } catch (Overrun e) {
                throw new ExpressionException(ExpressionException.reason(e), e);
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

    /** What an expression sees besides its input, and how long it may look. Lives for one evaluation. */
    static final class Scope {

        private static final int STEPS_A_LOOK = 1024;

        private final @Nullable Object root;
        private final Map<String, Object> bindings;
        private long deadline;
        private int steps;

        Scope(@Nullable Object root, Map<String, Object> bindings) {
            this.root = root;
            this.bindings = bindings;
        }

        @Nullable
        Object root() {
            return root;
        }

        Map<String, Object> bindings() {
            return bindings;
        }

        /** Some items were looked at. Most expressions end before the clock is looked at for the first time. */
        void step(int items) {
            steps += items;
            if (steps >= STEPS_A_LOOK) {
                steps = 0;
                deadline = deadline == 0 ? Bounds.deadline() : deadline;
                Bounds.checkTime(deadline);
            }
        }
    }
}
