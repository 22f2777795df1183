package org.pantau.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.Rules;
import org.pantau.expression.Expression;
import org.pantau.expression.ExpressionException;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.read.format.JsonFormat;
import org.pantau.read.format.MetricsFormat;
import org.pantau.read.format.UnreadableBody;

/** Says what an answer means by its feed's mapping. Pure, and never throws for what an endpoint sent. */
public final class Reader {

    private Reader() {}

    /** Whether reading answers of this feed needs no interpreter, so that a body under 64 KiB may be read on an event loop. */
    public static boolean plain(Feed feed) {
        Rules rules = feed.rules();
        var rows = feed.rows();
        Stream<@Nullable Expression> whole = Stream.of(
                rules.success(),
                rules.empty(),
                rules.zero(),
                rules.gatewayError(),
                rows.rows(),
                rows.service(),
                rows.name(),
                rows.at(),
                rows.asOf());
        Stream<@Nullable Expression> cells = feed.measures().stream()
                .flatMap(mapping -> Stream.of(mapping.value(), mapping.weight(), mapping.onlyWhen()));
        return feed.isProbe()
                || Stream.concat(whole, cells).allMatch(expression -> expression == null || expression.plain());
    }

    /** Reads one answer. What could not be read is in the outcome, or for single cells in the problems. */
    public static Readings read(Feed feed, Answer answer) {
        if (!answer.outcome().ok()) {
            return none(answer.outcome(), answer);
        }
        if (feed.isProbe()) {
            return ProbeFormat.read(feed, answer);
        }
        Outcome refused = HttpAnswer.refused(answer);
        if (refused != null) {
            return none(refused, answer);
        }
        boolean good = answer.status() >= 200 && answer.status() < 300;
        try {
            Object document = feed.read() == ReadKind.METRICS && good
                    ? MetricsFormat.read(answer.body())
                    : JsonFormat.read(answer.body());
            return mapped(feed, answer, document);
        } catch (UnreadableBody e) {
            Outcome outcome = good
                    ? new Outcome(FeedState.UNREADABLE, String.valueOf(e.getMessage()))
                    : HttpAnswer.failed(answer.status());
            return none(outcome, answer);
        } catch (ExpressionException e) {
            return none(new Outcome(FeedState.UNREADABLE, String.valueOf(e.getMessage())), answer);
        }
    }

    /** Reads a tree that was made already, of a body whose format is not the feed's own; rules and rows as usual. */
    public static Readings readTree(Feed feed, Answer answer, Object document) {
        try {
            return mapped(feed, answer, document);
        } catch (ExpressionException e) {
            return none(new Outcome(FeedState.UNREADABLE, String.valueOf(e.getMessage())), answer);
        }
    }

    /**
     * The one service a request was about, as the source names it, where its answer has no rows to say so.
     *
     * @param bindings what was asked for
     * @return empty where the code comes from the rows, or the feed names exactly one service
     */
    public static Optional<String> codeAskedFor(Feed feed, Map<String, Object> bindings) {
        Expression code = feed.rows().service();
        try {
            return Optional.ofNullable(code == null ? null : code.evaluate(null, bindings))
                    .map(Object::toString);
        } catch (ExpressionException e) {
            // Without a row there may be nothing to evaluate: then the answer was about no single service.
            return Optional.empty();
        }
    }

    private static Readings mapped(Feed feed, Answer answer, @Nullable Object document) throws ExpressionException {
        Map<String, Object> bindings = bindings(feed, answer, document);
        Rules rules = feed.rules();
        if (holds("gateway_error", rules.gatewayError(), document, bindings)) {
            return none(new Outcome(FeedState.GATEWAY, "the gateway answered with its own error"), answer);
        }
        boolean known = answer.status() >= 200 && answer.status() < 300;
        boolean mayHold = answer.status() != 401 && answer.status() != 403;
        if (known && holds("zero", rules.zero(), document, bindings)) {
            return new Readings(Outcome.OK, true, List.of(), answer.bindings(), List.of(), false);
        }
        if (known && holds("empty", rules.empty(), document, bindings)) {
            return none(Outcome.OK, answer);
        }
        boolean success =
                rules.success() == null ? known : mayHold && holds("success", rules.success(), document, bindings);
        if (!success) {
            return none(HttpAnswer.unsuccessful(answer), answer);
        }
        return new RowReader(feed, bindings).read(document, answer);
    }

    private static boolean holds(
            String rule, @Nullable Expression expression, @Nullable Object document, Map<String, Object> bindings)
            throws ExpressionException {
        if (expression == null) {
            return false;
        }
        try {
            Object value = expression.evaluate(document, bindings);
            return Boolean.TRUE.equals(value);
        } catch (ExpressionException e) {
            throw new ExpressionException(rule + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> bindings(Feed feed, Answer answer, @Nullable Object document) {
        Map<String, Object> bindings = new HashMap<>(16);
        feed.vars().forEach((name, value) -> {
            if (!value.startsWith("env:") && !value.startsWith("file:")) {
                bindings.put(name, value);
            }
        });
        bindings.put("now", answer.askedAt());
        bindings.putAll(answer.bindings());
        bindings.computeIfAbsent(
                "today",
                name -> answer.askedAt().atZone(feed.zone()).toLocalDate().toString());
        if (document != null) {
            bindings.put("doc", document);
        }
        return bindings;
    }

    private static Readings none(Outcome outcome, Answer answer) {
        return new Readings(outcome, false, List.of(), answer.bindings(), List.of(), false);
    }
}
