package org.pantau.read;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.read.format.Bodies;

/** What the status and the first bytes of an answer say before it is parsed. */
final class HttpAnswer {

    private static final List<String> CHALLENGES = List.of(
            "captcha", "cloudflare", "cf-chl", "just a moment", "attention required", "access denied", "challenge");
    private static final Pattern GATEWAY_FAULT = Pattern.compile("^(?:<\\?xml[^>]*>\\s*)?<(?:ams:|am:)?fault[\\s>]");
    private static final Pattern REFUSED = Pattern.compile("access denied|unauthori[sz]ed|not authori[sz]ed"
            + "|invalid (?:token|credential|api.?key|signature)|(?:token|session)[a-z ]{0,20}(?:expired|terminated|invalid)"
            + "|re-?login");

    private HttpAnswer() {}

    /** Why an answer is no data whatever its mapping; null where its body decides. */
    static @Nullable Outcome refused(Answer answer) {
        int status = answer.status();
        boolean markup = Bodies.markup(answer.body());
        String start = markup ? Bodies.start(answer.body()) : "";
        if (markup && GATEWAY_FAULT.matcher(start).find()) {
            return new Outcome(FeedState.GATEWAY, "the gateway answered with its own fault, HTTP " + status);
        }
        boolean barred = status == 403 || status == 429 || status == 503;
        if (markup && barred && CHALLENGES.stream().anyMatch(start::contains)) {
            return new Outcome(FeedState.NOT_DATA, "blocked: HTTP " + status + " with a captcha or challenge page");
        }
        if (status == 429 || (status == 503 && answer.retryAfter() != null)) {
            return new Outcome(FeedState.THROTTLED, "HTTP " + status + ", asked to come back later");
        }
        if (status >= 300 && status < 400) {
            return new Outcome(FeedState.REDIRECTED, "HTTP " + status);
        }
        if (status >= 200 && status < 300) {
            return good(answer, markup, start);
        }
        return null;
    }

    private static @Nullable Outcome good(Answer answer, boolean markup, String start) {
        if (Bodies.blank(answer.body())) {
            return new Outcome(FeedState.EMPTY_BODY, "HTTP " + answer.status() + " without a body");
        }
        if (!markup) {
            return null;
        }
        boolean page = start.startsWith("<!doctype") || start.startsWith("<html") || start.contains("<body");
        if (page) {
            return new Outcome(FeedState.NOT_DATA, "an HTML page instead of data");
        }
        boolean warning = start.startsWith("<br") || start.startsWith("<b>");
        return new Outcome(
                FeedState.NOT_DATA, warning ? "messages of the server before its data" : "markup instead of data");
    }

    /** The outcome of a status that is not 2xx, where no rule of the feed knows better. */
    static Outcome failed(int status) {
        FeedState state = status == 401 || status == 403 ? FeedState.AUTH : FeedState.ERROR;
        return new Outcome(state, "HTTP " + status);
    }

    /** The outcome of a readable answer that the feed's success rule does not accept. */
    static Outcome unsuccessful(Answer answer) {
        if (answer.status() < 200 || answer.status() >= 300) {
            return failed(answer.status());
        }
        boolean refused = answer.body().length <= 4096
                && REFUSED.matcher(Bodies.start(answer.body())).find();
        return refused
                ? new Outcome(FeedState.AUTH, "the answer says that access was refused")
                : new Outcome(FeedState.ERROR, "the success rule does not hold");
    }
}
