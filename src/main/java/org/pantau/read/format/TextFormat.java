package org.pantau.read.format;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain text to one row a match, a field for each named group. Takes time in proportion to the text, whatever it is. */
public final class TextFormat {

    private static final int MAX_CHARACTERS = 4_000_000;
    private static final int MAX_ROWS = 50_000;

    private TextFormat() {}

    /**
     * Searches a whole text.
     *
     * @return empty where nothing matches
     * @throws UnreadableBody when the text or what is found is more than allowed
     */
    public static List<Map<String, @Nullable Object>> read(Pattern pattern, String text) throws UnreadableBody {
        if (text.length() > MAX_CHARACTERS) {
            throw new UnreadableBody("a text of more than " + MAX_CHARACTERS + " characters");
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (rows.size() == MAX_ROWS) {
                throw new UnreadableBody("more than " + MAX_ROWS + " matches");
            }
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (Map.Entry<String, Integer> group : pattern.namedGroups().entrySet()) {
                String found = matcher.group(group.getValue());
                if (found != null) {
                    row.put(group.getKey(), found.strip());
                }
            }
            rows.add(row);
        }
        return rows;
    }
}
