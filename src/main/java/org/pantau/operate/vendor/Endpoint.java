package org.pantau.operate.vendor;

import io.vertx.core.Future;
import org.pantau.measure.value.Answer;

/** What a vendor has built; how it is reached is not this room's business. */
public interface Endpoint {

    /** Which key goes with a request. */
    enum Key {
        /** The agency's own, or none where there is none. */
        OWN,
        NONE,
        /** One that cannot be right. */
        WRONG
    }

    /** How well what is sent is kept from others. */
    enum Way {
        HTTPS,
        /** Plain, but it does not leave this machine. */
        LOOPBACK,
        PLAIN
    }

    /** Asks for a day, however it is written. Never fails for what the endpoint does. */
    Future<Answer> ask(String day, Key key);

    Way way();
}
