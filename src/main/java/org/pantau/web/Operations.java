package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.HashSet;
import java.util.Set;

/** Operations of the OpenAPI document and what answers them. */
final class Operations {

    private final RouterBuilder builder;
    private final Set<String> answered = new HashSet<>();

    Operations(RouterBuilder builder) {
        this.builder = builder;
    }

    /** A handler's future says only whether an answer was written; a failure becomes a problem in one place. */
    interface Operation {
        Future<Void> answer(RoutingContext context, Asked asked);
    }

    void on(String operation, Operation handler) {
        answered.add(operation);
        builder.getRoute(operation)
                .setDoSecurity(false)
                .addHandler(context -> {
                    handler.answer(context, new Asked(context)).onFailure(context::fail);
                })
                .addFailureHandler(Failures::answer);
    }

    /** The same for one whose path names nothing where it does not fit the document. */
    void unchecked(String operation, Operation handler) {
        builder.getRoute(operation).setDoValidation(false);
        on(operation, handler);
    }

    /** All of them; what nothing answers here does not exist. */
    Router router() {
        builder.getRoutes().stream()
                .map(OpenAPIRoute::getOperation)
                .map(operation -> operation.getOperationId())
                .filter(id -> !answered.contains(id))
                .toList()
                .forEach(id -> unchecked(id, (context, asked) -> Future.failedFuture(Problem.notFound())));
        return builder.createRouter();
    }
}
