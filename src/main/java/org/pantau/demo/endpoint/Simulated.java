package org.pantau.demo.endpoint;

import io.vertx.ext.web.Router;

/** One simulated endpoint and how the catalogue asks it. */
public interface Simulated {

    /** Puts the endpoint's routes on the server of its government. */
    void mount(Router router);

    /**
     * The feeds that read it, as items of the catalogue's {@code feeds} list.
     *
     * @param base address of the server, without a slash at the end
     */
    String feeds(String base);
}
