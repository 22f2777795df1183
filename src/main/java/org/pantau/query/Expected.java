package org.pantau.query;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Service;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.ServiceHours;
import org.pantau.measure.time.WorkCalendar;

/**
 * For how long data are expected of the places that have a part in an answer: of states within service hours only, and of
 * all but counts from when they were first watched. A count is not whole without the time before.
 */
final class Expected {

    private final WorkCalendar calendar;
    private final Map<Since, Integer> places;

    private Expected(WorkCalendar calendar, Map<Since, Integer> places) {
        this.calendar = calendar;
        this.places = places;
    }

    /** Places that are expected for the same time. */
    private record Since(ServiceHours hours, ZoneId zone, Instant first) {}

    /** @param watched since when each place is watched, by its path */
    static Expected of(Catalogue catalogue, Map<String, Instant> watched, Kind kind, ZoneId zone) {
        Map<Since, Integer> places = new HashMap<>();
        watched.forEach((path, first) -> {
            ScopePath place = ScopePath.of(path);
            ServiceHours hours = kind == Kind.STATE
                    ? catalogue.service(place).map(Service::hours).orElse(ServiceHours.ALWAYS)
                    : ServiceHours.ALWAYS;
            ZoneId own = hours.always() ? zone : catalogue.zone(place);
            places.merge(new Since(hours, own, kind == Kind.COUNT ? Instant.MIN : first), 1, Integer::sum);
        });
        return new Expected(catalogue.calendar(), places);
    }

    /** Over all places, within {@code [from, to)}. */
    double seconds(Instant from, Instant to) {
        double seconds = 0;
        for (Map.Entry<Since, Integer> each : places.entrySet()) {
            Since since = each.getKey();
            Instant begin = since.first().isAfter(from) ? since.first() : from;
            Duration due = since.hours().openTime(begin, to, since.zone(), calendar);
            seconds += due.toMillis() / 1000.0 * each.getValue();
        }
        return seconds;
    }
}
