package org.pantau.catalogue.parse.time;

import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.yaml.YamlFields;

/** Indonesia's time zones: whole hours, without summer time. */
public final class Zones {

    public static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

    private static final Map<String, ZoneId> BY_NAME = Map.of(
            "Asia/Jakarta", WIB,
            "Asia/Pontianak", ZoneId.of("Asia/Pontianak"),
            "Asia/Makassar", ZoneId.of("Asia/Makassar"),
            "Asia/Jayapura", ZoneId.of("Asia/Jayapura"),
            "WIB", WIB,
            "WITA", ZoneId.of("Asia/Makassar"),
            "WIT", ZoneId.of("Asia/Jayapura"));

    private Zones() {}

    /** The zone at {@code zone}; null where it is left out or (with a mistake) none of Indonesia's. */
    public static @Nullable ZoneId read(YamlFields fields) {
        String name = fields.text("zone");
        if (name == null) {
            return null;
        }
        Optional<ZoneId> zone = Optional.ofNullable(BY_NAME.get(name));
        if (zone.isEmpty()) {
            Objects.requireNonNull(fields.get("zone"))
                    .mistake(
                            "'" + name + "' is no zone of Indonesia, expected Asia/Jakarta (WIB), Asia/Pontianak (WIB),"
                                    + " Asia/Makassar (WITA) or Asia/Jayapura (WIT)");
        }
        return zone.orElse(null);
    }
}
