package org.pantau.catalogue.parse;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pantau.catalogue.yaml.Claims;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.measure.ScopePath;

/** What only one feed may have: its id, and the probe of a service. */
final class FeedClaims {

    private final Claims ids = new Claims();
    private final Map<ScopePath, YamlValue> serviceToProbe = new LinkedHashMap<>();

    /** Whether the id was still free; a mistake at {@code place} where it was not. */
    boolean id(String id, YamlValue place) {
        return ids.claim(id, place);
    }

    /** Whether the service had no probe yet; a mistake at {@code place} where it had. */
    boolean probe(ScopePath service, YamlValue place) {
        YamlValue first = serviceToProbe.putIfAbsent(service, place);
        if (first != null) {
            place.mistake(
                    "'" + service + "' already has a probe at " + first.place() + ", expected one probe a service");
        }
        return first == null;
    }
}
