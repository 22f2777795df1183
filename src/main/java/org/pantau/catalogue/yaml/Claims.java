package org.pantau.catalogue.yaml;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names that may be given only once, with the place that gave each first. */
public final class Claims {

    private final Map<String, YamlValue> nameToPlace = new LinkedHashMap<>();

    /** Whether the name was still free; a mistake at {@code place}, naming the first one, where it was not. */
    public boolean claim(String name, YamlValue place) {
        YamlValue first = nameToPlace.putIfAbsent(name, place);
        if (first != null) {
            place.mistake("'" + name + "' is already declared at " + first.place() + ", expected it once");
        }
        return first == null;
    }
}
