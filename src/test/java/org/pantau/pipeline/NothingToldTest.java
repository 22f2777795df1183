package org.pantau.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.TestDatabase;
import org.slf4j.LoggerFactory;

/** However an endpoint fails, neither our secret nor whom its answer is about is told in a log, an error or a table. */
class NothingToldTest {

    private static final String SECRET = "kunci-rahasia-8f3a1c";
    private static final String NIK = "3308123456780001";
    private static final String NAME = "Siti Aminah binti Ahmad";
    private static final String PERSON = "\"nik\": \"" + NIK + "\", \"nama\": \"" + NAME + "\"";
    private static final List<String> WAYS = List.of(
            "baik", "ditolak", "galat", "halaman", "rusak", "bukan-angka", "asing", "dialihkan", "putus", "kosong");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger("org.pantau");
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private @Nullable Level before;
    private Vertx vertx;
    private TestDatabase database;
    private Catalogue catalogue;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        vertx = Vertx.vertx();
        database = TestDatabase.fresh(vertx);
        Path secret = Files.writeString(folder.resolve("kunci"), SECRET);
        int port = await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"))
                .actualPort();
        StringBuilder feeds = new StringBuilder();
        for (String way : WAYS) {
            feeds.append("""
                      - id: %1$s
                        agency: 33.08/opd
                        every: 1s
                        request: {url: "http://127.0.0.1:%2$d/%1$s"}
                        auth: {kind: apikey, header: x-api-key, value: "file:%3$s"}
                        read: json
                        rows: data
                        row: {service: layanan}
                        keep_columns: [layanan, sisa]
                        services: {A: 33.08/opd/antrean}
                        measures: {pending: sisa}
                    """.formatted(way, port, secret));
        }
        catalogue = Plant.catalogue(feeds.toString());
        before = root.getLevel();
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stop() {
        root.detachAppender(log);
        root.setLevel(before);
        database.close();
        done(vertx.close());
    }

    private void answer(HttpServerRequest request) {
        keys.add(String.valueOf(request.getHeader("x-api-key")));
        String told = "{\"data\": [{\"layanan\": \"A\", \"sisa\": 4, " + PERSON + "}], \"kunci\": \""
                + request.getHeader("x-api-key") + "\"}";
        var response = request.response();
        switch (request.path().substring(1)) {
            case "baik" -> response.end(told);
            case "ditolak" -> response.setStatusCode(401).end(told);
            case "galat" -> response.setStatusCode(500).end(told);
            case "halaman" -> response.end("<!DOCTYPE html><html>" + told + "</html>");
            case "rusak" -> response.end(told.replace("}]", ""));
            case "bukan-angka" -> response.end(told.replace("\"sisa\": 4", "\"sisa\": \"" + NIK + "\""));
            case "asing" -> response.end(told.replace("\"A\"", "\"B\""));
            case "dialihkan" ->
                response.setStatusCode(302)
                        .putHeader("location", "http://127.0.0.2:1/?kunci=" + SECRET + "&nik=" + NIK)
                        .end();
            case "putus" -> request.connection().close();
            default -> response.end();
        }
    }

    @Test
    void neitherSecretsNorPersonsShouldBeToldAnywhere() {
        Plant plant = Plant.started(vertx, database, catalogue);
        plant.until(() -> WAYS.stream().allMatch(way -> plant.feed(way).outcome() != null)
                && plant.ingest.counters().stored.sum() >= WAYS.size());
        plant.kill();

        List<String> told = new ArrayList<>();
        log.list.forEach(event -> told.add(text(event)));
        for (String way : WAYS) {
            FeedPresent feed = plant.feed(way);
            told.add(way + ": " + feed.outcome() + feed.problems() + feed.unconfirmed());
        }
        for (String table : List.of("poll_failure", "series", "feed_memory")) {
            for (Row row : await(database.pool().query("select * from " + table).execute())) {
                told.add(table + ": " + row.toJson());
            }
        }

        assertThat(keys).as("what the endpoints were given").containsExactly(SECRET);
        assertThat(told).hasSizeGreaterThan(WAYS.size() * 2);
        assertThat(told).noneMatch(text -> text.contains(SECRET) || text.contains(NIK) || text.contains(NAME));
    }

    private static String text(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(event.getFormattedMessage());
        for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            text.append('\n').append(cause.getMessage());
        }
        return text.toString();
    }
}
