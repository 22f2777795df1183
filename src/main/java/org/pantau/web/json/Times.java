package org.pantau.web.json;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as ISO 8601 with the offset of the government they belong to, to the millisecond. */
public final class Times {

    private Times() {}

    public static String iso(Instant at, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.MILLIS).atZone(zone).toOffsetDateTime());
    }

    /** Null stays null. */
    public static @Nullable String isoOrNull(@Nullable Instant at, ZoneId zone) {
        return at == null ? null : iso(at, zone);
    }
}
