package org.pantau.demo.endpoint;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import org.pantau.demo.endpoint.Behaviour.Reply;
import org.pantau.measure.ScopePath;

/** An application that reports its own health, as Spring's actuator does. */
public final class Health implements Simulated {

    private final Place place;
    private final ScopePath service;

    public Health(Place place, ScopePath service) {
        this.place = place;
        this.service = service;
    }

    @Override
    public void mount(Router router) {
        router.get("/" + place.folder() + "/actuator/health")
                .handler(place.behaviour("health")
                        .around(
                                "application/vnd.spring-boot.actuator.v3+json",
                                context -> Reply.ok(new JsonObject()
                                        .put("status", "UP")
                                        .put(
                                                "components",
                                                new JsonObject().put("db", new JsonObject().put("status", "UP")))
                                        .encode())));
    }

    @Override
    public String feeds(String base) {
        return """
                  - id: %s
                    service: %s
                    every: 30s
                    timeout: 5s
                    request: {url: "%s/%s/actuator/health"}
                    read: json
                    success: $exists(status)
                    measures: {up: {value: 'status = "UP" ? 1 : 0'}}
                """.formatted(place.id("kesehatan"), service, base, place.folder());
    }
}
