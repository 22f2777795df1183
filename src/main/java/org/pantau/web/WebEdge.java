package org.pantau.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Access;
import org.pantau.access.Access.DemoAccount;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.live.Board;
import org.pantau.operate.Previews;
import org.pantau.pipeline.FeedPresent;
import org.pantau.pipeline.PushIntake;
import org.pantau.query.FeedQuery;
import org.pantau.query.SeriesQuery;
import org.pantau.query.UsualHoursQuery;
import org.pantau.web.door.Certificate;
import org.pantau.web.door.Connections;
import org.pantau.web.door.TlsFiles;
import org.pantau.web.stream.LiveHub;

/** The HTTP server: the routes of the OpenAPI document, the page's files, health and metrics. */
public final class WebEdge {

    private static final int MAX_BODY_BYTES = 64 * 1024;
    /** A whole document of the catalogue comes as one body. */
    private static final int MAX_CATALOGUE_BYTES = 1024 * 1024;

    private static final int MAX_HEAD_BYTES = 8 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration REREAD = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Context context;
    private final WebSettings settings;
    private final OpenAPIContract contract;
    private final Connections connections;
    private final List<Long> timers = new ArrayList<>();
    private @Nullable HttpServer server;
    /** What is answered now; belongs to the edge's context. */
    private Handler<HttpServerRequest> routes = WebEdge::notYet;

    private volatile @Nullable LiveHub hub;

