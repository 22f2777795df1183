package org.pantau.read;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.read.format.Bodies;
import org.pantau.read.format.JsonFormat;
import org.pantau.read.format.UnreadableBody;

/** What the status and the first bytes of an answer say before it is parsed. */
final class HttpAnswer {

    private static final int MOST_OF_AN_ERROR = 4096;
    private static final List<String> CHALLENGES = List.of(
            "captcha", "cloudflare", "cf-chl", "just a moment", "attention required", "access denied", "challenge");
    private static final Pattern GATEWAY_FAULT = Pattern.compile(
            "^(?:<\\?xml[^>]*>\\s*)?<(?:ams:|am:)?fault[\\s>](?:.{0,200}?<(?:ams:|am:)?code>\\s*(\\d{1,9}))?",
            Pattern.DOTALL);
    private static final Pattern REFUSED = Pattern.compile("access denied|unauthori[sz]ed|not authori[sz]ed"
            + "|invalid (?:token|credential|api.?key|signature)|(?:token|session)[a-z ]{0,20}(?:expired|terminated|invalid)"
            + "|re-?login|authentication fail|not authenticated");

    private HttpAnswer() {}

    /** A body that is no data whatever its mapping. */
    static final class NoData extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Outcome outcome;

        NoData(FeedState state, String reason) {
            super(reason);
            this.outcome = new Outcome(state, reason);
        }

        Outcome outcome() {
            return outcome;
        }
    }

    /** Why an answer is no data by its status alone; null where its body decides. */
    static @Nullable Outcome refused(Answer answer) {
        int status = answer.status();
        boolean markup = Bodies.markup(answer.body());
        String start = markup ? Bodies.start(answer.body()) : "";
        Outcome gateway = markup ? fault(start, status) : null;
        if (gateway != null) {
            return gateway;
        }
        boolean barred = status == 403 || status == 429 || status == 503;
        if (markup && barred && CHALLENGES.stream().anyMatch(start::contains)) {
            return new Outcome(FeedState.BLOCKED, "HTTP " + status + " with a captcha or challenge page");
        }
        if (status == 429 || (status == 503 && answer.retryAfter() != null)) {
            return new Outcome(FeedState.THROTTLED, "HTTP " + status + ", asked to come back later");
        }
        if (status >= 300 && status < 400) {
            return new Outcome(FeedState.REDIRECTED, "HTTP " + status);
        }
        return null;
    }

    /** The error of a gateway in front of a service, whatever the status; null where the answer is none. */
    static @Nullable Outcome gateway(Answer answer) {
        byte[] body = answer.body();
        if (Bodies.markup(body)) {
            return fault(Bodies.start(body), answer.status());
        }
        if (body.length > MOST_OF_AN_ERROR || !Bodies.json(body)) {
            return null;
        }
        try {
            return GatewayError.in(JsonFormat.read(body)).orElse(null);
        } catch (UnreadableBody e) {
            return null;
        }
    }

    private static @Nullable Outcome fault(String start, int status) {
        Matcher fault = GATEWAY_FAULT.matcher(start);
        return fault.find() ? GatewayError.outcome(fault.group(1), "HTTP " + status) : null;
    }

    /**
     * Looks at the beginning of an unpacked body that came with a good status.
     *
     * @throws NoData when it is empty, a page, or what a server prints before its data
     */
    static void refuseNoData(byte[] body, ReadKind read, int status) throws NoData {
        if (Bodies.blank(body)) {
            throw new NoData(FeedState.EMPTY_BODY, "HTTP " + status + " without a body");
        }
        if (!Bodies.markup(body) || read == ReadKind.TEXT) {
            return;
        }
        String start = Bodies.start(body);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            throw new NoData(FeedState.NOT_DATA, "an HTML page instead of data");
        }
        boolean warning = start.startsWith("<br") || start.startsWith("<b>");
        if (warning) {
            throw new NoData(FeedState.NOT_DATA, "messages of the server before its data");
        }
        if (read != ReadKind.XML) {
            boolean page = start.startsWith("<!doctype") || start.contains("<body");
            throw new NoData(FeedState.NOT_DATA, page ? "an HTML page instead of data" : "markup instead of data");
        }
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
        boolean refused = answer.body().length <= MOST_OF_AN_ERROR && refuses(Bodies.start(answer.body()));
        return refused
                ? new Outcome(FeedState.AUTH, "the answer says that access was refused")
                : new Outcome(FeedState.ERROR, "the success rule does not hold");
    }

    /** Whether words of an error, in lower case, say that access was refused. */
    static boolean refuses(String words) {
        return REFUSED.matcher(words).find();
    }
}
