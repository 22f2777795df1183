package org.pantau.operate;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.net.address.AddressPolicy;
import org.pantau.pipeline.ReadAhead;
import org.pantau.poll.PollSettings;
import org.pantau.poll.Poller;
import org.pantau.poll.request.Secrets;

/** Previews as the server wires them. */
public final class RealPreviews {

    private RealPreviews() {}

    /** With these secrets for those who may use any. */
    public static Previews of(Vertx vertx, InstantSource clock, Secrets secrets) {
        return new Previews(
                trial(vertx, clock, secrets, AddressPolicy.CATALOGUE_FILE),
                trial(vertx, clock, Secrets.none(), AddressPolicy.PUBLIC_ONLY));
    }

    private static Trial trial(Vertx vertx, InstantSource clock, Secrets secrets, AddressPolicy policy) {
        return new Trial(
                vertx,
                new Poller(
                        new Outgoing(vertx, NetSettings.defaults("1")),
                        secrets,
                        clock,
                        PollSettings.DEFAULT.under(policy),
                        new ReadAhead(vertx)),
                clock);
    }
}
