package org.pantau.web;

import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Access;
import org.pantau.access.Access.DemoAccount;
import org.pantau.access.AccessSettings;
import org.pantau.access.Role;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.database.TestDatabase;
import org.pantau.live.Board;
import org.pantau.live.Change;
import org.pantau.measure.FeedState;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.Lasting;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.operate.RealPreviews;
import org.pantau.pipeline.FeedPresent;
import org.pantau.poll.request.Secrets;
import org.pantau.query.FeedQuery;
import org.pantau.query.SeriesQuery;
import org.pantau.query.UsualHoursQuery;
import org.pantau.web.door.DoorSettings;
import org.pantau.web.stream.LiveHub;
import org.pantau.web.stream.StreamSettings;

/** The edge over a small province: a real server on a free port, with accounts that need no password. */
final class Edge implements AutoCloseable {

    static final String EPOCH = "e1";
    static final String KTP = "33.08/disdukcapil/ktp-el";
    static final String KK = "33.08/disdukcapil/kk";
    static final String FOREIGN = "33.10/dinsos/bansos";
    static final String SECRET = "401 from http://10.1.2.3/internal";
    static final String PASSWORD = "a good long password";

    private static final String CATALOGUE = """
            governments:
              - {code: "33", name: Provinsi Jawa Tengah}
              - code: "33.08"
                name: Kabupaten Magelang
                agencies:
                  - id: disdukcapil
                    name: Dinas Kependudukan
                    services:
                      - {id: ktp-el, name: Penerbitan KTP-el, sector: kependudukan, standard: 24 jam, targets: {response: 800ms}}
                      - {id: kk, name: Kartu Keluarga}
              - code: "33.10"
                name: Kabupaten Klaten
                agencies:
                  - {id: dinsos, name: Dinas Sosial, services: [{id: bansos, name: Bantuan Sosial}]}
            feeds:
              - {id: ktp-online, service: 33.08/disdukcapil/ktp-el, every: 30s, request: {url: "http://127.0.0.1:1/"}, read: probe}
              - {id: kk-online, service: 33.08/disdukcapil/kk, every: 30s, request: {url: "http://127.0.0.1:1/"}, read: probe}
              - {id: bansos-online, service: 33.10/dinsos/bansos, every: 30s, request: {url: "http://127.0.0.1:1/"}, read: probe}
              - id: dukcapil-layanan
                agency: 33.08/disdukcapil
                every: 60s
                request: {url: "http://127.0.0.1:1/"}
                read: json
                row: {service: kode}
                services: {"1": 33.08/disdukcapil/ktp-el}
                measures:
                  served: {value: selesai, semantics: since_boundary, of: dokumen}
              - id: dukcapil-formulir
                agency: 33.08/disdukcapil
                origin: entered
                push: {accept: [json], token: "env:TOKEN", expect_every: 24h}
                services: {"1": 33.08/disdukcapil/ktp-el, "2": 33.08/disdukcapil/kk}
                measures:
                  served: {value: value, semantics: per_period, of: dokumen}
            """;

    private static final List<DemoAccount> ACCOUNTS = List.of(
            new DemoAccount("gubernur", "Gubernur", Role.LEADER, ScopePath.of("33")),
            new DemoAccount("bupati", "Bupati", Role.LEADER, ScopePath.of("33.08")),
            new DemoAccount("kadis", "Kepala Dinas", Role.AGENCY_HEAD, ScopePath.of("33.08/disdukcapil")),
            new DemoAccount("operator", "Operator", Role.OPERATOR, ScopePath.of("33.08")),
            new DemoAccount("operator-provinsi", "Operator", Role.OPERATOR, ScopePath.of("33")));

    final HandClock clock = new HandClock();
    final Vertx vertx = Vertx.vertx();
    final TestDatabase database = TestDatabase.fresh(vertx);
    final Catalogue catalogue =
            CatalogueReader.read("k.yaml", CATALOGUE).catalogue().orElseThrow();
    final Board board = new Board(catalogue, clock, EPOCH);
    final Access access = await(Access.start(vertx, database.pool(), AccessSettings.DEFAULT, clock));
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final WebEdge server;
    private volatile String trouble = "";
    private volatile @Nullable Lasting lasting;

    Edge(boolean demo, StreamSettings stream) {
        this(demo, stream, DoorSettings.DEFAULT);
    }

    Edge(boolean demo, StreamSettings stream, DoorSettings door) {
        List<DemoAccount> accounts = demo ? ACCOUNTS : List.of();
        done(access.ensureDemo(accounts, List.of()));
        done(access.ensureAdmin(PASSWORD));
        LocalDate today = LocalDate.parse("2026-11-23");
        for (String table : List.of("sample", "rollup_5m", "period_value", "rollup_1h", "rollup_1d", "poll_failure")) {
            done(database.pool()
                    .query("create table " + table + "_now partition of " + table + " for values from ('"
                            + today.minusDays(9) + " 00:00+00') to ('" + today.plusDays(9) + " 00:00+00')")
                    .execute());
        }
        server = await(WebEdge.start(
                vertx,
                new WebSettings("127.0.0.1", 0, demo, "test", stream, door),
                await(WebEdge.paths(vertx)),
                new WebEdge.Shown(
                        catalogue,
                        board,
                        new SeriesQuery(database.pool(), catalogue, clock),
                        new UsualHoursQuery(database.pool(), catalogue, clock),
                        new FeedQuery(database.pool()),
                        this::feed,
                        RealPreviews.of(vertx, clock, new Secrets(name -> SECRET)),
                        access,
                        accounts,
                        new Health().check("database", () -> trouble),
                        () -> "pantau_up 1\n",
                        null,
                        clock,
                        null)));
    }

