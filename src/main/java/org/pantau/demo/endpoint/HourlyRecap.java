package org.pantau.demo.endpoint;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.pantau.demo.endpoint.Behaviour.Reply;

/** An agency's recap of one day by the hour, also for past days: where the history comes from. */
public final class HourlyRecap implements Simulated {

    private final Place place;
    private final List<Offer> offers;
    private final int historyDays;

    /** Reads {@code historyDays} past days once. */
    public HourlyRecap(Place place, List<Offer> offers, int historyDays) {
        this.place = place;
        this.offers = List.copyOf(offers);
        this.historyDays = historyDays;
    }

    @Override
    public void mount(Router router) {
        router.get("/" + place.folder() + "/rekap/jam")
                .handler(place.steady("recap").around("application/json", this::answer));
    }

    private Reply answer(RoutingContext context) {
        LocalDate day = place.day(context.request().getParam("tanggal")).orElse(null);
        LocalTime until = day == null ? null : place.knownUntil(day).orElse(null);
        if (day == null || until == null) {
            return new Reply(422, "{\"status\":\"error\",\"message\":\"tanggal\"}");
        }
        JsonArray rows = new JsonArray();
        for (Offer offer : offers) {
            for (int hour = 0; hour <= until.getHour(); hour++) {
                rows.add(row(offer, day, hour, until));
            }
        }
        return Reply.ok(
                new JsonObject().put("status", "success").put("data", rows).encode());
    }

    private static JsonObject row(Offer offer, LocalDate day, int hour, LocalTime until) {
        LocalTime from = LocalTime.of(hour, 0);
        LocalTime to = hour == 23 ? LocalTime.MAX : LocalTime.of(hour + 1, 0);
        LocalTime end = to.isAfter(until) ? until : to;
        int received = offer.demand().received(day, end) - offer.demand().received(day, from);
        int served = offer.demand().served(day, end) - offer.demand().served(day, from);
        return new JsonObject()
                .put("layanan", offer.code())
                .put("jam", day + " " + from + ":00")
                .put("masuk", received)
                .put("selesai", served);
    }

    @Override
    public String feeds(String base) {
        return """
                  - id: %s
                    agency: %s
                    every: 5m
                    timeout: 20s
                    vars: {base: "%s"}
                    request:
                      url: "{base}/%s/rekap/jam?tanggal={day}"
                      for_each: {day: {window: [today, -1d], past_every: 6h, history: %dd}}
                    read: json
                    success: status = "success"
                    rows: data
                    row: {service: layanan, at: jam}
                    services: {%s}
                    measures:
                      received: {value: masuk, semantics: per_period, period: hour, of: %6$s, reduce: sum}
                      served: {value: selesai, semantics: per_period, period: hour, of: %6$s, reduce: sum}
                """.replace("%6$s", offers.get(0).of()).formatted(
                place.id("rekap"), place.agency(), base, place.folder(), historyDays, CivilRegistry.services(offers));
    }
}
