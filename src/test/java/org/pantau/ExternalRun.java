package org.pantau;

import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole program by the real clock over an external database, asking one endpoint every second. */
final class ExternalRun implements AutoCloseable {

    private static final Pattern STORED = Pattern.compile("(?m)^pantau_samples_written_total\\S*\\s+(\\S+)");

    private final Vertx vertx = Main.vertx();
    private final Server.Running running;
    private final HttpClient client = vertx.createHttpClient();
    private final String cookie;

    ExternalRun(Path folder, String database) throws IOException {
        int endpoint = await(vertx.createHttpServer()
                        .requestHandler(request -> request.response().end("{\"antrean\": 7}"))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        Path catalogue = Files.writeString(folder.resolve("katalog.yaml"), """
                governments:
                  - code: "33.08"
                    name: Kabupaten Magelang
                    agencies: [{id: opd, name: OPD, services: [{id: antrean, name: Antrean}]}]
                feeds:
                  - id: antrean
                    service: 33.08/opd/antrean
                    every: 1s
                    timeout: 1s
                    request: {url: "http://127.0.0.1:%d/"}
                    read: json
                    measures: {pending: antrean}
                """.formatted(endpoint));
        Settings settings = Settings.read(
                        List.of(
                                "--port=0",
                                "--host=127.0.0.1",
                                "--data=" + folder.resolve("data"),
                                "--catalogue=" + catalogue,
                                "--database=" + database),
                        Map.of("PANTAU_ADMIN_PASSWORD", Whole.PASSWORD))
                .settings()
                .orElseThrow();
        Promise<Server.Running> started = Promise.promise();
        vertx.runOnContext(
                any -> Server.start(vertx, settings, InstantSource.system()).onComplete(started));
        running = await(started.future());
        cookie = session();
    }

    /** Status of a page, for the administrator. */
    int status(String path) {
        return await(client.request(HttpMethod.GET, running.port(), "127.0.0.1", path)
                .compose(request -> request.putHeader("cookie", cookie).send())
                .map(response -> response.statusCode()));
    }

    String body(String path) {
        return await(client.request(HttpMethod.GET, running.port(), "127.0.0.1", path)
                        .compose(request -> request.putHeader("cookie", cookie).send())
                        .compose(response -> response.body()))
                .toString();
    }

    /** Samples that are committed, as the program's own metrics say; not those that wait on the disk. */
    double stored() {
        Matcher stored = STORED.matcher(body("/metrics"));
        return stored.find() ? Double.parseDouble(stored.group(1)) : 0;
    }

    private String session() {
        return await(client.request(HttpMethod.POST, running.port(), "127.0.0.1", "/api/v1/session")
                .compose(request -> request.putHeader("content-type", "application/json")
                        .send(new JsonObject()
                                .put("username", "admin")
                                .put("password", Whole.PASSWORD)
                                .toBuffer()))
                .map(response ->
                        String.valueOf(response.getHeader("set-cookie")).split(";", 2)[0]));
    }

    @Override
    public void close() {
        Promise<Boolean> stopped = Promise.promise();
        vertx.runOnContext(any -> running.server().stop().onComplete(end -> stopped.complete(true)));
        done(stopped.future());
        Main.closeQuietly(vertx);
    }
}
