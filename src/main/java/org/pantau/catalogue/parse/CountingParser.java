package org.pantau.catalogue.parse;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Counting;
import org.pantau.catalogue.model.Counting.Beside;
import org.pantau.catalogue.model.Counting.Range;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.expression.Expression;
import org.pantau.measure.Measure;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Semantics;
import org.pantau.measure.Unit.Dimension;

/** Reads the rarer keys of a mapping: how a counter restarts, what a window covers, what is plausible. */
final class CountingParser {

    static final List<String> KEYS = List.of(
            "unit_from",
            "window",
            "window_s",
            "key",
            "started",
            "wrap",
            "exclude",
            "own_polls",
            "range",
            "stale_after",
            "jump",
            "claim");

    private static final Map<String, Set<Semantics>> ONLY_WITH = Map.of(
            "window", Set.of(Semantics.WINDOWED),
            "window_s", Set.of(Semantics.WINDOWED),
            "key", Set.of(Semantics.DELTA_READ),
            "started", Set.of(Semantics.SINCE_START),
            "wrap", Set.of(Semantics.SINCE_START),
            "own_polls", Set.of(Semantics.SINCE_START));

    private final YamlFields fields;
    private final Measure measure;
    private final Semantics semantics;

    CountingParser(YamlFields fields, Measure measure, Semantics semantics) {
        this.fields = fields;
        this.measure = measure;
        this.semantics = semantics;
    }

    Counting parse() {
        KEYS.forEach(this::checkSemantics);
        boolean noStart = "none".equals(plain("started"));
        Map<Beside, Expression> besides = new EnumMap<>(Beside.class);
        put(besides, Beside.UNIT, "unit_from");
        put(besides, Beside.WINDOW, "window_s");
        put(besides, Beside.KEY, "key");
        put(besides, Beside.CLAIM, "claim");
        if (!noStart) {
            put(besides, Beside.STARTED, "started");
        }
        Duration window = fields.duration("window", Duration.ofSeconds(1), Duration.ofDays(31));
        if (semantics == Semantics.WINDOWED && !fields.has("window") && !fields.has("window_s")) {
            fields.owner()
                    .mistake("windowed needs the length of the window, expected window: 600s, or window_s with an"
                            + " expression for its seconds");
        }
        if (fields.has("unit_from") && measure.unit().dimension() == Dimension.COUNT) {
            fields.keyPlace("unit_from")
                    .mistake("does not go with " + measure.name() + ", expected it only for times,"
                            + " shares and sizes");
        }
        return new Counting(
                besides,
                Texts.expression(fields, "exclude"),
                fields.has("unit"),
                window,
                !noStart,
                wrap(),
                word("own_polls", "subtract", "expected subtract, or an exclude by label"),
                range(),
                fields.duration("stale_after", Duration.ofSeconds(1), Duration.ofDays(366)),
                word("jump", "accept", "expected accept"));
    }

    private void checkSemantics(String key) {
        Set<Semantics> needed = ONLY_WITH.get(key);
        if (!fields.has(key)) {
            return;
        }
        if (needed != null && !needed.contains(semantics)) {
            fields.keyPlace(key)
                    .mistake("does not go with semantics " + semantics.word() + ", expected it only with "
                            + needed.iterator().next().word());
        }
        boolean time = measure.unit().dimension() == Dimension.TIME;
        if ((key.equals("jump") && !time) || (key.equals("claim") && measure.kind() != Kind.SCORE)) {
            fields.keyPlace(key)
                    .mistake("does not go with " + measure.name() + ", expected it only for "
                            + (key.equals("jump") ? "times" : "scores"));
        }
    }

    private void put(Map<Beside, Expression> besides, Beside beside, String key) {
        Expression expression = Texts.expression(fields, key);
        if (expression != null) {
            besides.put(beside, expression);
        }
    }

    private @Nullable String plain(String key) {
        YamlValue value = fields.get(key);
        return value == null || !value.isText() ? null : value.text();
    }

    private int wrap() {
        String text = fields.text("wrap");
        YamlValue place = fields.get("wrap");
        if (text == null || place == null) {
            return 0;
        }
        return switch (text) {
            case "32" -> 32;
            case "64" -> 64;
            default -> {
                place.mistake("'" + text + "' is not allowed, expected 32 or 64");
                yield 0;
            }
        };
    }

    private boolean word(String key, String only, String expected) {
        String text = fields.text(key);
        YamlValue place = fields.get(key);
        if (text != null && place != null && !text.equals(only)) {
            place.mistake("'" + text + "' is not known, " + expected);
        }
        return only.equals(text);
    }

    private @Nullable Range range() {
        YamlValue place = fields.get("range");
        if (place == null) {
            return null;
        }
        List<String> ends = place.isList() ? place.texts() : List.of();
        if (ends.size() == 2) {
            try {
                Range range = new Range(Double.parseDouble(ends.get(0)), Double.parseDouble(ends.get(1)));
                if (range.low() < range.high()) {
                    return range;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
        }
        place.mistake("is no range, expected two numbers such as [0, 100], in the source's own unit");
        return null;
    }
}
