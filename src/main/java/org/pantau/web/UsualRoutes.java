package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import org.pantau.access.Person;
import org.pantau.catalogue.Catalogue;
import org.pantau.query.UsualHoursQuery;
import org.pantau.web.json.UsualJson;

/** What is usual at each hour of a day, to hold the day against. */
final class UsualRoutes {

    private static final int EARLIEST_YEAR = 2000;

    private final Caller caller;
    private final Catalogue catalogue;
    private final UsualHoursQuery query;
    private final InstantSource clock;

    UsualRoutes(Caller caller, Catalogue catalogue, UsualHoursQuery query, InstantSource clock) {
        this.caller = caller;
        this.catalogue = catalogue;
        this.query = query;
        this.clock = clock;
    }

    Future<Void> usual(RoutingContext context, Asked asked) {
        Person person = caller.person(context);
        AskedMeasure wanted = AskedMeasure.of(asked, person, caller, catalogue);
        ZoneId zone = catalogue.zone(wanted.place());
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        String text = asked.query("day");
        LocalDate day = text == null ? today : FormRoutes.day(text);
        if (day.getYear() < EARLIEST_YEAR || day.isAfter(today)) {
            throw Problem.badField(
                    "day",
                    "tanggal dari tahun " + EARLIEST_YEAR + " sampai hari ini, " + today + " / a date from the year "
                            + EARLIEST_YEAR + " to today, " + today);
        }
        return query.on(wanted.place(), wanted.measure(), wanted.of(), day)
                .compose(usual -> Json.answer(context, 200, UsualJson.usual(usual, zone)));
    }
}
