package org.pantau.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.pantau.access.Access;
import org.pantau.access.AccessSettings;
import org.pantau.access.Role;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.Database;
import org.pantau.database.DatabaseSettings;
import org.pantau.live.Board;
import org.pantau.live.Change;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.operate.RealPreviews;
import org.pantau.pipeline.PipelineSettings;
import org.pantau.poll.request.Secrets;
import org.pantau.query.FeedQuery;
import org.pantau.query.SeriesQuery;
import org.pantau.query.UsualHoursQuery;
import org.pantau.web.Health;
import org.pantau.web.WebEdge;
import org.pantau.web.WebSettings;

/**
 * A thousand viewers of one regency, logged in over the real HTTP edge; five polls a second change what they see.
 * Baseline: a bare Vert.x server that writes events of the same bytes to as many streams.
 */
final class LiveBench {

    private static final int VIEWERS = 1_000;
    private static final int SERVICES = 200;
    private static final int PERIOD_MS = 210; // not a multiple of the tick: answers arrive at any time of it
    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS = 20;
    private static final ScopePath SCOPE = ScopePath.of("33.08");

    private final Vertx vertx;
    private long eventBytes;

    private LiveBench(Vertx vertx) {
        this.vertx = vertx;
    }

    static long nowMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    static void run(List<String> options) throws Exception {
        Vertx vertx = Bench.vertx();
        Path folder = Files.createTempDirectory(Path.of("target"), "bench").toAbsolutePath();
        Database database =
                Database.start(vertx, DatabaseSettings.embedded(folder)).await();
        try {
            database.migrate().await();
            LiveBench bench = new LiveBench(vertx);
            bench.product(database);
            bench.bare();
        } finally {
            database.close().await();
            vertx.close().await();
            Rig.delete(folder);
        }
    }

    private void product(Database database) throws Exception {
        InstantSource clock = InstantSource.system();
        Catalogue catalogue = World.of(SERVICES, "40s", "10s", feed -> "http://127.0.0.1:9/" + feed);
        Board board = new Board(catalogue, clock, "bench");
        Access access = Access.start(vertx, database.pool(), AccessSettings.DEFAULT, clock)
                .await();
        Access.DemoAccount account = new Access.DemoAccount("bupati", "Bupati", Role.LEADER, SCOPE);
        access.ensureDemo(List.of(account), List.of()).await();
        WebEdge.Shown shown = new WebEdge.Shown(
                catalogue,
                board,
                new SeriesQuery(database.pool(), catalogue, clock),
                new UsualHoursQuery(database.pool(), catalogue, clock),
                new FeedQuery(database.pool()),
                id -> Optional.empty(),
                RealPreviews.of(vertx, clock, Secrets.none()),
                access,
                List.of(account),
                new Health(),
                () -> "",
                null,
                clock,
                null);
        WebEdge edge = onContext(() -> WebEdge.paths(vertx)
                .compose(paths -> WebEdge.start(vertx, new WebSettings("127.0.0.1", 0, true, "bench"), paths, shown)));
        Access.Login login = access.loginDemo(account, "127.0.0.1", "").await();
        String cookie = "pantau_session=" + ((Access.Login.Done) login).token();
        AtomicInteger turn = new AtomicInteger();
        while (turn.get() < SERVICES) {
            poll(board, turn.getAndIncrement());
        }
        var unused = board.tick(clock.instant());
        AtomicLong arrived = new AtomicLong();
        long polling = vertx.setPeriodic(PERIOD_MS, id -> {
            arrived.set(nowMicros());
            poll(board, turn.getAndIncrement());
        });
        // An event carries the time its answer arrived: the wait for the board's tick is part of the delay.
        long ticking = vertx.setPeriodic(
                PipelineSettings.DEFAULT.tick().toMillis(),
                id -> board.tick(Instant.now())
                        .change()
                        .ifPresent(change -> edge.hub()
                                .publish(new Change(arrived.get(), change.at(), change.nodes(), change.live()))));
        try (Viewers viewers = Viewers.open(VIEWERS, edge.port(), "/api/v1/live?scope=33.08", cookie)) {
            eventBytes = measure("live: " + VIEWERS + " viewers of the stream", viewers)
                    .bytesPerEvent();
        } finally {
            vertx.cancelTimer(polling);
            vertx.cancelTimer(ticking);
            edge.stop().await();
        }
    }

    /** One service was polled: it, its agency and the regency change. */
    private static void poll(Board board, int turn) {
        int service = turn % SERVICES;
        Instant now = Instant.now();
        ScopePath path = ScopePath.of(World.service(service));
        List<Sample> samples = new ArrayList<>();
        for (String measure : List.of("received", "served", "pending", "app_response")) {
            samples.add(new Sample(new SeriesKey(path, measure, Origin.REPORTED), now, 1 + turn % 50, Quality.OK));
        }
        board.apply(new Batch("feed-" + service, now, Outcome.OK, samples, List.of(), null), false);
    }

    private void bare() throws Exception {
        List<HttpServerResponse> open = new ArrayList<>();
        String filling = "x".repeat((int) Math.max(1, eventBytes - 60));
        HttpServer server = onContext(() -> {
            long ticking = vertx.setPeriodic(PERIOD_MS, id -> {
                Buffer event = Buffer.buffer("id: bare-" + nowMicros() + "\nevent: change\ndata: " + filling + "\n\n");
                open.forEach(response -> response.write(event));
            });
            return vertx.createHttpServer(new HttpServerOptions()
                            .setHost("127.0.0.1")
                            .setPort(0)
                            .setAcceptBacklog(4096))
                    .requestHandler(request -> {
                        request.response().setChunked(true).putHeader("content-type", "text/event-stream");
                        request.response().closeHandler(closed -> {
                            open.remove(request.response());
                            vertx.cancelTimer(ticking);
                        });
                        request.response().write("retry: 3000\n\n");
                        open.add(request.response());
                    })
                    .listen();
        });
        try (Viewers viewers = Viewers.open(VIEWERS, server.actualPort(), "/", "none=0")) {
            var unused =
                    measure("baseline: bare Vert.x fan-out of the same " + eventBytes + " bytes an event", viewers);
        }
        server.close().await();
    }

    private static Viewers.Report measure(String name, Viewers viewers) throws Exception {
        Rig.sleepSeconds(WARM_UP_SECONDS);
        var unused = viewers.report();
        double cpu = Cpu.oursMicros();
        long began = System.nanoTime();
        Rig.sleepSeconds(SECONDS);
        Viewers.Report report = viewers.report();
        double used = Cpu.oursMicros() - cpu;
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f events/s delivered, CPU per delivered event %.1f us, delay to the last byte p50 %.1f ms p99"
                        + " %.1f ms%n",
                name,
                report.events() / ((System.nanoTime() - began) / 1e9),
                used / report.events(),
                report.p50(),
                report.p99());
        return report;
    }

    private interface Start<T> {
        Future<T> begin();
    }

    private <T> T onContext(Start<T> start) {
        Promise<T> started = Promise.promise();
        vertx.runOnContext(any -> start.begin().onComplete(started));
        return started.future().await();
    }
}
