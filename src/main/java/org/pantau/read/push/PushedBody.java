package org.pantau.read.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.PushSpec;
import org.pantau.catalogue.model.PushSpec.Kind;
import org.pantau.measure.Outcome;
import org.pantau.measure.Semantics;
import org.pantau.measure.value.Answer;
import org.pantau.read.Reader;
import org.pantau.read.Reading;
import org.pantau.read.Readings;
import org.pantau.read.format.JsonFormat;
import org.pantau.read.format.MetricsFormat;
import org.pantau.read.format.UnreadableBody;

/**
 * A pushed body, taken apart and not yet mapped. What is about to be counted a second time can then be left out by its
 * keys. Pure; not to be read on an event loop where it is large.
 */
public final class PushedBody {

    private final Feed feed;
    private final Answer answer;
    private final @Nullable Object document;
    private final @Nullable List<Map<String, Object>> items;
    private final Items itemNames;
    private final List<Map<String, Object>> deltas;
    /** An agent sends all it measures, in several parts if need be, before there is anything of ours among it too. */
    private final boolean sendsEverything;

    private PushedBody(
            Feed feed,
            Answer answer,
            @Nullable Object document,
            @Nullable List<Map<String, Object>> items,
            Items itemNames,
            List<Map<String, Object>> deltas,
            boolean sendsEverything) {
        this.feed = feed;
        this.answer = answer;
        this.document = document;
        this.items = items;
        this.itemNames = itemNames;
        this.deltas = deltas;
        this.sendsEverything = sendsEverything;
    }

    /**
     * What a body says.
     *
     * @param flaws everything that was expected otherwise; where there is one, nothing of the body counts
     * @param items what its rows are called
     * @param notes what whoever looks after the feed should know though nothing is wrong with the body
     */
    public record Understood(Readings readings, List<Flaw> flaws, Items items, List<String> notes) {}

    /**
     * Takes a body apart.
     *
     * @param labels of the path it was pushed to, which go before labels of the same name in the body
     * @throws UnreadableBody when it is not what its kind says
     */
    public static PushedBody of(Feed feed, Kind kind, Answer answer, Map<String, String> labels) throws UnreadableBody {
        PushSpec push = feed.push();
        boolean mapped = push != null && push.mapped();
        return switch (kind) {
            case JSON -> json(feed, answer, mapped);
            case CSV ->
                mapped
                        ? new PushedBody(feed, answer, null, null, Items.ROWS, List.of(), false)
                        : new PushedBody(
                                feed, answer, null, OwnTable.read(answer.body()), Items.TABLE, List.of(), false);
            case PROMETHEUS -> {
                List<Map<String, Object>> rows = MetricsFormat.read(
                        answer.body(),
                        answer.headers().getOrDefault("content-type", "").contains("openmetrics"));
                rows.forEach(row -> label(row, labels));
                yield new PushedBody(feed, answer, rows, null, Items.ROWS, List.of(), false);
            }
            case OTLP -> otlp(feed, answer);
            case HEARTBEAT -> throw new UnreadableBody("a heartbeat has no body");
        };
    }

    private static PushedBody json(Feed feed, Answer answer, boolean mapped) throws UnreadableBody {
        Object document = JsonFormat.read(answer.body());
        if (document instanceof Map<?, ?> map && map.size() == 1 && map.get("samples") instanceof List<?>) {
            return new PushedBody(feed, answer, null, OwnBatch.items(map), Items.BATCH, List.of(), false);
        }
        if (!mapped) {
            throw new UnreadableBody("an object is expected with the one key samples, a list");
        }
        return new PushedBody(feed, answer, null, null, Items.ROWS, List.of(), false);
    }

    private static PushedBody otlp(Feed feed, Answer answer) throws UnreadableBody {
        boolean json = answer.headers().getOrDefault("content-type", "").contains("json");
        List<Map<String, Object>> rows =
                OtlpRows.of(json ? JsonFormat.read(answer.body()) : ProtoTree.read(answer.body()));
        List<Map<String, Object>> deltas = rows.stream()
                .filter(row -> OtlpRows.DELTA.equals(row.get("temporality")))
                .toList();
        List<Map<String, Object>> others = new ArrayList<>(rows);
        others.removeAll(deltas);
        return new PushedBody(feed, answer, others, null, Items.ROWS, deltas, true);
    }

