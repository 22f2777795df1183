package org.pantau.catalogue.yaml;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The keys of a mapping and their values. */
public final class YamlFields {

    private final YamlValue owner;
    private final Map<String, YamlValue> keys;
    private final Map<String, YamlValue> values;

    YamlFields(YamlValue owner, Map<String, YamlValue> keys, Map<String, YamlValue> values) {
        this.owner = owner;
        this.keys = keys;
        this.values = values;
    }

    /** No keys at all, of a mapping that was left out. */
    public static YamlFields none(YamlValue owner) {
        return new YamlFields(owner, Map.of(), Map.of());
    }

    /** The mapping itself. */
    public YamlValue owner() {
        return owner;
    }

    public Set<String> names() {
        return values.keySet();
    }

    public void each(BiConsumer<String, YamlValue> action) {
        values.forEach(action);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public @Nullable YamlValue get(String key) {
        return values.get(key);
    }

    /** The place of the key itself, or of the mapping where it is missing. */
    public YamlValue keyPlace(String key) {
        return keys.getOrDefault(key, owner);
    }

    /** Like {@link #get}, with a mistake where the key is missing. */
    public @Nullable YamlValue require(String key, String expected) {
        YamlValue value = values.get(key);
        if (value == null && owner.isMapping()) {
            owner.missing(key).mistake("missing, expected " + expected);
        }
        return value;
    }

    /** The text at {@code key}; null where the key is left out, null and a mistake where it is no text. */
    public @Nullable String text(String key) {
        YamlValue value = values.get(key);
        return value == null ? null : value.text();
    }

    /** Like {@link #text}, with a mistake where the key is missing. */
    public @Nullable String requireText(String key, String expected) {
        YamlValue value = require(key, expected);
        return value == null ? null : value.text();
    }

    /** The texts at {@code key}; none where it is left out. */
    public List<String> texts(String key) {
        YamlValue value = values.get(key);
        return value == null ? List.of() : value.texts();
    }

    /** The duration at {@code key}, {@code fallback} where it is left out or (with a mistake) wrong or out of bounds. */
    public Duration duration(String key, Duration fallback, Duration least, Duration most) {
        Duration duration = duration(key, least, most);
        return duration == null ? fallback : duration;
    }

    /** The duration at {@code key}; null where it is left out or (with a mistake) wrong or out of bounds. */
    public @Nullable Duration duration(String key, Duration least, Duration most) {
        YamlValue value = values.get(key);
        String text = value == null ? null : value.text();
        if (value == null || text == null) {
            return null;
        }
        Duration duration = Quantities.duration(text).orElse(null);
        if (duration != null && duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
            return duration;
        }
        value.mistake("'" + text + "' is not allowed, expected a duration from " + Quantities.written(least) + " to "
                + Quantities.written(most) + " such as 800ms, 60s, 5m, 2h or 14d");
        return null;
    }

    void refuseOthersThan(List<String> known) {
        keys.forEach((name, place) -> {
            if (!known.contains(name)) {
                place.mistake("unknown key, " + Suggestion.of(name, known));
            }
        });
    }
}
