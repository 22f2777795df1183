package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;

/** What the edge answered. */
record Reply(HttpResponse<String> response) {

    int status() {
        return response.statusCode();
    }

    String text() {
        return response.body();
    }

    /** Empty where it was not sent. */
    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    JsonObject json() {
        assertThat(header("content-type")).isEqualTo("application/json");
        return new JsonObject(text());
    }

    /** That this is a problem of this status, in its whole shape. */
    JsonObject problem(int status) {
        assertThat(status()).as(text()).isEqualTo(status);
        assertThat(header("content-type")).isEqualTo("application/problem+json");
        JsonObject problem = new JsonObject(text());
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("type")).isEqualTo("about:blank");
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        return problem;
    }

    /** Like {@link #problem} where what it says does not matter. */
    void isProblem(int status) {
        assertThat(problem(status)).isNotNull();
    }

    /** The fields a problem names. */
    List<String> fields() {
        return problem(400).getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("field"))
                .toList();
    }
}
