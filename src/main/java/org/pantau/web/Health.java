package org.pantau.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What a machine asks: is the process alive, and may it be sent people. */
public final class Health {

    private final Map<String, Supplier<String>> checks = new LinkedHashMap<>();

    /** Adds a check; its supplier answers an empty text when all is well, else what is wrong. */
    public Health check(String name, Supplier<String> check) {
        checks.put(name, check);
        return this;
    }

    void live(RoutingContext context) {
        context.response().putHeader("content-type", "application/json").end("{\"status\":\"up\"}");
    }

    void ready(RoutingContext context) {
        JsonObject results = new JsonObject();
        boolean ready = true;
        for (Map.Entry<String, Supplier<String>> check : checks.entrySet()) {
            String trouble = check.getValue().get();
            ready &= trouble.isEmpty();
            results.put(check.getKey(), trouble.isEmpty() ? "ok" : trouble);
        }
        context.response()
                .setStatusCode(ready ? 200 : 503)
                .putHeader("content-type", "application/json")
                .end(new JsonObject()
                        .put("status", ready ? "ready" : "not ready")
                        .put("checks", results)
                        .toBuffer());
    }
}