    private static void label(Map<String, Object> row, Map<String, String> labels) {
        if (!labels.isEmpty() && row.get("labels") instanceof Map<?, ?> own) {
            Map<String, String> all = new TreeMap<>();
            own.forEach((name, value) -> all.put(String.valueOf(name), String.valueOf(value)));
            all.putAll(labels);
            row.put("labels", all);
        }
    }

    /** What tells each increase from every other, where the source sends increases and may send one again. */
    public List<String> keys() {
        return deltas.stream().map(OtlpRows::key).distinct().toList();
    }

    /**
     * Reads it by the feed's mapping.
     *
     * @param counted keys of increases that count already
     */
    public Understood read(Set<String> counted) {
        if (items != null) {
            return new OwnBatch(feed, answer, itemNames).read(items);
        }
        if (document == null) {
            return understood(Reader.read(feed, answer), List.of());
        }
        if (deltas.isEmpty()) {
            return understood(Reader.read(feed, answer, document), List.of());
        }
        Map<String, Map<String, Object>> fresh = new LinkedHashMap<>();
        for (Map<String, Object> delta : deltas) {
            String key = OtlpRows.key(delta);
            if (!counted.contains(key)) {
                fresh.putIfAbsent(key, delta);
            }
        }
        Readings levels = Reader.read(feed, answer, document);
        Readings increases = Reader.read(feed, answer, new ArrayList<>(fresh.values()));
        List<Flaw> flaws = new ArrayList<>();
        mixed(levels, true, flaws);
        mixed(increases, false, flaws);
        return understood(together(levels, increases), flaws);
    }

    private static boolean running(Mapping mapping) {
        return mapping.semantics() == Semantics.SINCE_START || mapping.semantics() == Semantics.TOTAL_FOREVER;
    }

    /** An increase taken for a running total, or the other way round, would be a wrong number without a trace. */
    private void mixed(Readings readings, boolean totals, List<Flaw> flaws) {
        for (Mapping mapping : feed.measures()) {
            boolean wrong = (mapping.semantics() == Semantics.DELTA_READ && totals) || (running(mapping) && !totals);
            if (wrong && readings.rows().stream().anyMatch(row -> value(row, mapping) != null)) {
                flaws.add(new Flaw(
                        mapping.measure().name(),
                        totals
                                ? "increases (delta), as the mapping says"
                                : "running totals (cumulative), as the mapping says"));
            }
        }
    }

    private static @Nullable Object value(Reading row, Mapping mapping) {
        Reading.Cell cell = row.cells().get(mapping.measure().name());
        return cell == null ? null : cell.value();
    }

    private Readings together(Readings one, Readings other) {
        if (!one.outcome().ok() || !other.outcome().ok()) {
            return one.outcome().ok() ? other : one;
        }
        List<Reading> rows = new ArrayList<>(one.rows());
        rows.addAll(other.rows());
        List<String> problems = new ArrayList<>(one.problems());
        problems.addAll(other.problems());
        if (!rows.isEmpty()) {
            // The expression for rows may well find nothing in one half.
            problems.removeIf(nothingFound()::equals);
        }
        return new Readings(Outcome.OK, false, rows, answer.bindings(), problems, false);
    }

    private String nothingFound() {
        return feed.id() + "/rows: nothing found";
    }

    private Understood understood(Readings readings, List<Flaw> flaws) {
        List<Flaw> all = new ArrayList<>(flaws);
        if (!readings.outcome().ok()) {
            all.add(new Flaw("body", readings.outcome().reason()));
        }
        if (!sendsEverything || !readings.problems().contains(nothingFound())) {
            return new Understood(readings, all, Items.ROWS, List.of());
        }
        List<String> others = new ArrayList<>(readings.problems());
        others.removeIf(nothingFound()::equals);
        Readings none =
                new Readings(readings.outcome(), readings.zero(), readings.rows(), readings.bindings(), others, false);
        return new Understood(none, all, Items.ROWS, List.of(nothingFound()));
    }

    static Map<String, Object> row() {
        return new HashMap<>(12);
    }
}
