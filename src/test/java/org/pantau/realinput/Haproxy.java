package org.pantau.realinput;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pantau.database.TestDatabase;

/** HAProxy in a process of its own in front of an application with two services, with its own log of what went through. */
final class Haproxy implements AutoCloseable {

    private final Vertx vertx;
    private final Path folder;
    private final int applicationPort;
    private final int metricsPort;
    private final Citizens citizens;
    private final Citizens operators;
    private HttpServer application;
    private Program program;

    private Haproxy(Vertx vertx, Path folder) throws IOException {
        this.vertx = vertx;
        this.folder = folder;
        this.applicationPort = Program.freePort();
        this.metricsPort = Program.freePort();
        int port = Program.freePort();
        this.citizens = new Citizens("http://127.0.0.1:" + port);
        this.operators = new Citizens("http://127.0.0.1:" + metricsPort);
        Files.writeString(folder.resolve("haproxy.cfg"), configuration(port));
        this.application = startApplication();
        this.program = run();
    }

    static Haproxy start(Vertx vertx, Path folder) throws IOException {
        Haproxy started = new Haproxy(vertx, folder);
        started.awaitServersUp();
        return started;
    }

    /** Where it tells how it is doing, in each of its formats. */
    int metricsPort() {
        return metricsPort;
    }

    Citizens citizens() {
        return citizens;
    }

    void kill() {
        program.close();
    }

    /** Another process at the same addresses, with an application behind it: its counters begin at zero. */
    void startAgain() throws IOException {
        program = run();
        awaitServersUp();
    }

    /** HAProxy notices by itself. */
    void stopApplication() throws IOException {
        TestDatabase.done(application.close());
        program.awaitUntil("HAProxy to find its servers down", () -> servers("DOWN") == 2);
    }

    void startApplicationAgain() {
        application = startApplication();
    }

    /** Waits until its own page shows this many 2xx and 5xx of a backend; it counts a request just after it has ended. */
    void awaitOwnCounts(String backend, int good, int failed) throws IOException {
        program.awaitUntil(good + " × 2xx and " + failed + " × 5xx of " + backend, () -> {
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

    /** Requests to a backend in its log whose status has a form, over all its lives. */
    double logged(String backend, String status) throws IOException {
        Pattern line = Pattern.compile(" " + backend + "/\\S+ [-+0-9/]+ " + status + " ");
        return program.said().stream().filter(said -> line.matcher(said).find()).count();
    }

    @Override
    public void close() {
        program.close();
    }

    private HttpServer startApplication() {
        return TestDatabase.await(vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode(Integer.parseInt(request.getParam("status")))
                        .end())
                .listen(applicationPort, "127.0.0.1"));
    }

    private Program run() throws IOException {
        return Program.start(
                folder.resolve("haproxy.log"),
                List.of(
                        Program.installed("haproxy", "haproxy"),
                        "-db",
                        "-f",
                        folder.resolve("haproxy.cfg").toString()));
    }

    private void awaitServersUp() throws IOException {
        program.awaitUntil(
                "HAProxy to find its servers up", () -> operators.answered("/metrics") && servers("UP") == 2);
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
}
