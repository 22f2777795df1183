package org.pantau.demo.endpoint;

import io.vertx.ext.web.Router;
import org.pantau.demo.endpoint.Behaviour.Reply;
import org.pantau.measure.ScopePath;

/** The public page of a service, watched from outside. */
public final class WebPage implements Simulated {

    private final Place place;
    private final ScopePath service;
    private final String name;

    public WebPage(Place place, ScopePath service, String name) {
        this.place = place;
        this.service = service;
        this.name = name;
    }

    @Override
    public void mount(Router router) {
        router.get(path())
                .handler(place.behaviour("page-" + slug())
                        .around(
                                "text/html; charset=utf-8",
                                context -> Reply.ok("<!DOCTYPE html><html lang=\"id\"><head><title>" + escaped()
                                        + "</title></head><body><h1>" + escaped()
                                        + "</h1><p>Selamat datang.</p></body></html>")));
    }

    private String slug() {
        return service.value().substring(service.value().lastIndexOf('/') + 1);
    }

    private String path() {
        return "/" + place.folder() + "/web/" + slug();
    }

    private String escaped() {
        return name.replace("&", "&amp;").replace("<", "&lt;");
    }

    @Override
    public String feeds(String base) {
        return """
                  - id: %s
                    service: %s
                    every: 30s
                    timeout: 5s
                    request: {url: "%s"}
                    read: probe
                    expect: {status: [200], body: "Selamat datang", max_response: 2s}
                """.formatted(place.id(slug() + "-web"), service, base + path());
    }
}