    private WebEdge(Vertx vertx, WebSettings settings, OpenAPIContract contract) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.settings = settings;
        this.contract = contract;
        this.connections =
                new Connections(settings.door().proxies(), settings.door().connections());
    }

    /**
     * What the edge shows.
     *
     * @param feeds how a feed is doing, by id
     * @param metrics Pantau's own metrics as Prometheus text
     * @param pushes takes what agencies send by themselves; null where nothing is taken
     * @param operating what can be changed on the page; null where nothing can
     */
    public record Shown(
            Catalogue catalogue,
            Board board,
            SeriesQuery series,
            UsualHoursQuery usual,
            FeedQuery feedHistory,
            Function<String, Optional<FeedPresent>> feeds,
            Previews previews,
            Access access,
            List<DemoAccount> demoAccounts,
            Health health,
            Supplier<String> metrics,
            @Nullable PushIntake pushes,
            InstantSource clock,
            @Nullable Operating operating) {

        boolean guarded(Feed feed) {
            return operating != null && operating.guarded().test(feed);
        }
    }

    /** The routes as the OpenAPI document describes them. */
    public static final class Paths {
        private final OpenAPIContract contract;

        private Paths(OpenAPIContract contract) {
            this.contract = contract;
        }
    }

    /** Reads the OpenAPI document; takes a while, and needs nothing else to be there. */
    public static Future<Paths> paths(Vertx vertx) {
        return Contract.load(vertx).map(Paths::new);
    }

    /**
     * Starts listening, on the context of the caller or else one of its own. What comes before something is shown is put
     * off.
     */
    public static Future<WebEdge> start(Vertx vertx, WebSettings settings, Paths paths) {
        Context context = vertx.getOrCreateContext();
        Promise<WebEdge> started = Promise.promise();
        // Streams, their hub and the server share one context, and so need no locks.
        context.runOnContext(
                any -> new WebEdge(vertx, settings, paths.contract).listen().onComplete(started));
        return started.future();
    }

    /** Starts listening and shows something at once. */
    public static Future<WebEdge> start(Vertx vertx, WebSettings settings, Paths paths, Shown shown) {
        return start(vertx, settings, paths).compose(edge -> edge.show(shown).map(edge));
    }

    private Future<WebEdge> listen() {
        TlsFiles files = settings.door().tls();
        return files == null
                ? listen(options())
                : Certificate.read(vertx, files, InstantSource.system()).compose(certificate -> {
                    HttpServerOptions options = certificate.in(options());
                    return listen(options)
                            .onSuccess(edge -> every(
                                    REREAD,
                                    () -> certificate
                                            .refresh(edge.listening(), options)
                                            .onFailure(never -> {})));
                });
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setAcceptBacklog(4096)
                .setSendBufferSize(64 * 1024)
                .setCompressionSupported(true)
                .setDecompressionSupported(true)
                .setMaxInitialLineLength(4096)
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                // Without it a connection is known from its first byte on, not only when it has said enough.
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(120);
    }

    private Future<WebEdge> listen(HttpServerOptions options) {
        return vertx.createHttpServer(options)
                .connectionHandler(connections::opened)
                .requestHandler(this::receive)
                .listen()
                .map(listening -> {
                    server = listening;
                    every(SWEEP, connections::sweep);
                    return this;
                });
    }

    private void every(Duration period, Runnable what) {
        timers.add(vertx.setPeriodic(period.toMillis(), id -> what.run()));
    }

    private void receive(HttpServerRequest request) {
        connections.asked(request);
        if (request.headers().entries().size() > MAX_HEADERS) {
            request.response()
                    .setStatusCode(431)
                    .putHeader("connection", "close")
                    .end();
        } else {
            routes.handle(request);
        }
    }

    /**
     * Shows something, in place of what was shown before; open streams of that end, and their viewers come back. For any
     * thread.
     *
     * @return the hub that tells viewers of changes
     */
    public Future<LiveHub> show(Shown shown) {
        Promise<LiveHub> done = Promise.promise();
        context.runOnContext(any -> {
            LiveHub before = hub;
            LiveHub now = new LiveHub(vertx, shown.catalogue(), shown.board(), settings.demo(), settings.stream());
            routes = router(vertx, contract, settings, shown, now);
            hub = now;
            if (before != null) {
                before.close();
            }
            done.complete(now);
        });
        return done.future();
    }

    private static void notYet(HttpServerRequest request) {
        request.response().setStatusCode(503).putHeader("retry-after", "2").end();
    }

    /** The port it listens on. */
    public int port() {
        return listening().actualPort();
    }

    /** Connections that are counted now. */
    int connections() {
        return connections.size();
    }

    private HttpServer listening() {
        return Objects.requireNonNull(server, "not listening");
    }

    public LiveHub hub() {
        return Objects.requireNonNull(hub, "nothing is shown yet");
    }

    /** Ends open streams and stops listening. */
    public Future<Void> stop() {
        LiveHub open = hub;
        if (open != null) {
            open.close();
        }
        timers.forEach(vertx::cancelTimer);
        return server == null ? Future.succeededFuture() : server.close();
    }

    private static Router router(
            Vertx vertx, OpenAPIContract contract, WebSettings settings, Shown shown, LiveHub hub) {
        Router root = Router.router(vertx);
        root.route().handler(context -> {
            settings.door().proxies().whence(context.request()).keep(context);
            Guards.headers(context, shown.clock());
        });
        root.route("/api/*").handler(Guards::writesFromOurPagesOnly);
        root.get("/health/live").handler(shown.health()::live);
        root.get("/health/ready").handler(shown.health()::ready);
        Caller caller = new Caller(shown.access(), shown.catalogue());
        root.get("/metrics").handler(context -> metrics(context, caller, shown));
        root.get("/api/v1/openapi.yaml")
                .handler(context -> context.response()
                        .putHeader("content-type", "application/yaml")
                        .sendFile(Contract.FILE)
                        .onFailure(context::fail));
        if (shown.pushes() != null) {
            new PushRoutes(shown.pushes(), shown.clock()).mount(root);
        }
        if (shown.operating() != null) {
            new SheetRoutes(caller, shown.catalogue(), shown.operating(), shown.pushes(), shown.clock()).mount(root);
            CatalogueRoutes additions = new CatalogueRoutes(caller, shown.catalogue(), shown.operating());
            new AddressRoutes(caller, shown.catalogue(), additions, shown.clock()).mount(root);
        }
        root.getWithRegex("/api/v1/services/.+/.+").handler(WebEdge::withoutSlashes);
        root.route("/*").subRouter(api(vertx, contract, settings, shown, caller, hub));
        root.route("/api/*").handler(context -> context.fail(Problem.notFound()));
        Files.mount(root);
        root.route().failureHandler(Failures::answer);
        root.errorHandler(404, context -> Problem.notFound().answer(context));
        return root;
    }

    private static Router api(
            Vertx vertx, OpenAPIContract contract, WebSettings settings, Shown shown, Caller caller, LiveHub hub) {
        FeedRoutes feeds = new FeedRoutes(caller, shown.catalogue(), shown.feeds(), shown.feedHistory());
        BoardRoutes board = new BoardRoutes(caller, shown.catalogue(), shown.board(), feeds, hub, settings.demo());
        SeriesRoutes series = new SeriesRoutes(caller, shown.catalogue(), shown.series(), shown.clock());
        UsualRoutes usual = new UsualRoutes(caller, shown.catalogue(), shown.usual(), shown.clock());
        SessionRoutes session =
                new SessionRoutes(shown.access(), caller, shown.catalogue(), settings.demo(), shown.demoAccounts());
        RouterBuilder builder = RouterBuilder.create(vertx, contract, RequestExtractor.withBodyHandler());
        BodyHandler small = BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);
        BodyHandler large = BodyHandler.create(false).setBodyLimit(MAX_CATALOGUE_BYTES);
        builder.rootHandler(
                context -> (context.normalizedPath().equals("/api/v1/catalogue") ? large : small).handle(context));
        Operations operations = new Operations(builder);
        operations.on("logIn", (context, asked) -> session.logIn(context, asked.body()));
        operations.on("whoAmI", (context, asked) -> session.whoAmI(context));
        operations.on("logOut", (context, asked) -> session.logOut(context));
        operations.on("demoAccounts", (context, asked) -> session.demoAccounts(context));
        operations.on("board", (context, asked) -> board.board(context, asked.query("scope")));
        operations.on("services", (context, asked) -> board.services(context, asked.query("scope")));
        // A path that names nothing is a 404, whatever it looks like.
        operations.unchecked("service", (context, asked) -> board.service(context, asked.path("id")));
        operations.on(
                "live", (context, asked) -> board.live(context, asked.query("scope"), asked.query("lastEventId")));
        PreviewRoutes preview = new PreviewRoutes(caller, shown.catalogue(), shown.previews(), shown::guarded);
        operations.on("preview", (context, asked) -> preview.preview(context, asked.body()));
        operations.on("feeds", (context, asked) -> feeds.feeds(context, asked.query("scope")));
        operations.unchecked("feed", (context, asked) -> feeds.feed(context, asked.path("feed")));
        // The validator's sentences would not say what was expected.
        operations.unchecked("series", series::series);
        operations.unchecked("usual", usual::usual);
        if (shown.operating() != null) {
            OperatingPaths.mount(operations, shown, caller, shown.operating());
        }
        // What agencies send is mounted before this router, since each reads its body in its own way.
        return operations.router();
    }

    private static void metrics(RoutingContext context, Caller caller, Shown shown) {
        boolean allowed = Caller.fromThisMachine(context)
                || caller.find(context)
                        .map(person -> person.operates(shown.catalogue().top()))
                        .orElse(false);
        if (!allowed) {
            context.fail(Problem.notFound());
            return;
        }
        context.response()
                .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                .end(shown.metrics().get());
    }

    /** {@code services/33.08/disdukcapil/ktp-el} is {@code services/33.08%2Fdisdukcapil%2Fktp-el}: a path has one segment. */
    private static void withoutSlashes(RoutingContext context) {
        String prefix = "/api/v1/services/";
        String id = context.normalizedPath().substring(prefix.length()).replaceAll("(?i)%2f", "/");
        context.reroute(prefix + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
