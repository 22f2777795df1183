package org.pantau.read;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Expect;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.read.format.Bodies;

/** Whether an answer is the one a probe expects. */
final class ProbeFormat {

    private ProbeFormat() {}

    static Readings read(Feed feed, Answer answer) {
        Expect expect = feed.expect();
        Outcome outcome = outcome(expect, answer);
        List<String> problems = new ArrayList<>();
        boolean slow = false;
        if (outcome.ok()) {
            Duration most = expect.maxResponse();
            if (most != null && answer.took().compareTo(most) > 0) {
                slow = true;
                problems.add(feed.id() + ": answered after " + answer.took().toMillis() + " ms, expected within "
                        + most.toMillis() + " ms");
            }
            String ending = ending(expect.certificate(), answer.certificateEnds(), answer.askedAt());
            if (ending != null) {
                slow = true;
                problems.add(feed.id() + ": " + ending);
            }
        }
        return new Readings(outcome, false, List.of(), answer.bindings(), problems, slow);
    }

    private static Outcome outcome(Expect expect, Answer answer) {
        int status = answer.status();
        boolean accepted = expect.statuses().isEmpty()
                ? status >= 200 && status < 300
                : expect.statuses().contains(status);
        Outcome gateway = accepted && (status < 200 || status >= 300) ? null : HttpAnswer.gateway(answer);
        if (gateway != null) {
            return gateway;
        }
        if (!accepted) {
            Outcome refused = HttpAnswer.refused(answer);
            if (refused != null && refused.state() == FeedState.BLOCKED) {
                return refused;
            }
            if (status == 429 || (status == 503 && answer.retryAfter() != null)) {
                return new Outcome(FeedState.THROTTLED, "HTTP " + status + ", asked to come back later");
            }
            String expected =
                    expect.statuses().isEmpty() ? "2xx" : expect.statuses().toString();
            return new Outcome(
                    status >= 500 ? FeedState.ERROR : FeedState.UNEXPECTED,
                    "HTTP " + status + ", expected " + expected);
        }
        String text = expect.body();
        if (text == null || text.isEmpty()) {
            return Outcome.OK;
        }
        if (answer.body().length == 0) {
            return new Outcome(FeedState.EMPTY_BODY, "HTTP " + status + " without a body");
        }
        return Bodies.text(answer.body()).contains(text)
                ? Outcome.OK
                : new Outcome(FeedState.UNEXPECTED, "the body does not contain the text expected");
    }

    private static @Nullable String ending(@Nullable Duration least, @Nullable Instant ends, Instant now) {
        if (least == null || ends == null) {
            return null;
        }
        Duration left = Duration.between(now, ends);
        return left.compareTo(least) < 0 ? "certificate ends in " + left.toDays() + " days" : null;
    }
}
