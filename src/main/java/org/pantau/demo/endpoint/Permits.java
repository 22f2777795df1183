package org.pantau.demo.endpoint;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.pantau.demo.endpoint.Behaviour.Reply;

/** Permits by day, seven days in one answer, in the envelope with {@code api_status} and every number as text. */
public final class Permits implements Simulated {

    private final Place place;
    private final List<Offer> offers;

    public Permits(Place place, List<Offer> offers) {
        this.place = place;
        this.offers = List.copyOf(offers);
    }

    @Override
    public void mount(Router router) {
        router.get("/" + place.folder() + "/api/rekap-harian")
                .handler(place.behaviour("permits").around("application/json", this::answer));
    }

    private Reply answer(RoutingContext context) {
        JsonArray rows = new JsonArray();
        for (int back = 6; back >= 0; back--) {
            LocalDate day = place.today().minusDays(back);
            LocalTime until = place.knownUntil(day).orElse(LocalTime.MIN);
            for (Offer offer : offers) {
                rows.add(new JsonObject()
                        .put("tanggal", day.toString())
                        .put("jenis_izin_id", offer.code())
                        .put("jenis_izin", offer.name())
                        .put("masuk", String.valueOf(offer.demand().received(day, until)))
                        .put("terbit", String.valueOf(offer.demand().served(day, until)))
                        .put("dikembalikan", String.valueOf(offer.demand().returned(day, until)))
                        .put("proses", String.valueOf(offer.demand().pending(day, until))));
            }
        }
        return Reply.ok(new JsonObject()
                .put("api_status", 1)
                .put("api_message", "ok")
                .put("data", rows)
                .encode());
    }

    @Override
    public String feeds(String base) {
        return """
                  - id: %s
                    agency: %s
                    every: 2m
                    timeout: 8s
                    vars: {base: "%s"}
                    request: {url: "{base}/%s/api/rekap-harian"}
                    read: json
                    success: api_status = 1
                    gateway_error: '$exists(code) and $exists(description)'
                    rows: data
                    row: {service: jenis_izin_id, name: jenis_izin, at: tanggal}
                    services: {%s}
                    measures:
                      received: {value: '$number(masuk)', semantics: per_period, period: day, of: permohonan}
                      served: {value: '$number(terbit)', semantics: per_period, period: day, of: permohonan}
                      returned: {value: '$number(dikembalikan)', semantics: per_period, period: day, of: permohonan}
                      pending: {value: '$number(proses)', only_when: 'tanggal = $today'}
                """.formatted(place.id("izin"), place.agency(), base, place.folder(), CivilRegistry.services(offers));
    }
}
