package org.pantau.normalise;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.read.Readings;

/**
 * Watches the fields a feed's mapping names: one that was always there and is gone, or is of another kind than ever before,
 * is said so at once. A source that is changed often goes on answering, and its numbers drift unnoticed.
 *
 * <p>What is usual is learnt from the first answers that hold rows, and learnt anew when the mapping is changed. A number
 * written as text is a number; one thing and a list of things are alike.
 */
final class ShapeWatch {

    /** Answers with rows before a field counts as always there. */
    static final int LEARNT = 20;

    private static final String NOTE = "shape";
    private static final int MOST_ROWS = 20;
    private static final int MOST_FIELDS = 200;
    private static final int MOST_DEPTH = 8;
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?[0-9][0-9.,]*\\s*");

    private static final int IS_NUMBER = 1;
    private static final int IS_TEXT = 2;
    private static final int IS_BOOLEAN = 4;
    private static final int HOLDS_MORE = 8;
    /** Sometimes not there. */
    private static final int OPTIONAL = 16;

    private final Feed feed;
    private final Set<String> words = new HashSet<>();
    private final String mapping;
    private volatile @Nullable Told told;

    ShapeWatch(Feed feed) {
        this.feed = feed;
        List<String> sources = feed.expressions();
        for (String source : sources) {
            Matcher matcher = WORD.matcher(source);
            while (matcher.find()) {
                words.add(matcher.group());
            }
        }
        this.mapping = Integer.toHexString(String.join("\n", sources).hashCode());
    }

    /** Compares what came with what is usual, and learns. */
    void look(Step step, List<Readings> readings) {
        Map<String, Integer> seen = new TreeMap<>();
        for (Readings each : readings) {
            if (each.outcome().ok() && !each.zero() && !each.rows().isEmpty() && each.document() != null) {
                collect("", each.document(), 0, seen);
            }
        }
        if (seen.isEmpty()) {
            return;
        }
        Known known = known(step.before.note(NOTE));
        if (known.answers() < LEARNT) {
            step.after.note(NOTE, known.and(seen).text(mapping));
            return;
        }
        known.fields().forEach((path, usual) -> compare(step, path, usual, seen));
        if (!known.fields().keySet().containsAll(seen.keySet())
                && known.fields().size() < MOST_FIELDS) {
            step.after.note(NOTE, known.with(seen).text(mapping));
        }
    }

    /** The note is the same at nearly every slot: it is taken apart once. */
    private Known known(@Nullable String note) {
        Told last = told;
        if (last != null && last.note().equals(note)) {
            return last.known();
        }
        Known known = Known.read(note, mapping);
        told = note == null ? null : new Told(note, known);
        return known;
    }

    private void compare(Step step, String path, int usual, Map<String, Integer> seen) {
        Integer now = seen.get(path);
        if (now == null) {
            int end = path.lastIndexOf('.');
            boolean expected = (usual & OPTIONAL) == 0 && (end < 0 || seen.containsKey(path.substring(0, end)));
            if (expected) {
                step.problem(feed.id() + "/shape: the answer changed, '" + path + "' is gone");
            }
        } else if (usual != OPTIONAL && usual != 0 && (now & ~usual) != 0) {
            step.problem(feed.id() + "/shape: the answer changed, '" + path + "' was " + words(usual) + " and is "
                    + words(now & ~usual));
        }
    }

    private void collect(String path, @Nullable Object value, int depth, Map<String, Integer> seen) {
        if (depth > MOST_DEPTH || seen.size() >= MOST_FIELDS) {
            return;
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < Math.min(MOST_ROWS, list.size()); i++) {
                collect(path, list.get(i), depth, seen);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                String name = String.valueOf(key);
                String below = path.isEmpty() ? name : path + "." + name;
                boolean holdsMore = inner instanceof List<?> || inner instanceof Map<?, ?>;
                if (holdsMore || words.contains(name)) {
                    seen.merge(below, kind(inner), (one, other) -> one | other);
                    collect(below, inner, depth + 1, seen);
                }
            });
        }
    }

    private static int kind(@Nullable Object value) {
        if (value instanceof Number) {
            return IS_NUMBER;
        }
        if (value instanceof Boolean) {
            return IS_BOOLEAN;
        }
        if (value instanceof String text) {
            return text.isBlank() ? 0 : NUMBER.matcher(text).matches() ? IS_NUMBER : IS_TEXT;
        }
        return value == null ? 0 : HOLDS_MORE;
    }

    private static String words(int kinds) {
        List<String> words = new ArrayList<>();
        if ((kinds & IS_NUMBER) != 0) {
            words.add("a number");
        }
        if ((kinds & IS_TEXT) != 0) {
            words.add("a text");
        }
        if ((kinds & IS_BOOLEAN) != 0) {
            words.add("true or false");
        }
        if ((kinds & HOLDS_MORE) != 0) {
            words.add("a list or an object");
        }
        return String.join(" or ", words);
    }

    /** A note and what it says. */
    private record Told(String note, Known known) {}

    /** The fields known so far, and how many answers they were learnt from. */
    private record Known(int answers, Map<String, Integer> fields) {

        /** The stored form: {@code mapping answers}, then a line {@code kinds path} per field. */
        static Known read(@Nullable String text, String mapping) {
            Map<String, Integer> fields = new TreeMap<>();
            if (text == null || !text.startsWith(mapping + " ")) {
                return new Known(0, fields);
            }
            String[] lines = text.split("\n", -1);
            for (int i = 1; i < lines.length; i++) {
                int space = lines[i].indexOf(' ');
                fields.put(lines[i].substring(space + 1), Integer.parseInt(lines[i].substring(0, space)));
            }
            return new Known(Integer.parseInt(lines[0].substring(mapping.length() + 1)), fields);
        }

        String text(String mapping) {
            StringBuilder text = new StringBuilder(mapping + " " + answers);
            fields.forEach((path, kinds) -> {
                if (path.indexOf('\n') < 0) {
                    text.append('\n').append(kinds).append(' ').append(path);
                }
            });
            return text.toString();
        }

        /** One answer more of which to learn: what it lacks is optional, and so is what those before it lacked. */
        Known and(Map<String, Integer> seen) {
            Map<String, Integer> all = new TreeMap<>(fields);
            all.replaceAll((path, kinds) -> seen.containsKey(path) ? kinds : kinds | OPTIONAL);
            seen.forEach((path, kinds) -> all.merge(
                    path, answers == 0 ? kinds : kinds | OPTIONAL, (known, now) -> known | (now & ~OPTIONAL)));
            return new Known(answers + 1, all);
        }

        /** Fields never seen before join as optional ones. */
        Known with(Map<String, Integer> seen) {
            Map<String, Integer> all = new TreeMap<>(fields);
            seen.forEach((path, kinds) -> {
                if (all.size() < MOST_FIELDS) {
                    all.putIfAbsent(path, kinds | OPTIONAL);
                }
            });
            return new Known(answers, all);
        }
    }
}
