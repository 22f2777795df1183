package org.pantau.catalogue.parse;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.AuthSpec;
import org.pantau.catalogue.model.AuthSpec.Kind;
import org.pantau.catalogue.yaml.Suggestion;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;

/** Reads how a request identifies us. Secrets are only ever references. */
final class AuthParser {

    private static final Map<String, List<String>> KIND_TO_KEYS = new LinkedHashMap<>();

    static {
        KIND_TO_KEYS.put("none", List.of("kind"));
        KIND_TO_KEYS.put("basic", List.of("kind", "user", "password"));
        KIND_TO_KEYS.put("bearer", List.of("kind", "token"));
        KIND_TO_KEYS.put("apikey", List.of("kind", "header", "query", "value"));
        KIND_TO_KEYS.put("static", List.of("kind", "headers"));
        KIND_TO_KEYS.put("hmac", List.of("kind", "sign", "alg", "secret", "encode", "headers"));
    }

    private static final List<String> ALGORITHMS = List.of("HmacSHA256", "HmacSHA384", "HmacSHA512", "HmacSHA1");
    private static final List<String> ENCODINGS = List.of("base64", "hex");

    private final Set<String> names;
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** Begins with what {@code {name}} may stand for in the texts of this feed. */
    AuthParser(Set<String> names) {
        this.names = names;
    }

    /** {@link AuthSpec#NONE} where it is left out or (with a mistake) wrong. */
    AuthSpec parse(@Nullable YamlValue value) {
        if (value == null) {
            return AuthSpec.NONE;
        }
        YamlFields any = value.entries("kind and its keys");
        String kind = any.requireText("kind", "one of " + String.join(", ", KIND_TO_KEYS.keySet()));
        YamlValue place = any.get("kind");
        if (kind == null || place == null) {
            return AuthSpec.NONE;
        }
        List<String> keys = KIND_TO_KEYS.get(kind);
        if (keys == null) {
            place.mistake("'" + kind + "' is not supported in this version, expected one of "
                    + String.join(", ", KIND_TO_KEYS.keySet()));
            return AuthSpec.NONE;
        }
        YamlFields fields = value.fields(keys);
        switch (kind) {
            case "basic" -> {
                text(fields, "user", names, true);
                secret(fields, "password");
            }
            case "bearer" -> secret(fields, "token");
            case "apikey" -> apikey(fields);
            case "static" -> fixed(fields);
            case "hmac" -> hmac(fields);
            default -> {}
        }
        return new AuthSpec(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), settings);
    }

    private void apikey(YamlFields fields) {
        if (fields.has("header") == fields.has("query")) {
            fields.owner()
                    .mistake("has " + (fields.has("header") ? "both header and query" : "neither header nor query")
                            + ", expected one of them to name where the key goes");
        }
        text(fields, "header", Set.of(), false);
        text(fields, "query", Set.of(), false);
        secret(fields, "value");
    }

    private void fixed(YamlFields fields) {
        Map<String, String> headers = headers(fields, names);
        settings.putAll(headers);
        if (!headers.isEmpty() && headers.values().stream().noneMatch(text -> Texts.refers(text, names))) {
            fields.keyPlace("headers")
                    .mistake("no header refers to a secret, expected env:NAME or file:PATH in one of them");
        }
    }

    private void hmac(YamlFields fields) {
        Set<String> signing = with("epoch");
        text(fields, "sign", signing, true);
        choice(fields, "alg", ALGORITHMS);
        secret(fields, "secret");
        choice(fields, "encode", ENCODINGS);
        Set<String> sending = with("epoch");
        sending.add("sig");
        headers(fields, sending).forEach((name, text) -> settings.put("header." + name, text));
    }

    private Set<String> with(String name) {
        Set<String> all = new LinkedHashSet<>(names);
        all.add(name);
        return all;
    }

    private Map<String, String> headers(YamlFields fields, Set<String> known) {
        Map<String, String> headers = new LinkedHashMap<>();
        YamlValue value = fields.require("headers", "the headers to send");
        if (value != null) {
            value.entries("header names and their texts").each((name, text) -> {
                String written = text.text();
                if (written != null) {
                    Texts.checkPlaces(text, written, known);
                    Texts.checkReference(text, written);
                    headers.put(name, written);
                }
            });
        }
        return headers;
    }

    private void text(YamlFields fields, String key, Set<String> known, boolean required) {
        String text = required ? fields.requireText(key, "text") : fields.text(key);
        YamlValue place = fields.get(key);
        if (text != null && place != null) {
            Texts.checkPlaces(place, text, known);
            Texts.checkReference(place, text);
            settings.put(key, text);
        }
    }

    private void secret(YamlFields fields, String key) {
        String text = fields.requireText(key, "env:NAME or file:PATH");
        YamlValue place = fields.get(key);
        if (text != null && place != null) {
            Texts.checkSecret(place, text);
            settings.put(key, text);
        }
    }

    /** The first choice where the key is left out. */
    private void choice(YamlFields fields, String key, List<String> choices) {
        String text = fields.text(key);
        YamlValue place = fields.get(key);
        settings.put(key, text == null ? choices.get(0) : text);
        if (text != null && place != null && !choices.contains(text)) {
            place.mistake("'" + text + "' is not known, " + Suggestion.of(text, choices));
        }
    }
}
