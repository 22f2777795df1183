package org.pantau.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Rules;
import org.pantau.expression.Expression;
import org.pantau.expression.ExpressionException;
import org.pantau.expression.function.OwnFunctions;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.read.Documents.Document;
import org.pantau.read.HttpAnswer.NoData;
import org.pantau.read.decode.DecodeFailure;
import org.pantau.read.format.UnreadableBody;

/** Says what an answer means by its feed's mapping. Pure, and never throws for what an endpoint sent. */
public final class Reader {

    /** Most rows of an answer that is kept whole. */
    private static final int MAX_ROWS = 50_000;

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
                rules.reloginWhen(),
                rows.rows(),
                rows.service(),
                rows.name(),
                rows.at(),
                rows.asOf(),
                rows.events() == null ? null : rows.events().id());
        Stream<@Nullable Expression> cells = feed.measures().stream().flatMap(Mapping::expressions);
        boolean quick = feed.options().decode().isEmpty()
                && switch (feed.read()) {
                    case JSON, NDJSON, XML, METRICS, PROBE -> true;
                    case TABLE, TEXT -> false;
                };
        return feed.isProbe()
                || (quick
                        && Stream.concat(whole, cells)
                                .allMatch(expression -> expression == null || expression.plain()));
    }

    /** Reads one answer. What could not be read is in the outcome, or for single cells in the problems. */
    public static Readings read(Feed feed, Answer answer) {
        List<Reading> rows = new ArrayList<>();
        Readings whole = stream(feed, answer, MAX_ROWS, rows::add);
        return whole.outcome().ok() ? whole.with(rows) : whole;
    }

    /**
     * Reads a document that was decoded before, such as one that was kept to try mappings on; of a table its rows.
     *
     * @param answer what came with it; its body is left aside
     */
    public static Readings read(Feed feed, Answer answer, @Nullable Object tree) {
        List<Reading> rows = new ArrayList<>();
        try (Document document = new Document(tree, null, List.of(), false)) {
            Readings whole = mapped(feed, answer, document, new RowReader.Into(MAX_ROWS, rows::add));
            return whole.with(rows).of(tree);
        } catch (UnreadableBody | ExpressionException e) {
            return none(new Outcome(FeedState.UNREADABLE, String.valueOf(e.getMessage())), answer);
        }
    }

    /**
     * Reads one answer row by row, so that a table larger than the memory can be counted. What was handed over counts for
     * nothing where the outcome is not good: a table may turn out to be cut short at its end.
     *
     * @param most rows that are taken before the answer is too big
     * @param sink told of each row, in order
     * @return as {@link #read}, without the rows
     */
    public static Readings stream(Feed feed, Answer answer, int most, Consumer<Reading> sink) {
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
        boolean good = good(answer);
        try (Document document = good ? Documents.good(feed, answer) : Documents.failed(feed, answer)) {
            return mapped(feed, answer, document, new RowReader.Into(most, sink));
        } catch (NoData e) {
            return none(e.outcome(), answer);
        } catch (DecodeFailure e) {
            return none(new Outcome(e.state(), String.valueOf(e.getMessage())), answer);
        } catch (UnreadableBody e) {
            Outcome outcome = good
                    ? new Outcome(FeedState.UNREADABLE, String.valueOf(e.getMessage()))
                    : HttpAnswer.failed(answer.status());
            return none(outcome, answer);
        } catch (ExpressionException e) {
            return none(new Outcome(FeedState.UNREADABLE, String.valueOf(e.getMessage())), answer);
        }
    }

    /**
     * The document a good answer holds, whatever the feed's rules say of it; of a table its columns.
     *
     * @throws UnreadableBody when it holds none
     */
    public static @Nullable Object document(Feed feed, Answer answer) throws UnreadableBody {
        try (Document document = Documents.good(feed, answer)) {
            return document.tree();
        } catch (NoData e) {
            throw new UnreadableBody(e.outcome().reason());
        } catch (DecodeFailure e) {
            throw new UnreadableBody(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Whether an answer asks for a new login before the same is asked again, once: by the feed's rule, by HTTP 401, and
     * without a rule by whatever else says that access was refused.
     */
    public static boolean relogin(Feed feed, Answer answer) {
        if (!answer.outcome().ok() || feed.isProbe() || answer.status() == 401) {
            return answer.outcome().ok() && answer.status() == 401;
        }
        Expression rule = feed.rules().reloginWhen();
        if (rule == null) {
            // Whether access was refused is known before the first row.
            return stream(feed, answer, 0, row -> {}).outcome().state() == FeedState.AUTH;
        }
        try (Document document = good(answer) ? Documents.good(feed, answer) : Documents.failed(feed, answer)) {
            return holds("relogin_when", rule, document.tree(), bindings(feed, answer, document.tree()));
        } catch (NoData | DecodeFailure | UnreadableBody | ExpressionException e) {
            // What cannot be read asks for nothing; reading it says why.
            return false;
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

    private static Readings mapped(Feed feed, Answer answer, Document document, RowReader.Into into)
            throws ExpressionException, UnreadableBody {
        Object tree = document.tree();
        Map<String, Object> bindings = bindings(feed, answer, tree);
        Rules rules = feed.rules();
        if (holds("gateway_error", rules.gatewayError(), tree, bindings)) {
            return none(new Outcome(FeedState.GATEWAY, "the gateway answered with its own error"), answer);
        }
        Optional<Outcome> error = GatewayError.in(tree);
        if (error.isPresent()) {
            return none(error.get(), answer);
        }
        if (holds("relogin_when", rules.reloginWhen(), tree, bindings)) {
            return none(new Outcome(FeedState.AUTH, "the answer asks for a new login"), answer);
        }
        boolean known = good(answer);
        boolean mayHold = answer.status() != 401 && answer.status() != 403;
        if (known && holds("zero", rules.zero(), tree, bindings)) {
            return new Readings(Outcome.OK, true, List.of(), answer.bindings(), flags(feed, document), false).of(tree);
        }
        if (known && holds("empty", rules.empty(), tree, bindings)) {
            return none(Outcome.OK, answer);
        }
        Optional<Outcome> inside = ErrorInside.of(feed.read(), tree);
        if (inside.isPresent() && mayHold) {
            return none(inside.get(), answer);
        }
        boolean success =
                rules.success() == null ? known : mayHold && holds("success", rules.success(), tree, bindings);
        if (!success) {
            return none(HttpAnswer.unsuccessful(answer), answer);
        }
        if (document.other()) {
            return none(
                    new Outcome(
                            FeedState.SHAPE_CHANGED, "JSON where " + feed.read().word() + " was expected"),
                    answer);
        }
        RowReader reader = new RowReader(feed, bindings, flags(feed, document), into);
        Readings readings =
                document.table() == null ? reader.read(tree, answer) : reader.read(document.table(), answer);
        boolean sealed =
                readings.outcome().ok() && !reader.found() && !feed.options().sealed() && Sealed.in(tree);
        return sealed
                ? none(new Outcome(FeedState.SHAPE_CHANGED, "an encrypted text where data were expected"), answer)
                : document.table() == null ? readings.of(tree) : readings;
    }

    private static List<String> flags(Feed feed, Document document) {
        return document.flags().stream().map(flag -> feed.id() + ": " + flag).toList();
    }

    private static boolean good(Answer answer) {
        return answer.status() >= 200 && answer.status() < 300;
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
        bindings.put(OwnFunctions.NOW, answer.askedAt());
        bindings.put(OwnFunctions.ZONE, feed.zone().getId());
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
