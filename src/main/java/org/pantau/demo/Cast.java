package org.pantau.demo;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Service;
import org.pantau.demo.day.Chance;
import org.pantau.demo.day.Demand;
import org.pantau.demo.day.Rhythm;
import org.pantau.demo.endpoint.CivilRegistry;
import org.pantau.demo.endpoint.ClinicQueue;
import org.pantau.demo.endpoint.ClinicWaits;
import org.pantau.demo.endpoint.Health;
import org.pantau.demo.endpoint.HourlyRecap;
import org.pantau.demo.endpoint.MetricsApp;
import org.pantau.demo.endpoint.Offer;
import org.pantau.demo.endpoint.Permits;
import org.pantau.demo.endpoint.Place;
import org.pantau.demo.endpoint.Simulated;
import org.pantau.demo.endpoint.WebPage;
import org.pantau.demo.report.ReportingOffice;
import org.pantau.demo.report.ReportingOffice.Way;
import org.pantau.measure.time.WorkCalendar;

/** Who plays which part: the endpoints a government's agencies have in the demonstration. */
final class Cast {

    /** Governments with endpoints, and the share of their services that is connected. The others are not connected. */
    private static final Map<String, Double> CONNECTED = Map.of(
            "33", 0.55, "33.08", 0.95, "33.71", 0.9, "33.74", 0.9, "33.72", 0.75, "33.02", 0.6, "33.19", 0.6, "33.11",
            0.5);

    /** Agencies that nobody can ask, and how their figures come all the same. */
    private static final Map<String, Way> WITHOUT_API =
            Map.of("dlh", Way.FORM, "dlhk", Way.FORM, "disnaker", Way.FILE, "dinsos", Way.SCRIPT);

    /** Chance per two hours that an endpoint is in trouble; a few are worse than the rest. */
    private static final double FAULTS = 0.045;

    private static final double FAULTS_OF_THE_WORST = 0.5;

    private final Vertx vertx;
    private final InstantSource clock;
    private final Path secrets;
    private final WorkCalendar calendar;

    Cast(Vertx vertx, InstantSource clock, Path secrets, WorkCalendar calendar) {
        this.vertx = vertx;
        this.clock = clock;
        this.secrets = secrets;
        this.calendar = calendar;
    }

    /** Empty for a government whose services are not connected. */
    List<Simulated> of(Government government) {
        double share = CONNECTED.getOrDefault(government.path().value(), 0.0);
        List<Simulated> endpoints = new ArrayList<>();
        for (Agency agency : government.agencies()) {
            List<Service> connected = agency.services().stream()
                    .filter(service -> Chance.of(service.path().value() + "#connected", 0) < share)
                    .toList();
            if (!connected.isEmpty()) {
                endpoints.addAll(of(government, agency, connected));
            }
        }
        return endpoints;
    }

    private List<Simulated> of(Government government, Agency agency, List<Service> services) {
        boolean worst = Chance.of(agency.path() + "#worst", 0) < 0.06;
        Place place = new Place(
                vertx, clock, agency.path(), government.zone(), secrets, worst ? FAULTS_OF_THE_WORST : FAULTS);
        String id = agency.path().value().substring(agency.path().value().indexOf('/') + 1);
        List<Simulated> endpoints = new ArrayList<>();
        List<Offer> offers;
        if (id.startsWith("disdukcapil")) {
            offers = offers(government, services, "permohonan", Rhythm.OFFICE, 45);
            endpoints.add(new CivilRegistry(place, offers));
        } else if (id.startsWith("rs")) {
            offers = offers(government, services, "kunjungan", Rhythm.CLINIC, 30);
            endpoints.add(new ClinicWaits(place, offers));
        } else if (id.contains("puskesmas") || id.startsWith("dinkes")) {
            offers = offers(government, services.subList(0, 1), "kunjungan", Rhythm.CLINIC, 25);
            offers = clinics(offers.get(0));
            endpoints.add(new ClinicQueue(place, services.get(0).path(), offers));
        } else if (id.startsWith("dpmptsp")) {
            offers = offers(government, services, "permohonan", Rhythm.OFFICE, 240);
            endpoints.add(new Permits(place, offers));
        } else if (WITHOUT_API.containsKey(id)) {
            offers = offers(government, services, "permohonan", Rhythm.OFFICE, 90);
            endpoints.add(new ReportingOffice(place, offers, WITHOUT_API.get(id)));
        } else {
            offers = offers(government, services, "transaksi", Rhythm.ONLINE, 10);
            endpoints.add(new MetricsApp(place, offers));
            if (Chance.of(agency.path() + "#health", 0) < 0.5) {
                endpoints.add(new Health(place, services.get(0).path()));
            }
        }
        if (endpoints.stream().noneMatch(ReportingOffice.class::isInstance)) {
            endpoints.add(new HourlyRecap(place, offers, Demonstration.HISTORY_DAYS));
        }
        services.stream()
                .filter(service -> Chance.of(service.path().value() + "#web", 0) < 0.7)
                .forEach(service -> endpoints.add(new WebPage(place, service.path(), service.name())));
        return endpoints;
    }

    private List<Offer> offers(
            Government government, List<Service> services, String of, Rhythm rhythm, int handlingMinutes) {
        List<Offer> offers = new ArrayList<>();
        int code = 100;
        for (Service service : services) {
            String name = service.path().value();
            Rhythm own = service.hours().always() && rhythm == Rhythm.OFFICE ? Rhythm.ONLINE : rhythm;
            Demand demand = new Demand(
                    name,
                    perDay(government, name),
                    own,
                    (int) (handlingMinutes * (0.6 + 0.8 * Chance.of(name + "#pace", 0))),
                    0.82 + 0.14 * Chance.of(name + "#share", 0),
                    calendar);
            offers.add(new Offer(String.valueOf(++code), service.name(), service.path(), of, demand));
        }
        return offers;
    }

    /** Larger governments have more applicants; services differ by an order of magnitude. */
    private static int perDay(Government government, String service) {
        Long population = government.population();
        double residents = population == null ? 1_000_000 : Math.min(3_000_000, population);
        return (int) (12 + residents / 1e6 * 30 + 190 * Math.pow(Chance.of(service + "#size", 0), 2.2));
    }

    /** A queue is counted per clinic: the service's demand split unevenly over three. */
    private List<Offer> clinics(Offer whole) {
        List<Offer> clinics = new ArrayList<>();
        String[] names = {"Poli Umum", "Poli Gigi & Mulut", "Poli KIA"};
        double[] shares = {0.6, 0.15, 0.25};
        for (int i = 0; i < names.length; i++) {
            Demand demand = whole.demand();
            clinics.add(new Offer(
                    "%03d".formatted(i + 1),
                    names[i],
                    whole.service(),
                    whole.of(),
                    new Demand(
                            demand.name() + "#" + i,
                            Math.max(3, (int) (demand.perDay() * shares[i])),
                            demand.rhythm(),
                            demand.handlingMinutes(),
                            demand.doneShare(),
                            calendar)));
        }
        return clinics;
    }
}
