package org.pantau.query;

import java.time.ZoneId;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Service;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;

/** What of the catalogue has a part in an answer about a place. */
record Places(Catalogue catalogue) {

    /** The place itself where it is a service or a feed, else the services below it. */
    String[] subjects(ScopePath scope) {
        if (scope.kind() == NodeKind.SERVICE || scope.kind() == NodeKind.FEED) {
            return new String[] {scope.value()};
        }
        return catalogue.services().stream()
                .map(Service::path)
                .filter(scope::contains)
                .map(ScopePath::value)
                .toArray(String[]::new);
    }

    /** Whether all governments below share the place's own zone. */
    boolean sameZone(ScopePath scope) {
        ZoneId zone = catalogue.zone(scope);
        return catalogue.governments().stream()
                .filter(government -> scope.contains(government.path()))
                .allMatch(government -> government.zone().equals(zone));
    }
}
