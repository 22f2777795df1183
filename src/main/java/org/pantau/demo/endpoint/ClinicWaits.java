package org.pantau.demo.endpoint;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.pantau.demo.endpoint.Behaviour.Reply;

/** Waiting times of a hospital's clinics, per day, in the envelope with lower-case metadata and behind signed headers. */
public final class ClinicWaits implements Simulated {

    public static final String SECRET = "demonstrasi-antrean";
    private static final String CONS_ID = "1311";

    private final Place place;
    private final List<Offer> offers;

    public ClinicWaits(Place place, List<Offer> offers) {
        this.place = place;
        this.offers = List.copyOf(offers);
    }

    @Override
    public void mount(Router router) {
        router.get("/" + place.folder() + "/antreanrs/dashboard/waktutunggu/tanggal/:day/waktu/rs")
                .handler(place.behaviour("waits").around("application/json", this::answer));
    }

    private Reply answer(RoutingContext context) {
        if (!signed(context)) {
            return Reply.ok(envelope(201, "Access denied", null));
        }
        LocalDate day = place.day(context.pathParam("day")).orElse(null);
        LocalTime until = day == null ? null : place.knownUntil(day).orElse(null);
        if (day == null || until == null) {
            return Reply.ok(envelope(201, "Tanggal Tidak Berlaku", null));
        }
        JsonArray list = new JsonArray();
        for (Offer offer : offers) {
            int received = offer.demand().received(day, until);
            if (received > 0) {
                list.add(row(offer, day, until, received));
            }
        }
        return Reply.ok(list.isEmpty() ? envelope(204, "No Content", null) : envelope(200, "OK", list));
    }

    private JsonObject row(Offer offer, LocalDate day, LocalTime until, int received) {
        double waitSeconds = Math.round(offer.demand().waitMinutes(day, until) * 600) / 10.0;
        return new JsonObject()
                .put("kdppk", "1311R002")
                .put("nmppk", place.folder().toUpperCase(java.util.Locale.ROOT))
                .put("kodepoli", offer.code())
                .put("namapoli", offer.name())
                .put("tanggal", day.toString())
                .put("insertdate", place.now().toEpochMilli())
                .put("jumlah_antrean", received)
                .put("waktu_task3", Math.round(waitSeconds * received))
                .put("avg_waktu_task1", 0)
                .put("avg_waktu_task3", waitSeconds)
                .put("avg_waktu_task4", Math.round(offer.demand().handlingMean(day) * 600) / 10.0);
    }

    private static String envelope(int code, String message, @org.jspecify.annotations.Nullable JsonArray list) {
        JsonObject whole = new JsonObject()
                .put("metadata", new JsonObject().put("code", code).put("message", message));
        return (list == null ? whole : whole.put("response", new JsonObject().put("list", list))).encode();
    }

    private static boolean signed(RoutingContext context) {
        String epoch = context.request().getHeader("x-timestamp");
        String signature = context.request().getHeader("x-signature");
        if (epoch == null || signature == null) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] expected = mac.doFinal((CONS_ID + "&" + epoch).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(expected).equals(signature);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", missing);
        }
    }

    @Override
    public String feeds(String base) {
        return """
                  - id: %s
                    agency: %s
                    every: 60s
                    timeout: 5s
                    vars: {base: "%s", consId: "%s"}
                    request:
                      url: "{base}/%s/antreanrs/dashboard/waktutunggu/tanggal/{day}/waktu/rs"
                      for_each: {day: {window: [today, -2d], past_every: 6h}}
                    auth:
                      kind: hmac
                      sign: "{consId}&{epoch}"
                      alg: HmacSHA256
                      secret: "file:%s"
                      encode: base64
                      headers: {X-cons-id: "{consId}", X-timestamp: "{epoch}", X-signature: "{sig}"}
                    read: json
                    success: '$string(metadata.code) in ["200", "1"]'
                    empty: '$boolean(metadata.message ~> /no content|tidak ada/i)'
                    gateway_error: '$exists(code) and $exists(description)'
                    rows: response.list
                    row: {service: kodepoli, name: namapoli, at: tanggal, as_of: '$fromMillis(insertdate)'}
                    services: {%s}
                    measures:
                      received: {value: jumlah_antrean, semantics: since_boundary, of: kunjungan}
                      wait: {value: 'avg_waktu_task3 > 0 ? avg_waktu_task3', unit: s, semantics: since_boundary, weight: jumlah_antrean}
                      handling: {value: 'avg_waktu_task4 > 0 ? avg_waktu_task4', unit: s, semantics: since_boundary, weight: jumlah_antrean}
                """.formatted(
                        place.id("antrean"),
                        place.agency(),
                        base,
                        CONS_ID,
                        place.folder(),
                        place.secrets().resolve("antrean"),
                        CivilRegistry.services(offers));
    }
}
