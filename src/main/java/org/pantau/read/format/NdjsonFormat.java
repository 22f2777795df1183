package org.pantau.read.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object or list a line. A line that is cut short rejects the whole: half an answer is no answer. */
public final class NdjsonFormat {

    private static final int MAX_LINES = 1_000_000;

    private NdjsonFormat() {}

    /**
     * Parses a whole body.
     *
     * @throws UnreadableBody naming the line that is wrong
     */
    public static List<@Nullable Object> read(String text) throws UnreadableBody {
        List<@Nullable Object> rows = new ArrayList<>();
        int from = 0;
        int line = 0;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int end = newline < 0 ? text.length() : newline;
            line++;
            String one = text.substring(from, end).strip();
            from = end + 1;
            if (one.isEmpty()) {
                continue;
            }
            if (line > MAX_LINES) {
                throw new UnreadableBody("more than " + MAX_LINES + " lines");
            }
            rows.add(row(one, line));
        }
        return rows;
    }

    private static Object row(String text, int line) throws UnreadableBody {
        try {
            Object row = JsonFormat.read(text);
            if (row instanceof Map<?, ?> || row instanceof List<?>) {
                return row;
            }
        } catch (UnreadableBody e) {
            throw new UnreadableBody("line " + line + ": " + e.getMessage());
        }
        // A number or word alone could be the beginning of a longer one.
        throw new UnreadableBody("line " + line + ": neither an object nor a list");
    }
}
