package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may do what with reports and additions: a leader looks, the head of an agency reports for it, operators connect
 * within their place, and what is not one's own does not exist.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatingAccessTest {

    private static final String PROBE = "feeds:\\n  - id: uji\\n    service: 33.08/dinkes/antrean\\n    every: 1h\\n"
            + "    request: {url: \\\"https://antrean.contoh.go.id/\\\"}\\n    read: probe\\n";
    private static final Map<String, String> BODIES = Map.of(
            "link",
            "{\"holder\": \"Siti\", \"days\": 30}",
            "addition",
            "{\"name\": \"uji\", \"title\": \"Uji\", \"yaml\": \"" + PROBE + "\", \"save\": false}",
            "report",
            "{\"agency\": \"33.08/dinkes\", \"by\": \"form\", \"owner\": {\"name\": \"Siti\"}, \"deputy\": {\"name\": \"Budi\"},"
                    + " \"services\": [{\"id\": \"antrean\"}], \"measures\": [\"served\"], \"of\": \"kunjungan\", \"save\": false}",
            "form",
            "{\"key\": \"kunci-0123456789abcdef\", \"day\": \"2026-11-23\", \"by\": \"Siti\", \"values\": [{\"service\":"
                    + " \"33.08/dinkes/antrean\", \"measure\": \"received\", \"value\": 5}]}",
            "addresses",
            "33.08/dinkes;antrean;https://antrean.contoh.go.id/\n",
            "file",
            "Tanggal;Kode layanan;Masuk\n2026-11-23;retribusi;5\n");

    private SeveralPlaces places;
    private Whole pantau;

    @BeforeAll
    void start(@TempDir Path folder) {
        places = new SeveralPlaces(folder);
        pantau = places.pantau;
    }

    @AfterAll
    void stop() {
        places.close();
    }

    private Whole.Said ask(String method, String path, @Nullable String who, @Nullable String body) {
        Map<String, String> headers = new TreeMap<>();
        if (who != null) {
            headers.put("cookie", places.cookie(who));
        }
        String text = body == null ? null : BODIES.get(body);
        if (text != null) {
            headers.put("content-type", text.startsWith("{") ? "application/json" : "application/octet-stream");
        }
        return pantau.send(
                method, path, text == null ? null : text.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            method | path                                  | body      | gubernur | bupati | kadinkes | kapasar | operator | klaten | admin
            GET    | /api/v1/reports                       |           | 200      | 200    | 200      | 200     | 200      | 200    | 200
            GET    | /api/v1/reports?scope=33.08           |           | 200      | 200    | 404      | 404     | 200      | 404    | 200
            GET    | /api/v1/reports?scope=33.08/dinkes    |           | 200      | 200    | 200      | 404     | 200      | 404    | 200
            GET    | /api/v1/reports?scope=33.99           |           | 404      | 404    | 404      | 404     | 404      | 404    | 404
            GET    | /api/v1/reports/harian/history?from=2026-11-01&to=2026-11-23 | | 200 | 200 | 200     | 404     | 200      | 404    | 200
            GET    | /api/v1/reports/tidak-ada/history?from=2026-11-01&to=2026-11-23 | | 404 | 404 | 404  | 404     | 404      | 404    | 404
            GET    | /api/v1/reports/harian/links          |           | 404      | 404    | 200      | 404     | 200      | 404    | 200
            GET    | /api/v1/reports/tidak-ada/links       |           | 404      | 404    | 404      | 404     | 404      | 404    | 404
            POST   | /api/v1/reports/harian/links          | link      | 404      | 404    | 201      | 404     | 201      | 404    | 201
            DELETE | /api/v1/reports/harian/links/rekaan   |           | 404      | 404    | 404      | 404     | 404      | 404    | 404
            GET    | /api/v1/reports/berkas/template       |           | 404      | 404    | 404      | 200     | 200      | 404    | 200
            POST   | /api/v1/reports/berkas/file?preview=true | file   | 404      | 404    | 404      | 200     | 200      | 404    | 200
            POST   | /api/v1/reports                       | report    | 404      | 404    | 404      | 404     | 200      | 404    | 200
            GET    | /api/v1/catalogue                     |           | 404      | 404    | 404      | 404     | 200      | 200    | 200
            PUT    | /api/v1/catalogue                     | addition  | 404      | 404    | 404      | 404     | 200      | 404    | 200
            POST   | /api/v1/catalogue/addresses           | addresses | 404      | 404    | 404      | 404     | 200      | 200    | 200
            POST   | /api/v1/catalogue/addresses?government=33.08 | addresses | 404 | 404   | 404      | 404     | 200      | 404    | 200
            DELETE | /api/v1/catalogue/tidak-ada           |           | 404      | 404    | 404      | 404     | 404      | 404    | 404
            GET    | /api/v1/store                         |           | 404      | 404    | 404      | 404     | 200      | 200    | 200
            GET    | /api/v1/form                          |           | 401      | 401    | 401      | 401     | 401      | 401    | 401
            POST   | /api/v1/form                          | form      | 401      | 401    | 401      | 401     | 401      | 401    | 401
            """)
    void everyRoleShouldReachItsOwnAndNothingElse(ArgumentsAccessor row) {
        String method = Objects.requireNonNull(row.getString(0));
        String path = Objects.requireNonNull(row.getString(1));
        String body = row.getString(2);
        List<String> who = List.of("gubernur", "bupati", "kadinkes", "kapasar", "operator", "klaten", "admin");

        AccessTable.check(row, who, each -> ask(method, path, each, body));
    }

    @Test
    void rosterShouldHoldOnesOwnFeeds() {
        assertThat(roster("gubernur")).containsExactlyInAnyOrder("harian", "berkas", "klaten");
        assertThat(roster("bupati")).containsExactlyInAnyOrder("harian", "berkas");
        assertThat(roster("kadinkes")).containsExactly("harian");
        assertThat(roster("klaten")).containsExactly("klaten");
    }

    private List<String> roster(String who) {
        JsonArray feeds = ask("GET", "/api/v1/reports", who, null).ok().getJsonArray("feeds");
        return feeds.stream()
                .map(JsonObject.class::cast)
                .map(feed -> feed.getString("feed"))
                .toList();
    }

    /** Without a place it speaks of the operator's own, and a line about another place is wrong. */
    @Test
    void addressesOfAnotherPlaceShouldNotBeTaken() {
        JsonObject answer = ask("POST", "/api/v1/catalogue/addresses?save=true", "klaten", "addresses")
                .ok();
        assertThat(answer.getBoolean("saved")).isFalse();
        assertThat(answer.getJsonArray("lines").getJsonObject(0).getString("wrong"))
                .contains("33.08/dinkes", "di luar 33.10");
    }

    /** A link of one feed opens no other, and a form's link takes no file. */
    @Test
    void linkShouldReachItsOwnFeedAlone() {
        String token = ask("POST", "/api/v1/reports/harian/links", "operator", "link")
                .ok()
                .getString("token");

        assertThat(pantau.bearer("GET", "/api/v1/form", token, null).ok().getString("feed"))
                .isEqualTo("harian");
        assertThat(pantau.bearer("GET", "/api/v1/reports/berkas/template", token, null)
                        .status())
                .isIn(401, 404);
        assertThat(pantau.bearer("GET", "/api/v1/reports", token, null).status())
                .isEqualTo(401);
        assertThat(pantau.bearer("GET", "/api/v1/catalogue", token, null).status())
                .isEqualTo(401);
    }

    @Test
    void everyRouteShouldBeInTheTable() throws Exception {
        AccessTable.shouldHoldEveryRoute(
                getClass(), "everyRoleShouldReachItsOwnAndNothingElse", "/api/v1/(reports|catalogue|form|store)(/.*)?");
    }

    private Whole.Said put(String who, String name, String yaml) {
        JsonObject body = new JsonObject()
                .put("name", name)
                .put("title", name)
                .put("yaml", yaml)
                .put("save", true);
        return pantau.json("PUT", "/api/v1/catalogue", places.cookie(who), body);
    }

    private static String probe(String feed, String agency) {
        return "feeds:\n  - id: " + feed + "\n    service: " + agency + "/antrean\n    every: 1h\n"
                + "    request: {url: \"https://antrean.contoh.go.id/\"}\n    read: probe\n";
    }

    private JsonObject part(String name) {
        return ask("GET", "/api/v1/catalogue", "admin", null).ok().getJsonArray("parts").stream()
                .map(JsonObject.class::cast)
                .filter(part -> part.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void linkShouldBeRevokedByWhomItConcernsAlone() {
        JsonObject link =
                ask("POST", "/api/v1/reports/harian/links", "operator", "link").ok();
        String path = "/api/v1/reports/harian/links/" + link.getString("id");
        for (String who : List.of("gubernur", "bupati", "kapasar", "klaten")) {
            assertThat(ask("DELETE", path, who, null).status()).as(who).isEqualTo(404);
        }
        String elsewhere = "/api/v1/reports/klaten/links/" + link.getString("id");
        assertThat(ask("DELETE", elsewhere, "klaten", null).status())
                .as("by a feed of one's own")
                .isEqualTo(404);
        String token = link.getString("token");
        pantau.bearer("GET", "/api/v1/form", token, null).isOk();

        ask("DELETE", path, "kadinkes", null).isOk();

        assertThat(pantau.bearer("GET", "/api/v1/form", token, null).status()).isEqualTo(401);
    }

    @Test
    void additionShouldBeSeenChangedAndRemovedByWhomItConcernsAlone() {
        String theirs = probe("milik-magelang", "33.08/dinkes");
        put("operator", "milik", theirs).isOk();
        for (String who : List.of("gubernur", "bupati", "kadinkes", "kapasar", "klaten")) {
            assertThat(ask("DELETE", "/api/v1/catalogue/milik", who, null).status())
                    .as(who)
                    .isEqualTo(404);
            assertThat(put(who, "milik", probe("milik-klaten", "33.10/dinkes")).status())
                    .as(who)
                    .isEqualTo(404);
        }
        assertThat(ask("GET", "/api/v1/catalogue", "klaten", null).text()).doesNotContain("milik");
        assertThat(part("milik").getString("yaml")).isEqualTo(theirs);

        ask("DELETE", "/api/v1/catalogue/milik", "operator", null).isOk();
    }

    /** Holidays and governments are everybody's: whoever looks after one place changes none of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "calendar: {\"2026-12-23\": Libur sendiri}\n",
                "governments:\n  - {code: \"33.05\", name: Kabupaten Kebumen}\n",
            })
    void whatConcernsEverybodyShouldBeTheAdministrators(String yaml) {
        assertThat(put("klaten", "bersama", yaml).status()).isEqualTo(404);
        assertThat(put("admin", "bersama", yaml).ok().getBoolean("saved")).isTrue();
        assertThat(put("klaten", "bersama", probe("klaten-bersama", "33.10/dinkes"))
                        .status())
                .isEqualTo(404);
        assertThat(ask("DELETE", "/api/v1/catalogue/bersama", "klaten", null).status())
                .isEqualTo(404);
        assertThat(part("bersama").getString("yaml")).isEqualTo(yaml);

        ask("DELETE", "/api/v1/catalogue/bersama", "admin", null).isOk();
    }

    /** It speaks of no place, yet is somebody's. */
    @Test
    void additionWithoutPlacesShouldNotBeReplacedByAnybody() {
        String yaml = "shared: [{id: gerbang, name: Gerbang layanan}]\n";
        put("admin", "tanpa-tempat", yaml).isOk();

        assertThat(put("klaten", "tanpa-tempat", probe("klaten-ganti", "33.10/dinkes"))
                        .status())
                .isEqualTo(404);

        assertThat(part("tanpa-tempat").getString("yaml")).isEqualTo(yaml);
        ask("DELETE", "/api/v1/catalogue/tanpa-tempat", "admin", null).isOk();
    }
}
