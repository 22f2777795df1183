package org.pantau.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.expression.DirectTokens.Kind;
import org.pantau.expression.DirectTokens.Token;
import org.pantau.expression.Expressions.Scope;
import org.pantau.expression.PathNode.Filter;
import org.pantau.expression.PathNode.Step;

/**
 * Parses the part of JSONata that is walked directly: literals, paths of names and variables with filters, operators,
 * conditions and the functions {@link Calls} knows. Anything else belongs to the interpreter. Precedence is JSONata's.
 */
final class DirectParser {

    private static final Map<String, Integer> BINDING = Map.ofEntries(
            Map.entry("?", 20),
            Map.entry("or", 25),
            Map.entry("and", 30),
            Map.entry("=", 40),
            Map.entry("!=", 40),
            Map.entry("<", 40),
            Map.entry("<=", 40),
            Map.entry(">", 40),
            Map.entry(">=", 40),
            Map.entry("in", 40),
            Map.entry("&", 50),
            Map.entry("+", 50),
            Map.entry("-", 50),
            Map.entry("*", 60),
            Map.entry("/", 60),
            Map.entry("%", 60));
    private static final Set<String> WORDS = Set.of("and", "or", "in", "true", "false", "null", "function");
    private static final int MAX_DEPTH = 50;

    private final List<Token> tokens;
    private int at;
    private int depth;
    private boolean descends;

    private DirectParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** @param descends whether it may look at all of a document */
    record Parsed(Node node, boolean descends) {}

    /** Empty where the interpreter is needed, or where it is to name what is wrong. */
    static Optional<Parsed> parse(String source) {
        try {
            DirectParser parser = new DirectParser(DirectTokens.of(source));
            Node node = parser.expression(0);
            return parser.peek().kind() == Kind.END ? Optional.of(new Parsed(node, parser.descends)) : Optional.empty();
        } catch (NotDirect e) {
            return Optional.empty();
        }
    }

    private Node expression(int power) {
        if (++depth > MAX_DEPTH) {
            throw new NotDirect();
        }
        Node left = operand();
        while (true) {
            Token token = peek();
            int binding = token.kind() == Kind.END ? 0 : BINDING.getOrDefault(token.text(), 0);
            if (token.kind() == Kind.TEXT || token.kind() == Kind.VARIABLE || binding <= power) {
                depth--;
                return left;
            }
            at++;
            left = token.text().equals("?") ? condition(left) : binary(token.text(), left, expression(binding));
        }
    }

    private static Node binary(String operator, Node left, Node right) {
        return switch (operator) {
            case "and" ->
                (input, scope) ->
                        Operators.truth(left.evaluate(input, scope)) && Operators.truth(right.evaluate(input, scope));
            case "or" ->
                (input, scope) ->
                        Operators.truth(left.evaluate(input, scope)) || Operators.truth(right.evaluate(input, scope));
            case "in" -> (input, scope) -> within(left.evaluate(input, scope), right.evaluate(input, scope), scope);
            default ->
                (input, scope) -> Operators.apply(operator, left.evaluate(input, scope), right.evaluate(input, scope));
        };
    }

    private static @Nullable Object within(@Nullable Object left, @Nullable Object right, Scope scope)
            throws ExpressionException {
        scope.step(right instanceof List<?> several ? several.size() : 1);
        return Operators.apply("in", left, right);
    }

    private Node condition(Node condition) {
        Node then = expression(0);
        Node otherwise = take(":") ? expression(0) : null;
        return (input, scope) -> {
            if (Operators.truth(condition.evaluate(input, scope))) {
                return then.evaluate(input, scope);
            }
            return otherwise == null ? null : otherwise.evaluate(input, scope);
        };
    }

    private Node operand() {
        Token token = next();
        return switch (token.kind()) {
            case TEXT -> literal(token.text());
            case NUMBER -> literal(number(token));
            case QUOTED -> path(new Step(Step.Kind.NAME, token.text(), filters()));
            case VARIABLE ->
                peek().is("(") ? call(token.text()) : path(new Step(Step.Kind.VARIABLE, token.text(), filters()));
            case NAME -> word(token.text());
            case SYMBOL -> symbol(token);
            case END -> throw new NotDirect();
        };
    }

