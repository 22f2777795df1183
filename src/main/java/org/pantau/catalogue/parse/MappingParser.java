package org.pantau.catalogue.parse;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Counting;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.catalogue.yaml.Suggestion;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.expression.Expression;
import org.pantau.measure.Measure;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Measures;
import org.pantau.measure.Semantics;
import org.pantau.measure.Unit;
import org.pantau.measure.Unit.Dimension;
import org.pantau.measure.time.Period;

/** Reads how one measure is taken from a row. */
final class MappingParser {

    static final Duration GRACE = Duration.ofHours(6);

    static final List<String> KEYS = Stream.concat(
                    Stream.of(
                            "value",
                            "semantics",
                            "unit",
                            "boundary",
                            "period",
                            "grace",
                            "reduce",
                            "weight",
                            "of",
                            "part_of",
                            "only_when",
                            "sentinel"),
                    CountingParser.KEYS.stream())
            .toList();
    private static final Set<String> OURS =
            Set.of(Measures.RESPONSE.name(), Measures.POLL.name(), Measures.AVAILABILITY.name());
    private static final Set<Semantics> MEANS =
            EnumSet.of(Semantics.GAUGE, Semantics.SINCE_BOUNDARY, Semantics.PER_PERIOD, Semantics.WINDOWED);
    private static final Map<Kind, Set<Semantics>> ALLOWED = Map.of(
            Kind.COUNT,
            EnumSet.of(
                    Semantics.SINCE_START,
                    Semantics.SINCE_BOUNDARY,
                    Semantics.PER_PERIOD,
                    Semantics.TOTAL_FOREVER,
                    Semantics.WINDOWED,
                    Semantics.DELTA_READ),
            Kind.LEVEL,
            EnumSet.of(Semantics.GAUGE, Semantics.WINDOWED, Semantics.COUNTDOWN),
            Kind.STATE,
            EnumSet.of(Semantics.GAUGE),
            Kind.DURATION,
            MEANS,
            Kind.SCORE,
            MEANS);
    private static final List<Period> PERIODS = List.of(Period.HOUR, Period.DAY, Period.MONTH, Period.YEAR);

    private final Measures measures;

    MappingParser(Measures measures) {
        this.measures = measures;
    }

    /** Null and mistakes where it is wrong beyond use. */
    @Nullable
    Mapping parse(String name, YamlValue namePlace, YamlValue value) {
        Measure measure = measure(name, namePlace);
        if (value.isText()) {
            Expression expression = Texts.expression(value);
            if (measure == null || expression == null) {
                return null;
            }
            if (measure.kind() == Kind.COUNT) {
                value.mistake("is a count, expected {value, semantics, of}");
            }
            return new Mapping(
                    measure,
                    expression,
                    Semantics.GAUGE,
                    measure.unit(),
                    Period.DAY,
                    GRACE,
                    Reduce.ERROR,
                    null,
                    null,
                    null,
                    null,
                    List.of());
        }
        YamlFields fields = value.fields(KEYS);
        YamlValue place = fields.require("value", "an expression over the row");
        Expression expression = place == null ? null : Texts.expression(place);
        Semantics semantics = semantics(fields, measure);
        Period period = period(fields, semantics);
        Duration grace = fields.duration("grace", GRACE, Duration.ZERO, Duration.ofDays(31));
        Reduce reduce = reduce(fields);
        Expression weight = Texts.expression(fields, "weight");
        Expression onlyWhen = Texts.expression(fields, "only_when");
        String of = measure != null && measure.kind() == Kind.COUNT
                ? fields.requireText("of", "what is counted, such as permohonan, dokumen, kunjungan or transaksi")
                : fields.text("of");
        String partOf = fields.text("part_of");
        List<String> sentinels = fields.texts("sentinel");
        if (measure == null) {
            return null;
        }
        checkKind(fields, measure);
        Unit unit = unit(fields, measure);
        Counting counting = new CountingParser(fields, measure, semantics).parse();
        return expression == null
                ? null
                : new Mapping(
                        measure,
                        expression,
                        semantics,
                        unit,
                        period,
                        grace,
                        reduce,
                        weight,
                        of,
                        partOf,
                        onlyWhen,
                        sentinels,
                        counting);
    }

    /** The measure of this name, where a source may tell it; null and a mistake otherwise. */
    @Nullable
    Measure measure(String name, YamlValue namePlace) {
        Measure measure = measures.find(name).orElse(null);
        if (measure == null) {
            namePlace.mistake("unknown measure, " + Suggestion.of(name, measures.names())
                    + "; further ones are declared under measures: at the top");
        } else if (OURS.contains(name)) {
            namePlace.mistake("is measured by Pantau itself, expected app_response or another reported measure");
            return null;
        }
        return measure;
    }

