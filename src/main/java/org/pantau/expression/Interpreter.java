package org.pantau.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import com.dashjoin.jsonata.Parser.Symbol;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.expression.function.OwnFunctions;

/**
 * An expression run by the JSONata interpreter, bounded in time, depth and the size of every intermediate result. One
 * evaluation at a time: the interpreter keeps state in its instance.
 */
final class Interpreter implements Expression {

    private static final int MAX_TEXT = Bounds.MAX_TEXT;
    private static final int MAX_RANGE = 10_000;

    /** Texts, quoted names and comments, then a range with what stands on either side. */
    private static final Pattern RANGE = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`"
                    + "|/\\*.*?\\*/|(?<from>\\[\\s*\\d{1,9})?\\s*(?<range>\\.\\.)\\s*(?<to>\\d{1,9}\\s*])?",
            Pattern.DOTALL);

    private static final Pattern VARIABLE = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)");

    private final String source;
    private final Jsonata compiled;
    private final RegexFunctions regexes = new RegexFunctions(this::checkTime);
    /** What the expression may take from the bindings. */
    private final Set<String> names;

    private final IdentityHashMap<Symbol, Bounds.Kind> kinds = new IdentityHashMap<>();
    private Map<String, Object> bound = Map.of();
    private @Nullable Bounds bounds;

    Interpreter(String source) throws ExpressionException {
        this.source = source;
        this.names = names(source);
        refuseOpenRanges(source);
        try {
            compiled = Jsonata.jsonata(RegexLiterals.replaced(source));
        } catch (JException e) {
            throw new ExpressionException("not a JSONata expression: " + e.getMessage(), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new ExpressionException("not a JSONata expression", e);
        }
        compiled.setValidateInput(false);
        List.of("num", "tgl", "dur", "today").forEach(this::addHelper);
        BoundedFunctions.register(compiled::registerFunction);
        add("replace", (input, arguments) -> replace(arguments));
        add(RegexLiterals.VALUE, (input, arguments) -> regexes.value(arguments));
        add(RegexLiterals.APPLIED, (input, arguments) -> regexes.applied(arguments));
        compiled.registerFunction(
                "number", new JFunction((input, arguments) -> Calls.strict(arguments.get(0)), "<(nsb)-:n>"));
        add("match", regexes::match);
        add("contains", regexes::contains);
        add("split", regexes::split);
        add("eval", (input, arguments) -> {
            throw new Exceeded("$eval is not allowed");
        });
        add("now", (input, arguments) -> OwnFunctions.now(bound).toString());
        add("millis", (input, arguments) -> OwnFunctions.now(bound).toEpochMilli());
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public boolean plain() {
        return false;
    }

    @Override
    public synchronized @Nullable Object evaluate(@Nullable Object input, Map<String, Object> bindings)
            throws ExpressionException {
        Frame frame = compiled.createFrame();
        for (String name : names) {
            Object value = bindings.get(name);
            if (value != null && !name.equals(OwnFunctions.NOW) && !name.equals(OwnFunctions.ZONE)) {
                frame.bind(name, value);
            }
        }
        Bounds limits = new Bounds(kinds);
        frame.setEvaluateEntryCallback((symbol, at, scope) -> limits.enter());
        frame.setEvaluateExitCallback((symbol, at, scope, result) -> limits.leave(symbol, result));
        bound = bindings;
        bounds = limits;
        try {
            Object result = compiled.evaluate(input, frame);
            return result == Jsonata.NULL_VALUE ? null : result;
        } catch (RuntimeException | StackOverflowError e) {
            throw new ExpressionException(ExpressionException.reason(e), e);
        } finally {
            bound = Map.of();
        }
    }

    private void checkTime() {
        if (bounds != null) {
            bounds.checkTime();
        }
    }

    private void addHelper(String name) {
        add(name, (input, arguments) -> {
            @Nullable Object[] values = new Object[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                Object value = arguments.get(i);
                values[i] = value == Jsonata.NULL_VALUE ? null : value;
            }
            if (!OwnFunctions.known(name, values.length)) {
                throw new Exceeded("$" + name + " does not take so many arguments");
            }
            return OwnFunctions.call(name, values, bound);
        });
    }

    private void add(String name, JFunctionCallable function) {
        compiled.registerFunction(name, new JFunction(function, null));
    }

    private @Nullable Object replace(List<?> arguments) {
        if (arguments.size() < 3 || !(arguments.get(0) instanceof String text)) {
            return null;
        }
        Object with = arguments.get(2);
        int most = arguments.size() > 3 && arguments.get(3) instanceof Number number ? number.intValue() : -1;
        String replaced = regexes.replace(text, arguments.get(1), with, most < 0 ? Integer.MAX_VALUE : most);
        if (replaced != null) {
            return replaced;
        }
        // At most one replacement before every character; a replacement that repeats the match is counted as long as
        // it.
        long each = with instanceof String given ? given.length() + 1L : 100;
        if ((text.length() + 1L) * each > 10L * MAX_TEXT) {
            throw new Exceeded("$replace would make a text too long");
        }
        return Functions.replace(text, arguments.get(1), with, most < 0 ? null : most);
    }

    /** The interpreter builds a range whole before any bound can stop it. */
    private static void refuseOpenRanges(String source) throws ExpressionException {
        Matcher matcher = RANGE.matcher(source);
        while (matcher.find()) {
            if (matcher.group("range") == null) {
                continue;
            }
            String from = matcher.group("from");
            String to = matcher.group("to");
            if (from == null || to == null || digits(to) - digits(from) > MAX_RANGE) {
                throw new ExpressionException(
                        "a range is limited to " + MAX_RANGE + " and needs both ends as literals, for example [1..10]");
            }
        }
    }

    /** Whatever follows a dollar sign; within a text it costs nothing but being bound. */
    private static Set<String> names(String source) {
        Set<String> names = new HashSet<>();
        Matcher matcher = VARIABLE.matcher(source);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        names.remove(OwnFunctions.NOW);
        return names;
    }

    private static long digits(String text) {
        return Long.parseLong(text.replaceAll("\\D", ""));
    }

    /** A bound was exceeded; the message is ours and holds no data. */
    static class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exceeded(String message) {
            super(message, null, false, false);
        }
    }
}
