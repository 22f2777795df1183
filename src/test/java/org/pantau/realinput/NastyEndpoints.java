package org.pantau.realinput;

import static org.pantau.database.TestDatabase.await;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pantau.catalogue.Catalogue;
import org.pantau.measure.FeedState;

/** Endpoints on loopback that misbehave, each in its own way, and one that does not. */
public final class NastyEndpoints {

    public static final String GOOD = "baik";
    public static final String AGENCY = "33.08/opd";

    private static final String HTML = "<!DOCTYPE html><html><body><form>Masuk / Login</form></body></html>";
    private static final Buffer MEGABYTE = Buffer.buffer(new byte[1024 * 1024]);

    private final Vertx vertx;
    private final Map<String, Integer> portByName = new LinkedHashMap<>();
    private final Map<String, FeedState> expected = new LinkedHashMap<>();

    public NastyEndpoints(Vertx vertx) throws IOException {
        this.vertx = vertx;
        http(GOOD, FeedState.OK, request -> request.response().end("{\"antrean\": 7}"));
        http("html", FeedState.NOT_DATA, request -> request.response().end(HTML));
        http("kosong", FeedState.EMPTY_BODY, request -> request.response().end());
        http(
                "gambar",
                FeedState.UNREADABLE,
                request -> request.response()
                        .putHeader("Content-Type", "image/png")
                        .end(Buffer.buffer(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})));
        http("dalam", FeedState.UNREADABLE, request -> request.response().end("[".repeat(100_000)));
        http("terpotong", FeedState.UNREADABLE, request -> request.response().end("{\"antrean\": 7, \"lay"));
        http(
                "galat",
                FeedState.ERROR,
                request -> request.response().setStatusCode(500).end("{\"antrean\": 7}"));
        http(
                "ditolak",
                FeedState.AUTH,
                request -> request.response().setStatusCode(401).end("{}"));
        http(
                "pindah",
                FeedState.REDIRECTED,
                request -> request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "http://127.0.0.2:1/")
                        .end());
        http(
                "sibuk",
                FeedState.THROTTLED,
                request -> request.response()
                        .setStatusCode(429)
                        .putHeader("Retry-After", "120")
                        .end());
        http("tanpa-akhir", FeedState.TOO_BIG, this::pourWithoutEnd);
        http(
                "raksasa",
                FeedState.TOO_BIG,
                request -> request.response()
                        .putHeader("Content-Length", "99999999999")
                        .write(MEGABYTE));
        raw("putus", FeedState.UNREADABLE, socket -> {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"antrean\"");
            socket.close();
        });
        raw("langsung-tutup", FeedState.REFUSED, NetSocket::close);
        raw("bukan-http", FeedState.UNREADABLE, socket -> socket.write("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
        raw("bisu", FeedState.TIMEOUT, socket -> {});
        raw("menetes", FeedState.TIMEOUT, this::drip);
        expect("tidak-ada", FeedState.REFUSED, Program.freePort());
    }

    /** How asking each must end. */
    public Map<String, FeedState> expected() {
        return Map.copyOf(expected);
    }

    /** One feed and one service for each; those that never answer are given up after a second. */
    public Catalogue catalogue() {
        StringBuilder services = new StringBuilder();
        StringBuilder feeds = new StringBuilder();
        portByName.forEach((name, port) -> {
            services.append("      - {id: ")
                    .append(name)
                    .append(", name: ")
                    .append(name)
                    .append("}\n");
            String timeout = expected.get(name) == FeedState.TIMEOUT ? "1s" : "30s";
            feeds.append("""
                      - id: %1$s
                        service: %2$s/%1$s
                        every: 1s
                        timeout: %3$s
                        request: {url: "http://127.0.0.1:%4$d/"}
                        read: json
                        measures: {pending: antrean}
                    """.formatted(name, AGENCY, timeout, port));
        });
        return ExampleCatalogue.parse("nasty.yaml", """
                governments:
                - code: "33.08"
                  name: Kabupaten Magelang
                  agencies:
                  - id: opd
                    name: OPD
                    services:
                %sfeeds:
                %s""".formatted(services, feeds));
    }

    private void expect(String name, FeedState state, int port) {
        expected.put(name, state);
        portByName.put(name, port);
    }

    private void http(String name, FeedState state, Handler<HttpServerRequest> handler) {
        expect(
                name,
                state,
                await(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"))
                        .actualPort());
    }

    private void raw(String name, FeedState state, Handler<NetSocket> handler) {
        expect(
                name,
                state,
                await(vertx.createNetServer().connectHandler(handler).listen(0, "127.0.0.1"))
                        .actualPort());
    }

    private void pourWithoutEnd(HttpServerRequest request) {
        request.response().setChunked(true);
        pour(request);
    }

    private void pour(HttpServerRequest request) {
        if (request.response().writeQueueFull()) {
            request.response().drainHandler(drained -> pour(request));
            return;
        }
        request.response().write(MEGABYTE).onSuccess(written -> pour(request));
    }

    private void drip(NetSocket socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        vertx.setPeriodic(20, timer -> socket.write(" ").onFailure(gone -> vertx.cancelTimer(timer)));
    }
}
