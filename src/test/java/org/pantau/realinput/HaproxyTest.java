package org.pantau.realinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.measure.FeedState.OK;
import static org.pantau.measure.FeedState.REFUSED;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.TestDatabase;
import org.pantau.measure.Quality;

/** A real HAProxy in front of an application, by {@code examples/haproxy.yaml} and the templates for its metrics and CSV. */
@Tag("real-input")
class HaproxyTest {

    private static final String EXAMPLE = "haproxy.yaml";
    private static final String EXAMPLE_BASE = "http://127.0.0.1:8404";
    private static final String EXAMPLE_FEED = "portal-haproxy";
    private static final String AGENCY = "33.08/dpmptsp";
    private static final String USAHA = AGENCY + "/izin-usaha";
    private static final String PRAKTIK = AGENCY + "/izin-praktik";

    @TempDir
    Path folder;

    private final Slots slots = new Slots(Duration.ofSeconds(15));
    private Vertx vertx;
    private TestDatabase database;
    private String feed = EXAMPLE_FEED;
    private int applicationPort;
    private int metricsPort;
    private HttpServer application;
    private Program haproxy;
    private Citizens citizens;
    private Citizens operators;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        database = TestDatabase.fresh(vertx);
        applicationPort = Program.freePort();
        int port = Program.freePort();
        metricsPort = Program.freePort();
        application = startApplication();
        citizens = new Citizens("http://127.0.0.1:" + port);
        operators = new Citizens("http://127.0.0.1:" + metricsPort);
        Files.writeString(folder.resolve("haproxy.cfg"), configuration(port));
        haproxy = startHaproxy();
    }

    @AfterEach
    void stop() {
        haproxy.close();
        database.close();
        TestDatabase.done(vertx.close());
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        EXAMPLE + ", " + EXAMPLE_BASE + ", " + EXAMPLE_FEED,
        "templates/haproxy-csv.yaml, http://haproxy.example.go.id:8404, haproxy-csv",
        "templates/haproxy-metrics.yaml, http://haproxy.example.go.id:8404, haproxy-metrics",
    })
    void shouldCountWhatWentThroughAndWhatFailedThoughItRestarts(String file, String base, String read)
            throws Exception {
        feed = read;
        Catalogue catalogue = ExampleCatalogue.read(file, base, metricsPort);
        Line line = Line.started(vertx, database, catalogue, slots);
        poll(line);

        citizens.get(9, "/izin-usaha?status=200", 200);
        citizens.get(2, "/izin-usaha?status=302", 302);
        citizens.get(1, "/izin-usaha?status=404", 404);
        citizens.get(3, "/izin-usaha?status=500", 500);
        citizens.get(4, "/izin-praktik?status=200", 200);
        awaitOwnCounts("izin-usaha", 9, 3);
        poll(line);
        stopApplication();
        citizens.get(5, "/izin-usaha?status=200", 503);
        citizens.get(2, "/izin-praktik?status=200", 503);
        awaitOwnCounts("izin-usaha", 9, 8);
        awaitOwnCounts("izin-praktik", 4, 2);
        poll(line);
        haproxy.close();
        poll(line);
        application = startApplication();
        haproxy = startHaproxy();
        citizens.get(3, "/izin-usaha?status=200", 200);
        citizens.get(1, "/izin-usaha?status=503", 503);
        awaitOwnCounts("izin-usaha", 3, 1);
        poll(line);

        assertThat(Stored.sum(database, USAHA, "served"))
                .isEqualTo(logged("izin-usaha", "[23].."))
                .isEqualTo(14);
        assertThat(Stored.sum(database, USAHA, "failed"))
                .isEqualTo(logged("izin-usaha", "5.."))
                .isEqualTo(9);
        assertThat(Stored.sum(database, PRAKTIK, "served"))
                .isEqualTo(logged("izin-praktik", "[23].."))
                .isEqualTo(4);
        assertThat(Stored.sum(database, PRAKTIK, "failed"))
                .isEqualTo(logged("izin-praktik", "5.."))
                .isEqualTo(2);
        assertThat(line.answered(USAHA, "served")).isEqualTo(14);
        assertThat(line.answered(AGENCY, "failed")).isEqualTo(9 + 2);
        assertThat(Stored.values(database, USAHA, "failed")).containsExactly(3.0, 5.0, 1.0);
        assertThat(Stored.qualities(database, USAHA, "served")).containsExactly(Quality.OK, Quality.OK, Quality.RESET);
        assertThat(Stored.values(database, USAHA, "up")).containsExactly(1.0, 1.0, 0.0, 1.0);
        assertThat(Stored.polls(database, AGENCY, feed)).containsExactly(OK, OK, OK, REFUSED, OK);
    }

    @Test
    void shouldGoOnWhereItStoodWhenPantauIsKilled() throws Exception {
        Catalogue catalogue = ExampleCatalogue.read(EXAMPLE, EXAMPLE_BASE, metricsPort);
        Line line = Line.started(vertx, database, catalogue, slots);
        poll(line);
        citizens.get(6, "/izin-usaha?status=200", 200);
        awaitOwnCounts("izin-usaha", 6, 0);
        slots.next();
        line.pollUnwritten(feed);

        line = line.startedAgain();
        poll(line);
        line = line.startedAgain();
        citizens.get(2, "/izin-usaha?status=200", 200);
        citizens.get(1, "/izin-usaha?status=500", 500);
        awaitOwnCounts("izin-usaha", 8, 1);
        poll(line);

        assertThat(Stored.values(database, USAHA, "served")).containsExactly(6.0, 2.0);
        assertThat(Stored.values(database, USAHA, "failed")).containsExactly(0.0, 1.0);
    }

    private void poll(Line line) {
        slots.next();
        line.poll(feed);
    }

    private HttpServer startApplication() {
        return TestDatabase.await(vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode(Integer.parseInt(request.getParam("status")))
                        .end())
                .listen(applicationPort, "127.0.0.1"));
    }

    /** HAProxy notices by itself. */
    private void stopApplication() throws IOException {
        TestDatabase.done(application.close());
        haproxy.awaitUntil("HAProxy to find its servers down", () -> servers("DOWN") == 2);
    }

    private Program startHaproxy() throws IOException {
        Program started = Program.start(
                folder.resolve("haproxy.log"),
                List.of(
                        Program.installed("haproxy", "haproxy"),
                        "-db",
                        "-f",
                        folder.resolve("haproxy.cfg").toString()));
        started.awaitUntil(
                "HAProxy to find its servers up", () -> operators.answered("/metrics") && servers("UP") == 2);
        return started;
    }

    private String configuration(int port) {
        return """
                global
                    log stdout format raw local0
                    nbthread 1
                defaults
                    mode http
                    log global
                    option httplog
                    option redispatch
                    timeout connect 5s
                    timeout client 20s
                    timeout server 20s
                frontend loket
                    bind 127.0.0.1:%d
                    use_backend izin-usaha if { path_beg /izin-usaha }
                    default_backend izin-praktik
                backend izin-usaha
                    server aplikasi 127.0.0.1:%d check inter 50ms fall 1 rise 1
                backend izin-praktik
                    server aplikasi 127.0.0.1:%d check inter 50ms fall 1 rise 1
                frontend ukuran
                    bind 127.0.0.1:%d
                    no log
                    http-request use-service prometheus-exporter if { path /metrics }
                    stats enable
                    stats uri /stats
                """.formatted(port, applicationPort, applicationPort, metricsPort);
    }

    private long servers(String status) {
        try {
            return statistics().stream()
                    .filter(row -> "aplikasi".equals(row.get("svname")) && status.equals(row.get("status")))
                    .count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Waits until HAProxy's own page, which Pantau does not read, shows this many 2xx and 5xx of a backend. */
    private void awaitOwnCounts(String backend, int good, int failed) throws IOException {
        haproxy.awaitUntil(good + " × 2xx and " + failed + " × 5xx of " + backend, () -> {
            try {
                return statistics().stream()
                        .filter(row -> backend.equals(row.get("# pxname")) && "BACKEND".equals(row.get("svname")))
                        .anyMatch(row -> String.valueOf(good).equals(row.get("hrsp_2xx"))
                                && String.valueOf(failed).equals(row.get("hrsp_5xx")));
            } catch (IOException e) {
                return false;
            }
        });
    }

    private List<Map<String, String>> statistics() throws IOException {
        List<String[]> lines = operators
                .text("/stats;csv")
                .lines()
                .map(line -> line.split(",", -1))
                .toList();
        String[] names = lines.get(0);
        return lines.stream()
                .skip(1)
                .filter(cells -> cells.length == names.length)
                .map(cells -> IntStream.range(0, names.length - 1)
                        .boxed()
                        .collect(Collectors.toMap(i -> names[i], i -> cells[i], (one, other) -> one)))
                .toList();
    }

    /** Requests to a backend in HAProxy's log whose status has a form, over both its lives. */
    private double logged(String backend, String status) throws IOException {
        Pattern line = Pattern.compile(" " + backend + "/\\S+ [-+0-9/]+ " + status + " ");
        return haproxy.said().stream().filter(said -> line.matcher(said).find()).count();
    }
}
