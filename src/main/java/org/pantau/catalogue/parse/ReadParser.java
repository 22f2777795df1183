package org.pantau.catalogue.parse;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.ReadOptions;
import org.pantau.catalogue.model.ReadOptions.Table;
import org.pantau.catalogue.yaml.Suggestion;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;

/** Reads in which format a feed answers: {@code read}, {@code decode}, {@code table} and {@code text}. */
final class ReadParser {

    static final Map<String, ReadKind> KINDS = new LinkedHashMap<>();
    static final List<String> TABLE_KEYS = List.of("delimiter", "header", "skip", "comment", "sheet");

    static {
        KINDS.put("json", ReadKind.JSON);
        KINDS.put("ndjson", ReadKind.NDJSON);
        KINDS.put("xml", ReadKind.XML);
        KINDS.put("metrics", ReadKind.METRICS);
        KINDS.put("table", ReadKind.TABLE);
        KINDS.put("text", ReadKind.TEXT);
        KINDS.put("probe", ReadKind.PROBE);
    }

    private final YamlFields fields;

    ReadParser(YamlFields fields) {
        this.fields = fields;
    }

    /** JSON and a mistake where it is missing or not known. */
    ReadKind kind() {
        String names = String.join(", ", KINDS.keySet());
        String text = fields.requireText("read", "one of " + names);
        YamlValue place = fields.get("read");
        if (text == null || place == null) {
            return ReadKind.JSON;
        }
        ReadKind kind = KINDS.get(text);
        if (kind == null) {
            place.mistake("'" + text + "' is not supported, " + Suggestion.of(text, KINDS.keySet()));
            return ReadKind.JSON;
        }
        return kind;
    }

    ReadOptions options(ReadKind kind, Map<String, String> vars) {
        if (kind == ReadKind.PROBE) {
            return ReadOptions.NONE;
        }
        onlyWith("table", ReadKind.TABLE, kind);
        onlyWith("text", ReadKind.TEXT, kind);
        return new ReadOptions(
                new DecodeParser(vars, kind).parse(fields.get("decode")),
                table(fields.get("table")),
                kind == ReadKind.TEXT ? text() : null);
    }

    private void onlyWith(String key, ReadKind its, ReadKind kind) {
        if (kind != its && fields.has(key)) {
            fields.keyPlace(key).mistake("goes only with read: " + key);
        }
    }

    private static Table table(@Nullable YamlValue value) {
        if (value == null) {
            return Table.USUAL;
        }
        YamlFields given = value.fields(TABLE_KEYS);
        return new Table(
                character(given.get("delimiter"), "one character such as \";\", or tab"),
                whole(given.get("skip"), 1000, Table.USUAL.skip()),
                whole(given.get("header"), 5, Table.USUAL.header()),
                character(given.get("comment"), "one character such as \"#\""),
                given.text("sheet"));
    }

    private static int whole(@Nullable YamlValue value, int most, int fallback) {
        Long number = value == null ? null : value.whole(0, most);
        return number == null ? fallback : number.intValue();
    }

    private static @Nullable Character character(@Nullable YamlValue value, String expected) {
        if (value == null) {
            return null;
        }
        if (value.isText()) {
            String text = value.raw();
            if (text.equals("tab")) {
                return '\t';
            }
            if (text.length() == 1 && text.charAt(0) != '"' && text.charAt(0) != '\n' && text.charAt(0) != '\r') {
                return text.charAt(0);
            }
        }
        value.mistake("is not allowed, expected " + expected);
        return null;
    }

    private @Nullable Pattern text() {
        YamlValue value = fields.require("text", "a pattern such as 'Active connections: (?<active>\\d+)'");
        String source = value == null ? null : value.verbatim();
        if (value == null || source == null) {
            return null;
        }
        try {
            Pattern pattern = Pattern.compile(source);
            if (pattern.namedGroups().isEmpty()) {
                value.mistake("names no part, expected at least one group such as (?<active>\\d+)");
            }
            if (pattern.matches("")) {
                value.mistake("matches an empty text, expected a pattern that finds something");
            }
            return pattern;
        } catch (PatternSyntaxException broken) {
            value.mistake("is no pattern (" + broken.getDescription() + "), expected RE2 syntax");
            return null;
        }
    }
}
