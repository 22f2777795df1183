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
import org.pantau.catalogue.model.Government;
import org.pantau.demo.endpoint.CivilRegistry;
import org.pantau.demo.endpoint.ClinicQueue;
import org.pantau.demo.endpoint.ClinicWaits;
import org.pantau.demo.endpoint.Simulated;
import org.pantau.measure.time.WorkCalendar;

/** Simulated endpoints of some of Jawa Tengah's governments, one loopback server each, and the feeds that read them. */
public final class Demonstration {

    /** How many past days the simulated agencies answer for: the last quarter. */
    public static final int HISTORY_DAYS = 90;

    private final List<HttpServer> servers;
    private final String feeds;

    private Demonstration(List<HttpServer> servers, String feeds) {
        this.servers = servers;
        this.feeds = feeds;
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
        Cast cast = new Cast(vertx, clock, writeSecrets(data.resolve("secrets")), calendar);
        List<Future<Office>> offices = new ArrayList<>();
        for (Government government : governments) {
            List<Simulated> endpoints = cast.of(government);
            if (!endpoints.isEmpty()) {
                offices.add(open(vertx, endpoints));
            }
        }
        return Future.all(offices).map(opened -> {
            List<Office> all = opened.list();
            StringBuilder feeds = new StringBuilder("feeds:\n");
            all.forEach(office -> feeds.append(office.feeds()));
            return new Demonstration(all.stream().map(Office::server).toList(), feeds.toString());
        });
    }

    /** The feeds as one document of a catalogue; the governments given at start are another. */
    public String feeds() {
        return feeds;
    }

    public Future<Void> stop() {
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
            Files.writeString(folder.resolve("dukcapil"), CivilRegistry.KEY);
            Files.writeString(folder.resolve("antrean"), ClinicWaits.SECRET);
            Files.writeString(folder.resolve("puskesmas"), ClinicQueue.TOKEN);
            return folder.toAbsolutePath();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot write the demonstration's credentials to " + folder, e);
        }
    }
}
