package org.pantau.catalogue.parse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Expect;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.PushSpec;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.catalogue.model.Rows;
import org.pantau.catalogue.model.Rules;
import org.pantau.catalogue.yaml.Quantities;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.expression.Expression;
import org.pantau.expression.ExpressionException;
import org.pantau.expression.Expressions;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Semantics;

/** Reads what a feed's answer means: its rules, rows, services and measures, or what a probe expects of it. */
final class AnswerParser {

    static final List<String> NOT_FOR_PROBES = List.of(
            "decode",
            "table",
            "text",
            "success",
            "empty",
            "zero",
            "gateway_error",
            "relogin_when",
            "rows",
            "row",
            "services",
            "keep_columns",
            "measures",
            "semantics",
            "events",
            "due");

    static final List<String> ROW_KEYS = List.of("service", "name", "at", "as_of");
    static final List<String> EXPECT_KEYS = List.of("status", "body", "certificate", "max_response");

    private final YamlFields fields;
    private final Tree tree;
    private final RequestSpec request;
    private final @Nullable PushSpec push;
    private final YamlFields row;
    private final @Nullable EventsParser events;

    AnswerParser(YamlFields fields, Tree tree, RequestSpec request, @Nullable PushSpec push) {
        this.fields = fields;
        this.tree = tree;
        this.request = request;
        this.push = push;
        YamlValue value = fields.get("row");
        this.row = value == null ? YamlFields.none(fields.owner()) : value.fields(ROW_KEYS);
        this.events = EventsParser.of(fields, tree.measures());
    }

    Rules rules() {
        return new Rules(
                Texts.expression(fields, "success"),
                Texts.expression(fields, "empty"),
                Texts.expression(fields, "zero"),
                Texts.expression(fields, "gateway_error"),
                Texts.expression(fields, "relogin_when"));
    }

    Rows rows(@Nullable ScopePath service, ReadKind read) {
        if (push != null && !push.mapped()) {
            return PushParser.ownRows(service != null);
        }
        boolean named = events == null ? row.has("service") : events.namesService();
        if (service != null && named) {
            (events == null ? row.keyPlace("service") : events.servicePlace())
                    .mistake("the feed names its service already, expected agency instead of service there");
        }
        if (read != ReadKind.PROBE && fields.has("agency") && !fields.has("service") && !named) {
            fields.keyPlace("agency")
                    .mistake("rows must name their service, expected row: {service: …} or service instead of agency");
        }
        Expression found = Texts.expression(fields, "rows");
        Expression rows = found == null ? whole() : found;
        if (events != null) {
            return events.rows(rows, request);
        }
        return new Rows(
                rows,
                Texts.expression(row, "service"),
                Texts.expression(row, "name"),
                push != null && read == ReadKind.METRICS && !row.has("at")
                        ? PushParser.timeOfMetrics()
                        : Texts.expression(row, "at"),
                Texts.expression(row, "as_of"));
    }

    /** Foreign code to service; the agency's own ids where the feed maps none. */
    Map<String, ScopePath> services(@Nullable ScopePath agency, @Nullable ScopePath service, ReadKind read) {
        YamlValue value = fields.get("services");
        if (value == null) {
            return agency == null || service != null || read == ReadKind.PROBE ? Map.of() : tree.identity(agency);
        }
        if (service != null) {
            fields.keyPlace("services").mistake("the feed names its one service, expected agency instead of service");
        }
        Map<String, ScopePath> codeToService = new LinkedHashMap<>();
        value.entries("the source's codes with the path of each service").each((code, entry) -> {
            ScopePath target = tree.service(entry);
            if (target != null && agency != null && !agency.contains(target)) {
                entry.mistake("'" + target + "' lies outside the feed's agency, expected a service under " + agency);
            } else if (target != null) {
                codeToService.put(code, target);
            }
        });
        return codeToService;
    }

    List<Mapping> measures(ReadKind read) {
        if (read == ReadKind.PROBE) {
            return List.of();
        }
        if (events != null) {
            return events.mappings();
        }
        YamlValue value = push != null && PushParser.onlyHeartbeat(push)
                ? fields.get("measures")
                : fields.require("measures", "at least one measure such as served: {value: …}");
        List<Mapping> mappings = new ArrayList<>();
        if (value == null) {
            return mappings;
        }
        YamlFields names = value.entries("measures such as served: {value: …}");
        if (value.isMapping() && names.names().isEmpty()) {
            value.mistake("is empty, expected at least one measure such as served: {value: …}");
        }
        MappingParser parser = new MappingParser(tree.measures());
        names.each((name, entry) -> {
            Mapping mapping = parser.parse(name, names.keyPlace(name), entry);
            if (mapping != null) {
                checkPeriod(mapping, entry);
                checkRhythm(mapping, entry);
                mappings.add(mapping);
            }
        });
        return mappings;
    }

    /** A total of a period is worth nothing without the period: the row names it, or the day that was asked for. */
    private void checkPeriod(Mapping mapping, YamlValue entry) {
        boolean ownBatch = push != null && !push.mapped();
        if (mapping.semantics() == Semantics.PER_PERIOD && !row.has("at") && request.days() == null && !ownBatch) {
            entry.mistake("per_period needs the period, expected row: {at: …} or a day under request.for_each");
        }
    }

    /** What is asked less often than its window is long is never whole; what several services share is nobody's poll. */
    private void checkRhythm(Mapping mapping, YamlValue entry) {
        Duration window = mapping.counting().window();
        YamlValue every = fields.get("every");
        String written = every == null || !every.isText() ? null : every.text();
        Duration rhythm = written == null
                ? FeedParser.EVERY
                : Quantities.duration(written).orElse(FeedParser.EVERY);
        if (mapping.measure().kind() == Kind.COUNT && window != null && window.compareTo(rhythm) < 0) {
            entry.mistake(
                    "the window is shorter than the feed's rhythm, so that what happens in between is never counted,"
                            + " expected every of at most " + Quantities.written(window));
        }
        if (mapping.counting().ownPolls() && !fields.has("service")) {
            entry.mistake("own_polls needs a feed of exactly one service, expected service instead of agency");
        }
    }

    Expect expect(ReadKind read) {
        YamlValue value = fields.get("expect");
        if (value == null) {
            return Expect.ANY_2XX;
        }
        if (read != ReadKind.PROBE) {
            fields.keyPlace("expect").mistake("goes only with read: probe, expected success");
        }
        YamlFields expected = value.fields(EXPECT_KEYS);
        YamlValue body = expected.get("body");
        return new Expect(
                statuses(expected.get("status")),
                body == null ? null : body.verbatim(),
                expected.duration("certificate", Duration.ofHours(1), Duration.ofDays(365)),
                expected.duration("max_response", Duration.ofMillis(1), Duration.ofMinutes(2)));
    }

    private static List<Integer> statuses(@Nullable YamlValue value) {
        if (value == null) {
            return List.of();
        }
        return (value.isText() ? List.of(value) : value.items())
                .stream()
                        .map(item -> item.whole(100, 599))
                        .filter(Objects::nonNull)
                        .map(Long::intValue)
                        .toList();
    }

    /** The whole document as the only row. */
    static Expression whole() {
        try {
            return Expressions.compile("$");
        } catch (ExpressionException impossible) {
            throw new IllegalStateException("$ is an expression", impossible);
        }
    }
}
