package org.pantau.operate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a document whatever a mapping does not need. Each place is masked, then told apart by made-up names, and kept
 * as it is only where the mapping would otherwise say something else: personal data are gone without anybody naming them.
 */
final class Redaction {

    /** Places beyond these are masked whatever comes of it; then the document is no use, and is said to be none. */
    private static final int MOST_PLACES = 300;

    private static final String MASK = "…";

    private enum How {
        MASKED,
        RENAMED,
        KEPT
    }

    private final @Nullable Object document;
    private final Map<String, How> placeToHow = new HashMap<>();

    private Redaction(@Nullable Object document) {
        this.document = document;
    }

    /**
     * The document with as little as possible left in it.
     *
     * @param same whether a document still says the same
     * @return null where not even the untouched document passes
     */
    static @Nullable Object of(@Nullable Object document, Predicate<@Nullable Object> same) {
        Redaction redaction = new Redaction(document);
        Set<String> places = new LinkedHashSet<>();
        redaction.places("", document, places);
        if (same.test(redaction.copy())) {
            return redaction.copy();
        }
        List<String> listed = new ArrayList<>(places);
        listed.stream().limit(MOST_PLACES).forEach(place -> redaction.placeToHow.put(place, How.KEPT));
        if (!same.test(redaction.copy())) {
            return null;
        }
        for (String place : redaction.placeToHow.keySet().stream().sorted().toList()) {
            redaction.lessen(place, same);
        }
        return redaction.copy();
    }

    private void lessen(String place, Predicate<@Nullable Object> same) {
        for (How how : How.values()) {
            placeToHow.put(place, how);
            if (how == How.KEPT || same.test(copy())) {
                return;
            }
        }
    }

    private void places(String path, @Nullable Object value, Set<String> places) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> places(path + "/" + key, inner, places));
        } else if (value instanceof List<?> list) {
            list.forEach(each -> places(path, each, places));
        } else {
            places.add(path);
        }
    }

    private @Nullable Object copy() {
        return copy("", document, new HashMap<>());
    }

    /** A copy for a mapping to work on, which may drop columns of it. */
    private @Nullable Object copy(String path, @Nullable Object value, Map<String, String> names) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(key, copy(path + "/" + key, inner, names)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(copy(path, each, names)));
            return copy;
        }
        return switch (placeToHow.getOrDefault(path, How.MASKED)) {
            case KEPT -> value;
            case RENAMED -> value instanceof String text ? name(path, text, names) : value;
            case MASKED -> masked(value);
        };
    }

    private static String name(String path, String text, Map<String, String> names) {
        return names.computeIfAbsent(path + "=" + text, any -> "x" + (names.size() + 1));
    }

    private static @Nullable Object masked(@Nullable Object value) {
        if (value instanceof String text) {
            return text.isEmpty() ? text : MASK;
        }
        return value instanceof Number ? 0 : value;
    }
}
