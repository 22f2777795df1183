package org.pantau.catalogue.model;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.ScopePath;

/**
 * A province, regency or city.
 *
 * @param path its Kemendagri code as a path: {@code 33}, {@code 33.08}
 * @param name official name, with Kabupaten or Kota
 * @param zone the zone its days and hours are counted in
 * @param population residents, null where unknown
 */
public record Government(
        ScopePath path, String name, ZoneId zone, @Nullable Long population, List<Agency> agencies) {
    public Government {
        agencies = List.copyOf(agencies);
    }
}
