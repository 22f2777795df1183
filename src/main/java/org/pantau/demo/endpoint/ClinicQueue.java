package org.pantau.demo.endpoint;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pantau.demo.endpoint.Behaviour.Reply;
import org.pantau.measure.ScopePath;

/**
 * A puskesmas's queue, one clinic at a time: every scalar is text, and code 201 means a true zero, a refused token or a
 * wrong date alike.
 */
public final class ClinicQueue implements Simulated {

    public static final String TOKEN = "demonstrasi-puskesmas";

    private final Place place;
    private final ScopePath service;
    private final Map<String, Offer> clinics;

    /** All clinics belong to one service of the catalogue. */
    public ClinicQueue(Place place, ScopePath service, List<Offer> clinics) {
        this.place = place;
        this.service = service;
        this.clinics = clinics.stream().collect(Collectors.toMap(Offer::code, offer -> offer));
    }

    @Override
    public void mount(Router router) {
        router.get("/" + place.folder() + "/antrean/status/:poli/:day")
                .handler(place.behaviour("queue").around("application/json", this::answer));
    }

    private Reply answer(RoutingContext context) {
        if (!TOKEN.equals(context.request().getHeader("x-token"))) {
            return Reply.ok(refusal("Access denied"));
        }
        Offer clinic = clinics.get(context.pathParam("poli"));
        LocalDate day = place.day(context.pathParam("day")).orElse(null);
        if (clinic == null || day == null || day.isAfter(place.today())) {
            return Reply.ok(refusal("Poli tidak ditemukan"));
        }
        if (day.isBefore(place.today())) {
            return Reply.ok(refusal("Tanggal Periksa Tidak Berlaku Mundur"));
        }
        LocalTime now = place.knownUntil(day).orElse(LocalTime.MIN);
        int received = clinic.demand().received(day, now);
        if (received == 0) {
            return Reply.ok(refusal("Maaf belum Ada Antrian ditanggal " + day));
        }
        int waiting = Math.max(0, received - clinic.demand().served(day, now));
        return Reply.ok(new JsonObject()
                .put(
                        "response",
                        new JsonObject()
                                .put("namapoli", clinic.name().replace("&", "&amp;"))
                                .put("totalantrean", String.valueOf(received))
                                .put("sisaantrean", String.valueOf(waiting))
                                .put("antreanpanggil", "A-%03d".formatted(received - waiting))
                                .put("keterangan", ""))
                .put("metadata", new JsonObject().put("message", "Ok").put("code", "200"))
                .encode());
    }

    private static String refusal(String message) {
        return new JsonObject()
                .put("metadata", new JsonObject().put("message", message).put("code", "201"))
                .encode();
    }

    @Override
    public String feeds(String base) {
        return """
                  - id: %s
                    service: %s
                    every: 60s
                    timeout: 5s
                    vars: {base: "%s"}
                    request:
                      url: "{base}/%s/antrean/status/{poli}/{day}"
                      for_each: {poli: [%s], day: {only: today}}
                    auth: {kind: static, headers: {X-Token: "file:%s"}}
                    read: json
                    success: '$string(metadata.code) = "200"'
                    zero: '$boolean(metadata.message ~> /belum ada antrian/i)'
                    gateway_error: '$exists(code) and $exists(description)'
                    rows: $
                    row: {at: $day}
                    measures:
                      received: {value: '$num(response.totalantrean)', semantics: since_boundary, of: kunjungan, reduce: sum}
                      pending: {value: '$num(response.sisaantrean)', reduce: sum}
                """.formatted(
                place.id("antrean"),
                service,
                base,
                place.folder(),
                clinics.keySet().stream().sorted().map(code -> '"' + code + '"').collect(Collectors.joining(", ")),
                place.secrets().resolve("puskesmas"));
    }
}
