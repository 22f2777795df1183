package org.pantau.poll;

import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.net.Exchange;
import org.pantau.net.NetFailure;
import org.pantau.poll.request.Masking;

/** What an exchange says about a feed, before anybody has read the answer. */
public final class Outcomes {

    private Outcomes() {}

    public static Outcome of(Exchange exchange, Masking masking) {
        NetFailure failure = exchange.failure();
        if (failure == null) {
            return Outcome.OK;
        }
        return new Outcome(state(failure, exchange.status() > 0), masking.mask(exchange.reason()));
    }

    private static FeedState state(NetFailure failure, boolean headersCame) {
        return switch (failure) {
            case TIMEOUT -> FeedState.TIMEOUT;
            case REFUSED -> FeedState.REFUSED;
            case DNS -> FeedState.DNS;
            case NAME_SERVER -> FeedState.NAME_SERVER;
            case TLS -> FeedState.TLS;
            case TOO_BIG -> FeedState.TOO_BIG;
            case FORBIDDEN_ADDRESS -> FeedState.FORBIDDEN_ADDRESS;
            case REDIRECTED -> FeedState.REDIRECTED;
            case CUT_OFF -> headersCame ? FeedState.UNREADABLE : FeedState.REFUSED;
            case PROTOCOL -> FeedState.UNREADABLE;
            case QUEUE, FAULT -> FeedState.UNMONITORED;
        };
    }
}
