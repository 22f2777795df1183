package org.pantau.operate.manual;

import io.vertx.core.Future;

/** Brings a reminder to a person. Fails where it could not be brought; it is then tried again with the next look. */
public interface Sender {

    Future<Void> send(Reminder reminder);
}
