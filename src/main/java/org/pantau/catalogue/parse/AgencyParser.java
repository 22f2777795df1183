package org.pantau.catalogue.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Service;
import org.pantau.catalogue.yaml.Suggestion;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;

/**
 * Reads what is added to governments that any document declares: services of an agency that is there, or an agency of its
 * own. The order of the documents does not matter.
 */
final class AgencyParser {

    static final List<String> KEYS = List.of("path", "name", "services");

    private final GovernmentParser places;
    private final Map<ScopePath, Government> governments = new LinkedHashMap<>();
    private final Map<ScopePath, Grown> agencies = new LinkedHashMap<>();

    /** @param places that read {@code governments}, and knows which ids are taken */
    AgencyParser(GovernmentParser places, List<Government> governments) {
        this.places = places;
        for (Government government : governments) {
            this.governments.put(government.path(), government);
            government.agencies().forEach(agency -> agencies.put(agency.path(), new Grown(agency)));
        }
    }

    /** An agency as the documents make it, one after the other. */
    private static final class Grown {
        private final ScopePath path;
        private final List<Service> services = new ArrayList<>();
        private @Nullable String name;
        private @Nullable YamlValue first;

        Grown(Agency agency) {
            path = agency.path();
            name = agency.name();
            services.addAll(agency.services());
        }

        Grown(ScopePath path, YamlValue first) {
            this.path = path;
            this.first = first;
        }

        Agency agency() {
            return new Agency(path, name == null ? path.value() : name, services);
        }
    }

    /** The governments with what {@code items} add to them. */
    List<Government> join(List<YamlValue> items) {
        if (items.isEmpty()) {
            return List.copyOf(governments.values());
        }
        items.forEach(this::add);
        agencies.values().forEach(this::checkNamed);
        Map<String, List<Agency>> codeToAgencies = new LinkedHashMap<>();
        agencies.values()
                .forEach(grown -> codeToAgencies
                        .computeIfAbsent(grown.path.government(), any -> new ArrayList<>())
                        .add(grown.agency()));
        return governments.values().stream()
                .map(government -> new Government(
                        government.path(),
                        government.name(),
                        government.zone(),
                        government.population(),
                        codeToAgencies.getOrDefault(government.path().value(), List.of())))
                .toList();
    }

    private void add(YamlValue item) {
        YamlFields fields = item.fields(KEYS);
        YamlValue place = fields.require("path", "an agency such as 33.08/disdukcapil");
        ScopePath path = place == null ? null : path(place);
        String name = fields.text("name");
        YamlValue list = fields.get("services");
        if (path == null || place == null) {
            return;
        }
        Grown grown = agencies.computeIfAbsent(path, any -> new Grown(path, place));
        if (name != null) {
            name(grown, name, fields.keyPlace("name"));
        }
        if (list != null) {
            grown.services.addAll(places.services(path, list));
        }
    }

    private @Nullable ScopePath path(YamlValue place) {
        String text = place.text();
        if (text == null) {
            return null;
        }
        ScopePath path = ScopePath.parse(text).orElse(null);
        if (path == null || path.kind() != NodeKind.AGENCY) {
            place.mistake("'" + text + "' has another shape, expected an agency such as 33.08/disdukcapil");
            return null;
        }
        if (!governments.containsKey(path.parent())) {
            List<String> codes =
                    governments.keySet().stream().map(ScopePath::value).toList();
            place.mistake("'" + path.government() + "' is not under governments:, "
                    + Suggestion.of(path.government(), codes));
            return null;
        }
        return path;
    }

    private static void name(Grown grown, String name, YamlValue place) {
        if (grown.name != null && !grown.name.equals(name)) {
            place.mistake("'" + grown.path + "' is called '" + grown.name + "' already, expected no name, or that one");
        }
        grown.name = grown.name == null ? name : grown.name;
    }

    private void checkNamed(Grown grown) {
        YamlValue first = grown.first;
        if (grown.name == null && first != null) {
            List<String> near = agencies.values().stream()
                    .filter(other -> other.name != null && other.path.parent().equals(grown.path.parent()))
                    .map(other -> other.path.value())
                    .toList();
            first.mistake("'" + grown.path + "' is a new agency without a name, expected name"
                    + (near.isEmpty() ? "" : ", or " + Suggestion.of(grown.path.value(), near)));
        }
    }
}
