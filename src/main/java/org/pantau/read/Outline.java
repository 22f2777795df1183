package org.pantau.read;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a decoded document, for whoever writes a mapping: keys and kinds of values, never a value. Of a list only
 * the first item is told.
 */
public final class Outline {

    /** Most characters. */
    public static final int MAX_LENGTH = 4_000;

    private static final int MOST_DEPTH = 12;

    private final StringBuilder text = new StringBuilder();

    private Outline() {}

    /** One key a line, indented by two blanks a level; empty for no document. */
    public static String of(@Nullable Object tree) {
        if (tree == null) {
            return "";
        }
        Outline outline = new Outline();
        outline.add(tree, 0);
        String whole = outline.text.toString().strip();
        return whole.length() <= MAX_LENGTH ? whole : whole.substring(0, MAX_LENGTH - 1) + "…";
    }

    private void add(@Nullable Object value, int depth) {
        if (text.length() > MAX_LENGTH || depth > MOST_DEPTH) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            text.append("{}\n");
            map.forEach((key, inner) -> {
                text.append("  ".repeat(depth + 1))
                        .append(Excerpt.key(String.valueOf(key)))
                        .append(": ");
                add(inner, depth + 1);
            });
        } else if (value instanceof List<?> list) {
            text.append('[').append(list.size()).append("] ");
            if (list.isEmpty()) {
                text.append('\n');
            } else {
                add(list.get(0), depth);
            }
        } else {
            text.append(kind(value)).append('\n');
        }
    }

    private static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof Number ? "number" : value instanceof Boolean ? "true/false" : "text";
    }
}
