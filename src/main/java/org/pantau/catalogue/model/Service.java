package org.pantau.catalogue.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.ServiceHours;

/**
 * What citizens get.
 *
 * @param sector kesehatan, pendidikan, sosial, perizinan, kependudukan …; null where not said
 * @param standard the promised handling time as written in the Standar Pelayanan; null where not said
 * @param hours when it is open
 * @param dependsOn ids of shared systems it rests on
 */
public record Service(
        ScopePath path,
        String name,
        @Nullable String sector,
        @Nullable Standard standard,
        ServiceHours hours,
        Targets targets,
        List<String> dependsOn) {
    public Service {
        dependsOn = List.copyOf(dependsOn);
    }
}
