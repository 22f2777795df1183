package org.pantau.demo.endpoint;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.pantau.demo.day.Demand;
import org.pantau.demo.endpoint.Behaviour.Reply;

/** An application with Prometheus metrics: counters since its start, and it restarts every night at ten past two. */
public final class MetricsApp implements Simulated {

    private static final LocalTime RESTART = LocalTime.of(2, 10);

    private final Place place;
    private final List<Offer> offers;

    public MetricsApp(Place place, List<Offer> offers) {
        this.place = place;
        this.offers = List.copyOf(offers);
    }

    @Override
    public void mount(Router router) {
        router.get("/" + place.folder() + "/metrics")
                .handler(place.behaviour("metrics").around("text/plain; version=0.0.4; charset=utf-8", this::answer));
    }

    private Reply answer(RoutingContext context) {
        StringBuilder text = new StringBuilder(2_000);
        text.append("# HELP layanan_permohonan_total Permohonan sejak aplikasi dijalankan.\n")
                .append("# TYPE layanan_permohonan_total counter\n");
        for (Offer offer : offers) {
            line(text, offer, "diterima", sinceStart(offer.demand(), Kind.RECEIVED));
            line(text, offer, "selesai", sinceStart(offer.demand(), Kind.SERVED));
            line(text, offer, "gagal", sinceStart(offer.demand(), Kind.FAILED));
        }
        text.append("# HELP layanan_antrean Permohonan yang belum selesai.\n# TYPE layanan_antrean gauge\n");
        for (Offer offer : offers) {
            ZonedDateTime now = place.now().atZone(place.zone());
            text.append("layanan_antrean{layanan=\"")
                    .append(offer.code())
                    .append("\"} ")
                    .append(offer.demand().pending(now.toLocalDate(), now.toLocalTime()))
                    .append('\n');
        }
        text.append("# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds ")
                .append(started().toEpochSecond())
                .append('\n');
        return Reply.ok(text.toString());
    }

    private enum Kind {
        RECEIVED,
        SERVED,
        FAILED
    }

    private static void line(StringBuilder text, Offer offer, String state, long value) {
        text.append("layanan_permohonan_total{layanan=\"")
                .append(offer.code())
                .append("\",status=\"")
                .append(state)
                .append("\"} ")
                .append(value)
                .append('\n');
    }

    private ZonedDateTime started() {
        ZonedDateTime now = place.now().atZone(place.zone());
        ZonedDateTime today = now.toLocalDate().atTime(RESTART).atZone(place.zone());
        return now.isBefore(today) ? today.minusDays(1) : today;
    }

    private long sinceStart(Demand demand, Kind kind) {
        ZonedDateTime now = place.now().atZone(place.zone());
        LocalDate day = started().toLocalDate();
        if (now.toLocalDate().equals(day)) {
            return count(demand, kind, day, now.toLocalTime()) - count(demand, kind, day, RESTART);
        }
        return count(demand, kind, day, LocalTime.MAX)
                - count(demand, kind, day, RESTART)
                + count(demand, kind, now.toLocalDate(), now.toLocalTime());
    }

    private static long count(Demand demand, Kind kind, LocalDate day, LocalTime time) {
        return switch (kind) {
            case RECEIVED -> demand.received(day, time);
            case SERVED -> demand.served(day, time);
            case FAILED -> demand.failed(day, time);
        };
    }

    @Override
    public String feeds(String base) {
        return """
                  - id: %1$s
                    agency: %2$s
                    every: 15s
                    timeout: 5s
                    vars: {base: "%3$s"}
                    request: {url: "{base}/%4$s/metrics"}
                    read: metrics
                    rows: '$[name="layanan_permohonan_total"]'
                    row: {service: labels.layanan}
                    services: {%5$s}
                    measures:
                      received: {value: 'labels.status = "diterima" ? value', semantics: since_start, of: transaksi, reduce: sum}
                      served: {value: 'labels.status = "selesai" ? value', semantics: since_start, of: transaksi, reduce: sum}
                      failed: {value: 'labels.status = "gagal" ? value', semantics: since_start, of: transaksi, reduce: sum}
                  - id: %6$s
                    agency: %2$s
                    every: 30s
                    timeout: 5s
                    vars: {base: "%3$s"}
                    request: {url: "{base}/%4$s/metrics"}
                    read: metrics
                    rows: '$[name="layanan_antrean"]'
                    row: {service: labels.layanan}
                    services: {%5$s}
                    measures: {pending: value}
                """.formatted(
                        place.id("metrik"),
                        place.agency(),
                        base,
                        place.folder(),
                        CivilRegistry.services(offers),
                        place.id("antrean"));
    }
}
