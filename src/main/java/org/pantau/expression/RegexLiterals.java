package org.pantau.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Set;

/**
 * Puts calls in the place of regular expressions ({@code /…/i}), so that they are matched by RE2 in time proportional to
 * the text: the interpreter's own engine can be kept busy for ever by a few characters.
 */
final class RegexLiterals {

    /** {@code $_re(pattern, flags)} stands for the expression itself. */
    static final String VALUE = "_re";
    /** {@code text ~> $_rt(pattern, flags)} for its match. */
    static final String APPLIED = "_rt";

    private static final int MAX_PROGRAM = 2_000;
    private static final Set<String> BEFORE_OPERAND = Set.of("in", "and", "or");

    private final String source;
    private final StringBuilder rewritten = new StringBuilder();
    private int at;

    private RegexLiterals(String source) {
        this.source = source;
    }

    /** @throws ExpressionException when one is no regular expression of RE2, or too large */
    static String replaced(String source) throws ExpressionException {
        return source.indexOf('/') < 0 ? source : new RegexLiterals(source).run();
    }

    /** Compiles a pattern with the flags of JSONata. */
    static Pattern compile(String pattern, String flags) {
        int options =
                (flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0) | (flags.contains("m") ? Pattern.MULTILINE : 0);
        return Pattern.compile(pattern, options);
    }

    private String run() throws ExpressionException {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '"' || c == '\'' || c == '`') {
                copy(quoted(c));
            } else if (source.startsWith("/*", at)) {
                int end = source.indexOf("*/", at + 2);
                at = end < 0 ? source.length() : end + 2;
            } else if (c == '/' && operandExpected()) {
                literal();
            } else {
                copy(at + 1);
            }
        }
        return rewritten.toString();
    }

    private void copy(int end) {
        rewritten.append(source, at, end);
        at = end;
    }

    private int quoted(char quote) {
        int i = at + 1;
        while (i < source.length() && source.charAt(i) != quote) {
            i += source.charAt(i) == '\\' && quote != '`' ? 2 : 1;
        }
        return Math.min(source.length(), i + 1);
    }

    /** After an operator a slash begins an expression, after an operand it divides. */
    private boolean operandExpected() {
        String before = rewritten.toString().stripTrailing();
        if (before.isEmpty()) {
            return true;
        }
        char last = before.charAt(before.length() - 1);
        if (Character.isLetterOrDigit(last) || last == '_') {
            int from = before.length();
            while (from > 0 && (Character.isLetterOrDigit(before.charAt(from - 1)) || before.charAt(from - 1) == '_')) {
                from--;
            }
            boolean name = from > 0 && (before.charAt(from - 1) == '.' || before.charAt(from - 1) == '$');
            return !name && BEFORE_OPERAND.contains(before.substring(from));
        }
        return ")]}\"'`*%$".indexOf(last) < 0;
    }

    private void literal() throws ExpressionException {
        int i = at + 1;
        int depth = 0;
        while (i < source.length() && (source.charAt(i) != '/' || depth > 0)) {
            char c = source.charAt(i);
            // As the interpreter has it: a slash within brackets is no end.
            depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            i += c == '\\' ? 2 : 1;
        }
        if (i >= source.length()) {
            throw new ExpressionException("a regular expression without its closing /");
        }
        String pattern = source.substring(at + 1, i).replace("\\/", "/");
        int end = i + 1;
        while (end < source.length() && (source.charAt(end) == 'i' || source.charAt(end) == 'm')) {
            end++;
        }
        String flags = source.substring(i + 1, end);
        check(pattern, flags);
        boolean applied = rewritten.toString().stripTrailing().endsWith("~>");
        rewritten
                .append('$')
                .append(applied ? APPLIED : VALUE)
                .append("(\"")
                .append(pattern.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\",\"")
                .append(flags)
                .append("\")");
        at = end;
    }

    private static void check(String pattern, String flags) throws ExpressionException {
        if (pattern.isEmpty()) {
            throw new ExpressionException("an empty regular expression");
        }
        try {
            if (compile(pattern, flags).programSize() > MAX_PROGRAM) {
                throw new ExpressionException("a regular expression that is too large");
            }
        } catch (PatternSyntaxException e) {
            throw new ExpressionException("not a regular expression of RE2: " + e.getDescription(), e);
        }
    }
}
