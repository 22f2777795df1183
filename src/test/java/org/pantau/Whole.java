package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pantau.database.TestDatabase;

/** The whole program over a catalogue of one's own and a real database, with a clock that is moved by hand. */
final class Whole implements AutoCloseable {

    static final String PASSWORD = "kata-sandi-percobaan-42";

    final Clock clock = new Clock();
    final TestDatabase database;
    private final Vertx vertx = Main.vertx();
    private final Path folder;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Server.Running running;

    /** A clock that stands still until it is moved; begins on a Monday at 10.00 WIB. */
    static final class Clock implements InstantSource {
        private volatile Instant now = Instant.parse("2026-11-23T03:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void set(String instant) {
            now = Instant.parse(instant);
        }
    }

    /** An answer with what it says. */
    record Said(int status, String text, HttpResponse<byte[]> response) {
        JsonObject json() {
            return new JsonObject(text);
        }

        void isOk() {
            assertThat(status).as(text).isBetween(200, 299);
        }

        JsonObject ok() {
            assertThat(status).as(text).isBetween(200, 299);
            return json();
        }
    }

    Whole(Path folder, String catalogue) {
        this.folder = folder;
        this.database = TestDatabase.fresh(vertx);
        try {
            Files.writeString(folder.resolve("katalog.yaml"), catalogue);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        this.running = start();
    }

    private Server.Running start() {
        List<String> words = List.of(
                "--port",
                "0",
                "--host",
                "127.0.0.1",
                "--data",
                folder.resolve("data").toString(),
                "--catalogue",
                folder.resolve("katalog.yaml").toString(),
                "--database",
                database.url());
        Settings settings = Settings.read(words, Map.of("PANTAU_ADMIN_PASSWORD", PASSWORD))
                .settings()
                .orElseThrow();
        Promise<Server.Running> started = Promise.promise();
        vertx.runOnContext(any -> Server.start(vertx, settings, clock).onComplete(started));
        return await(started.future());
    }

    void restart() {
        stop();
        running = start();
    }

    private void stop() {
        Promise<Boolean> stopped = Promise.promise();
        vertx.runOnContext(any -> running.server().stop().onComplete(done -> stopped.complete(true)));
        assertThat(await(stopped.future())).isTrue();
    }

    /** Where a browser finds it. */
    String address() {
        return "http://127.0.0.1:" + running.port();
    }

    /** The session cookie of the administrator. */
    String admin() {
        return session("admin", PASSWORD);
    }

    /** The session cookie of somebody. */
    String session(String username, String password) {
        Said said = send(
                "POST",
                "/api/v1/session",
                new JsonObject()
                        .put("username", username)
                        .put("password", password)
                        .toBuffer()
                        .getBytes(),
                Map.of("content-type", "application/json"));
        assertThat(said.status()).as(said.text()).isEqualTo(201);
        String cookie = said.response().headers().firstValue("set-cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    Said get(String path, String cookie) {
        return send("GET", path, null, Map.of("cookie", cookie));
    }

    Said json(String method, String path, String cookie, JsonObject body) {
        return send(
                method, path, body.toBuffer().getBytes(), Map.of("cookie", cookie, "content-type", "application/json"));
    }

    /** As whoever has a link. */
    Said bearer(String method, String path, String token, @Nullable JsonObject body) {
        return send(
                method,
                path,
                body == null ? null : body.toBuffer().getBytes(),
                Map.of("authorization", "Bearer " + token, "content-type", "application/json"));
    }

    Said send(String method, String path, byte @Nullable [] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Said(
                    response.statusCode(),
                    new String(response.body(), java.nio.charset.StandardCharsets.UTF_8),
                    response);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reports that were handed in so far. */
    long submissions() {
        return await(database.pool()
                        .query("select count(*) from report_submission")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    /** Waits for something that comes about by itself. */
    static void until(BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never came").isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() {
        stop();
        database.close();
        Main.closeQuietly(vertx);
    }
}
