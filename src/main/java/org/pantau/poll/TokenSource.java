package org.pantau.poll;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.net.Exchange;
import org.pantau.net.OutgoingRequest;
import org.pantau.poll.request.Login;
import org.pantau.poll.request.Masking;
import org.pantau.poll.request.MissingSecretException;
import org.pantau.poll.request.Prepared;
import org.pantau.poll.request.Token;

/**
 * The tokens of all feeds: each got once for the feeds that log in alike, renewed at 80 % of its life, with one login
 * under way at a time. Lives on the poller's context.
 */
final class TokenSource {

    private static final long MOST_BYTES = 1 << 20;
    /** How long a failed renewal is let be while the token still lives. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Map<Object, Kept> logins = new HashMap<>();

    /** A login that brought no token. */
    static final class LoginFailedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Outcome outcome;
        private final transient @Nullable Duration retryAfter;

        LoginFailedException(Outcome outcome, @Nullable Duration retryAfter) {
            super(outcome.reason(), null, false, false);
            this.outcome = outcome;
            this.retryAfter = retryAfter;
        }

        Outcome outcome() {
            return outcome;
        }

        @Nullable
        Duration retryAfter() {
            return retryAfter;
        }
    }

    private static final class Kept {
        private @Nullable Token token;
        private @Nullable Future<Token> underWay;
        private Instant notBefore = Instant.MIN;
    }

    /** The token to use now; fails with {@link LoginFailedException}. */
    Future<Token> take(Login login, Instant now, Supplier<Future<Token>> fetch) {
        Kept kept = logins.computeIfAbsent(login.shared(), any -> new Kept());
        Token token = kept.token;
        boolean alive = token != null && token.alive(now);
        if (token != null && (token.fresh(now) || (alive && now.isBefore(kept.notBefore)))) {
            return Future.succeededFuture(token);
        }
        Future<Token> fresh = fetched(kept, fetch);
        if (token == null || !alive) {
            return fresh;
        }
        // a token that still lives bridges a login that fails; the next request need not try at once
        return fresh.onFailure(failure -> kept.notBefore = now.plus(AGAIN)).otherwise(token);
    }

    /** A token in place of one that was refused; the same one where a new login is of no use. */
    Future<Token> replace(Login login, Token refused, Supplier<Future<Token>> fetch) {
        Kept kept = logins.computeIfAbsent(login.shared(), any -> new Kept());
        Token token = kept.token;
        if (token != null && !token.value().equals(refused.value())) {
            return Future.succeededFuture(token);
        }
        kept.token = null;
        return fetched(kept, fetch);
    }

    /** Forgets the tokens of feeds that are gone. */
    void keepOnly(Set<Object> shared) {
        logins.keySet().retainAll(shared);
    }

    private static Future<Token> fetched(Kept kept, Supplier<Future<Token>> fetch) {
        Future<Token> already = kept.underWay;
        if (already != null) {
            return already;
        }
        Future<Token> begun = fetch.get();
        if (begun.isComplete()) {
            kept.token = begun.succeeded() ? begun.result() : kept.token;
            return begun;
        }
        kept.underWay = begun;
        return begun.andThen(done -> {
            kept.underWay = null;
            if (done.succeeded()) {
                kept.token = done.result();
            }
        });
    }

    /** Asks for a token. */
    static Future<Token> fetch(Feed feed, Login login, Volley.Means means, Context context) {
        Instant now = means.clock().instant();
        Masking masking = new Masking();
        OutgoingRequest request;
        try {
            Prepared prepared = login.prepare(means.secrets(), masking);
            request = Requests.outgoing(feed, prepared, MOST_BYTES, means.settings());
        } catch (MissingSecretException missing) {
            return failed(FeedState.AUTH, String.valueOf(missing.getMessage()), null);
        } catch (IllegalArgumentException notAnAddress) {
            String reason = masking.mask(String.valueOf(notAnAddress.getMessage()));
            return failed(FeedState.FORBIDDEN_ADDRESS, reason, null);
        }
        return means.outgoing().send(request).compose(exchange -> {
            if (!exchange.answered()) {
                Outcome outcome = Outcomes.of(exchange, masking);
                return failed(outcome.state(), outcome.reason(), null);
            }
            if (exchange.status() < 200 || exchange.status() > 299) {
                return refused(exchange, masking, means);
            }
            // the expression may need the interpreter
            return context.executeBlocking(() -> login.token(exchange.body(), now), false)
                    .compose(token -> token.isPresent() ? Future.succeededFuture(token.get()) : none(exchange, means));
        });
    }

    private static Future<Token> refused(Exchange exchange, Masking masking, Volley.Means means) {
        int status = exchange.status();
        Duration retryAfter = RetryAfter.parse(
                exchange.headers().get("retry-after"), means.clock().instant());
        String code = masking.mask(Login.refusal(exchange.body()));
        String reason = "HTTP " + status + (code.isEmpty() ? "" : " (" + code + ")");
        if (status == 429 || (status == 503 && retryAfter != null)) {
            return failed(FeedState.THROTTLED, reason, retryAfter);
        }
        boolean refused = status == 400 || status == 401 || status == 403;
        String hint = refused ? Skew.hint(exchange.headers(), means.clock().instant()) : "";
        return failed(refused ? FeedState.AUTH : FeedState.ERROR, reason + Skew.added(hint), null);
    }

    private static Future<Token> none(Exchange exchange, Volley.Means means) {
        String hint = Skew.hint(exchange.headers(), means.clock().instant());
        return failed(FeedState.AUTH, "the answer holds no token" + Skew.added(hint), null);
    }

    private static Future<Token> failed(FeedState state, String reason, @Nullable Duration retryAfter) {
        return Future.failedFuture(new LoginFailedException(new Outcome(state, "login: " + reason), retryAfter));
    }

    /** The outcome of a failed login, whatever failed in it. */
    static Outcome outcome(Throwable failure) {
        return failure instanceof LoginFailedException login
                ? login.outcome()
                : new Outcome(
                        FeedState.UNMONITORED,
                        "login: a fault of ours: " + failure.getClass().getSimpleName());
    }

    static Optional<Duration> retryAfter(Throwable failure) {
        return failure instanceof LoginFailedException login
                ? Optional.ofNullable(login.retryAfter())
                : Optional.empty();
    }
}