    private Node word(String word) {
        if (!WORDS.contains(word)) {
            return path(new Step(Step.Kind.NAME, word, filters()));
        }
        return switch (word) {
            case "true" -> literal(true);
            case "false" -> literal(false);
            case "null" -> literal(Sequence.NULL);
            default -> throw new NotDirect();
        };
    }

    private Node symbol(Token token) {
        switch (token.text()) {
            case "**" -> {
                return path(descendants());
            }
            case "(" -> {
                Node inner = expression(0);
                expect(")");
                return unstepped(inner);
            }
            case "-" -> {
                Number number = number(next());
                return literal(number instanceof Integer whole ? (Number) (-whole) : (Number) (-number.doubleValue()));
            }
            case "[" -> {
                return literal(constants());
            }
            default -> throw new NotDirect();
        }
    }

    private Node literal(Object value) {
        return unstepped(new Node.Constant(value));
    }

    /** A path or filter over something that is not a path is the interpreter's. */
    private Node unstepped(Node node) {
        if (peek().is(".") || peek().is("[") || peek().is("(")) {
            throw new NotDirect();
        }
        return node;
    }

    private List<Object> constants() {
        List<Object> values = new ArrayList<>();
        while (!take("]")) {
            if (!values.isEmpty()) {
                expect(",");
            }
            Token token = next();
            values.add(
                    switch (token.kind()) {
                        case TEXT -> token.text();
                        case NUMBER -> number(token);
                        default -> throw new NotDirect();
                    });
        }
        return List.copyOf(values);
    }

    private Node call(String name) {
        expect("(");
        List<Node> arguments = new ArrayList<>();
        while (!take(")")) {
            if (!arguments.isEmpty()) {
                expect(",");
            }
            arguments.add(expression(0));
        }
        if (!Calls.known(name, arguments.size())) {
            throw new NotDirect();
        }
        return unstepped(new Calls(name, arguments));
    }

    private Node path(Step first) {
        List<Step> steps = new ArrayList<>();
        steps.add(first);
        while (take(".")) {
            Token token = next();
            if (token.is("**")) {
                steps.add(descendants());
                continue;
            }
            boolean named = token.kind() == Kind.QUOTED || (token.kind() == Kind.NAME && !WORDS.contains(token.text()));
            if (!named) {
                throw new NotDirect();
            }
            steps.add(new Step(Step.Kind.NAME, token.text(), filters()));
        }
        if (peek().is("(")) {
            throw new NotDirect();
        }
        return new PathNode(steps);
    }

    /** Once, and before a name: what is walked through again and again is for the interpreter, which counts. */
    private Step descendants() {
        if (descends || !peek().is(".")) {
            throw new NotDirect();
        }
        descends = true;
        return Step.DESCENDANTS;
    }

    private List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        while (take("[")) {
            Token token = peek();
            boolean negative = token.is("-");
            Token digits = negative ? tokens.get(at + 1) : token;
            boolean position = digits.kind() == Kind.NUMBER
                    && tokens.get(at + (negative ? 2 : 1)).is("]");
            if (position && number(digits) instanceof Integer index) {
                at += negative ? 2 : 1;
                filters.add(new Filter(negative ? -index : index, null));
            } else {
                filters.add(new Filter(null, expression(0)));
            }
            expect("]");
        }
        return filters;
    }

    private static Number number(Token token) {
        if (token.kind() != Kind.NUMBER) {
            throw new NotDirect();
        }
        double value = Double.parseDouble(token.text());
        return value == (int) value ? (Number) (int) value : (Number) value;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    private boolean take(String symbol) {
        boolean there = peek().is(symbol);
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(String symbol) {
        if (!take(symbol)) {
            throw new NotDirect();
        }
    }

    /** The source is more than the direct walk covers. */
    static final class NotDirect extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotDirect() {
            super(null, null, false, false);
        }
    }
}
