package org.pantau.catalogue.parse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;

/** Reads what a request sends: {@code json}, {@code form}, {@code body} or {@code body_file}. */
final class BodyParser {

    static final List<String> KEYS = List.of("json", "form", "body", "body_file");

    private static final long MOST_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> onDisk;
    private final Set<String> places;

    /**
     * Begins to read.
     *
     * @param onDisk names of the catalogue's files that lie on the disk, the only ones that files may lie beside
     * @param places what {@code {name}} may stand for
     */
    BodyParser(Set<String> onDisk, Set<String> places) {
        this.onDisk = onDisk;
        this.places = places;
    }

    /** The body to send, null for none; for {@code json} and {@code form} also says so in the headers. */
    @Nullable
    String body(YamlFields fields, Map<String, String> headers) {
        List<String> given = KEYS.stream().filter(fields::has).toList();
        if (given.size() > 1) {
            fields.keyPlace(given.get(1))
                    .mistake(given.get(0) + " is given too, expected only one of " + given.get(0) + " and "
                            + given.get(1));
        }
        YamlValue value = given.isEmpty() ? null : fields.get(given.get(0));
        if (value == null) {
            return null;
        }
        String body = switch (given.get(0)) {
            case "json" -> json(value, headers);
            case "form" -> form(value, headers);
            case "body_file" -> file(value);
            default -> value.verbatim();
        };
        if (body != null) {
            Texts.checkPlaces(value, body, places);
        }
        return body;
    }

    /** A body given as a tree. */
    static String json(YamlValue value, Map<String, String> headers) {
        typed(headers, "application/json");
        try {
            return JSON.writeValueAsString(value.tree());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of plain values is always JSON", impossible);
        }
    }

    private static String form(YamlValue value, Map<String, String> headers) {
        typed(headers, "application/x-www-form-urlencoded");
        StringJoiner body = new StringJoiner("&");
        value.entries("field names and their texts").each((name, entry) -> {
            String text = entry.text();
            if (text != null) {
                Texts.checkReference(entry, text);
                body.add(encoded(name) + "=" + formText(text));
            }
        });
        return body.toString();
    }

    /** References and {@code {name}} stay as they are: they are written in their turn when the request is. */
    static String formText(String text) {
        if (Texts.isReference(text)) {
            return text;
        }
        StringBuilder all = new StringBuilder();
        Matcher places = Texts.places(text);
        int from = 0;
        while (places.find()) {
            all.append(encoded(text.substring(from, places.start()))).append(places.group());
            from = places.end();
        }
        return all.append(encoded(text.substring(from))).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void typed(Map<String, String> headers, String type) {
        if (headers.keySet().stream().noneMatch(name -> name.equalsIgnoreCase("content-type"))) {
            headers.put("Content-Type", type);
        }
    }

    private @Nullable String file(YamlValue value) {
        String name = value.text();
        if (name == null) {
            return null;
        }
        if (!onDisk.contains(value.file())) {
            value.mistake("goes only with a catalogue that is a file, expected body");
            return null;
        }
        try {
            Path folder = Path.of(value.file()).toAbsolutePath().normalize().getParent();
            Path file = folder == null ? Path.of(name) : folder.resolve(name).normalize();
            if (folder == null || !file.startsWith(folder) || Path.of(name).isAbsolute()) {
                value.mistake("'" + name + "' lies elsewhere, expected a file beside the catalogue");
            } else if (!Files.isRegularFile(file)) {
                value.mistake("'" + name + "' is not there, expected a file beside the catalogue");
            } else if (Files.size(file) > MOST_BYTES) {
                value.mistake("'" + name + "' is too big, expected at most " + MOST_BYTES + " bytes");
            } else {
                return Files.readString(file, StandardCharsets.UTF_8);
            }
        } catch (IOException | InvalidPathException unreadable) {
            value.mistake("'" + name + "' cannot be read, expected a file of UTF-8 text");
        }
        return null;
    }
}
