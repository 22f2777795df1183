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
import org.pantau.catalogue.model.LoginSpec;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.catalogue.yaml.Suggestion;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;

/** Reads how a request identifies us. Secrets are only ever references. */
final class AuthParser {

    static final Map<String, List<String>> KIND_TO_KEYS = new LinkedHashMap<>();

    static {
        KIND_TO_KEYS.put("none", List.of("kind", "certificate"));
        KIND_TO_KEYS.put("basic", List.of("kind", "user", "password", "certificate"));
        KIND_TO_KEYS.put("bearer", List.of("kind", "token", "certificate"));
        KIND_TO_KEYS.put("apikey", List.of("kind", "header", "query", "value", "certificate"));
        KIND_TO_KEYS.put("static", List.of("kind", "headers", "certificate"));
        KIND_TO_KEYS.put("hmac", List.of("kind", "sign", "alg", "secret", "encode", "headers", "certificate"));
        KIND_TO_KEYS.put("oauth2", LoginParser.OAUTH2_KEYS);
        KIND_TO_KEYS.put("login", LoginParser.LOGIN_KEYS);
        KIND_TO_KEYS.put("mtls", List.of("kind", "keystore", "password", "cert", "key"));
    }

    private static final List<String> ALGORITHMS = List.of("HmacSHA256", "HmacSHA384", "HmacSHA512", "HmacSHA1");
    private static final List<String> ENCODINGS = List.of("base64", "hex");
    private static final List<String> CLOCK = List.of("epoch", "epoch_ms", "utc");

    private final Set<String> names;
    private final Set<String> vars;
    private final RequestSpec request;
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** Begins with what {@code {name}} may stand for in the texts of this feed, and which of these are vars. */
    AuthParser(Set<String> names, Set<String> vars, RequestSpec request) {
        this.names = names;
        this.vars = vars;
        this.request = request;
    }

    /** The names that a kind of auth, as written, offers to the texts of the request. */
    static Set<String> offered(String kind) {
        return KIND_TO_KEYS.containsKey(kind)
                ? Kind.valueOf(kind.toUpperCase(Locale.ROOT)).offers()
                : Set.of();
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
        if (any.has("relogin_when")) {
            any.keyPlace("relogin_when").mistake("is a key of the feed, expected it beside auth");
            return AuthSpec.NONE;
        }
        YamlFields fields = value.fields(keys);
        LoginSpec login = null;
        switch (kind) {
            case "basic" -> {
                text(fields, "user", names, true);
                secret(fields, "password");
            }
            case "bearer" -> secret(fields, "token");
            case "apikey" -> apikey(fields);
            case "static" -> fixed(fields);
            case "hmac" -> hmac(fields);
            case "login" -> login = new LoginParser(fields, vars, request).login();
            case "oauth2" -> login = new LoginParser(fields, vars, request).oauth2();
            default -> {}
        }
        YamlValue certificate = fields.get("certificate");
        Map<String, String> own = kind.equals("mtls")
                ? certificate(fields)
                : certificate == null
                        ? Map.of()
                        : certificate(certificate.fields(List.of("keystore", "password", "cert", "key")));
        return new AuthSpec(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), settings, login, own);
    }

    private static Map<String, String> certificate(YamlFields fields) {
        if (fields.has("keystore") == fields.has("cert")) {
            fields.owner()
                    .mistake("has " + (fields.has("cert") ? "both keystore and cert" : "neither keystore nor cert")
                            + ", expected keystore and password (PKCS#12), or cert and key (PEM)");
            return Map.of();
        }
        Map<String, String> certificate = new LinkedHashMap<>();
        for (String key : fields.has("cert") ? List.of("cert", "key") : List.of("keystore", "password")) {
            String text = fields.requireText(key, "env:NAME or file:PATH");
            YamlValue place = fields.get(key);
            if (text != null && place != null) {
                Texts.checkSecret(place, text);
                certificate.put(key, text);
            }
        }
        return certificate;
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
        Set<String> sending = new LinkedHashSet<>(names);
        sending.addAll(CLOCK);
        Map<String, String> headers = headers(fields, sending);
        settings.putAll(headers);
        if (!headers.isEmpty() && headers.values().stream().noneMatch(text -> Texts.refers(text, names))) {
            fields.keyPlace("headers")
                    .mistake("no header refers to a secret, expected env:NAME or file:PATH in one of them");
        }
    }

    private void hmac(YamlFields fields) {
        Set<String> signing = new LinkedHashSet<>(names);
        signing.addAll(CLOCK);
        text(fields, "sign", signing, true);
        choice(fields, "alg", ALGORITHMS);
        secret(fields, "secret");
        choice(fields, "encode", ENCODINGS);
        Set<String> sending = new LinkedHashSet<>(signing);
        sending.add("sig");
        headers(fields, sending).forEach((name, text) -> settings.put("header." + name, text));
    }

    private static Map<String, String> headers(YamlFields fields, Set<String> known) {
        return RequestParser.headers(fields.require("headers", "the headers to send"), known);
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
