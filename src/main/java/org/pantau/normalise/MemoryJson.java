package org.pantau.normalise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.time.Period;
import org.pantau.normalise.Memory.Counter;
import org.pantau.normalise.Memory.Position;
import org.pantau.normalise.Memory.Watched;

/**
 * The stored form of a {@link Memory}: {@code {"slot":…, "counters":{measure:{"by":…, "known":…, "at":{identity: value or
 * [value, absent since, started, high, low, counted, leap, reads, doubted]; at the end when it was seen and in which lane, of pushed ones}}}, "watched":{period:[start…]}, "notes":{…}}}.
 */
final class MemoryJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double EXACT = 0x1p53;

    private MemoryJson() {}

    static String write(Memory memory) {
        ObjectNode root = JSON.createObjectNode();
        if (memory.slot() != null) {
            root.put("slot", memory.slot().toString());
        }
        if (!memory.counters().isEmpty()) {
            ObjectNode counters = root.putObject("counters");
            new TreeMap<>(memory.counters()).forEach((measure, counter) -> write(counters.putObject(measure), counter));
        }
        if (!memory.watched().isEmpty()) {
            ObjectNode watched = root.putObject("watched");
            memory.watched()
                    .forEach(each -> watched.withArray("/" + each.period().word())
                            .add(each.start().toString()));
        }
        if (!memory.notes().isEmpty()) {
            ObjectNode notes = root.putObject("notes");
            new TreeMap<>(memory.notes()).forEach(notes::put);
        }
        return root.toString();
    }

    private static void write(ObjectNode node, Counter counter) {
        node.put("by", counter.mapping());
        node.put("known", counter.known());
        if (counter.ownPolls() > 0) {
            node.put("own", counter.ownPolls());
        }
        ObjectNode at = node.putObject("at");
        new TreeMap<>(counter.positions()).forEach((identity, position) -> {
            JsonNode value = number(position.value());
            Fall fall = position.fall();
            if (position.absentSince() == null
                    && position.started() == null
                    && fall == null
                    && position.seen() == null) {
                at.set(identity, value);
                return;
            }
            ArrayNode all = at.putArray(identity);
            all.add(value).add(text(position.absentSince())).add(text(position.started()));
            if (fall != null) {
                all.add(number(fall.high())).add(number(fall.low())).add(number(fall.counted()));
                all.add(number(fall.leap()));
                all.add(fall.reads()).add(fall.doubted());
            }
            if (position.seen() != null) {
                all.add(text(position.seen())).add(position.lane());
            }
        });
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static JsonNode number(double value) {
        return value == Math.rint(value) && Math.abs(value) < EXACT
                ? JSON.getNodeFactory().numberNode((long) value)
                : JSON.getNodeFactory().numberNode(value);
    }

    static Memory read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            if (!root.isObject()) {
                throw new IllegalArgumentException("not the memory of a feed: no object");
            }
            Map<String, Counter> counters = new HashMap<>();
            root.path("counters")
                    .properties()
                    .forEach(entry -> counters.put(entry.getKey(), counter(entry.getValue())));
            List<Watched> watched = new ArrayList<>();
            for (Map.Entry<String, JsonNode> entry : root.path("watched").properties()) {
                Period period = Period.parse(entry.getKey())
                        .orElseThrow(() -> new IllegalArgumentException("unknown period: " + entry.getKey()));
                entry.getValue().forEach(start -> watched.add(new Watched(period, Instant.parse(start.asText()))));
            }
            Map<String, String> notes = new HashMap<>();
            root.path("notes")
                    .properties()
                    .forEach(entry -> notes.put(entry.getKey(), entry.getValue().asText()));
            return new Memory(instant(root.get("slot")), counters, watched, notes, Map.of());
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException("not the memory of a feed", e);
        }
    }

    private static Counter counter(JsonNode node) {
        Map<String, Position> positions = new HashMap<>();
        node.path("at").properties().forEach(entry -> positions.put(entry.getKey(), position(entry.getValue())));
        return new Counter(
                node.path("by").asText(),
                node.path("known").asBoolean(),
                node.path("own").asInt(),
                positions);
    }

    private static Position position(JsonNode at) {
        if (!at.isArray()) {
            return new Position(at.asDouble(), null, null, null);
        }
        Position position = new Position(at.path(0).asDouble(), instant(at.get(1)), instant(at.get(2)), fall(at));
        // Behind the fall, or in its place.
        Instant seen = at.size() == 5 || at.size() == 11 ? instant(at.get(at.size() - 2)) : null;
        return seen == null
                ? position
                : position.seenAt(seen, at.get(at.size() - 1).asInt());
    }

    private static @Nullable Fall fall(JsonNode at) {
        return at.size() < 9
                ? null
                : new Fall(
                        at.path(3).asDouble(),
                        at.path(4).asDouble(),
                        at.path(5).asDouble(),
                        at.path(6).asDouble(),
                        at.path(7).asInt(),
                        at.path(8).asBoolean());
    }

    private static @Nullable Instant instant(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : Instant.parse(node.asText());
    }
}
