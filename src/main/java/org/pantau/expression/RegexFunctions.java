package org.pantau.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Utils;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pantau.expression.Interpreter.Exceeded;

/** What JSONata does with regular expressions, on RE2: {@code ~>}, {@code $match}, {@code $contains}, {@code $split}, {@code $replace}. */
final class RegexFunctions {

    private static final int MAX_TEXT = 20_000;
    private static final int MAX_RESULT = 1_000_000;

    private final Map<String, Regex> known = new ConcurrentHashMap<>();
    private final Runnable checkTime;

    /** @param checkTime throws once the evaluation has taken too long */
    RegexFunctions(Runnable checkTime) {
        this.checkTime = checkTime;
    }

    /** A regular expression as a value. */
    private static final class Regex extends JFunction {
        private final Pattern pattern;

        Regex(Pattern pattern) {
            super((input, arguments) -> arguments.isEmpty() ? null : first(pattern, arguments.get(0)), null);
            this.pattern = pattern;
        }
    }

    /** {@code $_re(pattern, flags)}. */
    Object value(List<?> arguments) {
        String pattern = String.valueOf(arguments.get(0));
        String flags = String.valueOf(arguments.get(1));
        return known.computeIfAbsent(flags + "/" + pattern, key -> new Regex(RegexLiterals.compile(pattern, flags)));
    }

    /** {@code text ~> $_rt(pattern, flags)}: the first match, or nothing. */
    @Nullable
    Object applied(List<?> arguments) {
        int count = arguments.size();
        Regex regex = (Regex) value(arguments.subList(count - 2, count));
        return count < 3 ? null : first(regex.pattern, arguments.get(0));
    }

    private static @Nullable Object first(Pattern pattern, @Nullable Object given) {
        if (!(given instanceof String text)) {
            return null;
        }
        Matcher matcher = pattern.matcher(bounded(text));
        return matcher.find() ? match(matcher, "start") : null;
    }

    @Nullable
    Object match(@Nullable Object input, List<?> given) {
        List<?> arguments = withText(input, given, 2);
        if (!(arguments.get(0) instanceof String text)) {
            return null;
        }
        if (!(arguments.get(1) instanceof Regex regex)) {
            throw new JException("T0410", 0);
        }
        List<Object> found = Utils.createSequence();
        int most = limit(arguments, 2);
        Matcher matcher = regex.pattern.matcher(bounded(text));
        while (found.size() < most && matcher.find()) {
            checkTime.run();
            found.add(match(matcher, "index"));
        }
        return found;
    }

    @Nullable
    Object contains(@Nullable Object input, List<?> given) {
        List<?> arguments = withText(input, given, 2);
        if (!(arguments.get(0) instanceof String text)) {
            return null;
        }
        return arguments.get(1) instanceof Regex regex
                ? regex.pattern.matcher(bounded(text)).find()
                : Functions.contains(text, arguments.get(1));
    }

    @Nullable
    Object split(@Nullable Object input, List<?> given) {
        List<?> arguments = withText(input, given, 2);
        if (!(arguments.get(0) instanceof String text)) {
            return null;
        }
        if (!(arguments.get(1) instanceof Regex regex)) {
            Number limit = arguments.size() > 2 && arguments.get(2) instanceof Number number ? number : null;
            return Functions.split(text, arguments.get(1), limit);
        }
        List<Object> parts = Utils.createSequence();
        int most = limit(arguments, 2);
        Matcher matcher = regex.pattern.matcher(bounded(text));
        int from = 0;
        while (parts.size() < most && matcher.find()) {
            checkTime.run();
            if (matcher.end() > matcher.start()) {
                parts.add(text.substring(from, matcher.start()));
                from = matcher.end();
            }
        }
        if (parts.size() < most) {
            parts.add(text.substring(from));
        }
        return parts;
    }

    /** The text with matches replaced; empty where the pattern is none of ours. */
    @Nullable
    String replace(String text, Object pattern, @Nullable Object with, int most) {
        if (!(pattern instanceof Regex regex)) {
            return null;
        }
        if (!(with instanceof String replacement)) {
            throw new Exceeded("$replace takes a text to put in the place of a match");
        }
        Matcher matcher = regex.pattern.matcher(bounded(text));
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (int i = 0; i < most && matcher.find(); i++) {
            checkTime.run();
            result.append(text, from, matcher.start());
            expand(replacement, matcher, result);
            from = matcher.end();
            if (result.length() > MAX_RESULT) {
                throw new Exceeded("$replace would make a text too long");
            }
        }
        return result.append(text, from, text.length()).toString();
    }

    /** {@code $1} is a group, {@code $0} all of the match, {@code $$} a dollar sign. */
    private static void expand(String replacement, Matcher matcher, StringBuilder into) {
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
            if (c == '$' && next == '$') {
                into.append('$');
                i++;
            } else if (c == '$' && next >= '0' && next <= '9') {
                int group = next - '0';
                String found = group <= matcher.groupCount() ? matcher.group(group) : null;
                into.append(found == null ? "" : found);
                i++;
            } else {
                into.append(c);
            }
        }
    }

    private static Map<String, Object> match(Matcher matcher, String position) {
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("match", matcher.group());
        match.put(position, matcher.start());
        if (position.equals("start")) {
            match.put("end", matcher.end());
        }
        List<Object> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String group = matcher.group(i);
            groups.add(group == null ? "" : group);
        }
        match.put("groups", groups);
        return match;
    }

    /** Where the text is left out, it is what stands before the dot. */
    private static List<?> withText(@Nullable Object input, List<?> arguments, int least) {
        if (arguments.size() >= least) {
            return arguments;
        }
        List<@Nullable Object> all = new ArrayList<>();
        all.add(input);
        all.addAll(arguments);
        if (all.size() < least) {
            throw new JException("T0410", 0);
        }
        return all;
    }

    private static int limit(List<?> arguments, int index) {
        return arguments.size() > index && arguments.get(index) instanceof Number most
                ? Math.max(0, most.intValue())
                : Integer.MAX_VALUE;
    }

    private static String bounded(String text) {
        if (text.length() > MAX_TEXT) {
            throw new Exceeded("a regular expression is limited to texts of " + MAX_TEXT + " characters");
        }
        return text;
    }
}
