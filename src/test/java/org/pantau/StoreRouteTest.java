package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How the store is doing, as operators and the administrator are told; who else may ask is in OperatingAccessTest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreRouteTest {

    /** A poll an hour was expected all Sunday of two feeds, of which nothing came. */
    private static final String WATCHED =
            "insert into series (subject, measure, origin, zone, every_seconds, kind, first_at)"
                    + " values ('33.08/dinkes/@magelang', 'poll', 0, 'Asia/Jakarta', 3600, 'STATE', '2026-11-15T00:00Z'),"
                    + " ('33.10/dinkes/@klaten-online', 'poll', 0, 'Asia/Jakarta', 3600, 'STATE', '2026-11-15T00:00Z')";

    private Path folder;
    private SeveralPlaces places;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        places = new SeveralPlaces(folder);
        done(places.pantau.database.pool().query(WATCHED).execute());
        Path aside = Files.createDirectories(folder.resolve("data/spool/aside"));
        Files.writeString(aside.resolve("entries-20261122T010203.000Z"), "isi\n");
        Files.writeString(aside.resolve("entries-20261122T010203.000Z.txt"), "refused: value out of range\n");
        JsonObject probes = new JsonObject()
                .put("name", "periksa")
                .put("title", "Periksa")
                .put("yaml", "feeds:\n" + probe("magelang", "33.08") + probe("klaten-online", "33.10"))
                .put("save", true);
        places.pantau
                .json("PUT", "/api/v1/catalogue", places.cookie("admin"), probes)
                .isOk();
        Whole.until(() -> store("admin").getJsonObject("lastNight") != null
                && store("admin").getJsonObject("lastNight").getInteger("lacking") == 2);
    }

    private static String probe(String feed, String government) {
        return "  - {id: " + feed + ", service: " + government + "/dinkes/antrean, every: 1h, read: probe,"
                + " request: {url: \"http://127.0.0.1:9/\"}}\n";
    }

    @AfterAll
    void stop() {
        places.close();
    }

    private JsonObject store(String who) {
        return places.pantau.get("/api/v1/store", places.cookie(who)).ok();
    }

    private static List<String> feeds(JsonObject store) {
        return store.getJsonObject("lastNight").getJsonArray("feeds").stream()
                .map(each -> ((JsonObject) each).getString("feed"))
                .toList();
    }

    @Test
    void whoLooksAfterEverythingShouldSeeTheMachine() {
        JsonObject store = store("admin");

        assertThat(store.getValue("awaySince")).isNull();
        JsonObject machine = store.getJsonObject("machine");
        JsonObject sizes = machine.getJsonObject("sizes");
        JsonArray kinds = sizes.getJsonArray("kinds");
        assertThat(kinds).hasSize(8);
        long sum = kinds.stream()
                .map(JsonObject.class::cast)
                .mapToLong(each -> each.getLong("freshBytes") + each.getLong("packedBytes"))
                .sum();
        assertThat(sum + sizes.getLong("otherBytes")).isEqualTo(sizes.getLong("databaseBytes"));
        assertThat(sizes.getString("at")).isEqualTo("2026-11-23T10:00:00+07:00");
        JsonObject samples = kinds.getJsonObject(0);
        assertThat(samples.getString("kind")).isEqualTo("samples");
        assertThat(samples.getInteger("keptDays")).isEqualTo(400);
        assertThat(samples.getValue("bytesPerDay")).as("nothing is packed yet").isNull();
        assertThat(machine.getValue("disk")).as("of an external database").isNull();
        assertThat(machine.getJsonObject("forecast").getString("verdict")).isEqualTo("too_few_days");
        JsonObject versions = machine.getJsonObject("versions");
        assertThat(versions.getBoolean("embedded")).isFalse();
        assertThat(versions.getString("pantau")).isEqualTo(Server.VERSION);
        assertThat(versions.getInteger("schema")).isGreaterThanOrEqualTo(7);
    }

    @Test
    void whatWasSetAsideShouldBeNamedWithItsReason() {
        JsonObject waiting = store("admin").getJsonObject("machine").getJsonObject("waiting");

        assertThat(waiting.getInteger("setAside")).isEqualTo(1);
        assertThat(waiting.getJsonArray("files"))
                .containsExactly(new JsonObject()
                        .put("name", "entries-20261122T010203.000Z")
                        .put("bytes", 4)
                        .put("at", "2026-11-22T08:02:03+07:00")
                        .put("why", "refused: value out of range"));
    }

    @Test
    void lastNightShouldNameOnesOwnFeedsAlone() {
        JsonObject all = store("admin").getJsonObject("lastNight");
        assertThat(all.getString("day")).isEqualTo("2026-11-22");
        assertThat(all.getLong("expected")).isEqualTo(48);
        assertThat(all.getLong("stored")).isZero();
        assertThat(all.getJsonArray("feeds").getJsonObject(1))
                .isEqualTo(new JsonObject()
                        .put("feed", "klaten-online")
                        .put("place", "33.10/dinkes/antrean")
                        .put("placeName", "Antrean")
                        .put("agencyName", "Dinas Kesehatan")
                        .put("expected", 24)
                        .put("stored", 0));

        JsonObject klaten = store("klaten");
        assertThat(feeds(klaten)).containsExactly("klaten-online");
        assertThat(klaten.getJsonObject("lastNight").getInteger("lacking")).isEqualTo(1);
        assertThat(klaten.getJsonObject("lastNight").getValue("expected")).isNull();
        assertThat(klaten.getJsonObject("lastNight").getValue("stored")).isNull();
        assertThat(klaten.getValue("machine")).isNull();
        assertThat(klaten.encode()).doesNotContain("33.08");
        assertThat(feeds(store("operator"))).containsExactly("magelang");
    }
}
