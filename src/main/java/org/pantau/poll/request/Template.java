package org.pantau.poll.request;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with {@code {name}} in it; braces around anything but a plain name stay as they are (JSON bodies). */
public final class Template {

    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final List<String> texts = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** @throws IllegalArgumentException naming a name that nobody gives a value */
    public Template(String text, Set<String> known) {
        Matcher matcher = NAME.matcher(text);
        int from = 0;
        while (matcher.find()) {
            String name = matcher.group(1);
            if (!known.contains(name)) {
                throw new IllegalArgumentException("{" + name + "} is not known, expected one of " + known);
            }
            texts.add(text.substring(from, matcher.start()));
            names.add(name);
            from = matcher.end();
        }
        texts.add(text.substring(from));
    }

    /** The text with its names replaced; each value must be there. */
    public String fill(Map<String, String> values) {
        StringBuilder filled = new StringBuilder(texts.get(0));
        for (int i = 0; i < names.size(); i++) {
            filled.append(values.getOrDefault(names.get(i), "")).append(texts.get(i + 1));
        }
        return filled.toString();
    }

    /** Like {@link #fill(Map)}, with the text between the names passed through {@code literal}; values never are. */
    public String fill(Map<String, String> values, Literal literal) throws MissingSecretException {
        StringBuilder filled = new StringBuilder(literal.of(texts.get(0)));
        for (int i = 0; i < names.size(); i++) {
            filled.append(values.getOrDefault(names.get(i), "")).append(literal.of(texts.get(i + 1)));
        }
        return filled.toString();
    }

    /** What becomes of the text the catalogue's author wrote around the names. */
    @FunctionalInterface
    public interface Literal {
        String of(String text) throws MissingSecretException;
    }

    /** How values are written into an address. */
    static String inUrl(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * How values are written into a body of this shape: JSON, XML and forms keep their structure whatever the value. The
     * body itself tells the shape where it can, for some sources want JSON that is called a form.
     */
    static UnaryOperator<String> inBody(String body, String contentType) {
        String start = body.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            return Template::inJson;
        }
        if (start.startsWith("<")) {
            return Template::inXml;
        }
        return contentType.contains("form-urlencoded")
                ? value -> URLEncoder.encode(value, StandardCharsets.UTF_8)
                : UnaryOperator.identity();
    }

    static String inJson(String value) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each == '"' || each == '\\') {
                escaped.append('\\').append(each);
            } else if (each < ' ') {
                escaped.append(String.format("\\u%04x", (int) each));
            } else {
                escaped.append(each);
            }
        }
        return escaped.toString();
    }

    static String inXml(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }
}
