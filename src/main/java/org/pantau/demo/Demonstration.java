package org.pantau.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Government;
import org.pantau.demo.endpoint.CivilRegistry;
import org.pantau.demo.endpoint.ClinicQueue;
import org.pantau.demo.endpoint.ClinicWaits;
import org.pantau.demo.endpoint.Simulated;
import org.pantau.demo.report.ReportingOffice;
import org.pantau.demo.report.Staff;
import org.pantau.measure.time.WorkCalendar;

/** Simulated endpoints of some of Jawa Tengah's governments, one loopback server each, and the feeds that read them. */
public final class Demonstration {

    /** How many past days the simulated agencies answer for: the last quarter. */
    public static final int HISTORY_DAYS = 90;

    private final Vertx vertx;
    private final InstantSource clock;
    private final List<HttpServer> servers;
    private final String feeds;
    private final List<ReportingOffice> reporting;
    private @Nullable Staff staff;

    private Demonstration(
            Vertx vertx, InstantSource clock, List<HttpServer> servers, String feeds, List<ReportingOffice> reporting) {
        this.vertx = vertx;
        this.clock = clock;
        this.servers = servers;
        this.feeds = feeds;
        this.reporting = List.copyOf(reporting);
    }

    /**
     * Starts the servers on free loopback ports.
     *
     * @param governments with their agencies and services; which of them have an endpoint is drawn by name
     * @param calendar holidays, on which offices are closed
     * @param data folder for the demonstration's own credentials
     */
    public static Future<Demonstration> start(
            Vertx vertx, List<Government> governments, WorkCalendar calendar, Path data, InstantSource clock) {
        Path secrets = writeSecrets(data.resolve("secrets"));
        Cast cast = new Cast(vertx, clock, secrets, calendar);
        List<Future<Office>> offices = new ArrayList<>();
        List<ReportingOffice> reporting = new ArrayList<>();
        for (Government government : governments) {
            List<Simulated> endpoints = cast.of(government);
            endpoints.stream()
                    .filter(ReportingOffice.class::isInstance)
                    .map(ReportingOffice.class::cast)
                    .forEach(reporting::add);
            if (!endpoints.isEmpty()) {
                offices.add(open(vertx, endpoints));
            }
        }
        reporting.forEach(office -> write(secrets.resolve(office.tokenFile()), office.token()));
        return Future.all(offices).map(opened -> {
            List<Office> all = opened.list();
            StringBuilder feeds = new StringBuilder("feeds:\n");
            all.forEach(office -> feeds.append(office.feeds()));
            return new Demonstration(
                    vertx, clock, all.stream().map(Office::server).toList(), feeds.toString(), reporting);
        });
    }

    /** Ids of the feeds whose form somebody fills in. */
    public List<String> forms() {
        return reporting.stream()
                .filter(office -> office.way() == ReportingOffice.Way.FORM)
                .map(ReportingOffice::feed)
                .toList();
    }

    /**
     * Lets the offices without an API report.
     *
     * @param port where Pantau listens on this machine
     * @param feedToLink token of a link to the form of each of {@link #forms}
     */
    public void report(int port, Map<String, String> feedToLink) {
        Staff begun = new Staff(vertx, clock, port, reporting, feedToLink);
        staff = begun;
        begun.start();
    }

    /** The feeds as one document of a catalogue; the governments given at start are another. */
    public String feeds() {
        return feeds;
    }

    public Future<Void> stop() {
        Staff working = staff;
        Future<Void> gone = working == null ? Future.succeededFuture() : working.stop();
        return gone.compose(left -> close());
    }

    private Future<Void> close() {
        return Future.all(servers.stream().map(HttpServer::close).toList()).mapEmpty();
    }

    private record Office(HttpServer server, String feeds) {}

    private static Future<Office> open(Vertx vertx, List<Simulated> endpoints) {
        Router router = Router.router(vertx);
        endpoints.forEach(endpoint -> endpoint.mount(router));
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(router)
                .listen()
                .map(server -> {
                    String base = "http://127.0.0.1:" + server.actualPort();
                    StringBuilder feeds = new StringBuilder();
                    endpoints.forEach(endpoint -> feeds.append(endpoint.feeds(base)));
                    return new Office(server, feeds.toString());
                });
    }

    private static Path writeSecrets(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot make " + folder, e);
        }
        write(folder.resolve("dukcapil"), CivilRegistry.KEY);
        write(folder.resolve("antrean"), ClinicWaits.SECRET);
        write(folder.resolve("puskesmas"), ClinicQueue.TOKEN);
        return folder.toAbsolutePath();
    }

    private static void write(Path file, String secret) {
        try {
            Files.writeString(file, secret);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot write the demonstration's credentials to " + file, e);
        }
    }
}
