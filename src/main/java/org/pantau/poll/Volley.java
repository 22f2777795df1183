package org.pantau.poll;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.measure.value.DecodeKeys;
import org.pantau.net.Exchange;
import org.pantau.net.NetFailure;
import org.pantau.net.Outgoing;
import org.pantau.net.OutgoingRequest;
import org.pantau.poll.request.Asking;
import org.pantau.poll.request.Masking;
import org.pantau.poll.request.MissingSecretException;
import org.pantau.poll.request.Prepared;
import org.pantau.poll.request.Secrets;
import org.pantau.poll.request.Wanted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one feed at one slot, a few at a time. None begins after the slot is over, once the endpoint has asked
 * for peace, or when the answers together grow too big; one that has begun always gets its whole deadline, so that the
 * endpoint is not blamed for our hurry.
 */
final class Volley {

    private static final Logger log = LoggerFactory.getLogger(Volley.class);
    private static final byte[] NOTHING = {};

    private final Feed feed;
    private final Asking asking;
    private final List<Wanted> wanted;
    private final Means means;
    private final @Nullable Answer[] answers;
    private final Promise<List<Answer>> promise = Promise.promise();
    private final long beganNanos = System.nanoTime();
    private long bytesLeft;
    private boolean throttled;
    private boolean filling;
    private int next;
    private int flying;

    /** What all volleys are fired with. */
    record Means(Outgoing outgoing, Secrets secrets, InstantSource clock, PollSettings settings) {}

    Volley(Feed feed, Asking asking, List<Wanted> wanted, Means means) {
        this.feed = feed;
        this.asking = asking;
        this.wanted = wanted;
        this.means = means;
        this.answers = new Answer[wanted.size()];
        this.bytesLeft = means.settings().maxBytesPerSlot();
    }

    Future<List<Answer>> fire() {
        fill();
        return promise.future();
    }

    private void fill() {
        if (filling) {
            return; // an exchange that ended at once: the loop below goes on
        }
        filling = true;
        while (next < wanted.size() && flying < means.settings().perFeed()) {
            one(next++);
        }
        filling = false;
        if (flying == 0 && next == wanted.size()) {
            promise.tryComplete(
                    Arrays.asList(answers).stream().map(Answer.class::cast).toList());
        }
    }

    private void one(int index) {
        Map<String, Object> bindings = wanted.get(index).bindings();
        Instant now = means.clock().instant();
        if (throttled) {
            answers[index] = unasked(FeedState.UNMONITORED, "not asked: the endpoint asked for a pause", bindings, now);
            return;
        }
        if (slotIsOver()) {
            answers[index] = unasked(FeedState.UNMONITORED, "not asked: the slot was over", bindings, now);
            return;
        }
        if (bytesLeft <= 0) {
            long most = means.settings().maxBytesPerSlot();
            String reason = "not asked: the answers of this slot are larger than " + most + " bytes";
            answers[index] = unasked(FeedState.TOO_BIG, reason, bindings, now);
            return;
        }
        Masking masking = new Masking();
        try {
            OutgoingRequest request = request(asking.prepare(wanted.get(index), now, means.secrets(), masking));
            DecodeKeys keys = asking.decodeKeys(now, means.secrets(), masking);
            flying++;
            means.outgoing()
                    .send(request)
                    .map(exchange -> answer(index, exchange, now, masking, keys))
                    .otherwise(fault -> faulty(fault, bindings, now))
                    .onSuccess(answer -> landed(index, answer));
        } catch (MissingSecretException missing) {
            answers[index] = unasked(FeedState.AUTH, String.valueOf(missing.getMessage()), bindings, now);
        } catch (IllegalArgumentException notAnAddress) {
            String reason = masking.mask(String.valueOf(notAnAddress.getMessage()));
            answers[index] = unasked(FeedState.FORBIDDEN_ADDRESS, reason, bindings, now);
        }
    }

    private OutgoingRequest request(Prepared prepared) {
        PollSettings settings = means.settings();
        Duration connect = settings.connect().compareTo(feed.timeout()) < 0 ? settings.connect() : feed.timeout();
        return new OutgoingRequest(
                prepared.method(),
                prepared.uri(),
                prepared.headers(),
                prepared.body(),
                feed.timeout(),
                connect,
                Math.min(settings.maxBytes(), bytesLeft),
                settings.policy());
    }

    private Answer answer(int index, Exchange exchange, Instant submitted, Masking masking, DecodeKeys keys) {
        Duration retryAfter = RetryAfter.parse(
                exchange.headers().get("retry-after"), means.clock().instant());
        boolean pause = exchange.status() == 429 || (exchange.status() == 503 && retryAfter != null);
        throttled |= pause;
        bytesLeft -= exchange.failure() == NetFailure.TOO_BIG
                ? Math.min(means.settings().maxBytes(), bytesLeft)
                : exchange.body().length;
        return new Answer(
                Outcomes.of(exchange, masking),
                exchange.status(),
                exchange.headers(),
                exchange.body(),
                wanted.get(index).bindings(),
                submitted.plus(exchange.waited()),
                exchange.took(),
                exchange.certificateEnds(),
                retryAfter,
                keys);
    }

    private void landed(int index, Answer answer) {
        answers[index] = answer;
        flying--;
        fill();
    }

    private static Answer faulty(Throwable fault, Map<String, Object> bindings, Instant now) {
        log.error("a request ended by a fault of ours", fault);
        String reason = "a fault of ours: " + fault.getClass().getSimpleName();
        return unasked(FeedState.UNMONITORED, reason, bindings, now);
    }

    private boolean slotIsOver() {
        Duration slot = feed.timeout().compareTo(feed.every()) > 0 ? feed.timeout() : feed.every();
        return System.nanoTime() - beganNanos >= slot.toNanos();
    }

    /** An answer to a request that was never sent. */
    static Answer unasked(FeedState state, String reason, Map<String, Object> bindings, Instant now) {
        return new Answer(new Outcome(state, reason), 0, Map.of(), NOTHING, bindings, now, Duration.ZERO, null, null);
    }
}
