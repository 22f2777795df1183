package org.pantau;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.pantau.access.Access;
import org.pantau.access.AccessSettings;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.Database;
import org.pantau.demo.Demonstration;
import org.pantau.operate.catalogue.Additions;
import org.pantau.operate.catalogue.Edition;
import org.pantau.operate.manual.Links;
import org.pantau.pipeline.Ingest;
import org.pantau.store.spool.Spool;
import org.pantau.store.spool.SpoolException;
import org.pantau.store.spool.SpoolSettings;
import org.pantau.web.WebEdge;
import org.pantau.web.WebSettings;
import org.pantau.web.stream.StreamSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts every room in order, and stops them in the opposite one. */
final class Server {

    static final String VERSION = Optional.ofNullable(Server.class.getPackage().getImplementationVersion())
            .orElse("dev");

    private static final Logger log = LoggerFactory.getLogger(Server.class);
    /** The page may be opened before yesterday is read, but its address is told no later than this. */
    private static final long FIRST_PAGE_WITHIN_SECONDS = 4;

    /** Folder, in that of the data, of answers too large for the memory while they are read. */
    private static final String LARGE_ANSWERS = "answers";
    /** Folder, in that of the data, of what is to be stored while the database is away. */
    private static final String SPOOL = "spool";

    private final Vertx vertx;
    private final Settings settings;
    private final InstantSource clock;
    private final Deque<Supplier<Future<?>>> toStop = new ArrayDeque<>();

    private Server(Vertx vertx, Settings settings, InstantSource clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
    }

    /** What runs: where it listens, and the administrator's password where it was made up just now. */
    record Running(Server server, int port, Optional<String> madeUpPassword) {}

    /** Starts everything; the future is complete when the page can be opened. */
    static Future<Running> start(Vertx vertx, Settings settings, InstantSource clock) {
        Server server = new Server(vertx, settings, clock);
        return server.start().recover(fault -> server.stop().transform(any -> Future.failedFuture(fault)));
    }

    private Future<Running> start() {
        // PostgreSQL starts while the catalogue is read, the simulated endpoints open and the routes are read.
        Future<Database> database = Database.start(vertx, settings.database());
        Future<Watched> watched = Watched.load(vertx, settings, clock);
        Future<WebEdge.Paths> paths = WebEdge.paths(vertx);
        // Without what was added on the page, so that a bad catalogue is told whatever the database holds.
        Future<Edition> bare = watched.compose(own -> vertx.executeBlocking(() -> own.edition(List.of())));
        return Future.join(database, bare).transform(both -> {
            if (database.succeeded()) {
                toStop.push(database.result()::close);
            }
            if (watched.succeeded()) {
                toStop.push(watched.result()::stop);
            }
            return both.succeeded()
                    ? database.result()
                            .migrate()
                            .compose(done -> vertx.executeBlocking(this::disk))
                            .compose(disk -> open(
                                    new Rooms.Ground(
                                            vertx,
                                            settings,
                                            clock,
                                            database.result(),
                                            disk,
                                            watched.result().demonstration() != null),
                                    watched.result(),
                                    bare.result(),
                                    paths))
                    : Future.failedFuture(both.cause());
        });
    }

    private Rooms.Disk disk() throws IOException, SpoolException {
        return new Rooms.Disk(
                org.pantau.net.Spool.in(settings.data().resolve(LARGE_ANSWERS)),
                Spool.open(settings.data().resolve(SPOOL), SpoolSettings.DEFAULT, clock));
    }

    private Future<Running> open(Rooms.Ground ground, Watched watched, Edition bare, Future<WebEdge.Paths> paths) {
        toStop.push(() -> vertx.executeBlocking(() -> {
            ground.disk().spool().close();
            return null;
        }));
        Database database = ground.database();
        Additions additions = new Additions(database.pool());
        Future<Access> access = Access.start(vertx, database.pool(), AccessSettings.DEFAULT, clock);
        Future<Rooms> rooms = additions
                .load()
                .compose(added -> added.isEmpty()
                        ? Future.succeededFuture(bare)
                        : vertx.executeBlocking(() -> watched.edition(added)))
                .compose(edition -> Rooms.open(ground, edition, Map.of()));
        return Future.all(access, rooms, paths)
                .compose(ready -> serve(
                        new Watch.Around(ground, watched, additions, access.result()), rooms.result(), paths.result()));
    }

    private Future<Running> serve(Watch.Around around, Rooms rooms, WebEdge.Paths paths) {
        rooms.edition
                .setAside()
                .forEach((addition, mistakes) -> log.warn(
                        "addition {} does not fit the catalogue and is set aside: {}", addition.name(), mistakes));
        WebSettings web = new WebSettings(
                settings.host(),
                settings.port(),
                settings.demonstration(),
                VERSION,
                StreamSettings.DEFAULT,
                settings.door());
        Access access = around.access();
        Catalogue catalogue = rooms.edition.catalogue();
        List<String> governments = catalogue.governments().stream()
                .map(government -> government.path().value())
                .toList();
        return access.ensureDemo(around.watched().accountsIn(catalogue), governments)
                .compose(done -> access.ensureAdmin(settings.adminPassword()))
                .compose(password -> OwnLoopVerticle.start(vertx, () -> WebEdge.start(vertx, web, paths))
                        .compose(edge -> {
                            Watch watch = new Watch(around, edge, rooms);
                            toStop.push(watch::stop);
                            toStop.push(edge::stop);
                            return watch.begin()
                                    .compose(begun -> staffed(around, edge.port()))
                                    .compose(begun -> firstPage(rooms.ingest))
                                    .map(any -> new Running(this, edge.port(), password));
                        }));
    }

    /** The demonstration's offices without an API begin to report. */
    private Future<Void> staffed(Watch.Around around, int port) {
        Demonstration demo = around.watched().demonstration();
        return demo == null
                ? Future.succeededFuture()
                : new DemoLinks(vertx, new Links(around.ground().database().pool(), clock), settings.data())
                        .of(demo.forms())
                        .map(feedToLink -> {
                            demo.report(port, feedToLink);
                            return null;
                        });
    }

    /** Yesterday should be there before anybody looks, but nobody waits for an agency that does not answer. */
    private static Future<Void> firstPage(Ingest ingest) {
        return ingest.yesterdayRead()
                .timeout(FIRST_PAGE_WITHIN_SECONDS, TimeUnit.SECONDS)
                .otherwiseEmpty();
    }

    /** Stops asking, lets what is under way end, then closes the doors and the database. Never fails. */
    Future<Void> stop() {
        Supplier<Future<?>> next = toStop.poll();
        if (next == null) {
            return Future.succeededFuture();
        }
        return next.get()
                .otherwise(fault -> {
                    log.warn("stopping: {}", fault.toString());
                    return null;
                })
                .compose(stopped -> stop());
    }
}
