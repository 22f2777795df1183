package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Making and reading accounts as one of those of {@link SeveralPlaces}. */
record Accounts(SeveralPlaces places) {

    static final String OWN_PASSWORD = "rahasia yang cukup panjang";

    Whole.Said ask(String method, String path, @Nullable String who, @Nullable JsonObject body) {
        Map<String, String> headers = new TreeMap<>();
        if (who != null) {
            headers.put("cookie", places.cookie(who));
        }
        if (body != null) {
            headers.put("content-type", "application/json");
        }
        return places.pantau.send(
                method, path, body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8), headers);
    }

    static JsonObject role(String role, String scope) {
        return new JsonObject().put("role", role).put("scope", scope);
    }

    static JsonObject user(String username, String home, JsonObject... roles) {
        return new JsonObject()
                .put("username", username)
                .put("name", "Nama " + username)
                .put("home", home)
                .put("roles", new JsonArray(List.of(roles)));
    }

    JsonObject found(String who, String username) {
        return ask("GET", "/api/v1/users", who, null).ok().getJsonArray("users").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("username").equals(username))
                .findFirst()
                .orElseThrow();
    }

    /** Somebody new. */
    void create(String by, String username, String home, JsonObject... roles) {
        String unused = created(by, username, home, roles);
    }

    /** Somebody new, who has changed the made-up password; gives the session. */
    String created(String by, String username, String home, JsonObject... roles) {
        JsonObject made =
                ask("POST", "/api/v1/users", by, user(username, home, roles)).ok();
        String session = places.pantau.session(username, made.getString("password"));
        assertThat(places.pantau
                        .json(
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
}
