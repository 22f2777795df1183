package org.pantau.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pantau.read.format.Bodies;

/** The shape of a body for operators: structure and keys are kept, every value is masked. Made on failure only. */
public final class Excerpt {

    /** Most characters of an excerpt. */
    public static final int MAX_LENGTH = 600;

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern TAG = Pattern.compile("<(/?[a-zA-Z!][a-zA-Z0-9:-]{0,30})");
    private static final Pattern METRIC = Pattern.compile("(?m)^[a-zA-Z_:][a-zA-Z0-9_:]{0,80}(?=[{ ])");

    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final Pattern NUMBERS = Pattern.compile("\\p{Nd}+");

    private Excerpt() {}

    /** Of any body; empty for an empty one. */
    public static String of(byte[] body) {
        if (Bodies.blank(body)) {
            return "";
        }
        String start = Bodies.start(body);
        if (start.startsWith("<")) {
            return names(TAG.matcher(start), "<", "…>");
        }
        if (start.startsWith("{")
                || start.startsWith("[")
                || body[0] == 0
                || start.startsWith("þÿ")
                || start.startsWith("ÿþ")) {
            return json(Bodies.text(body));
        }
        Matcher metrics = METRIC.matcher(start);
        if (start.startsWith("#") && metrics.find()) {
            return names(metrics.reset(), "", " …\n");
        }
        return binary(body) ? "binary of " + body.length + " bytes" : letters(Bodies.text(body), body.length);
    }

    private static boolean binary(byte[] body) {
        int controls = 0;
        int looked = Math.min(body.length, 1000);
        for (int i = 0; i < looked; i++) {
            controls += body[i] >= 0 && body[i] < ' ' && body[i] != '\n' && body[i] != '\r' && body[i] != '\t' ? 1 : 0;
        }
        return controls * 50 > looked;
    }

    /** What stands between words and numbers, so that the delimiter and the number of columns are seen. */
    private static String letters(String text, int bytes) {
        StringBuilder excerpt = new StringBuilder("text of " + bytes + " bytes: ");
        String start = text.substring(0, Math.min(text.length(), 2 * MAX_LENGTH));
        excerpt.append(NUMBERS.matcher(WORDS.matcher(start).replaceAll("a")).replaceAll("9"));
        return cut(excerpt);
    }

    private static String names(Matcher matcher, String before, String after) {
        StringBuilder excerpt = new StringBuilder();
        while (matcher.find() && excerpt.length() < MAX_LENGTH - 50) {
            excerpt.append(before).append(matcher.group(matcher.groupCount())).append(after);
        }
        return cut(excerpt);
    }

    private static String json(String text) {
        StringBuilder excerpt = new StringBuilder();
        try (JsonParser parser = JSON.createParser(text)) {
            boolean comma = false;
            JsonToken token = parser.nextToken();
            while (token != null && excerpt.length() < MAX_LENGTH) {
                boolean closes = token.isStructEnd();
                excerpt.append(comma && !closes ? "," : "").append(masked(token, parser));
                comma = closes || token.isScalarValue();
                token = parser.nextToken();
            }
        } catch (IOException e) {
            excerpt.append(" … unreadable from here");
        }
        return cut(excerpt);
    }

    private static String masked(JsonToken token, JsonParser parser) throws IOException {
        return switch (token) {
            case START_OBJECT -> "{";
            case END_OBJECT -> "}";
            case START_ARRAY -> "[";
            case END_ARRAY -> "]";
            case FIELD_NAME -> "\"" + key(parser.currentName()) + "\":";
            case VALUE_STRING -> "\"…\"";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "0";
            case VALUE_TRUE, VALUE_FALSE -> "false";
            default -> "null";
        };
    }

    /** Some objects are keyed by a person's number. */
    static String key(String name) {
        return name.length() > 40 || name.matches(".*\\d{5}.*") ? "…" : name;
    }

    private static String cut(StringBuilder excerpt) {
        return excerpt.length() <= MAX_LENGTH ? excerpt.toString() : excerpt.substring(0, MAX_LENGTH - 1) + "…";
    }
}
