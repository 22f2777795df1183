package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.access.Access;
import org.pantau.access.Access.DemoAccount;
import org.pantau.access.AccessSettings;
import org.pantau.access.Role;
import org.pantau.measure.ScopePath;

/**
 * Who may do what with reports and additions: a leader looks, the head of an agency reports for it, operators connect
 * within their place, and what is not one's own does not exist.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatingAccessTest {

    private static final String CATALOGUE = """
            governments:
              - {code: "33", name: Provinsi Jawa Tengah}
              - code: "33.08"
                name: Kabupaten Magelang
                agencies:
                  - {id: dinkes, name: Dinas Kesehatan, services: [{id: antrean, name: Antrean}]}
                  - {id: pasar, name: Dinas Pasar, services: [{id: retribusi, name: Retribusi}]}
              - code: "33.10"
                name: Kabupaten Klaten
                agencies:
                  - {id: dinkes, name: Dinas Kesehatan, services: [{id: antrean, name: Antrean}]}
            feeds:
              - id: harian
                agency: 33.08/dinkes
                report: {by: form, owner: Siti, deputy: Budi}
                measures: {received: {of: kunjungan}}
              - id: berkas
                agency: 33.08/pasar
                report: {by: file, owner: Rina, deputy: Joko}
                measures: {received: {of: transaksi}}
              - id: klaten
                agency: 33.10/dinkes
                report: {by: form, owner: Dwi, deputy: Agus}
                measures: {received: {of: kunjungan}}
            """;

    private static final List<DemoAccount> ACCOUNTS = List.of(
            new DemoAccount("gubernur", "Gubernur", Role.LEADER, ScopePath.of("33")),
            new DemoAccount("bupati", "Bupati", Role.LEADER, ScopePath.of("33.08")),
            new DemoAccount("kadinkes", "Kepala Dinas Kesehatan", Role.AGENCY_HEAD, ScopePath.of("33.08/dinkes")),
            new DemoAccount("kapasar", "Kepala Dinas Pasar", Role.AGENCY_HEAD, ScopePath.of("33.08/pasar")),
            new DemoAccount("operator", "Operator Magelang", Role.OPERATOR, ScopePath.of("33.08")),
            new DemoAccount("klaten", "Operator Klaten", Role.OPERATOR, ScopePath.of("33.10")));

    private static final String PROBE = "feeds:\\n  - id: uji\\n    service: 33.08/dinkes/antrean\\n    every: 1h\\n"
            + "    request: {url: \\\"https://antrean.contoh.go.id/\\\"}\\n    read: probe\\n";
    private static final Map<String, String> BODIES = Map.of(
            "link", "{\"holder\": \"Siti\", \"days\": 30}",
            "addition", "{\"name\": \"uji\", \"title\": \"Uji\", \"yaml\": \"" + PROBE + "\", \"save\": false}",
            "report",
                    "{\"agency\": \"33.08/dinkes\", \"by\": \"form\", \"owner\": {\"name\": \"Siti\"}, \"deputy\": {\"name\": \"Budi\"},"
                            + " \"services\": [{\"id\": \"antrean\"}], \"measures\": [\"served\"], \"of\": \"kunjungan\", \"save\": false}",
            "addresses", "33.08/dinkes;antrean;https://antrean.contoh.go.id/\n",
            "file", "Tanggal;Kode layanan;Masuk\n2026-11-23;retribusi;5\n");

    private final Map<String, String> cookies = new HashMap<>();
    private Whole pantau;

    @BeforeAll
    void start(@TempDir Path folder) {
        pantau = new Whole(folder, CATALOGUE);
        Vertx vertx = Vertx.vertx();
        Access access = await(Access.start(vertx, pantau.database.pool(), AccessSettings.DEFAULT, pantau.clock));
        done(access.ensureDemo(ACCOUNTS));
        Map<String, String> passwords = new HashMap<>();
        for (DemoAccount account : ACCOUNTS) {
            passwords.put(
                    account.username(),
                    await(access.resetPassword(account.username())).orElseThrow());
        }
        pantau.restart(); // accounts are known from the start on
        passwords.forEach((who, password) -> cookies.put(who, pantau.session(who, password)));
        cookies.put("admin", pantau.admin());
        done(vertx.close());
    }

    @AfterAll
    void stop() {
        pantau.close();
    }

    private Whole.Said ask(String method, String path, @Nullable String who, @Nullable String body) {
        Map<String, String> headers = new TreeMap<>();
        if (who != null) {
            headers.put("cookie", cookies.getOrDefault(who, "pantau_session=rekaan"));
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
            """)
    void everyRoleShouldReachItsOwnAndNothingElse(org.junit.jupiter.params.aggregator.ArgumentsAccessor row) {
        String method = Objects.requireNonNull(row.getString(0));
        String path = Objects.requireNonNull(row.getString(1));
        String body = row.getString(2);
        List<String> who = List.of("gubernur", "bupati", "kadinkes", "kapasar", "operator", "klaten", "admin");
        Map<String, Integer> expected = new TreeMap<>();
        Map<String, Integer> was = new TreeMap<>();
        for (int i = 0; i < who.size(); i++) {
            expected.put(who.get(i), row.getInteger(3 + i));
            was.put(who.get(i), ask(method, path, who.get(i), body).status());
        }
        expected.put("nobody", 401);
        was.put("nobody", ask(method, path, null, body).status());
        expected.put("a stranger", 401);
        was.put("a stranger", ask(method, path, "a stranger", body).status());

        assertThat(was).isEqualTo(expected);
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
}
