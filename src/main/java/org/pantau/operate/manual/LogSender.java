package org.pantau.operate.manual;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log that somebody should be reminded; the page lists it for the operator, who knows the person. What brings
 * reminders farther takes this one's place.
 */
public final class LogSender implements Sender {

    private static final Logger log = LoggerFactory.getLogger(LogSender.class);

    @Override
    public Future<Void> send(Reminder reminder) {
        log.info(
                "reminder to {} ({}): the report {} of {} {}",
                reminder.to().name(),
                reminder.agency(),
                reminder.feed(),
                reminder.day(),
                reminder.kind() == Reminder.Kind.BEFORE ? "is due soon" : "has not come");
        return Future.succeededFuture();
    }
}
