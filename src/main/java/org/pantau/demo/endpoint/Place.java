package org.pantau.demo.endpoint;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.demo.day.Faults;
import org.pantau.measure.ScopePath;

/**
 * Where a simulated endpoint stands, and what it needs to answer.
 *
 * @param agency the agency it belongs to
 * @param zone the agency's zone
 * @param secrets folder of the demonstration's own credentials
 * @param faultShare chance of a fault per two hours, 0..1
 */
public record Place(Vertx vertx, InstantSource clock, ScopePath agency, ZoneId zone, Path secrets, double faultShare) {

    /** The first part of its paths: unique on the server, as {@code disdukcapil}. */
    String folder() {
        return agency.value().substring(agency.value().indexOf('/') + 1);
    }

    /** Prefix of its feeds' ids: unique in the catalogue, as {@code 3308-disdukcapil}. */
    public String id(String feed) {
        return agency.government().replace(".", "") + "-" + folder() + "-" + feed;
    }

    Behaviour behaviour(String endpoint) {
        return new Behaviour(vertx, clock, new Faults(agency.value() + "/" + endpoint, faultShare));
    }

    /** A behaviour without faults: what answers for the past is not what fails. */
    Behaviour steady(String endpoint) {
        return new Behaviour(vertx, clock, new Faults(agency.value() + "/" + endpoint, 0));
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.ofInstant(now(), zone);
    }

    /** The moment of {@code day} up to which numbers are known: now for today, its end for the past, empty for the future. */
    Optional<LocalTime> knownUntil(LocalDate day) {
        int order = day.compareTo(today());
        if (order > 0) {
            return Optional.empty();
        }
        return Optional.of(order == 0 ? LocalTime.ofInstant(now(), zone) : LocalTime.MAX);
    }

    /** The day a request names, today where it names none, empty where it is no day. */
    Optional<LocalDate> day(@Nullable String text) {
        if (text == null) {
            return Optional.of(today());
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }
}
