package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes of accounts, roles, keys and sharing between those who administer them, over the whole program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleTogetherTest {

    private SeveralPlaces places;
    private Accounts accounts;
    private Whole pantau;

    @BeforeAll
    void start(@TempDir Path folder) {
        places = new SeveralPlaces(folder);
        accounts = new Accounts(places);
        pantau = places.pantau;
    }

    @AfterAll
    void stop() {
        places.close();
    }

    private Whole.Said ask(String method, String path, @Nullable String who, @Nullable JsonObject body) {
        return accounts.ask(method, path, who, body);
    }

    @Test
    void aNewAccountShouldChangeItsPasswordBeforeAnythingElse() {
        JsonObject made = ask(
                        "POST",
                        "/api/v1/users",
                        "kominfo",
                        Accounts.user("rina", "33.08", Accounts.role("leader", "33.08")))
                .ok();
        String password = made.getString("password");
        String session = pantau.session("rina", password);

        assertThat(pantau.get("/api/v1/session", session).ok().getBoolean("mustChange"))
                .isTrue();
        for (String path : List.of("/api/v1/board", "/api/v1/tokens", "/api/v1/live", "/api/v1/session/list")) {
            assertThat(pantau.get(path, session).status()).as(path).isEqualTo(403);
        }
        for (String bad : List.of("pendek", "rina rina rina", "aaaaaaaaaaaaaaaa", password, "x".repeat(129))) {
            assertThat(pantau.json(
                                    "PUT",
                                    "/api/v1/session/password",
                                    session,
                                    new JsonObject().put("before", password).put("after", bad))
                            .text())
                    .as(bad)
                    .contains("\"after\"");
        }
        assertThat(pantau.json(
                                "PUT",
                                "/api/v1/session/password",
                                session,
                                new JsonObject().put("before", password).put("after", Accounts.OWN_PASSWORD))
                        .status())
                .isEqualTo(204);
        assertThat(pantau.get("/api/v1/board", session).status()).isEqualTo(200);
        assertThat(pantau.get("/api/v1/session", session).ok().getBoolean("mustChange"))
                .isFalse();
    }

    /** What a province's administrator may not do is done by the regency, and the other way round. */
    @Test
    void aRegencyShouldDecideWhatItsProvinceLooksAfter() {
        assertThat(ask("GET", "/api/v1/feeds/harian", "provinsi", null).ok().containsKey("answers"))
                .isFalse();
        assertThat(ask("GET", "/api/v1/reports/harian/links", "provinsi", null).status())
                .isEqualTo(404);

        ask("PUT", "/api/v1/governments/33.08/sharing", "kominfo", new JsonObject().put("operating", true))
                .isOk();
        try {
            assertThat(ask("GET", "/api/v1/reports/harian/links", "provinsi", null)
                            .status())
                    .isEqualTo(200);
            assertThat(ask("GET", "/api/v1/reports/klaten/links", "provinsi", null)
                            .status())
                    .isEqualTo(404);
            assertThat(ask("GET", "/api/v1/users", "provinsi", null).text()).contains("\"kominfo\"");
        } finally {
            ask("PUT", "/api/v1/governments/33.08/sharing", "kominfo", new JsonObject().put("operating", false))
                    .isOk();
        }
        assertThat(ask("GET", "/api/v1/users", "provinsi", null).text()).doesNotContain("\"kominfo\"");
    }

    private List<String> opened(String who) {
        return ask("GET", "/api/v1/users", who, null).ok().getJsonArray("opened").stream()
                .map(JsonObject.class::cast)
                .map(each -> each.getString("government") + " " + each.getString("name") + " "
                        + each.getBoolean("operating") + " " + each.getBoolean("may"))
                .toList();
    }

    /** Whether a regency has opened is told to whoever administers it; only its own may change it. */
    @Test
    void administratorsShouldReadWhichGovernmentsAreOpened() {
        assertThat(opened("kominfo")).containsExactly("33.08 Kabupaten Magelang false true");
        assertThat(opened("provinsi")).isEmpty();
        assertThat(opened("admin"))
                .containsExactlyInAnyOrder("33.08 Kabupaten Magelang false true", "33.10 Kabupaten Klaten false true");

        ask("PUT", "/api/v1/governments/33.08/sharing", "kominfo", new JsonObject().put("operating", true))
                .isOk();
        try {
            assertThat(opened("kominfo")).containsExactly("33.08 Kabupaten Magelang true true");
            assertThat(opened("provinsi")).containsExactly("33.08 Kabupaten Magelang true false");
        } finally {
            ask("PUT", "/api/v1/governments/33.08/sharing", "kominfo", new JsonObject().put("operating", false))
                    .isOk();
        }
    }

    @Test
    void placesShouldBeToldByNameToo() {
        ask(
                        "POST",
                        "/api/v1/users",
                        "kominfo",
                        Accounts.user("tujuh", "33.08", Accounts.role("agency_head", "33.08/dinkes")))
                .isOk();

        JsonObject account = accounts.found("kominfo", "tujuh");
        assertThat(account.getString("homeName")).isEqualTo("Kabupaten Magelang");
        assertThat(account.getJsonArray("roles").getJsonObject(0).getString("scopeName"))
                .isEqualTo("Dinas Kesehatan, Kabupaten Magelang");
        assertThat(ask("GET", "/api/v1/audit?action=user-create&text=tujuh", "inspektorat", null)
                        .ok()
                        .getJsonArray("entries")
                        .getJsonObject(0)
                        .getString("placeName"))
                .isEqualTo("Kabupaten Magelang");
    }

    @Test
    void accountsOfOthersShouldBeSharedButNotTakenOver() {
        String session = accounts.created("admin", "dua", "", Accounts.role("leader", "33.10"));
        int revision = accounts.found("admin", "dua").getInteger("revision");

        ask(
                        "PUT",
                        "/api/v1/users/dua/roles",
                        "admin",
                        new JsonObject()
                                .put("revision", revision)
                                .put(
                                        "roles",
                                        new JsonArray(List.of(
                                                Accounts.role("leader", "33.10"), Accounts.role("leader", "33.08")))))
                .isOk();

        JsonObject seen = accounts.found("kominfo", "dua");
        assertThat(seen.getBoolean("managed")).isFalse();
        assertThat(seen.getJsonArray("roles"))
                .as("roles elsewhere are not told")
                .hasSize(1);
        assertThat(ask("POST", "/api/v1/users/dua/password", "kominfo", null).status())
                .isEqualTo(403);
        assertThat(ask("DELETE", "/api/v1/users/dua/sessions", "kominfo", null).status())
                .isEqualTo(403);
        ask(
                        "PUT",
                        "/api/v1/users/dua/roles",
                        "kominfo",
                        new JsonObject()
                                .put("revision", seen.getInteger("revision"))
                                .put("roles", new JsonArray()))
                .isOk();
        assertThat(accounts.found("admin", "dua").getJsonArray("roles")).hasSize(1);
        assertThat(pantau.get("/api/v1/board?scope=33.10", session).status()).isEqualTo(200);
        assertThat(pantau.get("/api/v1/board?scope=33.08", session).status()).isEqualTo(404);
    }

    @Test
    @Timeout(20)
    void aRoleWithdrawnShouldEndItsStream() throws Exception {
        String session = accounts.created("kominfo", "tiga", "33.08", Accounts.role("leader", "33.08"));
        HttpRequest live = HttpRequest.newBuilder(URI.create(pantau.address() + "/api/v1/live"))
                .header("cookie", session)
                .build();
        try (BufferedReader stream = new BufferedReader(new InputStreamReader(
                HttpClient.newHttpClient()
                        .send(live, HttpResponse.BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8))) {
            String line = stream.readLine();
            while (line != null && !line.startsWith("event: snapshot")) {
                line = stream.readLine();
            }
            assertThat(line).isNotNull();

            JsonObject none = new JsonObject()
                    .put("revision", accounts.found("kominfo", "tiga").getInteger("revision"))
                    .put("roles", new JsonArray());
            ask("PUT", "/api/v1/users/tiga/roles", "kominfo", none).isOk();

            while (line != null) {
                line = stream.readLine();
            }
        }
        assertThat(pantau.get("/api/v1/live", session).status()).isEqualTo(404);
    }

    @Test
    void aKeyShouldReadAndDoNothingElse() {
        String token = ask(
                        "POST",
                        "/api/v1/tokens",
                        "admin",
                        new JsonObject()
                                .put("name", "Satu data")
                                .put("days", 30)
                                .put("scope", "33.08/dinkes"))
                .ok()
                .getString("token");

        assertThat(pantau.bearer("GET", "/api/v1/board", token, null).status()).isEqualTo(200);
        assertThat(pantau.bearer("GET", "/api/v1/board?scope=33.08", token, null)
                        .status())
                .isEqualTo(404);
        assertThat(pantau.bearer("GET", "/api/v1/session", token, null).status())
                .isEqualTo(200);
        for (String path : List.of("/api/v1/tokens", "/api/v1/session/list")) {
            assertThat(pantau.bearer("GET", path, token, null).status())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(pantau.bearer(
                                "POST",
                                "/api/v1/reports/harian/links",
                                token,
                                new JsonObject("{\"holder\": \"A\", \"days\": 3}"))
                        .status())
                .isEqualTo(403);
        assertThat(pantau.bearer("POST", "/api/v1/users", token, Accounts.user("lewat", "33.08"))
                        .status())
                .isEqualTo(403);
        String id = ask("GET", "/api/v1/tokens", "admin", null)
                .ok()
                .getJsonArray("tokens")
                .getJsonObject(0)
                .getString("id");
        assertThat(ask("DELETE", "/api/v1/tokens/" + id, "bupati", null).status())
                .isEqualTo(404);
        assertThat(ask("DELETE", "/api/v1/tokens/" + id, "admin", null).status())
                .isEqualTo(204);
        assertThat(pantau.bearer("GET", "/api/v1/board", token, null).status()).isEqualTo(401);
    }

    @Test
    void auditorsShouldReadWhatWasDoneInTheirPlace() {
        accounts.create("kominfo", "empat", "33.08", Accounts.role("operator", "33.08/dinkes"));
        accounts.create("admin", "lima", "", Accounts.role("leader", "33.10"));

        String read = ask("GET", "/api/v1/audit?action=user-create", "inspektorat", null)
                .text();
        assertThat(read)
                .contains("\"empat\"", "\"kominfo\"", "operator@33.08/dinkes")
                .doesNotContain("\"lima\"");
        assertThat(ask("GET", "/api/v1/audit?text=EMPAT", "inspektorat", null)
                        .ok()
                        .getJsonArray("entries"))
                .isNotEmpty();
        Whole.Said file = ask("GET", "/api/v1/audit.csv?action=user-create", "inspektorat", null);
        assertThat(file.text())
                .startsWith("at,actor,address,action,subject,detail,place\r\n")
                .contains("\"empat\"");
        assertThat(ask("GET", "/api/v1/audit?action=audit-export", "admin", null)
                        .ok()
                        .getJsonArray("entries"))
                .as("that it was taken is kept")
                .isNotEmpty();
        assertThat(read).doesNotContain(Accounts.OWN_PASSWORD);
        assertThat(ask(
                                "GET",
                                "/api/v1/audit?from=2026-11-23T00:00:00%2B07:00&to=2026-11-22T00:00:00%2B07:00",
                                "admin",
                                null)
                        .status())
                .isEqualTo(400);
        assertThat(ask("GET", "/api/v1/audit?before=satu", "admin", null).text())
                .contains("\"before\"");
    }
}
