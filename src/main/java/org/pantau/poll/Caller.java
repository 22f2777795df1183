package org.pantau.poll;

import io.vertx.core.Future;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.measure.value.DecodeKeys;
import org.pantau.measure.value.LargeBody;
import org.pantau.net.Exchange;
import org.pantau.net.Spooled;
import org.pantau.poll.request.Masking;
import org.pantau.poll.request.MissingSecretException;
import org.pantau.poll.request.Prepared;
import org.pantau.poll.request.Token;
import org.pantau.poll.request.Wanted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one request of a round: with a token where one is needed, and once more with a new one where it was refused. The
 * futures never fail.
 */
final class Caller {

    private static final Logger log = LoggerFactory.getLogger(Caller.class);
    private static final byte[] NOTHING = {};

    private final Round round;
    private URI asked = URI.create("");

    Caller(Round round) {
        this.round = round;
    }

    Future<Answer> ask(Wanted wanted) {
        Outcome refusal = round.refusal().orElse(null);
        if (refusal != null) {
            return Future.succeededFuture(unasked(refusal, wanted.bindings(), now()));
        }
        if (!round.needsToken()) {
            return send(wanted, "");
        }
        return round.token()
                .compose(
                        token -> send(wanted, token.value()).compose(answer -> checked(wanted, token, answer)),
                        failure -> Future.succeededFuture(loginFailed(failure, wanted)));
    }

    /** The address asked last; may hold secrets. */
    URI asked() {
        return asked;
    }

    /** An answer to a request that was never sent. */
    static Answer unasked(Outcome outcome, Map<String, Object> bindings, Instant now) {
        return new Answer(outcome, 0, Map.of(), NOTHING, bindings, now, Duration.ZERO, null, null);
    }

    private Answer loginFailed(Throwable failure, Wanted wanted) {
        Duration retryAfter = TokenSource.retryAfter(failure).orElse(null);
        return new Answer(
                TokenSource.outcome(failure),
                0,
                Map.of(),
                NOTHING,
                wanted.bindings(),
                now(),
                Duration.ZERO,
                null,
                retryAfter);
    }

    /** Logs in anew, once a round, where the answer asks for it. */
    private Future<Answer> checked(Wanted wanted, Token used, Answer answer) {
        return refused(answer).compose(refused -> {
            if (!refused) {
                return Future.succeededFuture(answer);
            }
            return round.tokenAfter(used)
                    .compose(
                            token -> token.value().equals(used.value())
                                    ? Future.succeededFuture(refusedAgain(answer))
                                    : again(wanted, token, answer),
                            failure -> Future.succeededFuture(answer.ended(TokenSource.outcome(failure))));
        });
    }

    private Future<Answer> again(Wanted wanted, Token token, Answer before) {
        before.close();
        return send(wanted, token.value())
                .compose(answer -> refused(answer).map(refused -> refused ? refusedAgain(answer) : answer));
    }

    /** A status speaks for itself, and its body may blame a gateway; a refusal inside a good answer is said here. */
    private static Answer refusedAgain(Answer answer) {
        String again = "refused after a new login too";
        return answer.status() == 401
                ? answer.hinting(again + Skew.added(answer.hint()))
                : answer.ended(
                        new Outcome(FeedState.AUTH, again + ", HTTP " + answer.status() + Skew.added(answer.hint())));
    }

    private Future<Boolean> refused(Answer answer) {
        if (!answer.outcome().ok()) {
            return Future.succeededFuture(false);
        }
        return answer.status() == 401
                ? Future.succeededFuture(true)
                : round.means.understanding().asksForLogin(round.feed, answer).otherwise(fault -> {
                    log.error("feed {}: whether an answer asks for a login could not be told", round.feed.id(), fault);
                    return false;
                });
    }

    private Future<Answer> send(Wanted wanted, String token) {
        Volley.Means means = round.means;
        Instant now = now();
        Masking masking = new Masking();
        try {
            Prepared prepared = round.asking.writer().prepare(wanted, now, token, means.secrets(), masking);
            asked = prepared.uri();
            DecodeKeys keys = round.asking.writer().decodeKeys(now, means.secrets(), masking);
            Unchanged.Key key = round.feed.request().conditional() ? Unchanged.Key.of(round.feed.id(), prepared) : null;
            Prepared conditional =
                    key == null ? prepared : with(prepared, means.unchanged().conditions(key));
            return means.outgoing()
                    .send(Requests.outgoing(round.feed, conditional, round.mostBytes(), means.settings()))
                    .map(exchange -> answer(wanted, exchange, now, masking).keyed(keys))
                    .map(answer -> key == null ? answer : means.unchanged().of(key, answer))
                    .otherwise(fault -> faulty(fault, wanted, now));
        } catch (MissingSecretException missing) {
            return failed(FeedState.AUTH, String.valueOf(missing.getMessage()), wanted, now);
        } catch (IllegalArgumentException notAnAddress) {
            String reason = masking.mask(String.valueOf(notAnAddress.getMessage()));
            return failed(FeedState.FORBIDDEN_ADDRESS, reason, wanted, now);
        }
    }

    private static Prepared with(Prepared prepared, Map<String, String> conditions) {
        Map<String, String> headers = new HashMap<>(prepared.headers());
        headers.putAll(conditions);
        return new Prepared(prepared.method(), prepared.uri(), headers, prepared.body(), prepared.tls());
    }

    private Answer answer(Wanted wanted, Exchange exchange, Instant submitted, Masking masking) {
        Instant now = now();
        Duration retryAfter = RetryAfter.parse(exchange.headers().get("retry-after"), now);
        String throttle = GatewayThrottle.code(exchange.body());
        if (exchange.status() == 429 || (exchange.status() == 503 && retryAfter != null) || !throttle.isEmpty()) {
            round.pause();
        }
        round.spent(exchange);
        Outcome outcome = throttle.isEmpty() || !exchange.answered()
                ? Outcomes.of(exchange, masking)
                : new Outcome(FeedState.THROTTLED, "the gateway asks for a pause, code " + throttle);
        Answer answer = new Answer(
                        outcome,
                        exchange.status(),
                        exchange.headers(),
                        exchange.body(),
                        wanted.bindings(),
                        submitted.plus(exchange.waited()),
                        exchange.took(),
                        exchange.certificateEnds(),
                        retryAfter)
                .hinting(Skew.hint(exchange.headers(), now));
        Spooled file = exchange.file();
        return file == null ? answer : answer.of(new InFile(file));
    }

    /** A body in a file. */
    private record InFile(Spooled file) implements LargeBody {

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public InputStream read() {
            return file.read();
        }

        @Override
        public void close() {
            file.close();
        }
    }

    private Answer faulty(Throwable fault, Wanted wanted, Instant now) {
        log.error("feed {}: a request ended by a fault of ours", round.feed.id(), fault);
        String reason = "a fault of ours: " + fault.getClass().getSimpleName();
        return unasked(new Outcome(FeedState.UNMONITORED, reason), wanted.bindings(), now);
    }

    private static Future<Answer> failed(FeedState state, String reason, Wanted wanted, Instant now) {
        return Future.succeededFuture(unasked(new Outcome(state, reason), wanted.bindings(), now));
    }

    private Instant now() {
        return round.means.clock().instant();
    }
}
