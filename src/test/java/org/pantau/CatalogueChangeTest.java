package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is added to the catalogue on the page is watched at once, and nothing that is wrong replaces what is good. */
class CatalogueChangeTest {

    private static final String CATALOGUE = """
            governments:
              - code: "33.08"
                name: Kabupaten Magelang
                agencies:
                  - id: dinkes
                    name: Dinas Kesehatan
                    services:
                      - {id: antrean, name: Antrean Puskesmas}
                      - {id: rujukan, name: Rujukan}
            feeds:
              - id: antrean-online
                service: 33.08/dinkes/antrean
                every: 1h
                request: {url: "URL/antrean"}
                read: probe
            """;

    private final AtomicInteger asked = new AtomicInteger();
    private Path folder;
    private HttpServer endpoint;
    private String url;
    private Whole pantau;
    private String admin;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        this.folder = folder;
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        endpoint.start();
        url = "http://127.0.0.1:" + endpoint.getAddress().getPort();
        pantau = new Whole(folder, CATALOGUE.replace("URL", url));
        admin = pantau.admin();
    }

    @AfterEach
    void stop() {
        pantau.close();
        endpoint.stop(0);
    }

    private String probe(String service) {
        return "feeds:\n  - id: " + service + "-online\n    service: 33.08/dinkes/" + service
                + "\n    every: 1h\n    request: {url: \"" + url + "/" + service + "\"}\n    read: probe\n";
    }

    private JsonObject put(String name, String yaml, boolean save) {
        return pantau.json(
                        "PUT",
                        "/api/v1/catalogue",
                        admin,
                        new JsonObject()
                                .put("name", name)
                                .put("title", "Alamat " + name)
                                .put("yaml", yaml)
                                .put("save", save))
                .ok();
    }

    private String status(String service) {
        return pantau.get("/api/v1/services/33.08/dinkes/" + service, admin)
                .ok()
                .getString("status");
    }

    @Test
    void additionShouldBeWatchedAtOnceAndLeaveTheOthersAlone() {
        Whole.until(() -> status("antrean").equals("normal"));
        assertThat(status("rujukan")).isEqualTo("belum_terhubung");
        int before = asked.get();

        JsonObject checked = put("alamat", probe("rujukan"), false);
        assertThat(checked.getBoolean("saved")).isFalse();
        assertThat(checked.getJsonObject("adds").getJsonArray("feeds")).hasSize(1);
        assertThat(status("rujukan")).isEqualTo("belum_terhubung");
        JsonObject saved = put("alamat", probe("rujukan"), true);

        assertThat(saved.getBoolean("saved")).isTrue();
        Whole.until(() -> status("rujukan").equals("normal"));
        assertThat(status("antrean")).isEqualTo("normal");
        assertThat(asked.get()).as("only the new one was asked").isEqualTo(before + 1);
        JsonArray parts = pantau.get("/api/v1/catalogue", admin).ok().getJsonArray("parts");
        assertThat(parts.getJsonObject(0).getString("savedBy")).isEqualTo("admin");

        pantau.restart();
        admin = pantau.admin();
        Whole.until(() -> status("rujukan").equals("normal"));

        assertThat(pantau.send("DELETE", "/api/v1/catalogue/alamat", null, Map.of("cookie", admin))
                        .status())
                .isEqualTo(204);
        Whole.until(() -> status("rujukan").equals("belum_terhubung"));
        assertThat(pantau.get("/api/v1/catalogue", admin).ok().getJsonArray("parts"))
                .isEmpty();
    }

    @Test
    void placesThatOthersRestOnShouldStayWhereTheirFeedsEnd() {
        String places = """
                # dari rapat 20 November
                agencies:
                  - path: 33.08/pasar
                    name: Dinas Pasar
                    services:
                      - {id: lapak, name: Izin lapak}
                """;
        String feed = probe("lapak").replace("33.08/dinkes", "33.08/pasar");
        assertThat(put("tangga", places + feed, true).getBoolean("saved")).isTrue();
        assertThat(put(
                                "naik",
                                feed.replace("lapak-online", "lapak-api")
                                        .replace(
                                                "read: probe",
                                                "read: json\n"
                                                        + "    measures: {served: {value: selesai, semantics: since_boundary, of: izin}}"),
                                true)
                        .getBoolean("saved"))
                .isTrue();

        assertThat(remove("tangga").status()).isEqualTo(204);

        JsonArray parts = pantau.get("/api/v1/catalogue", admin).ok().getJsonArray("parts");
        assertThat(parts)
                .extracting(part -> ((JsonObject) part).getString("yaml"))
                .contains(places);
        assertThat(pantau.get("/api/v1/feeds/lapak-online", admin).status()).isEqualTo(404);
        assertThat(pantau.get("/api/v1/feeds/lapak-api", admin).status()).isEqualTo(200);
        Whole.Said refused = remove("tangga");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("detail")).contains("masih dipakai tambahan lain");
        assertThat(remove("naik").status()).isEqualTo(204);
        assertThat(remove("tangga").status()).isEqualTo(204);
        assertThat(pantau.get("/api/v1/catalogue", admin).ok().getJsonArray("parts"))
                .isEmpty();
    }

    private Whole.Said remove(String name) {
        return pantau.send("DELETE", "/api/v1/catalogue/" + name, null, Map.of("cookie", admin));
    }

    private Whole.Said putSeen(String title, @Nullable String seen) {
        JsonObject body = new JsonObject()
                .put("name", "alamat")
                .put("title", title)
                .put("yaml", probe("rujukan"))
                .put("save", true)
                .put("seen", seen);
        return pantau.json("PUT", "/api/v1/catalogue", admin, body);
    }

    private JsonObject theOnly() {
        return pantau.get("/api/v1/catalogue", admin).ok().getJsonArray("parts").getJsonObject(0);
    }

    @Test
    void laterEditorShouldBeToldWhoWasFaster() {
        String first = putSeen("Pertama", null).ok().getString("savedAt");
        assertThat(first).isEqualTo(theOnly().getString("savedAt"));
        assertThat(putSeen("Yang lain juga baru", null).status()).isEqualTo(409);

        pantau.clock.set("2026-11-23T03:01:00Z");
        String second = putSeen("Kedua", first).ok().getString("savedAt");
        Whole.Said late = putSeen("Terlambat", first);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().getString("detail")).contains("admin", "2026-11-23T10:01");
        assertThat(theOnly().getString("title")).isEqualTo("Kedua");
        pantau.restart();
        admin = pantau.admin();
        assertThat(putSeen("Sesudah mulai ulang", second).status()).isEqualTo(200);
        pantau.json("DELETE", "/api/v1/catalogue/alamat", admin, new JsonObject())
                .isOk();
        assertThat(putSeen("Sudah dihapus", second).status()).isEqualTo(409);
    }

    @Test
    void mistakesShouldBeNamedByLineAndChangeNothing() {
        JsonObject wrong = put("alamat", probe("rujukan").replace("every: 1h", "every: kadang"), true);
        assertThat(wrong.getBoolean("saved")).isFalse();
        assertThat(wrong.getJsonArray("mistakes").getString(0)).startsWith("alamat:4: feeds[rujukan-online].every");
        assertThat(put("alamat", probe("antrean").replace("antrean-online", "lain"), true)
                        .getJsonArray("mistakes")
                        .encode())
                .contains("already has a probe");
        assertThat(put("alamat", "bukan: katalog", true).getJsonArray("mistakes"))
                .isNotEmpty();
        assertThat(pantau.get("/api/v1/catalogue", admin).ok().getJsonArray("parts"))
                .isEmpty();
    }

    @Test
    void additionThatNoLongerFitsShouldBeSetAsideAndStopNoStart() throws IOException {
        assertThat(put("alamat", probe("rujukan"), true).getBoolean("saved")).isTrue();
        assertThat(put("lain", "calendar: {\"2026-12-24\": Libur daerah}\n", true)
                        .getBoolean("saved"))
                .isTrue();
        Path file = folder.resolve("katalog.yaml");
        Files.writeString(file, Files.readString(file) + probe("rujukan").substring("feeds:\n".length()));

        pantau.restart();

        admin = pantau.admin();
        JsonArray parts = pantau.get("/api/v1/catalogue", admin).ok().getJsonArray("parts");
        assertThat(parts).hasSize(2);
        assertThat(parts.getJsonObject(1).getJsonArray("setAside").getString(0)).contains("rujukan-online");
        Whole.until(() -> status("rujukan").equals("normal"));
    }

    @Test
    void strangersShouldNotKnowThatThereIsACatalogue() {
        assertThat(pantau.send("GET", "/api/v1/catalogue", null, Map.of()).status())
                .isEqualTo(401);
        assertThat(pantau.send(
                                "PUT",
                                "/api/v1/catalogue",
                                new JsonObject()
                                        .put("name", "x")
                                        .put("title", "x")
                                        .put("yaml", "x")
                                        .toBuffer()
                                        .getBytes(),
                                Map.of("content-type", "application/json"))
                        .status())
                .isEqualTo(401);
    }
}
