package org.pantau.poll;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.net.Outgoing;
import org.pantau.poll.request.Secrets;
import org.pantau.poll.request.Wanted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one feed at one slot, a few at a time, each with its pages. None begins after the slot is over, once
 * the endpoint has asked for peace, or when the answers together grow too big; one that has begun always gets its whole
 * deadline, so that the endpoint is not blamed for our hurry.
 */
final class Volley {

    private static final Logger log = LoggerFactory.getLogger(Volley.class);

    private final Round round;
    private final List<Wanted> wanted;
    private final List<List<Answer>> answers;
    private final Promise<List<Answer>> promise = Promise.promise();
    private boolean filling;
    private int next;
    private int flying;

    /** What all volleys are fired with. */
    record Means(
            Outgoing outgoing,
            Secrets secrets,
            InstantSource clock,
            PollSettings settings,
            Understanding understanding,
            TokenSource tokens,
            Unchanged unchanged) {}

    Volley(Round round, List<Wanted> wanted) {
        this.round = round;
        this.wanted = wanted;
        this.answers = new ArrayList<>(Collections.nCopies(wanted.size(), List.of()));
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
        while (next < wanted.size() && flying < round.means.settings().perFeed()) {
            one(next++);
        }
        filling = false;
        if (flying == 0 && next == wanted.size()) {
            promise.tryComplete(answers.stream().flatMap(List::stream).toList());
        }
    }

    private void one(int index) {
        Wanted asked = wanted.get(index);
        flying++;
        // a fault of ours in writing the first request, too, ends this one only
        Future.succeededFuture()
                .compose(begun -> new Course(round, asked).run())
                .otherwise(fault -> List.of(faulty(fault, asked)))
                .onSuccess(brought -> landed(index, brought));
    }

    private void landed(int index, List<Answer> brought) {
        answers.set(index, brought);
        flying--;
        fill();
    }

    private Answer faulty(Throwable fault, Wanted asked) {
        log.error("feed {}: a request ended by a fault of ours", round.feed.id(), fault);
        String reason = "a fault of ours: " + fault.getClass().getSimpleName();
        return Caller.unasked(
                new Outcome(FeedState.UNMONITORED, reason),
                asked.bindings(),
                round.means.clock().instant());
    }
}
