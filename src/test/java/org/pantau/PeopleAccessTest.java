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
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what with accounts, roles, keys and the audit, over the whole program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleAccessTest {

    private static final List<String> WHO = List.of(
            "gubernur", "bupati", "kadinkes", "operator", "klaten", "kominfo", "provinsi", "inspektorat", "admin");
    private static final String OWN_PASSWORD = "rahasia yang cukup panjang";

    private SeveralPlaces places;
    private Whole pantau;

    @BeforeAll
    void start(@TempDir Path folder) {
        places = new SeveralPlaces(folder);
        pantau = places.pantau;
        ask("POST", "/api/v1/users", "kominfo", user("enam", "33.08")).isOk();
    }

    @AfterAll
    void stop() {
        places.close();
    }

    private Whole.Said ask(String method, String path, @Nullable String who, @Nullable JsonObject body) {
        Map<String, String> headers = new TreeMap<>();
        if (who != null) {
            headers.put("cookie", places.cookie(who));
        }
        if (body != null) {
            headers.put("content-type", "application/json");
        }
        return pantau.send(
                method, path, body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8), headers);
    }

    private static JsonObject role(String role, String scope) {
        return new JsonObject().put("role", role).put("scope", scope);
    }

    private static JsonObject user(String username, String home, JsonObject... roles) {
        return new JsonObject()
                .put("username", username)
                .put("name", "Nama " + username)
                .put("home", home)
                .put("roles", new JsonArray(List.of(roles)));
    }

    private JsonObject found(String who, String username) {
        return ask("GET", "/api/v1/users", who, null).ok().getJsonArray("users").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("username").equals(username))
                .findFirst()
                .orElseThrow();
    }

    /** Somebody new, who has changed the made-up password; gives the session. */
    private String created(String by, String username, String home, JsonObject... roles) {
        JsonObject made =
                ask("POST", "/api/v1/users", by, user(username, home, roles)).ok();
        String session = pantau.session(username, made.getString("password"));
        assertThat(pantau.json(
                                "PUT",
                                "/api/v1/session/password",
                                session,
                                new JsonObject()
                                        .put("before", made.getString("password"))
                                        .put("after", OWN_PASSWORD))
                        .status())
                .isEqualTo(204);
        return session;
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            method | path                                 | body                  | gubernur | bupati | kadinkes | operator | klaten | kominfo | provinsi | inspektorat | admin
            GET    | /api/v1/session/list                 |                       | 200 | 200 | 200 | 200 | 200 | 200 | 200 | 200 | 200
            DELETE | /api/v1/session/list/rekaan          |                       | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 404
            PUT    | /api/v1/session/password             | {"before": "x", "after": "y"} | 400 | 400 | 400 | 400 | 400 | 400 | 400 | 400 | 400
            GET    | /api/v1/tokens                       |                       | 200 | 200 | 200 | 200 | 200 | 200 | 200 | 200 | 200
            POST   | /api/v1/tokens                       | {"name": "k", "days": 1, "scope": "33.08"} | 201 | 201 | 404 | 201 | 404 | 201 | 201 | 201 | 201
            DELETE | /api/v1/tokens/rekaan                |                       | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 404
            GET    | /api/v1/users                        |                       | 404 | 404 | 404 | 404 | 404 | 200 | 200 | 404 | 200
            POST   | /api/v1/users                        | {"username": "admin", "name": "A", "home": "33.08"} | 404 | 404 | 404 | 404 | 404 | 409 | 400 | 404 | 409
            PATCH  | /api/v1/users/klaten                 | {"revision": 0}       | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 409
            PUT    | /api/v1/users/klaten/roles           | {"revision": 0, "roles": []} | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 409
            POST   | /api/v1/users/rekaan/password        |                       | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 404
            DELETE | /api/v1/users/rekaan/sessions        |                       | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 404
            PUT    | /api/v1/governments/33.08/sharing    | {"operating": false}  | 404 | 404 | 404 | 404 | 404 | 200 | 404 | 404 | 200
            PUT    | /api/v1/governments/33.99/sharing    | {"operating": false}  | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 404
            GET    | /api/v1/audit                        |                       | 404 | 404 | 404 | 404 | 404 | 200 | 200 | 200 | 200
            GET    | /api/v1/audit.csv                    |                       | 404 | 404 | 404 | 404 | 404 | 200 | 200 | 200 | 200
            """)
    void everyRoleShouldReachItsOwnAndNothingElse(ArgumentsAccessor row) {
        String method = Objects.requireNonNull(row.getString(0));
        String path = Objects.requireNonNull(row.getString(1));
        JsonObject body = row.getString(2) == null ? null : new JsonObject(row.getString(2));
        Map<String, Integer> expected = new TreeMap<>();
        Map<String, Integer> was = new TreeMap<>();
        for (int i = 0; i < WHO.size(); i++) {
            expected.put(WHO.get(i), row.getInteger(3 + i));
            was.put(WHO.get(i), ask(method, path, WHO.get(i), body).status());
        }
        expected.put("nobody", 401);
        was.put("nobody", ask(method, path, null, body).status());
        expected.put("a stranger", 401);
        was.put("a stranger", ask(method, path, "a stranger", body).status());

        assertThat(was).isEqualTo(expected);
    }

    @Test
    void everyRouteShouldBeInTheTable() throws Exception {
        AccessTable.shouldHoldEveryRoute(
                getClass(),
                "everyRoleShouldReachItsOwnAndNothingElse",
                "/api/v1/(users|tokens|audit|governments|session/(list|password)).*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": "A"}                                                   | username
            {"username": "A B", "name": "A"}                                | username
            {"username": "-a", "name": "A"}                                 | username
            {"username": "a", "name": "A"}                                  | username
            {"username": 7, "name": "A"}                                    | username
            {"username": "baru", "name": ""}                                | name
            {"username": "baru", "name": "A", "home": "33.10"}              | home
            {"username": "baru", "name": "A", "home": ""}                   | home
            {"username": "baru", "name": "A", "home": "omong"}              | home
            {"username": "baru", "name": "A", "home": "33.08/tidak-ada"}    | home
            {"username": "baru", "name": "A", "home": "33.08", "roles": [{"role": "raja", "scope": "33.08"}]} | roles[0].role
            {"username": "baru", "name": "A", "home": "33.08", "roles": [{"role": "leader", "scope": "33"}]}  | roles[0].scope
            {"username": "baru", "name": "A", "home": "33.08", "roles": [{"role": "administrator", "scope": ""}]} | roles[0].scope
            {"username": "baru", "name": "A", "home": "33.08", "roles": [{"role": "leader", "scope": "33.08", "capacity": "wakil"}]} | roles[0].capacity
            {"username": "baru", "name": "A", "home": "33.08", "roles": [{"role": "leader", "scope": "33.08", "from": "besok"}]} | roles[0].from
            {"username": "baru", "name": "A", "home": "33.08", "roles": [{"role": "leader", "scope": "33.08", "from": "2026-11-23T07:30:00+07:00", "to": "2026-11-23T07:30:00+07:00"}]} | roles[0].to
            {"username": "baru", "name": "A", "home": "33.08", "roles": [{"role": "leader", "scope": "33.08"}, {"role": "leader", "scope": "33.08"}]} | roles[1]
            """)
    void badAccountsShouldBeRefusedByFieldAndNothingKept(String body, String field) {
        Whole.Said said = ask("POST", "/api/v1/users", "kominfo", new JsonObject(body));

        assertThat(said.status()).isEqualTo(400);
        assertThat(said.text()).contains("\"" + field + "\"");
        assertThat(ask("GET", "/api/v1/users", "admin", null).text()).doesNotContain("\"baru\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PATCH | enam            | {}                                   | revision
            PATCH | enam            | {"revision": "1"}                    | revision
            PATCH | enam            | {"revision": 1, "disabled": "ya"}    | disabled
            PATCH | enam            | {"revision": 1, "name": 7}           | name
            PUT   | enam/roles      | {"revision": 1}                      | roles
            PUT   | enam/roles      | {"revision": 1, "roles": "semua"}    | roles
            PUT   | enam/roles      | {"revision": 1, "roles": [7]}        | roles[0]
            PUT   | enam/roles      | {"revision": 1, "roles": [{"role": 7, "scope": 8}]} | roles[0].role
            """)
    void badChangesShouldBeRefusedByField(String method, String path, String body, String field) {
        Whole.Said said = ask(method, "/api/v1/users/" + path, "kominfo", new JsonObject(body));

        assertThat(said.status()).as(said.text()).isEqualTo(400);
        assertThat(said.text()).contains("\"" + field + "\"");
    }

    @Test
    void aNewAccountShouldChangeItsPasswordBeforeAnythingElse() {
        JsonObject made = ask("POST", "/api/v1/users", "kominfo", user("rina", "33.08", role("leader", "33.08")))
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
                                new JsonObject().put("before", password).put("after", OWN_PASSWORD))
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

    @Test
    void accountsOfOthersShouldBeSharedButNotTakenOver() {
        String session = created("admin", "dua", "", role("leader", "33.10"));
        int revision = found("admin", "dua").getInteger("revision");

        ask(
                        "PUT",
                        "/api/v1/users/dua/roles",
                        "admin",
                        new JsonObject()
                                .put("revision", revision)
                                .put("roles", new JsonArray(List.of(role("leader", "33.10"), role("leader", "33.08")))))
                .isOk();

        JsonObject seen = found("kominfo", "dua");
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
        assertThat(found("admin", "dua").getJsonArray("roles")).hasSize(1);
        assertThat(pantau.get("/api/v1/board?scope=33.10", session).status()).isEqualTo(200);
        assertThat(pantau.get("/api/v1/board?scope=33.08", session).status()).isEqualTo(404);
    }

    @Test
    @Timeout(20)
    void aRoleWithdrawnShouldEndItsStream() throws Exception {
        String session = created("kominfo", "tiga", "33.08", role("leader", "33.08"));
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
                    .put("revision", found("kominfo", "tiga").getInteger("revision"))
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
        assertThat(pantau.bearer("POST", "/api/v1/users", token, user("lewat", "33.08"))
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
        created("kominfo", "empat", "33.08", role("operator", "33.08/dinkes"));
        created("admin", "lima", "", role("leader", "33.10"));

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
        assertThat(read).doesNotContain(OWN_PASSWORD);
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
