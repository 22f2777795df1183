package org.pantau.catalogue.parse;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Decoder;
import org.pantau.catalogue.model.Decoder.Kind;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.yaml.Suggestion;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;

/**
 * Reads the steps before reading: {@code decode: [gzip, {charset: windows-1252}, {splp_gcm: {field: data, salt:
 * "env:SALT"}}]}.
 */
final class DecodeParser {

    static final Map<String, Kind> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("gzip", Kind.GZIP);
        NAMES.put("deflate", Kind.DEFLATE);
        NAMES.put("base64", Kind.BASE64);
        NAMES.put("charset", Kind.CHARSET);
        NAMES.put("skip_until", Kind.SKIP_UNTIL);
        NAMES.put("jsonp", Kind.JSONP);
        NAMES.put("html_unescape", Kind.HTML_UNESCAPE);
        NAMES.put("bpjs", Kind.BPJS);
        NAMES.put("splp_gcm", Kind.SPLP_GCM);
    }

    private final Set<String> vars;
    private final ReadKind read;

    /** @param vars what {@code {name}} may stand for in settings */
    DecodeParser(Map<String, String> vars, ReadKind read) {
        this.vars = new LinkedHashSet<>(vars.keySet());
        this.read = read;
    }

    List<Decoder> parse(@Nullable YamlValue value) {
        List<Decoder> decoders = new ArrayList<>();
        if (value == null) {
            return decoders;
        }
        boolean parsed = false;
        for (YamlValue item : value.isText() ? List.of(value) : value.items()) {
            Decoder decoder = one(item);
            if (decoder == null) {
                continue;
            }
            if (decoder.onBytes() && parsed) {
                item.mistake("takes the bytes of the body, expected it before those that take what was read");
            }
            if (!decoder.onBytes() && read != ReadKind.JSON) {
                checkFormat(item, decoder);
            }
            parsed |= !decoder.onBytes();
            decoders.add(decoder);
        }
        return decoders;
    }

    private void checkFormat(YamlValue item, Decoder decoder) {
        if (decoder.kind() != Kind.HTML_UNESCAPE) {
            item.mistake("takes a field of JSON, expected read: json");
        } else if (read == ReadKind.TABLE || read == ReadKind.TEXT || read == ReadKind.METRICS) {
            item.mistake("does not go with this format, expected read: json, ndjson or xml");
        }
    }

    private @Nullable Decoder one(YamlValue item) {
        if (item.isText()) {
            String name = item.text();
            Kind kind = name == null ? null : kind(item, name);
            return kind == null ? null : decoder(item, kind, YamlFields.none(item));
        }
        YamlFields named = item.entries("a decoder such as gzip or {charset: windows-1252}");
        if (named.names().size() != 1) {
            if (item.isMapping()) {
                item.mistake("names " + named.names().size() + " decoders, expected one in each item of the list");
            }
            return null;
        }
        String name = named.names().iterator().next();
        Kind kind = kind(named.keyPlace(name), name);
        YamlValue settings = named.get(name);
        if (kind == null || settings == null) {
            return null;
        }
        if (settings.isText() && (kind == Kind.CHARSET || kind == Kind.SKIP_UNTIL)) {
            return single(kind, settings);
        }
        return decoder(item, kind, settings.fields(keys(kind)));
    }

    private static @Nullable Kind kind(YamlValue place, String name) {
        Kind kind = NAMES.get(name);
        if (kind == null) {
            place.mistake("'" + name + "' is no decoder, " + Suggestion.of(name, NAMES.keySet()));
        }
        return kind;
    }

    static List<String> keys(Kind kind) {
        return switch (kind) {
            case GZIP, DEFLATE, JSONP, HTML_UNESCAPE -> List.of();
            case BASE64 -> List.of("field");
            case CHARSET -> List.of("name");
            case SKIP_UNTIL -> List.of("to");
            case BPJS -> List.of("field", "cons_id", "secret");
            case SPLP_GCM -> List.of("field", "salt");
        };
    }

    private static @Nullable Decoder single(Kind kind, YamlValue setting) {
        String text = setting.verbatim();
        if (text == null) {
            return null;
        }
        if (kind == Kind.SKIP_UNTIL) {
            return new Decoder(kind, Map.of("to", text));
        }
        try {
            return new Decoder(kind, Map.of("name", Charset.forName(text.trim()).name()));
        } catch (IllegalArgumentException unknown) {
            setting.mistake("'" + text + "' is no encoding, expected for example utf-8 or windows-1252");
            return null;
        }
    }

    private @Nullable Decoder decoder(YamlValue item, Kind kind, YamlFields fields) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String key : fields.names()) {
            String text = fields.text(key);
            if (text != null) {
                options.put(key, text);
            }
        }
        switch (kind) {
            case CHARSET -> {
                YamlValue name = fields.get("name");
                if (name == null) {
                    item.mistake("names no encoding, expected {charset: windows-1252}");
                    return null;
                }
                return single(kind, name);
            }
            case SKIP_UNTIL -> options.putIfAbsent("to", "{[<");
            case BPJS -> {
                options.putIfAbsent("field", "response");
                String consId = require(item, fields, "cons_id", "\"{consId}\" or env:BPJS_CONS_ID");
                YamlValue place = fields.get("cons_id");
                if (consId == null || place == null || !secret(item, fields, "secret", "env:BPJS_SECRET")) {
                    return null;
                }
                Texts.checkPlaces(place, consId, vars);
                Texts.checkReference(place, consId);
            }
            case SPLP_GCM -> {
                options.putIfAbsent("field", "data");
                if (!secret(item, fields, "salt", "env:SPLP_SALT")) {
                    return null;
                }
            }
            default -> {}
        }
        return new Decoder(kind, options);
    }

    private static @Nullable String require(YamlValue item, YamlFields fields, String key, String expected) {
        if (fields.has(key)) {
            return fields.text(key);
        }
        item.mistake("has no " + key + ", expected " + expected);
        return null;
    }

    private boolean secret(YamlValue item, YamlFields fields, String key, String expected) {
        String text = require(item, fields, key, expected);
        YamlValue place = fields.get(key);
        if (text == null || place == null) {
            return false;
        }
        Texts.checkPlaces(place, text, vars);
        if (!Texts.refers(text, vars)) {
            Texts.checkSecret(place, text);
        }
        return true;
    }
}