    /** The demonstration with the usual knobs. */
    static Edge demo() {
        return new Edge(true, StreamSettings.DEFAULT);
    }

    int port() {
        return server.port();
    }

    int connections() {
        return server.connections();
    }

    LiveHub hub() {
        return server.hub();
    }

    void trouble(String what) {
        trouble = what;
    }

    /** The state every feed that was asked is in from now on. */
    void lasting(@Nullable Lasting state) {
        lasting = state;
    }

    private Optional<FeedPresent> feed(String id) {
        Outcome refused = new Outcome(FeedState.AUTH, SECRET);
        return id.equals("kk-online")
                ? Optional.empty()
                : Optional.of(new FeedPresent(
                        id,
                        refused,
                        clock.instant(),
                        null,
                        null,
                        lasting,
                        3,
                        Duration.ofMillis(20),
                        List.of(SECRET),
                        List.of()));
    }

    /** What a probe found out thirty seconds later; on the board, not yet published. */
    Change probed(String feed, boolean up) {
        clock.forward(Duration.ofSeconds(30));
        Instant slot = clock.instant();
        ScopePath service =
                Objects.requireNonNull(catalogue.feed(feed).orElseThrow().service());
        SeriesKey series = new SeriesKey(service, Measures.UP.name(), Origin.MEASURED);
        Outcome outcome = up ? Outcome.OK : new Outcome(FeedState.REFUSED, SECRET);
        Sample sample = new Sample(series, slot, up ? 1 : 0, Quality.OK);
        board.apply(new Batch(feed, slot, outcome, List.of(sample), List.of(), null), false);
        return board.tick(slot).change().orElseThrow();
    }

    /** The same, published at once. */
    void published(String feed, boolean up) {
        hub().publish(probed(feed, up));
    }

    /** What somebody says was served today: stored, on the board and published. */
    void served(String feed, String service, Origin origin, double value) {
        Instant slot = clock.instant();
        Instant today = Period.DAY.start(slot, ZoneId.of("Asia/Jakarta"));
        done(database.pool()
                .preparedQuery(
                        "with s as (insert into series (subject, measure, origin, counts, zone, every_seconds, kind)"
                                + " values ($1, 'served', $2, 'dokumen', 'Asia/Jakarta', 60, 'COUNT') returning id)"
                                + " insert into period_value (series_id, period, start, value, quality, first_value, first_seen,"
                                + " seen_at) select id, $3, $4, $5, 0, $5, $6, $6 from s")
                .execute(Tuple.of(
                        service,
                        (short) origin.code(),
                        (short) Period.DAY.code(),
                        today.atOffset(ZoneOffset.UTC),
                        value,
                        slot.atOffset(ZoneOffset.UTC))));
        SeriesKey series = new SeriesKey(ScopePath.of(service), Measures.SERVED.name(), origin);
        PeriodValue day = new PeriodValue(series, Period.DAY, today, value, 1, Quality.OK, slot, false);
        board.apply(new Batch(feed, slot, Outcome.OK, List.of(), List.of(day), null), false);
        clock.forward(Duration.ofSeconds(2));
        hub().publish(board.tick(clock.instant()).change().orElseThrow());
    }

    /** Cookie of a new session of an account of the demonstration. */
    String session(String account) {
        return cookie(send(request("/api/v1/session", null)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(
                        new JsonObject().put("demo", account).encode()))));
    }

    static String cookie(Reply reply) {
        return reply.header("set-cookie").replaceFirst(";.*", "");
    }

    Reply get(String path, @Nullable String cookie, String... headers) {
        HttpRequest.Builder request = request(path, cookie);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Reply logIn(String username, String password, String... headers) {
        JsonObject body = new JsonObject().put("username", username).put("password", password);
        return post(body.encode(), "application/json", headers);
    }

    Reply post(String body, String contentType, String... headers) {
        HttpRequest.Builder request = request("/api/v1/session", null)
                .header("content-type", contentType)
                .POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Reply post(String path, JsonObject body, @Nullable String cookie) {
        return send(request(path, cookie)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body.encode())));
    }

    Reply delete(String cookie, String... headers) {
        HttpRequest.Builder request = request("/api/v1/session", cookie).DELETE();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpRequest.Builder request(String path, @Nullable String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
        return cookie == null ? request : request.header("cookie", cookie);
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a condition holds, at most 20 s. */
    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come to pass within 20 s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    @Override
    public void close() {
        done(server.stop());
        database.close();
        done(vertx.close());
    }
}
