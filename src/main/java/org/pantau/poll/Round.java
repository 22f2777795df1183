package org.pantau.poll;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.net.Exchange;
import org.pantau.net.NetFailure;
import org.pantau.poll.request.Asking;
import org.pantau.poll.request.Login;
import org.pantau.poll.request.Token;

/**
 * What the requests of one feed at one slot share: how much they may still bring, whether the endpoint has asked for
 * peace, and their token, for which one new login is made at most.
 */
final class Round {

    final Feed feed;
    final Asking asking;
    final Volley.Means means;
    private final @Nullable Login login;
    private final Context context;
    private final long beganNanos = System.nanoTime();
    private final long mostEach;
    /** Bytes of all answers of the slot together. */
    private final long most;

    private long bytesLeft;
    private boolean throttled;
    private @Nullable Outcome loginFailed;
    private @Nullable Future<Token> renewal;

    Round(Feed feed, Asking asking, @Nullable Login login, Volley.Means means, Context context) {
        this.feed = feed;
        this.asking = asking;
        this.login = login;
        this.means = means;
        this.context = context;
        Long own = feed.request().maxBytes();
        this.mostEach = own == null ? means.settings().maxBytes() : own;
        this.most = Math.max(means.settings().maxBytesPerSlot(), mostEach);
        this.bytesLeft = most;
    }

    /** Why no further request is begun; empty while one may be. */
    Optional<Outcome> refusal() {
        if (throttled) {
            return Optional.of(new Outcome(FeedState.UNMONITORED, "not asked: the endpoint asked for a pause"));
        }
        if (slotIsOver()) {
            return Optional.of(new Outcome(FeedState.UNMONITORED, "not asked: the slot was over"));
        }
        if (bytesLeft <= 0) {
            return Optional.of(new Outcome(
                    FeedState.TOO_BIG, "not asked: the answers of this slot are larger than " + most + " bytes"));
        }
        return Optional.ofNullable(loginFailed);
    }

    /** Most bytes the next answer may have. */
    long mostBytes() {
        return Math.max(1, Math.min(mostEach, bytesLeft));
    }

    void spent(Exchange exchange) {
        bytesLeft -= exchange.failure() == NetFailure.TOO_BIG ? mostBytes() : exchange.size();
    }

    /** The endpoint wants peace: what has not begun is not begun. */
    void pause() {
        throttled = true;
    }

    boolean needsToken() {
        return login != null;
    }

    /** The token to send with the next request. */
    Future<Token> token() {
        Login needed = login;
        if (needed == null) {
            return Future.failedFuture("no login");
        }
        return means.tokens()
                .take(needed, means.clock().instant(), () -> TokenSource.fetch(feed, needed, means, context))
                .onFailure(failure -> loginFailed = TokenSource.outcome(failure));
    }

    /** A token in place of a refused one; the same one where a new login has not helped already. */
    Future<Token> tokenAfter(Token refused) {
        Login needed = login;
        if (needed == null) {
            return Future.succeededFuture(refused);
        }
        Future<Token> begun = renewal;
        if (begun != null) {
            return begun;
        }
        Future<Token> fresh = means.tokens()
                .replace(needed, refused, () -> TokenSource.fetch(feed, needed, means, context))
                .onFailure(failure -> loginFailed = TokenSource.outcome(failure));
        renewal = fresh;
        return fresh;
    }

    private boolean slotIsOver() {
        Duration slot = feed.timeout().compareTo(feed.every()) > 0 ? feed.timeout() : feed.every();
        return System.nanoTime() - beganNanos >= slot.toNanos();
    }
}
