package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.pantau.access.Access;
import org.pantau.access.AccessSettings;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.database.TestDatabase;
import org.pantau.live.Board;
import org.pantau.live.Node;
import org.pantau.measure.FeedState;
import org.pantau.measure.ScopePath;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.operate.RealPreviews;
import org.pantau.pipeline.FeedPresent;
import org.pantau.pipeline.Ingest;
import org.pantau.pipeline.PipelineSettings;
import org.pantau.poll.PollSettings;
import org.pantau.poll.Poller;
import org.pantau.poll.request.Secrets;
import org.pantau.query.FeedQuery;
import org.pantau.query.Present;
import org.pantau.query.PresentQuery;
import org.pantau.query.SeriesQuery;
import org.pantau.query.UsualHoursQuery;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.series.CatalogueDescriber;

/** A whole server that is pushed to: edge, intake and a real database, which outlives a restart of the rest. */
final class PushEdge implements AutoCloseable {

    static final String KTP = "33.08/disdukcapil/ktp-el";
    static final String KK = "33.08/disdukcapil/kk";

    private static final String CATALOGUE = """
            governments:
              - code: "33.08"
                name: Kabupaten Magelang
                agencies:
                  - id: disdukcapil
                    name: Dinas Kependudukan
                    services:
                      - {id: ktp-el, name: Penerbitan KTP-el}
                      - {id: kk, name: Kartu Keluarga}
            feeds:
              - id: kiriman
                agency: 33.08/disdukcapil
                push: {accept: [json], token: "env:T_KIRIMAN", expect_every: 5m}
                services: {"1": 33.08/disdukcapil/ktp-el, "2": 33.08/disdukcapil/kk}
                measures:
                  pending: {value: value}
                  handling: {value: value, unit: min}
                  served: {value: value, semantics: since_boundary, of: dokumen}
              - id: bentuk-sendiri
                agency: 33.08/disdukcapil
                push: {token: "env:T_SENDIRI"}
                read: json
                success: 'ok = true'
                rows: data
                row: {service: kode, at: waktu}
                services: {"1": 33.08/disdukcapil/ktp-el, "2": 33.08/disdukcapil/kk}
                measures:
                  occupied: {value: terisi}
              - id: metrik
                service: 33.08/disdukcapil/ktp-el
                push: {accept: [prometheus], token: "env:T_METRIK", expect_every: 1s}
                read: metrics
                rows: '$[name="layanan_total"]'
                measures:
                  received: {value: value, semantics: since_start, of: permohonan, reduce: sum}
              - id: otel
                service: 33.08/disdukcapil/kk
                push: {accept: [otlp], token: "env:T_OTEL"}
                read: metrics
                rows: '$[name="kk.selesai"]'
                measures:
                  visits: {value: value, semantics: delta_read, of: kunjungan, reduce: sum}
              - id: otel-total
                service: 33.08/disdukcapil/kk
                push: {accept: [otlp], token: "env:T_OTEL2"}
                read: metrics
                rows: '$[name="kk.masuk"]'
                measures:
                  received: {value: value, semantics: since_start, of: permohonan, reduce: sum}
              - id: denyut
                service: 33.08/disdukcapil/kk
                push: {accept: [heartbeat], token: "env:T_DENYUT", expect_every: 1s}
                confirm: {down: 1, up: 1}
              - id: berkas
                agency: 33.08/disdukcapil
                push: {accept: [csv], token: "env:T_BERKAS", expect_every: 1d}
                measures:
                  complaints_received: {value: value, semantics: per_period, of: pengaduan}
            """;
    private static final Map<String, String> TOKENS = Map.of(
            "T_KIRIMAN", token("kiriman"),
            "T_SENDIRI", token("bentuk-sendiri"),
            "T_METRIK", token("metrik"),
            "T_OTEL", token("otel"),
            "T_OTEL2", token("otel-total"),
            "T_DENYUT", token("denyut"),
            "T_BERKAS", token("berkas"));

    final InstantSource clock;
    final Vertx vertx;
    final TestDatabase database;
    final Catalogue catalogue = CatalogueReader.read("k.yaml", CATALOGUE)
            .catalogue()
            .orElseThrow(() -> new AssertionError(
                    CatalogueReader.read("k.yaml", CATALOGUE).mistakes().toString()));
    final Board board;
    final Ingest ingest;
    private final Store store;
    private final StoreSettings settings;
    private final WebEdge server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private PushEdge(Vertx vertx, TestDatabase database, InstantSource clock, StoreSettings settings) {
        this.vertx = vertx;
        this.database = database;
        this.clock = clock;
        this.board = new Board(catalogue, clock, UUID.randomUUID().toString());
        this.settings = settings;
        this.store = new Store(vertx, database.pool(), new CatalogueDescriber(catalogue), settings, clock);
        this.ingest = ingest();
        Promise<Void> begun = Promise.promise();
        vertx.runOnContext(here -> {
            ingest.start();
            begun.complete();
        });
        done(begun.future());
        Access access = await(Access.start(vertx, database.pool(), AccessSettings.DEFAULT, clock));
        server = await(WebEdge.start(
                vertx,
                new WebSettings("127.0.0.1", 0, false, "test"),
                await(WebEdge.paths(vertx)),
                new WebEdge.Shown(
                        catalogue,
                        board,
                        new SeriesQuery(database.pool(), catalogue, clock),
                        new UsualHoursQuery(database.pool(), catalogue, clock),
                        new FeedQuery(database.pool()),
                        ingest::feed,
                        RealPreviews.of(vertx, clock, Secrets.none()),
                        access,
                        List.of(),
                        new Health(),
                        () -> "",
                        ingest.pushes(new Secrets(TOKENS::get)),
                        clock,
                        null)));
    }

