package org.pantau;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.pantau.access.Access;
import org.pantau.access.AccessSettings;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.Database;
import org.pantau.live.Board;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.net.address.AddressPolicy;
import org.pantau.operate.Previews;
import org.pantau.operate.Trial;
import org.pantau.pipeline.Ingest;
import org.pantau.pipeline.ReadAhead;
import org.pantau.pipeline.Upkeep;
import org.pantau.poll.PollSettings;
import org.pantau.poll.Poller;
import org.pantau.poll.request.Secrets;
import org.pantau.query.FeedQuery;
import org.pantau.query.Present;
import org.pantau.query.PresentQuery;
import org.pantau.query.SeriesQuery;
import org.pantau.store.Retention;
import org.pantau.store.RetentionSettings;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.rollup.RollUp;
import org.pantau.store.series.CatalogueDescriber;
import org.pantau.web.Health;
import org.pantau.web.WebEdge;
import org.pantau.web.WebSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts every room in order, and stops them in the opposite one. */
final class Server {

    static final String VERSION = Optional.ofNullable(Server.class.getPackage().getImplementationVersion())
            .orElse("dev");

    private static final Logger log = LoggerFactory.getLogger(Server.class);
    /** The page may be opened before yesterday is read, but its address is told no later than this. */
    private static final long FIRST_PAGE_WITHIN_SECONDS = 4;

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
        return Future.join(database, watched).transform(both -> {
            if (database.succeeded()) {
                toStop.push(database.result()::close);
            }
            if (watched.succeeded()) {
                toStop.push(watched.result()::stop);
            }
            return both.succeeded()
                    ? database.result().migrate().compose(done -> rooms(database.result(), watched.result(), paths))
                    : Future.failedFuture(both.cause());
        });
    }

    private Future<Running> rooms(Database database, Watched watched, Future<WebEdge.Paths> paths) {
        Catalogue catalogue = watched.catalogue();
        Store store =
                new Store(vertx, database.pool(), new CatalogueDescriber(catalogue), StoreSettings.DEFAULT, clock);
        Board board = new Board(catalogue, clock, UUID.randomUUID().toString().substring(0, 8));
        Future<Access> access = Access.start(vertx, database.pool(), AccessSettings.DEFAULT, clock);
        Future<Present> present =
                store.start().compose(started -> new PresentQuery(database.pool()).present(clock.instant()));
        return Future.all(access, present, paths).compose(ready -> {
            Instant now = clock.instant();
            Present past = present.result();
            board.restore(past.series(), past.statuses(), past.lastPolls(), now);
            Ingest ingest = ingest(catalogue, store, board, past);
            return open(database, watched, board, store, ingest, access.result(), paths.result());
        });
    }

    private Ingest ingest(Catalogue catalogue, Store store, Board board, Present past) {
        Outgoing outgoing = new Outgoing(vertx, NetSettings.defaults(VERSION));
        toStop.push(outgoing::close);
        Poller poller = new Poller(outgoing, Secrets.ofProcess(), clock, PollSettings.DEFAULT, new ReadAhead(vertx));
        return new Ingest(
                vertx,
                settings.pipeline(),
                catalogue,
                poller,
                store,
                board,
                clock,
                new Ingest.Recalled(
                        past.feedMemory(), past.recentPeriods(), past.lastPolls(), past.daysRead(), past.troubles()));
    }

    private Future<Running> open(
            Database database,
            Watched watched,
            Board board,
            Store store,
            Ingest ingest,
            Access access,
            WebEdge.Paths paths) {
        Upkeep upkeep = upkeep(database, store);
        OwnMetrics metrics = new OwnMetrics(ingest, store, watched.catalogue());
        Health health = new Health()
                .check(
                        "database",
                        () -> store.state().ok()
                                ? ""
                                : "away since " + store.state().awaySince())
                .check("feeds", () -> watched.catalogue().feeds().isEmpty() ? "no feeds" : "");
        WebEdge.Shown shown = new WebEdge.Shown(
                watched.catalogue(),
                board,
                new SeriesQuery(database.pool(), watched.catalogue(), clock),
                new FeedQuery(database.pool()),
                ingest::feed,
                previews(),
                access,
                watched.demoAccounts(),
                health,
                metrics::text,
                ingest.pushes(Secrets.ofProcess()),
                clock);
        WebSettings web = new WebSettings(settings.host(), settings.port(), settings.demonstration(), VERSION);
        return access.ensureDemo(watched.demoAccounts())
                .compose(done -> access.ensureAdmin(settings.adminPassword()))
                .compose(password -> OwnLoopVerticle.start(vertx, () -> WebEdge.start(vertx, web, paths, shown))
                        .compose(edge -> {
                            metrics.watch(edge.hub());
                            ingest.tell(edge.hub()::publish);
                            toStop.push(store::drain);
                            toStop.push(upkeep::stop);
                            toStop.push(ingest::stop);
                            toStop.push(edge::stop);
                            ingest.start();
                            upkeep.start();
                            return firstPage(ingest).map(any -> new Running(this, edge.port(), password));
                        }));
    }

    private Previews previews() {
        return new Previews(
                trial(Secrets.ofProcess(), AddressPolicy.CATALOGUE_FILE),
                trial(Secrets.none(), AddressPolicy.PUBLIC_ONLY));
    }

    /** Trials have connections of their own: what somebody tries must not take places that feeds wait for. */
    private Trial trial(Secrets secrets, AddressPolicy policy) {
        Outgoing outgoing = new Outgoing(vertx, NetSettings.defaults(VERSION));
        toStop.push(outgoing::close);
        PollSettings settings = PollSettings.DEFAULT.under(policy);
        return new Trial(vertx, new Poller(outgoing, secrets, clock, settings, new ReadAhead(vertx)), clock);
    }

    private Upkeep upkeep(Database database, Store store) {
        return new Upkeep(
                vertx,
                store,
                new RollUp(database.pool(), store.partitions()),
                new Retention(store.partitions(), RetentionSettings.DEFAULT),
                settings.pipeline(),
                clock);
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
