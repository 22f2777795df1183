package org.pantau.poll;

import java.time.Duration;
import org.pantau.catalogue.model.Feed;
import org.pantau.net.OutgoingRequest;
import org.pantau.poll.request.Prepared;

/** Bounds a written request. */
final class Requests {

    private Requests() {}

    static OutgoingRequest outgoing(Feed feed, Prepared prepared, long maxBytes, PollSettings settings) {
        Duration connect = settings.connect().compareTo(feed.timeout()) < 0 ? settings.connect() : feed.timeout();
        return new OutgoingRequest(
                prepared.method(),
                prepared.uri(),
                prepared.headers(),
                prepared.body(),
                feed.timeout(),
                connect,
                maxBytes,
                maxBytes > OutgoingRequest.DEFAULT_MAX_BYTES,
                settings.policy(),
                prepared.tls());
    }
}
