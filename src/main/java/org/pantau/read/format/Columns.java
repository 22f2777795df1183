package org.pantau.read.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of a table's columns, from however many rows its header has. */
final class Columns {

    static final int MOST = 2_000;
    private static final int LONGEST = 200;

    private Columns() {}

    /**
     * Names from the rows of a header: what stands below one another is joined by a blank, a cell left empty in an upper
     * row goes on with the one on its left (they were one merged cell), an empty name is the column's letter, and a name
     * that comes again gets {@code _2}, {@code _3} …
     */
    static List<String> names(List<List<String>> header, int width) throws UnreadableBody {
        if (width > MOST) {
            throw new UnreadableBody("more than " + MOST + " columns");
        }
        List<String> names = new ArrayList<>(width);
        Set<String> taken = new HashSet<>();
        List<String> above = new ArrayList<>();
        header.forEach(row -> above.add(""));
        for (int column = 0; column < width; column++) {
            StringBuilder name = new StringBuilder();
            String lowest = header.isEmpty() ? "" : cell(header.get(header.size() - 1), column);
            for (int row = 0; row < header.size(); row++) {
                String text = cell(header.get(row), column);
                boolean last = row == header.size() - 1;
                if (!text.isEmpty()) {
                    for (int below = row; below < header.size(); below++) {
                        above.set(below, "");
                    }
                    above.set(row, text);
                } else if (!last && !lowest.isEmpty()) {
                    text = above.get(row);
                }
                name.append(name.isEmpty() || text.isEmpty() ? "" : " ").append(text);
            }
            names.add(unlike(shown(name.toString(), column), taken));
        }
        return names;
    }

    /** {@code A} to {@code Z}, {@code AA} … as a spreadsheet has them. */
    static String letters(int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.toString();
    }

    private static String cell(List<String> row, int column) {
        return column < row.size() ? row.get(column).replaceAll("\\s+", " ").strip() : "";
    }

    private static String shown(String name, int column) {
        if (name.isEmpty()) {
            return letters(column);
        }
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }

    private static String unlike(String name, Set<String> taken) {
        String free = name;
        for (int again = 2; !taken.add(free); again++) {
            free = name + "_" + again;
        }
        return free;
    }
}
