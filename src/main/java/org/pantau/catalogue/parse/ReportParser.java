package org.pantau.catalogue.parse;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Due;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.catalogue.model.PushSpec;
import org.pantau.catalogue.model.ReportSpec;
import org.pantau.catalogue.model.ReportSpec.By;
import org.pantau.catalogue.model.ReportSpec.Holder;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.expression.Expression;
import org.pantau.expression.ExpressionException;
import org.pantau.expression.Expressions;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Semantics;
import org.pantau.measure.time.Period;

/** Reads how people report the figures of a day, and which figures they report. */
final class ReportParser {

    static final List<String> KEYS = List.of("by", "owner", "deputy", "grace", "token");
    static final List<String> HOLDER_KEYS = List.of("name", "contact");
    static final List<String> MEASURE_KEYS = List.of("of", "part_of");

    /** From Friday's report to Monday's correction of it. */
    static final Duration GRACE = Duration.ofDays(3);
    /** When a report is due that does not say so: before offices close. */
    static final Due DUE = new Due(LocalTime.of(15, 30), true);

    private static final Duration LONGEST_GRACE = Duration.ofDays(31);
    private static final int LONGEST_NAME = 100;
    private static final Set<Kind> TYPED = EnumSet.of(Kind.COUNT, Kind.LEVEL);
    /** What a person's report has no use for. */
    private static final List<String> OF_OTHERS = Stream.of(
                    "push",
                    "request",
                    "auth",
                    "every",
                    "timeout",
                    "relogin_when",
                    "read",
                    "table",
                    "text",
                    "decode",
                    "success",
                    "empty",
                    "zero",
                    "gateway_error",
                    "rows",
                    "row",
                    "keep_columns",
                    "semantics",
                    "events",
                    "expect",
                    "confirm",
                    "origin")
            .sorted()
            .toList();

    private final Tree tree;
    private final PushParser tokens;

    ReportParser(Tree tree, PushParser tokens) {
        this.tree = tree;
        this.tokens = tokens;
    }

    /** What comes of a feed with the key {@code report}. */
    PushSpec parse(YamlFields feed, YamlValue value) {
        OF_OTHERS.stream()
                .filter(feed::has)
                .forEach(
                        key -> feed.keyPlace(key)
                                .mistake(
                                        "does not go with report, expected only service or agency, services, measures and due"));
        YamlFields fields = value.fields(KEYS);
        By by = by(fields);
        Holder owner = holder(fields, "owner", "who reports, such as owner: Siti Aminah");
        Holder deputy = holder(fields, "deputy", "who reports while the owner is away");
        Duration grace = fields.duration("grace", GRACE, Duration.ZERO, LONGEST_GRACE);
        String token = null;
        if (fields.has("token")) {
            token = tokens.token(fields);
            if (by == By.FORM) {
                fields.keyPlace("token").mistake("is for files sent by a program, expected by: file");
            }
        }
        Set<PushSpec.Kind> accept = EnumSet.of(by == By.FILE ? PushSpec.Kind.CSV : PushSpec.Kind.JSON);
        return new PushSpec(accept, token, Duration.ofDays(1), false, new ReportSpec(by, owner, deputy, grace));
    }

    /** What is reported of each service: a day's count, or how many there are at the end of it. */
    List<Mapping> measures(YamlFields feed) {
        YamlValue value = feed.require("measures", "at least one figure such as served: {of: permohonan}");
        List<Mapping> mappings = new ArrayList<>();
        if (value == null) {
            return mappings;
        }
        YamlFields names = value.entries("figures such as served: {of: permohonan}");
        if (value.isMapping() && names.names().isEmpty()) {
            value.mistake("is empty, expected at least one figure such as served: {of: permohonan}");
        }
        MappingParser parser = new MappingParser(tree.measures());
        names.each((name, entry) -> {
            var measure = parser.measure(name, names.keyPlace(name));
            YamlFields fields = entry.fields(MEASURE_KEYS);
            if (measure == null) {
                return;
            }
            if (!TYPED.contains(measure.kind())) {
                names.keyPlace(name).mistake("is not reported by people, expected a count or a level");
                return;
            }
            boolean counted = measure.kind() == Kind.COUNT;
            String of = counted
                    ? fields.requireText("of", "what is counted, such as permohonan, dokumen, kunjungan or transaksi")
                    : null;
            if (!counted) {
                fields.names().forEach(key -> fields.keyPlace(key).mistake("does not go with a level, expected {}"));
            }
            mappings.add(new Mapping(
                    measure,
                    typed(),
                    counted ? Semantics.PER_PERIOD : Semantics.GAUGE,
                    measure.unit(),
                    Period.DAY,
                    LONGEST_GRACE,
                    Reduce.ERROR,
                    null,
                    of,
                    counted ? fields.text("part_of") : null,
                    null,
                    List.of()));
        });
        return mappings;
    }

    private static By by(YamlFields fields) {
        String text = fields.requireText("by", "form or file");
        YamlValue place = fields.get("by");
        By by = text == null ? null : By.parse(text).orElse(null);
        if (by == null && text != null && place != null) {
            place.mistake("'" + text + "' is not known, expected form or file");
        }
        return by == null ? By.FORM : by;
    }

    private static Holder holder(YamlFields fields, String key, String expected) {
        YamlValue value = fields.require(key, expected);
        if (value == null) {
            return new Holder("", null);
        }
        if (value.isText()) {
            return new Holder(name(value, value.text()), null);
        }
        YamlFields person = value.fields(HOLDER_KEYS);
        String name = person.requireText("name", "the person's name");
        return new Holder(name(value, name), person.text("contact"));
    }

    private static String name(YamlValue place, @Nullable String name) {
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
            place.mistake("is no name, expected 1 to " + LONGEST_NAME + " characters");
        }
        return name == null ? "" : name.strip();
    }

    private static Expression typed() {
        try {
            return Expressions.compile("value");
        } catch (ExpressionException impossible) {
            throw new IllegalStateException("value is an expression", impossible);
        }
    }
}
