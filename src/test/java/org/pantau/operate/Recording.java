package org.pantau.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a real system once answered, and the figures that are in it: a file {@code src/test/resources/templates/NAME/*.yaml}.
 *
 * @param template the catalogue it is read with
 * @param slots when the feeds are asked, in order
 * @param env the secrets
 * @param figures what must come of it, one line each, see {@link Figures}
 * @param zeroDays how many days that are over hold a 0, which are not listed among the figures
 * @param outcomes of feeds that do not end well: {@code "feed: state"}
 * @param problems what could not be taken
 */
record Recording(
        String name,
        Path template,
        List<Instant> slots,
        Map<String, String> env,
        List<Exchange> exchanges,
        List<String> figures,
        int zeroDays,
        List<String> outcomes,
        List<String> problems) {

    private static final Path FOLDER = Path.of("src/test/resources/templates");
    private static final YAMLMapper YAML = new YAMLMapper();

    /**
     * One request and what is answered.
     *
     * @param ask method and address, as they stand in the request
     * @param sent headers that the request must have
     * @param body what the request's body must hold
     * @param answers the first time, the second time …; the last one from then on
     */
    record Exchange(
            String ask, Map<String, String> sent, List<String> body, List<byte[]> answers, int status, String type) {}

    static List<Recording> all() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<Recording> all = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                all.add(read(file));
            }
            return all;
        }
    }

    private static Recording read(Path file) throws IOException {
        JsonNode node = YAML.readTree(file.toFile());
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        String template = String.valueOf(folder.getFileName());
        Instant clock = OffsetDateTime.parse(node.get("clock").textValue()).toInstant();
        List<Instant> slots = new ArrayList<>();
        for (String after : node.has("slots") ? texts(node, "slots") : List.of("PT0S")) {
            slots.add(clock.plus(Duration.parse(after)));
        }
        List<Exchange> exchanges = new ArrayList<>();
        for (JsonNode each : node.get("exchanges")) {
            exchanges.add(exchange(each, folder));
        }
        return new Recording(
                template + "/" + file.getFileName(),
                Path.of("examples", "templates", template + ".yaml"),
                slots,
                entries(node, "env"),
                exchanges,
                texts(node, "figures"),
                node.path("zero_days").asInt(0),
                texts(node, "outcomes"),
                texts(node, "problems"));
    }

    private static Exchange exchange(JsonNode node, Path folder) throws IOException {
        List<byte[]> answers = new ArrayList<>();
        for (String name : texts(node, "answer")) {
            answers.add(Files.readAllBytes(folder.resolve(name)));
        }
        return new Exchange(
                node.get("ask").textValue(),
                entries(node, "sent"),
                texts(node, "body"),
                answers.isEmpty() ? List.of(new byte[0]) : answers,
                node.path("status").asInt(200),
                node.path("type").asText("application/json"));
    }

    private static List<String> texts(JsonNode node, String key) {
        JsonNode value = node.path(key);
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> texts.add(each.asText()));
        } else if (!value.isMissingNode()) {
            texts.add(value.asText());
        }
        return texts;
    }

    private static Map<String, String> entries(JsonNode node, String key) {
        Map<String, String> entries = new LinkedHashMap<>();
        node.path(key)
                .properties()
                .forEach(each -> entries.put(each.getKey(), each.getValue().asText()));
        return entries;
    }

    @Override
    public String toString() {
        return name;
    }
}
