package org.pantau.catalogue.parse;

import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Service;
import org.pantau.catalogue.parse.time.Zones;
import org.pantau.catalogue.yaml.Suggestion;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.measure.Measures;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;

/** What feeds may refer to: the places of the tree, the shared systems and the measures. */
final class Tree {

    private final Map<String, ZoneId> governmentZones = new LinkedHashMap<>();
    private final Map<ScopePath, Agency> agencies = new LinkedHashMap<>();
    private final Set<ScopePath> services = new LinkedHashSet<>();
    private final Set<String> shared;
    private final Measures measures;

    Tree(Collection<Government> governments, Set<String> shared, Measures measures) {
        this.shared = shared;
        this.measures = measures;
        for (Government government : governments) {
            governmentZones.put(government.path().value(), government.zone());
            for (Agency agency : government.agencies()) {
                agencies.put(agency.path(), agency);
                agency.services().stream().map(Service::path).forEach(services::add);
            }
        }
    }

    Measures measures() {
        return measures;
    }

    ZoneId zone(ScopePath path) {
        return governmentZones.getOrDefault(path.government(), Zones.WIB);
    }

    /** The agency written at this value; null and a mistake where the catalogue has none. */
    @Nullable
    ScopePath agency(YamlValue value) {
        return place(value, NodeKind.AGENCY, agencies.keySet(), "an agency such as 33.08/disdukcapil");
    }

    /** The service written at this value; null and a mistake where the catalogue has none. */
    @Nullable
    ScopePath service(YamlValue value) {
        return place(value, NodeKind.SERVICE, services, "a service such as 33.08/disdukcapil/ktp-el");
    }

    /** Codes a source may use where the feed maps none: the ids and the whole paths of the agency's own services. */
    Map<String, ScopePath> identity(ScopePath agency) {
        Map<String, ScopePath> codeToService = new LinkedHashMap<>();
        Optional.ofNullable(agencies.get(agency))
                .map(Agency::services)
                .orElse(List.of())
                .forEach(service -> {
                    String path = service.path().value();
                    codeToService.put(path, service.path());
                    codeToService.put(path.substring(path.lastIndexOf('/') + 1), service.path());
                });
        return codeToService;
    }

    /** The shared systems written at this value; those that are not declared are mistakes. */
    List<String> shared(@Nullable YamlValue value) {
        return value == null ? List.of() : checkShared(value, shared);
    }

    static List<String> checkShared(YamlValue value, Set<String> shared) {
        List<String> ids = value.texts();
        ids.stream()
                .filter(id -> !shared.contains(id))
                .forEach(id -> value.mistake("'" + id + "' is no shared system of this catalogue, "
                        + (shared.isEmpty() ? "expected it under shared:" : Suggestion.of(id, shared))));
        return ids;
    }

    private static @Nullable ScopePath place(YamlValue value, NodeKind kind, Set<ScopePath> known, String expected) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        ScopePath path = ScopePath.parse(text).orElse(null);
        if (path == null || path.kind() != kind) {
            value.mistake("'" + text + "' has another shape, expected " + expected);
            return null;
        }
        if (known.contains(path)) {
            return path;
        }
        List<String> near = known.stream()
                .filter(other -> other.government().equals(path.government()))
                .map(ScopePath::value)
                .toList();
        value.mistake("'" + text + "' is not under governments:, "
                + (near.isEmpty() ? "expected " + expected : Suggestion.of(text, near)));
        return null;
    }
}
