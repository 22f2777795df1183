package org.pantau.web;

import java.util.Optional;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Service;
import org.pantau.measure.ScopePath;

/** What people call a place; empty for the whole, and for one that the catalogue does not hold any more. */
final class PlaceName {

    private PlaceName() {}

    /** Its own name alone. */
    static String of(Catalogue catalogue, ScopePath place) {
        Optional<String> own = switch (place.kind()) {
            case ROOT, FEED -> Optional.empty();
            case GOVERNMENT -> catalogue.government(place).map(Government::name);
            case AGENCY -> catalogue.agency(place).map(Agency::name);
            case SERVICE -> catalogue.service(place).map(Service::name);
        };
        return own.orElse("");
    }

    /** With the government it belongs to: there is a Dinas Kesehatan in each. */
    static String full(Catalogue catalogue, ScopePath place) {
        String own = of(catalogue, place);
        return switch (place.kind()) {
            case ROOT, GOVERNMENT, FEED -> own;
            case AGENCY, SERVICE -> own.isEmpty() ? own : own + ", " + of(catalogue, ScopePath.of(place.government()));
        };
    }
}
