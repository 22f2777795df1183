package org.pantau.catalogue.parse;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.yaml.Suggestion;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.measure.Measure;
import org.pantau.measure.Measure.Direction;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Measures;
import org.pantau.measure.Unit;
import org.pantau.measure.Unit.Dimension;

/** Reads the measures a catalogue declares besides the standard ones. */
final class MeasureParser {

    static final List<String> KEYS = List.of("name", "kind", "unit", "good");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private MeasureParser() {}

    /** Null and a mistake where it is wrong. */
    static @Nullable Measure declared(String name, YamlValue namePlace, YamlValue value) {
        if (!NAME.matcher(name).matches()) {
            namePlace.mistake("is no measure's name, expected lower-case letters, digits and _");
            return null;
        }
        if (Measures.standard().find(name).isPresent()) {
            namePlace.mistake("is a standard measure, expected another name");
            return null;
        }
        YamlFields fields = value.fields(KEYS);
        Kind kind = word(fields, "kind", Kind.values(), true);
        Direction good = word(fields, "good", Direction.values(), false);
        if (kind == null) {
            return null;
        }
        return new Measure(name, kind, unit(fields, kind), good == null ? Direction.NONE : good);
    }

    private static Unit unit(YamlFields fields, Kind kind) {
        Unit usual = switch (kind) {
            case COUNT, LEVEL -> Unit.COUNT;
            case DURATION -> Unit.MILLISECOND;
            case STATE -> Unit.RATIO;
            case SCORE -> Unit.SCORE;
        };
        String text = fields.text("unit");
        YamlValue place = fields.get("unit");
        if (text == null || place == null) {
            return usual;
        }
        Unit unit = Unit.parse(text).orElse(null);
        if (unit == null) {
            place.mistake("'" + text + "' is no unit, expected one of " + MappingParser.units());
            return usual;
        }
        boolean fits = kind == Kind.LEVEL
                || unit.dimension() == usual.dimension()
                || (kind == Kind.SCORE && unit.dimension() == Dimension.SHARE);
        if (!fits) {
            place.mistake("'" + text + "' does not fit kind " + kind.name().toLowerCase(Locale.ROOT) + ", expected "
                    + usual.symbol());
        } else if (unit.toBase(1) != 1) {
            Unit base = MappingParser.base(unit.dimension());
            place.mistake("'" + text + "' is not stored, expected the base unit " + base.symbol()
                    + " (a feed's mapping says in which unit its source counts)");
            return base;
        }
        return unit;
    }

    private static <E extends Enum<E>> @Nullable E word(YamlFields fields, String key, E[] values, boolean required) {
        List<String> words = Arrays.stream(values)
                .map(any -> any.name().toLowerCase(Locale.ROOT))
                .toList();
        String text = required ? fields.requireText(key, "one of " + String.join(", ", words)) : fields.text(key);
        YamlValue place = fields.get(key);
        if (text == null || place == null) {
            return null;
        }
        int at = words.indexOf(text);
        if (at < 0) {
            place.mistake("'" + text + "' is not known, " + Suggestion.of(text, words));
            return null;
        }
        return values[at];
    }
}
