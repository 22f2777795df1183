package org.pantau.read.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus text 0.0.4 and OpenMetrics 1.0 to a list of rows {@code {name, labels, value, type, ts, unit, created}}.
 * {@code ts} and {@code created} (when a counter began to count) are in epoch milliseconds whichever the format, and there
 * only where the source gives them; exemplars are skipped; {@code labels} are sorted.
 */
public final class MetricsFormat {

    private static final int MAX_ROWS = 100_000;
    private static final int MAX_LABELS = 100;
    private static final int MAX_TEXT = 10_000;
    private static final String CREATED = "_created";
    private static final List<String> SUFFIXES = List.of("_total", "_bucket", "_sum", "_count", CREATED, "_info");

    private final String text;
    private final boolean seconds;
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> units = new HashMap<>();
    private final Map<String, Map<Map<String, String>, Long>> created = new HashMap<>();
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private int at;
    private int line;
    private int end;
    private String family = "";
    private String familyType = "untyped";
    private @Nullable String familyUnit;

    private MetricsFormat(String text, boolean seconds) {
        this.text = text;
        this.seconds = seconds;
    }

    /**
     * Parses a whole body.
     *
     * @param declared whether its sender calls it OpenMetrics, which then must be whole
     * @throws UnreadableBody naming the line that is wrong
     */
    public static List<Map<String, Object>> read(byte[] body, boolean declared) throws UnreadableBody {
        String text = Bodies.text(body);
        // Only OpenMetrics closes with this line, and only it counts time in seconds.
        boolean closed = text.stripTrailing().endsWith("# EOF");
        if (declared && !closed) {
            throw new UnreadableBody("OpenMetrics without its last line # EOF: cut short");
        }
        MetricsFormat format = new MetricsFormat(text, closed);
        format.lines();
        format.addCreated();
        return format.rows;
    }

    private void lines() throws UnreadableBody {
        int length = text.length();
        int next = 0;
        while (next < length) {
            at = next;
            line++;
            int newline = text.indexOf('\n', at);
            end = newline < 0 ? length : newline;
            next = end + 1;
            if (end > at && text.charAt(end - 1) == '\r') {
                end--;
            }
            space();
            if (at == end) {
                continue;
            }
            if (text.charAt(at) == '#') {
                if (text.startsWith("# EOF", at) && seconds) {
                    if (!text.substring(end).isBlank()) {
                        throw wrong("something after # EOF");
                    }
                    return;
                }
                comment();
            } else {
                rows.add(sample());
                if (rows.size() > MAX_ROWS) {
                    throw wrong("more than " + MAX_ROWS + " samples");
                }
            }
        }
    }

    private void comment() {
        boolean unit = text.startsWith("# UNIT ", at);
        if (!unit && !text.startsWith("# TYPE ", at)) {
            return;
        }
        String[] words = text.substring(at + 7, end).trim().split("[ \t]+", 3);
        if (words.length >= 2) {
            (unit ? units : types).put(words[0], words[1]);
            family = "";
        }
    }

    private Map<String, Object> sample() throws UnreadableBody {
        String name = name();
        if (name.isEmpty()) {
            throw wrong("a name of a metric is expected");
        }
        Map<String, String> labels = at < end && text.charAt(at) == '{' ? labels() : Map.of();
        Map<String, Object> row = new HashMap<>(8);
        row.put("name", name);
        row.put("labels", labels);
        row.put("value", number(word()));
        row.put("type", type(name));
        if (familyUnit != null) {
            row.put("unit", familyUnit);
        }
        space();
        if (at < end && text.charAt(at) != '#') {
            row.put("ts", millis(word()));
            space();
        }
        if (at < end && !(text.charAt(at) == '#' && seconds)) {
            throw wrong("something after the sample");
        }
        if (name.endsWith(CREATED) && row.get("value") instanceof Number time && Double.isFinite(time.doubleValue())) {
            created.computeIfAbsent(name.substring(0, name.length() - CREATED.length()), family -> new HashMap<>())
                    .put(labels, Math.round(time.doubleValue() * 1000));
        }
        return row;
    }

    /** Tells each sample of a counter, histogram or summary since when it counts, where its family says so. */
    private void addCreated() {
        if (created.isEmpty()) {
            return;
        }
        for (Map<String, Object> row : rows) {
            String name = String.valueOf(row.get("name"));
            var since = created.get(family(name));
            if (since == null || name.endsWith(CREATED) || !(row.get("labels") instanceof Map<?, ?> labels)) {
                continue;
            }
            Map<?, ?> own = labels;
            if (labels.containsKey("le") || labels.containsKey("quantile")) {
                own = new TreeMap<>(labels);
                own.remove("le");
                own.remove("quantile");
            }
            Long at = since.get(own);
            if (at != null) {
                row.put("created", at);
            }
        }
    }

