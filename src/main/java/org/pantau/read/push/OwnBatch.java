package org.pantau.read.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping;
import org.pantau.expression.function.Numbers;
import org.pantau.measure.Measure;
import org.pantau.measure.Outcome;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Answer;
import org.pantau.read.Reading;
import org.pantau.read.Reading.Cell;
import org.pantau.read.Readings;
import org.pantau.read.format.UnreadableBody;

/**
 * Pantau's own batch: {@code {"samples": [{"service": …, "measure": …, "at": …, "value": …}]}}. The feed's measures say
 * what each number means. Every item is checked before any counts.
 */
final class OwnBatch {

    private static final int MOST_ITEMS = 10_000;
    private static final int MOST_FLAWS = 100;
    private static final int LONGEST_TEXT = 200;
    private static final Set<String> KEYS = Set.of("service", "measure", "at", "value", "period", "weight");

    private final Feed feed;
    private final Answer answer;
    private final Items names;
    private final List<Flaw> flaws = new ArrayList<>();

    OwnBatch(Feed feed, Answer answer, Items names) {
        this.feed = feed;
        this.answer = answer;
        this.names = names;
    }

    /** The items of a document; what is no object becomes an empty item, which is then found wrong. */
    static List<Map<String, Object>> items(Map<?, ?> document) throws UnreadableBody {
        List<Map<String, Object>> items = new ArrayList<>();
        if (document.get("samples") instanceof List<?> samples) {
            if (samples.size() > MOST_ITEMS) {
                throw new UnreadableBody("more than " + MOST_ITEMS + " samples, send them in several parts");
            }
            for (Object sample : samples) {
                Map<String, Object> item = new HashMap<>();
                if (sample instanceof Map<?, ?> map) {
                    map.forEach((key, value) -> {
                        if (value != null) {
                            item.put(String.valueOf(key), value);
                        }
                    });
                }
                items.add(item);
            }
        }
        return items;
    }

    PushedBody.Understood read(List<Map<String, Object>> items) {
        List<Reading> rows = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            int before = flaws.size();
            Reading row = reading(i, items.get(i));
            if (row != null && flaws.size() == before) {
                rows.add(row);
            }
        }
        if (items.isEmpty()) {
            flaw("samples", "at least one item");
        }
        Readings readings = new Readings(Outcome.OK, false, rows, answer.bindings(), List.of(), false);
        return new PushedBody.Understood(readings, flaws, names, List.of());
    }

    private @Nullable Reading reading(int index, Map<String, Object> item) {
        String name = names.name(index);
        item.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .sorted()
                .forEach(key -> flaw(
                        name + "." + (key.length() > 40 ? key.substring(0, 40) : key),
                        "one of service, measure, at, value, period, weight"));
        Mapping mapping = mapping(name, item.get("measure"));
        String code = code(name, item.get("service"));
        Object at = item.get("at");
        if (at != null && !(at instanceof Number) && !(at instanceof String)) {
            flaw(name + ".at", "a time such as 2026-11-23T08:00:00+07:00");
        }
        if (mapping == null || code == null) {
            return null;
        }
        Object period = item.get("period");
        if (period != null && !mapping.period().word().equals(period)) {
            flaw(name + ".period", mapping.period().word() + ", as the feed's mapping says");
        }
        Object value = value(name + ".value", item.get("value"), mapping.measure());
        Object weight = item.get("weight");
        if (weight != null && mapping.weight() == null) {
            flaw(name + ".weight", "none, as the feed's mapping has no weight");
        }
        Cell cell = new Cell(value, weight == null ? null : value(name + ".weight", weight, mapping.measure()), "");
        return new Reading(
                index, code, null, at, null, "", Map.of(mapping.measure().name(), cell));
    }

    private @Nullable Mapping mapping(String name, @Nullable Object measure) {
        for (Mapping mapping : feed.measures()) {
            if (mapping.measure().name().equals(measure)) {
                return mapping;
            }
        }
        List<String> known = feed.measures().stream()
                .map(mapping -> mapping.measure().name())
                .toList();
        flaw(name + ".measure", "one of the feed's measures: " + String.join(", ", known));
        return null;
    }

    /** Null and a flaw where it names no service of the feed. */
    private @Nullable String code(String name, @Nullable Object service) {
        ScopePath one = feed.service();
        if (one != null) {
            boolean same = service == null
                    || service.equals(one.value())
                    || one.value().endsWith("/" + service);
            if (!same) {
                flaw(name + ".service", one.value() + ", or left out: the feed speaks of no other");
            }
            return "";
        }
        String text = service instanceof Number number ? number.toString() : service instanceof String s ? s : "";
        if (text.length() <= LONGEST_TEXT && feed.services().containsKey(text)) {
            return text;
        }
        for (Map.Entry<String, ScopePath> known : feed.services().entrySet()) {
            if (known.getValue().value().equals(text)) {
                return known.getKey();
            }
        }
        flaw(name + ".service", "one of the feed's services, by its code or path");
        return null;
    }

    private @Nullable Object value(String field, @Nullable Object value, Measure measure) {
        try {
            Object read = value instanceof Boolean && measure.kind() == Measure.Kind.STATE
                    ? value
                    : value instanceof Number || value instanceof String ? Numbers.read(value, null) : null;
            if (read == null) {
                flaw(field, "a number; leave the item out where there is none");
            }
            return read;
        } catch (IllegalArgumentException unreadable) {
            flaw(field, "a number such as 12 or 12.5");
            return null;
        }
    }

    private void flaw(String field, String expected) {
        if (flaws.size() < MOST_FLAWS) {
            flaws.add(new Flaw(field, expected));
        } else if (flaws.size() == MOST_FLAWS) {
            flaws.add(new Flaw("body", "fewer mistakes: there are more"));
        }
    }
}
