package org.pantau.operate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.read.Reader;
import org.pantau.read.Reading;
import org.pantau.read.Readings;

/**
 * An answer that was kept to try mappings on: decoded, whatever the mapping does not need taken out, and what it was read as.
 * Read again after the mapping was changed, it shows what the change does to numbers before they are stored.
 *
 * @param feed id of the feed
 * @param kept when
 * @param answers one per request
 */
public record Fixture(String feed, String kept, List<Kept> answers) {

    private static final int MOST_CHARACTERS = 1_000_000;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
            .build();

    public Fixture {
        answers = List.copyOf(answers);
    }

    /**
     * One answer.
     *
     * @param status HTTP status
     * @param asked when it was asked for, ISO 8601
     * @param bindings what was asked for
     * @param document the decoded document, redacted
     * @param read what it was read as: outcome, rows and problems
     */
    public record Kept(
            int status,
            String asked,
            Map<String, String> bindings,
            @Nullable Object document,
            JsonNode read) {
        public Kept {
            bindings = Map.copyOf(bindings);
        }
    }

    /**
     * Keeps what a trial brought.
     *
     * @return empty where nothing can be kept: no good answer, a probe, or a document too large or not to be redacted
     */
    public static Optional<Fixture> of(Trial.Tried tried, Instant now) {
        List<Kept> answers = new ArrayList<>();
        for (int i = 0; i < tried.answers().size(); i++) {
            Answer answer = tried.answers().get(i);
            Readings read = tried.readings().get(i);
            Object document = read.document();
            if (!read.outcome().ok() || document == null) {
                return Optional.empty();
            }
            JsonNode said = said(Reader.read(tried.feed(), answer, document));
            Object redacted = Redaction.of(
                    document,
                    tree -> said(Reader.read(tried.feed(), answer, tree)).equals(said));
            if (redacted == null) {
                return Optional.empty();
            }
            Map<String, String> bindings = new TreeMap<>();
            answer.bindings().forEach((name, value) -> bindings.put(name, value.toString()));
            answers.add(new Kept(answer.status(), answer.askedAt().toString(), bindings, redacted, said));
        }
        Fixture fixture = new Fixture(tried.feed().id(), now.toString(), answers);
        return answers.isEmpty() || fixture.text().length() > MOST_CHARACTERS ? Optional.empty() : Optional.of(fixture);
    }

    /**
     * The stored form read back.
     *
     * @throws IllegalArgumentException when the text was not written by {@link #text}
     */
    public static Fixture parse(String text) {
        try {
            return JSON.readValue(text, Fixture.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a kept answer: " + e.getOriginalMessage(), e);
        }
    }

    /** The stored form: JSON that a person can read and compare. */
    public String text() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written", e);
        }
    }

    /** What a mapping says otherwise of the kept answers than when they were kept, a line each; empty for nothing. */
    public List<String> differences(Feed now) {
        List<String> differences = new ArrayList<>();
        for (Kept each : answers) {
            Answer answer = new Answer(
                    Outcome.OK,
                    each.status(),
                    Map.of(),
                    new byte[0],
                    Map.copyOf(each.bindings()),
                    Instant.parse(each.asked()),
                    Duration.ofMillis(1),
                    null,
                    null);
            Object document = JSON.convertValue(each.document(), Object.class);
            compare("", each.read(), said(Reader.read(now, answer, document)), differences);
        }
        return differences;
    }

    private void compare(String path, @Nullable JsonNode was, @Nullable JsonNode is, List<String> differences) {
        if (was == null || is == null || (was.isValueNode() || is.isValueNode())) {
            if (was == null || !was.equals(is)) {
                differences.add(feed + path + ": " + shown(was) + " → " + shown(is));
            }
            return;
        }
        Set<String> names = new HashSet<>();
        was.fieldNames().forEachRemaining(names::add);
        is.fieldNames().forEachRemaining(names::add);
        names.stream().sorted().forEach(name -> compare(path + "/" + name, was.get(name), is.get(name), differences));
        if (was.isArray()) {
            for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
                compare(path + "/" + i, was.get(i), is.get(i), differences);
            }
        }
    }

    private static String shown(@Nullable JsonNode node) {
        return node == null ? "-" : node.isValueNode() ? node.asText() : "…";
    }

    /** What readings say, in a form that can be compared and stored. */
    private static JsonNode said(Readings readings) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("state", readings.outcome().state().word());
        said.put("zero", readings.zero());
        said.put(
                "services",
                readings.rows().stream().map(Reading::identity).distinct().count());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Reading row : readings.rows()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("service", row.code());
            one.put("at", row.at() == null ? null : row.at().toString());
            one.put("as_of", row.asOf() == null ? null : row.asOf().toString());
            new TreeMap<>(row.cells())
                    .forEach((name, cell) -> one.put(
                            name, cell.problem().isEmpty() ? String.valueOf(cell.value()) : "! " + cell.problem()));
            rows.add(one);
        }
        said.put("rows", rows);
        said.put("problems", readings.problems());
        try {
            // Through text: a number read back compares like the number written.
            return JSON.readTree(JSON.writeValueAsString(said));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written", e);
        }
    }
}
