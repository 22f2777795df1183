package org.pantau.catalogue.parse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Counting;
import org.pantau.catalogue.model.Counting.Beside;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.catalogue.model.Rows;
import org.pantau.catalogue.yaml.Suggestion;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.expression.Expression;
import org.pantau.measure.Measure;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Measures;
import org.pantau.measure.Semantics;
import org.pantau.measure.time.Period;

/**
 * Reads a feed whose rows are single events: {@code semantics: events} and {@code events: {id, service, name, of, count:
 * {received: date}, duration: {handling: {from, to}}, recount}}.
 */
final class EventsParser {

    static final List<String> KEYS = List.of("id", "service", "name", "of", "count", "duration", "recount", "grace");
    private static final String USUAL_OF = "permohonan";
    private static final Duration LONGEST = Duration.ofDays(400);

    private final YamlFields feed;
    private final YamlFields fields;
    private final Measures measures;

    private EventsParser(YamlFields feed, YamlFields fields, Measures measures) {
        this.feed = feed;
        this.fields = fields;
        this.measures = measures;
    }

    /** Null where the feed's rows are figures. */
    static @Nullable EventsParser of(YamlFields feed, Measures measures) {
        String semantics = feed.text("semantics");
        YamlValue place = feed.get("semantics");
        if (semantics != null && place != null && !semantics.equals(Semantics.EVENTS.word())) {
            place.mistake("'" + semantics + "' is said of each measure, expected it there, or events here");
        }
        YamlValue events = feed.get("events");
        if (events == null) {
            if (Semantics.EVENTS.word().equals(semantics)) {
                feed.keyPlace("semantics").mistake("events is missing, expected events: {id: …, count: {received: …}}");
            }
            return null;
        }
        if (semantics == null) {
            feed.keyPlace("events").mistake("semantics is missing, expected semantics: events beside it");
        }
        for (String key : List.of("measures", "row")) {
            if (feed.has(key)) {
                feed.keyPlace(key).mistake("does not go with events, expected its content under events");
            }
        }
        return new EventsParser(feed, events.fields(KEYS), measures);
    }

    boolean namesService() {
        return fields.has("service");
    }

    YamlValue servicePlace() {
        return fields.keyPlace("service");
    }

    /** The rows, with {@code rows} of the feed. */
    Rows rows(Expression rows, RequestSpec request) {
        YamlValue idPlace = fields.require("id", "an expression for what tells events apart");
        Expression id = idPlace == null ? null : Texts.expression(idPlace);
        return new Rows(
                rows,
                Texts.expression(fields, "service"),
                Texts.expression(fields, "name"),
                null,
                null,
                new Rows.Events(id == null ? rows : id, recount(request)));
    }

    List<Mapping> mappings() {
        List<Mapping> mappings = new ArrayList<>();
        Duration grace = fields.duration("grace", MappingParser.GRACE, Duration.ZERO, Duration.ofDays(31));
        String of = fields.text("of");
        YamlValue counted =
                fields.require("count", "what to count by which date, such as count: {received: tgl_pengajuan}");
        if (counted != null) {
            YamlFields names = counted.entries("counts with the expression for their date");
            names.each((name, value) -> {
                Measure measure = measure(names, name, Kind.COUNT);
                Expression date = Texts.expression(value);
                if (measure != null && date != null) {
                    mappings.add(mapping(measure, date, grace, of == null ? USUAL_OF : of, Counting.USUAL));
                }
            });
        }
        YamlValue durations = fields.get("duration");
        if (durations != null) {
            YamlFields names = durations.entries("times with from and to");
            names.each((name, value) -> addDuration(names, name, value, grace, mappings));
        }
        return mappings;
    }

    private void addDuration(YamlFields names, String name, YamlValue value, Duration grace, List<Mapping> mappings) {
        Measure measure = measure(names, name, Kind.DURATION);
        YamlFields span = value.fields(List.of("from", "to"));
        YamlValue from = span.require("from", "an expression for the date it begins");
        YamlValue to = span.require("to", "an expression for the date it ends");
        Expression begins = from == null ? null : Texts.expression(from);
        Expression ends = to == null ? null : Texts.expression(to);
        if (measure != null && begins != null && ends != null) {
            Counting counting =
                    new Counting(Map.of(Beside.FROM, begins), null, false, null, false, 0, false, null, null, true);
            mappings.add(mapping(measure, ends, grace, null, counting));
        }
    }

    private static Mapping mapping(
            Measure measure, Expression value, Duration grace, @Nullable String of, Counting counting) {
        return new Mapping(
                measure,
                value,
                Semantics.EVENTS,
                measure.unit(),
                Period.DAY,
                grace,
                Reduce.ERROR,
                null,
                of,
                null,
                null,
                List.of(),
                counting);
    }

    private @Nullable Measure measure(YamlFields names, String name, Kind kind) {
        Measure measure = measures.find(name).orElse(null);
        if (measure == null) {
            names.keyPlace(name).mistake("unknown measure, " + Suggestion.of(name, measures.names()));
        } else if (measure.kind() != kind || measure.equals(Measures.RESPONSE)) {
            names.keyPlace(name)
                    .mistake("does not fit, expected a "
                            + (kind == Kind.COUNT ? "count such as received" : "time such as handling"));
            return null;
        }
        return measure;
    }

    private @Nullable Duration recount(RequestSpec request) {
        String text = fields.text("recount");
        boolean window = text == null || text.equals("window");
        Duration days = window ? null : fields.duration("recount", Duration.ofDays(1), LONGEST);
        YamlValue asked = feed.get("request");
        boolean windowAsked =
                asked != null && asked.isMapping() && asked.entries("keys").has("window");
        if (window && request.days() == null && !windowAsked) {
            fields.keyPlace("recount")
                    .mistake("the request names no window, expected request: {window: …}, a day under"
                            + " request.for_each, or recount: 30d where every answer holds the last 30 days");
        }
        return days;
    }
}
