package org.pantau.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request that was validated against the OpenAPI document. Texts are as they came: {@code 33.10} stays that. */
record Asked(RoutingContext context) {

    /** Null where the parameter was left out. @throws Problem where it came twice: which one was meant nobody knows */
    @Nullable
    String query(String name) {
        List<String> values = context.queryParams().getAll(name);
        if (values.size() > 1) {
            throw Problem.badField(name, "cukup sekali / only once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** A parameter the document requires. */
    String required(String name) {
        String text = query(name);
        if (text == null) {
            throw Problem.badField(name, "wajib diisi / a value");
        }
        return text;
    }

    String path(String name) {
        String text = context.pathParam(name);
        if (text == null) {
            throw Problem.notFound();
        }
        return text;
    }

    JsonObject body() {
        ValidatedRequest validated = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
        if (validated == null) {
            return unchecked();
        }
        RequestParameter body = validated.getBody();
        if (body == null || !body.isJsonObject()) {
            throw Problem.badField("body", "a JSON object");
        }
        return body.getJsonObject();
    }

    /** Of a route that is not validated; its handler looks at every field. */
    private JsonObject unchecked() {
        try {
            return Objects.requireNonNull(context.body().asJsonObject());
        } catch (RuntimeException notAnObject) {
            throw Problem.badField("body", "a JSON object");
        }
    }
}
