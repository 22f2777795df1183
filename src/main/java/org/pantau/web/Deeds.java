package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import org.pantau.access.Audit;
import org.pantau.access.Person;
import org.pantau.measure.ScopePath;

/** Keeps what people do by a request. */
record Deeds(Audit audit, InstantSource clock) {

    Future<Void> keep(
            RoutingContext context, Person person, String action, String subject, String detail, ScopePath place) {
        return audit.keep(new Audit.Deed(person.username(), Caller.address(context), action, subject, detail, place));
    }

    Instant now() {
        return clock.instant();
    }
}