    static PushEdge started(InstantSource clock) {
        Vertx vertx = Vertx.vertx();
        return new PushEdge(vertx, TestDatabase.fresh(vertx), clock, StoreSettings.DEFAULT);
    }

    /** One that can hardly keep anything while its database is away. */
    static PushEdge withoutRoom(InstantSource clock) {
        Vertx vertx = Vertx.vertx();
        StoreSettings settings = new StoreSettings(
                Duration.ZERO, 10, 10, 10, Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(30));
        return new PushEdge(vertx, TestDatabase.fresh(vertx), clock, settings);
    }

    /** The same database after everything else ended and began again. */
    PushEdge restarted() {
        stop();
        return new PushEdge(vertx, database, clock, settings);
    }

    private Ingest ingest() {
        done(store.start());
        Present past = await(new PresentQuery(database.pool()).present(clock.instant()));
        board.restore(past.series(), past.statuses(), past.lastPolls(), clock.instant());
        PipelineSettings pipeline = new PipelineSettings(
                Duration.ofMillis(20), Duration.ZERO, 1, Duration.ofMinutes(5), Duration.ofHours(1));
        Outgoing outgoing = new Outgoing(vertx, NetSettings.defaults("1"));
        Poller poller = new Poller(outgoing, new Secrets(name -> null), clock, PollSettings.DEFAULT);
        return new Ingest(
                vertx,
                pipeline,
                catalogue,
                feed -> poller,
                store,
                board,
                clock,
                new Ingest.Recalled(
                        past.feedMemory(), past.recentPeriods(), past.lastPolls(), past.daysRead(), past.troubles()));
    }

    static String token(String feed) {
        return "rahasia-" + feed;
    }

    int port() {
        return server.port();
    }

    /** Pushes to a feed with its own token. */
    Reply push(String feed, String contentType, String body, String... headers) {
        return push(feed, token(feed), contentType, BodyPublishers.ofString(body), headers);
    }

    Reply push(String feed, String token, String type, HttpRequest.BodyPublisher body, String... headers) {
        return post("/api/v1/push/" + feed, token, type, body, headers);
    }

    Reply samples(String items, String... headers) {
        return push("kiriman", "application/json", "{\"samples\": [" + items + "]}", headers);
    }

    Reply post(String path, String token, String type, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("authorization", "Bearer " + token)
                .header("content-type", type)
                .POST(body);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A number out of the tables, past all of Pantau's own code. */
    double number(String sql, Object... values) {
        return await(database.pool()
                .preparedQuery(sql)
                .execute(Tuple.wrap(values))
                .map(rows -> rows.iterator().next().getDouble(0)));
    }

    double sum(String service, String measure) {
        return number(
                "select coalesce(sum(value), 0)::float8 from sample join series on id = series_id"
                        + " where subject = $1 and measure = $2",
                service,
                measure);
    }

    double count(String service, String measure) {
        return number(
                "select count(*)::float8 from sample join series on id = series_id where subject = $1 and measure = $2",
                service,
                measure);
    }

    /** The value of one sample; fails where there is none at that instant. */
    double at(String service, String measure, Instant instant) {
        return number(
                "select value from sample join series on id = series_id"
                        + " where subject = $1 and measure = $2 and at = $3",
                service,
                measure,
                instant.atOffset(ZoneOffset.UTC));
    }

    Node node(String service) {
        return board.view(ScopePath.of(service)).node();
    }

    FeedPresent feed(String id) {
        return ingest.feed(id).orElseThrow();
    }

    /** How the feed is doing; fails before anything was heard of it. */
    FeedState state(String id) {
        return Objects.requireNonNull(feed(id).outcome()).state();
    }

    static void taken(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private void stop() {
        done(server.stop());
        Promise<Void> stopped = Promise.promise();
        vertx.runOnContext(here -> ingest.stop().onComplete(stopped));
        done(stopped.future());
        done(store.drain());
    }

    @Override
    public void close() {
        stop();
        database.close();
        done(vertx.close());
    }
}