    private static Semantics semantics(YamlFields fields, @Nullable Measure measure) {
        String text = fields.text("semantics");
        YamlValue place = fields.get("semantics");
        Semantics semantics =
                text == null ? Semantics.GAUGE : Semantics.parse(text).orElse(null);
        if (semantics == null && place != null) {
            place.mistake("'" + text + "' is not known, expected one of " + words(EnumSet.allOf(Semantics.class)));
        } else if (semantics != null && measure != null) {
            Set<Semantics> allowed = ALLOWED.getOrDefault(measure.kind(), Set.of());
            if (!allowed.contains(semantics)) {
                YamlValue at = place == null ? fields.owner() : place;
                at.mistake((text == null ? "semantics is missing, " : "'" + text + "' does not fit, ") + measure.name()
                        + " is a " + measure.kind().name().toLowerCase(Locale.ROOT) + ", expected "
                        + (allowed.size() > 1 ? "one of " : "") + words(allowed));
            }
        }
        return semantics == null ? Semantics.GAUGE : semantics;
    }

    private static String words(Set<Semantics> semantics) {
        return semantics.stream().map(Semantics::word).collect(Collectors.joining(", "));
    }

    private static Period period(YamlFields fields, Semantics semantics) {
        String wanted = semantics == Semantics.PER_PERIOD ? "period" : "boundary";
        String other = wanted.equals("period") ? "boundary" : "period";
        if (fields.has(other)) {
            fields.keyPlace(other)
                    .mistake("does not go with semantics " + semantics.word() + ", expected "
                            + (semantics == Semantics.PER_PERIOD || semantics == Semantics.SINCE_BOUNDARY
                                    ? wanted
                                    : "none"));
        } else if (fields.has(wanted) && semantics != Semantics.PER_PERIOD && semantics != Semantics.SINCE_BOUNDARY) {
            fields.keyPlace(wanted).mistake("does not go with semantics " + semantics.word() + ", expected none");
        }
        String text = fields.text(wanted);
        YamlValue place = fields.get(wanted);
        if (text == null || place == null) {
            return Period.DAY;
        }
        Period period = Period.parse(text).filter(PERIODS::contains).orElse(null);
        if (period == null) {
            place.mistake("'" + text + "' is not known, expected one of hour, day, month, year");
        }
        return period == null ? Period.DAY : period;
    }

    private static Reduce reduce(YamlFields fields) {
        String text = fields.text("reduce");
        YamlValue place = fields.get("reduce");
        if (text == null || place == null) {
            return Reduce.ERROR;
        }
        return switch (text) {
            case "error" -> Reduce.ERROR;
            case "sum" -> Reduce.SUM;
            case "last" -> Reduce.LAST;
            default -> {
                place.mistake("'" + text + "' is not known, expected one of error, sum, last");
                yield Reduce.ERROR;
            }
        };
    }

    private static void checkKind(YamlFields fields, Measure measure) {
        boolean counted = measure.kind() == Kind.COUNT || measure.kind() == Kind.LEVEL;
        for (String key : counted ? List.of("weight") : List.of("of", "part_of")) {
            if (fields.has(key)) {
                fields.keyPlace(key)
                        .mistake("does not go with " + measure.name() + ", expected it only for "
                                + (counted ? "times and scores" : "counts"));
            }
        }
        if (fields.has("part_of") && counted && !fields.has("of")) {
            fields.keyPlace("part_of").mistake("of is missing, expected of to name what is part of it");
        }
    }

    private static Unit unit(YamlFields fields, Measure measure) {
        String text = fields.text("unit");
        YamlValue place = fields.get("unit");
        if (text == null || place == null) {
            return measure.unit();
        }
        Unit unit = Unit.parse(text).orElse(null);
        if (unit == null) {
            place.mistake("'" + text + "' is no unit, expected one of " + units());
            return measure.unit();
        }
        if (unit.dimension() != measure.unit().dimension()) {
            place.mistake("'" + text + "' does not fit, " + measure.name() + " is kept in "
                    + measure.unit().symbol() + ", expected one of "
                    + symbols(measure.unit().dimension()));
        }
        return unit;
    }

    static String units() {
        return Arrays.stream(Unit.values()).map(Unit::symbol).collect(Collectors.joining(", "));
    }

    static Unit base(Dimension dimension) {
        return Arrays.stream(Unit.values())
                .filter(unit -> unit.dimension() == dimension && unit.toBase(1) == 1)
                .findFirst()
                .orElseThrow();
    }

    private static String symbols(Dimension dimension) {
        return Arrays.stream(Unit.values())
                .filter(unit -> unit.dimension() == dimension)
                .map(Unit::symbol)
                .collect(Collectors.joining(", "));
    }
}
