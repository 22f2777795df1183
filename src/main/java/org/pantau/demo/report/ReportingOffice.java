package org.pantau.demo.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pantau.demo.day.Chance;
import org.pantau.demo.endpoint.CivilRegistry;
import org.pantau.demo.endpoint.Offer;
import org.pantau.demo.endpoint.Place;
import org.pantau.demo.endpoint.Simulated;

/** An agency nobody can ask: its figures come by themselves, each in the way of its rung. */
public final class ReportingOffice implements Simulated {

    private static final LocalTime FIRST_REPORT = LocalTime.of(10, 30);
    private static final int REPORTED_WITHIN_MINUTES = 320;
    private static final double FORGOTTEN = 0.07;
    private static final List<String> NAMES = List.of(
            "Siti Aminah",
            "Budi Santoso",
            "Dwi Lestari",
            "Agus Prasetyo",
            "Rina Wulandari",
            "Joko Susilo",
            "Sri Handayani",
            "Eko Nugroho",
            "Endang Purwanti",
            "Bambang Setiawan");

    private final Place place;
    private final List<Offer> offers;
    private final Way way;

    /** How its figures come. */
    public enum Way {
        /** Typed on a telephone once a day. */
        FORM,
        /** A workbook, sent once a day. */
        FILE,
        /** Counted by a script beside the database, every few minutes. */
        SCRIPT
    }

    public ReportingOffice(Place place, List<Offer> offers, Way way) {
        this.place = place;
        this.offers = List.copyOf(offers);
        this.way = way;
    }

    public Way way() {
        return way;
    }

    public ZoneId zone() {
        return place.zone();
    }

    /** Id of its feed. */
    public String feed() {
        return place.id(way == Way.SCRIPT ? "skrip" : "laporan");
    }

    /** The token it sends with; meant for this demonstration alone. */
    public String token() {
        return "demonstrasi-" + feed();
    }

    /** Name of the file that holds its token. */
    public String tokenFile() {
        return "token-" + feed();
    }

    /** Nobody asks it. */
    @Override
    public void mount(Router router) {}

    @Override
    public String feeds(String base) {
        String measures = "      received: {%s of: %s}%n      served: {%s of: %s}%n      pending: {%s}%n";
        String of = offers.get(0).of();
        if (way == Way.SCRIPT) {
            String counted = "value: value, semantics: per_period,";
            return """
                  - id: %s
                    agency: %s
                    push: {accept: [json], token: "file:%s", expect_every: 10m}
                    services: {%s}
                    measures:
                """.formatted(
                                    feed(),
                                    place.agency(),
                                    place.secrets().resolve(tokenFile()),
                                    CivilRegistry.services(offers))
                    + measures.formatted(counted, of, counted, of, "value: value");
        }
        String token = way == Way.FILE ? ", token: \"file:" + place.secrets().resolve(tokenFile()) + "\"" : "";
        return """
                  - id: %s
                    agency: %s
                    report: {by: %s, owner: %s, deputy: %s%s}
                    services: {%s}
                    measures:
                """.formatted(
                                feed(),
                                place.agency(),
                                way.name().toLowerCase(Locale.ROOT),
                                reporter(0),
                                reporter(1),
                                token,
                                CivilRegistry.services(offers))
                + measures.formatted("", of, "", of, "");
    }

    /** The owner (0) or the deputy (1). */
    String reporter(int which) {
        int drawn = (int) (Chance.of(feed() + "#nama", 0) * NAMES.size());
        return NAMES.get((drawn + 3 * which) % NAMES.size());
    }

    /** When a day's report leaves, local time; after the end of the day where it is forgotten. */
    LocalTime reportsAt(LocalDate day) {
        if (Chance.of(feed() + "#lupa", day.toEpochDay()) < FORGOTTEN) {
            return LocalTime.MAX;
        }
        return FIRST_REPORT.plusMinutes(
                (long) (REPORTED_WITHIN_MINUTES * Chance.of(feed() + "#jam", day.toEpochDay())));
    }

    /** Whether anybody works on this day. */
    boolean works(LocalDate day) {
        return offers.stream()
                .anyMatch(offer ->
                        offer.demand().rhythm().open(day, offer.demand().calendar()));
    }

    /** What is known of a day at a moment, as Pantau's own batch. */
    JsonArray samples(LocalDate day, LocalTime until, boolean whole) {
        JsonArray samples = new JsonArray();
        for (Offer offer : offers) {
            samples.add(sample(offer, "received", offer.demand().received(day, until))
                    .put("at", day.toString()));
            samples.add(
                    sample(offer, "served", offer.demand().served(day, until)).put("at", day.toString()));
            if (!whole) {
                samples.add(sample(offer, "pending", offer.demand().pending(day, until)));
            }
        }
        return samples;
    }

    /** The same as the values of the form. */
    JsonArray values(LocalDate day, LocalTime until) {
        JsonArray values = new JsonArray();
        for (Offer offer : offers) {
            for (String measure : List.of("received", "served", "pending")) {
                int value = value(offer, measure, day, until);
                values.add(new JsonObject()
                        .put("service", offer.service().value())
                        .put("measure", measure)
                        .put("value", value));
            }
        }
        return values;
    }

    /** The same as the table that an agency fills in; of levels only the last day's. */
    String table(List<LocalDate> days, LocalTime until) {
        return "Tanggal;Kode layanan;Masuk;Selesai;Menunggu di akhir hari\n"
                + days.stream()
                        .flatMap(day -> offers.stream().map(offer -> {
                            String path = offer.service().value();
                            return day + ";" + path.substring(path.lastIndexOf('/') + 1) + ";"
                                    + value(offer, "received", day, until) + ";" + value(offer, "served", day, until)
                                    + ";"
                                    + (day.equals(days.get(0)) ? value(offer, "pending", day, until) : "");
                        }))
                        .collect(Collectors.joining("\n"));
    }

    private static JsonObject sample(Offer offer, String measure, int value) {
        return new JsonObject()
                .put("service", offer.code())
                .put("measure", measure)
                .put("value", value);
    }

    private static int value(Offer offer, String measure, LocalDate day, LocalTime until) {
        return switch (measure) {
            case "received" -> offer.demand().received(day, until);
            case "served" -> offer.demand().served(day, until);
            default -> offer.demand().pending(day, until);
        };
    }
}
