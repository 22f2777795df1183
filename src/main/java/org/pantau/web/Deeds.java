package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.pantau.access.Audit;
import org.pantau.access.Person;
import org.pantau.measure.ScopePath;

/** Keeps what people do by a request. */
record Deeds(Audit audit) {

    Future<Void> keep(
            RoutingContext context, Person person, String action, String subject, String detail, ScopePath place) {
        return audit.keep(new Audit.Deed(person.username(), Caller.address(context), action, subject, detail, place));
    }
}
