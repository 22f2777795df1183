package org.pantau.demo.endpoint;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import org.pantau.demo.endpoint.Behaviour.Reply;

/** Service counters of a civil registry: a bare array by category, per day, behind an API key. */
public final class CivilRegistry implements Simulated {

    /** The key the simulated registries accept; nothing real is behind it. */
    public static final String KEY = "demonstrasi-dukcapil";

    private final Place place;
    private final List<Offer> offers;

    public CivilRegistry(Place place, List<Offer> offers) {
        this.place = place;
        this.offers = List.copyOf(offers);
    }

    @Override
    public void mount(Router router) {
        router.get("/" + place.folder() + "/services/statistics/external")
                .handler(place.behaviour("statistics").around("application/json", this::answer));
    }

    private Reply answer(RoutingContext context) {
        if (!KEY.equals(context.request().getHeader("x-api-key"))) {
            // Real ones send this as text/html.
            return new Reply(401, "{\"error\":\"Unauthorized\"}");
        }
        LocalDate day = place.day(context.request().getParam("date")).orElse(null);
        LocalTime until = day == null ? null : place.knownUntil(day).orElse(null);
        if (day == null || until == null) {
            return new Reply(422, "{\"error\":\"date\"}");
        }
        JsonArray rows = new JsonArray();
        for (Offer offer : offers) {
            int received = offer.demand().received(day, until);
            int served = offer.demand().served(day, until);
            int returned = offer.demand().returned(day, until);
            rows.add(new JsonObject()
                    .put("subCategoryKey", Integer.parseInt(offer.code()))
                    .put("subCategoryName", offer.name())
                    .put(
                            "statistic",
                            new JsonObject()
                                    .put("submitted", received)
                                    .put("inReview", Math.max(0, (received - served) / 2))
                                    .put("reviewed", served)
                                    .put("completed", served)
                                    .put("returnedFromFO", returned / 2)
                                    .put("returnedFromValidator", returned - returned / 2)
                                    .put("unprocessed", Math.max(0, received - served - (received - served) / 2))
                                    .put("avgMinutes", Math.round(offer.demand().handlingMean(day) * 10) / 10.0)));
        }
        return Reply.ok(new JsonArray()
                .add(new JsonObject()
                        .put("categoryKey", 1)
                        .put("categoryName", "Administrasi Kependudukan")
                        .put("data", rows))
                .encode());
    }

    @Override
    public String feeds(String base) {
        return """
                  - id: %s
                    agency: %s
                    every: 60s
                    timeout: 5s
                    vars: {base: "%s"}
                    request:
                      url: "{base}/%s/services/statistics/external?date={day}"
                      for_each: {day: {window: [today, -2d], past_every: 6h}}
                    auth: {kind: apikey, header: x-api-key, value: "file:%s"}
                    read: json
                    success: '$exists($[0].categoryKey)'
                    gateway_error: '$exists(code) and $exists(description)'
                    rows: '$.data'
                    row: {service: '$string(subCategoryKey)', name: subCategoryName, at: $day}
                    services: {%s}
                    measures:
                      received: {value: statistic.submitted, semantics: since_boundary, of: permohonan}
                      served: {value: statistic.completed, semantics: since_boundary, of: permohonan}
                      returned: {value: 'statistic.returnedFromFO + statistic.returnedFromValidator', semantics: since_boundary, of: permohonan}
                      pending: {value: 'statistic.unprocessed + statistic.inReview', only_when: '$day = $today'}
                      handling: {value: statistic.avgMinutes, unit: min, semantics: since_boundary, weight: statistic.completed}
                """.formatted(
                        place.id("layanan"),
                        place.agency(),
                        base,
                        place.folder(),
                        place.secrets().resolve("dukcapil"),
                        services(offers));
    }

    public static String services(List<Offer> offers) {
        return offers.stream()
                .map(offer -> "\"" + offer.code() + "\": " + offer.service())
                .collect(Collectors.joining(", "));
    }
}
