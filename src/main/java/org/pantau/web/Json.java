package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Sends JSON. */
final class Json {

    private Json() {}

    static Future<Void> answer(RoutingContext context, int status, JsonObject body) {
        return context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body.toBuffer());
    }

    /** Done, and nothing to say. */
    static Future<Void> nothing(RoutingContext context) {
        return context.response().setStatusCode(204).end();
    }
}