    private static String family(String name) {
        for (String suffix : SUFFIXES) {
            if (name.endsWith(suffix)) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        return name;
    }

    private Map<String, String> labels() throws UnreadableBody {
        Map<String, String> labels = new TreeMap<>();
        at++;
        while (true) {
            space();
            if (at < end && text.charAt(at) == '}') {
                at++;
                return labels;
            }
            String name = name();
            space();
            if (name.isEmpty() || at >= end || text.charAt(at) != '=') {
                throw wrong("a label is expected, such as code=\"200\"");
            }
            at++;
            space();
            if (labels.put(name, quoted()) != null) {
                throw wrong("a label twice");
            }
            if (labels.size() > MAX_LABELS) {
                throw wrong("more than " + MAX_LABELS + " labels");
            }
            space();
            if (at < end && text.charAt(at) == ',') {
                at++;
            } else if (at >= end || text.charAt(at) != '}') {
                throw wrong("a comma or } is expected after a label");
            }
        }
    }

    private String quoted() throws UnreadableBody {
        if (at >= end || text.charAt(at) != '"') {
            throw wrong("the value of a label is expected in quotes");
        }
        int from = ++at;
        StringBuilder unescaped = null;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '"') {
                String value = unescaped == null
                        ? text.substring(from, at)
                        : unescaped.append(text, from, at).toString();
                at++;
                if (value.length() > MAX_TEXT) {
                    throw wrong("a label longer than " + MAX_TEXT);
                }
                return value;
            }
            if (c == '\\' && at + 1 < end) {
                unescaped = unescaped == null ? new StringBuilder() : unescaped;
                unescaped.append(text, from, at);
                char escaped = text.charAt(at + 1);
                if (escaped != 'n' && escaped != '"' && escaped != '\\') {
                    unescaped.append('\\');
                }
                unescaped.append(escaped == 'n' ? '\n' : escaped);
                at += 2;
                from = at;
            } else {
                at++;
            }
        }
        throw wrong("a label without its closing quote");
    }

    private String name() {
        int from = at;
        while (at < end && nameChar(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private static boolean nameChar(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == ':'
                || c == '.';
    }

    private String word() {
        space();
        int from = at;
        while (at < end && text.charAt(at) != ' ' && text.charAt(at) != '\t') {
            at++;
        }
        return text.substring(from, at);
    }

    private Number number(String word) throws UnreadableBody {
        int length = word.length();
        if (length > 0 && length <= 15) {
            long whole = 0;
            int i = 0;
            while (i < length && word.charAt(i) >= '0' && word.charAt(i) <= '9') {
                whole = whole * 10 + (word.charAt(i++) - '0');
            }
            if (i == length) {
                return whole == (int) whole ? (Number) (int) whole : (Number) whole;
            }
        }
        return switch (word) {
            case "NaN", "nan" -> Double.NaN;
            case "+Inf", "Inf", "+inf", "inf" -> Double.POSITIVE_INFINITY;
            case "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> decimal(word);
        };
    }

    private double decimal(String word) throws UnreadableBody {
        char last = word.isEmpty() ? 'x' : word.charAt(word.length() - 1);
        // Java also reads 1f, 1d and hexadecimal floats, which no exposition holds.
        if ((last < '0' && last != '.') || last > '9' || word.indexOf('x') >= 0 || word.length() > 100) {
            throw wrong("a number is expected");
        }
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw wrong("a number is expected");
        }
    }

    private long millis(String word) throws UnreadableBody {
        Number time = number(word);
        double given = time.doubleValue();
        if (!Double.isFinite(given)) {
            throw wrong("a time is expected after the value");
        }
        return Math.round(seconds ? given * 1000 : given);
    }

    /** The declared type of the family a sample belongs to. Samples of a family follow one another. */
    private String type(String name) {
        if (!name.equals(family)) {
            family = name;
            familyType = found(name);
            familyUnit = units.isEmpty() ? null : units.getOrDefault(name, units.get(family(name)));
        }
        return familyType;
    }

    private String found(String name) {
        String exact = types.get(name);
        if (exact != null) {
            return exact;
        }
        return types.getOrDefault(family(name), "untyped");
    }

    private void space() {
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private UnreadableBody wrong(String what) {
        return new UnreadableBody("line " + line + ": " + what);
    }
}
