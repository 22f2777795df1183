package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what with accounts, roles, keys and the audit, over the whole program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleAccessTest {

    private static final List<String> WHO = List.of(
            "gubernur", "bupati", "kadinkes", "operator", "klaten", "kominfo", "provinsi", "inspektorat", "admin");

    private SeveralPlaces places;
    private Accounts accounts;

    @BeforeAll
    void start(@TempDir Path folder) {
        places = new SeveralPlaces(folder);
        accounts = new Accounts(places);
        ask("POST", "/api/v1/users", "kominfo", Accounts.user("enam", "33.08")).isOk();
    }

    @AfterAll
    void stop() {
        places.close();
    }

    private Whole.Said ask(String method, String path, @Nullable String who, @Nullable JsonObject body) {
        return accounts.ask(method, path, who, body);
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

        AccessTable.check(row, WHO, each -> ask(method, path, each, body));
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
}
