package org.pantau.catalogue.model;

import java.util.List;
import org.pantau.measure.ScopePath;

/** An agency (OPD, Perangkat Daerah) of a government. */
public record Agency(ScopePath path, String name, List<Service> services) {
    public Agency {
        services = List.copyOf(services);
    }
}
