package org.pantau.poll.request;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.pantau.catalogue.model.AuthSpec;
import org.pantau.catalogue.model.LoginSpec;

/** Adds to a request what identifies us. */
final class Authenticator {

    private static final String HEADER = "header.";

    private final AuthSpec spec;
    private final Map<String, Template> templates = new LinkedHashMap<>();
    private final Map<String, Template> sendHeaders = new LinkedHashMap<>();
    private final Map<String, Template> sendQuery = new LinkedHashMap<>();

    /** @throws IllegalArgumentException naming what is missing or not known */
    Authenticator(AuthSpec spec, Set<String> known) {
        this.spec = spec;
        for (String required : required(spec)) {
            if (!spec.settings().containsKey(required)) {
                throw new IllegalArgumentException(
                        "auth of kind " + spec.kind().name().toLowerCase(Locale.ROOT) + " needs '" + required + "'");
            }
        }
        Set<String> names = new TreeSet<>(known);
        names.addAll(spec.kind().offers());
        spec.settings().forEach((key, text) -> templates.put(key, new Template(text, names)));
        LoginSpec login = spec.login();
        if (login != null) {
            login.sendHeaders().forEach((name, text) -> sendHeaders.put(name, new Template(text, names)));
            login.sendQuery().forEach((name, text) -> sendQuery.put(name, new Template(text, names)));
        }
    }

    /**
     * What to add to one request.
     *
     * @param values what the texts of the request may name besides
     */
    record Added(Map<String, String> headers, Map<String, String> query, Map<String, String> values) {
        Added(Map<String, String> headers, Map<String, String> query) {
            this(headers, query, Map.of());
        }
    }

    /**
     * @param now our clock; HMAC signs it, fixed headers may name it
     * @param token what the login brought; empty without one
     * @param values vars and keys, secrets resolved
     */
    Added at(Instant now, String token, Map<String, String> values, Secrets secrets, Masking masking)
            throws MissingSecretException {
        if (spec.kind() == AuthSpec.Kind.HMAC) {
            return hmac(now, values, secrets, masking);
        }
        if (spec.login() != null) {
            Map<String, String> known = new HashMap<>(values);
            known.put("token", token);
            return new Added(
                    filled(sendHeaders, known, secrets, masking),
                    filled(sendQuery, known, secrets, masking),
                    Map.of("token", token));
        }
        if (spec.kind() == AuthSpec.Kind.STATIC) {
            Map<String, String> known = new HashMap<>(values);
            Map<String, String> clock = clock(now);
            known.putAll(clock);
            return new Added(filled(templates, known, secrets, masking), Map.of(), clock);
        }
        Map<String, String> texts = filled(templates, values, secrets, masking);
        return switch (spec.kind()) {
            case NONE, STATIC, HMAC, LOGIN, OAUTH2, MTLS -> new Added(Map.of(), Map.of());
            case BASIC -> new Added(Map.of("authorization", basic(texts, masking)), Map.of());
            case BEARER -> new Added(Map.of("authorization", "Bearer " + text(texts, "token")), Map.of());
            case APIKEY ->
                texts.containsKey("header")
                        ? new Added(Map.of(text(texts, "header"), text(texts, "value")), Map.of())
                        : new Added(Map.of(), Map.of(text(texts, "query"), text(texts, "value")));
        };
    }

    private static Map<String, String> clock(Instant now) {
        return Map.of(
                "epoch", Long.toString(now.getEpochSecond()),
                "epoch_ms", Long.toString(now.toEpochMilli()),
                "utc", now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private Added hmac(Instant now, Map<String, String> values, Secrets secrets, Masking masking)
            throws MissingSecretException {
        Map<String, String> known = new HashMap<>(values);
        Map<String, String> offered = new HashMap<>(clock(now));
        known.putAll(offered);
        known.put("sig", "");
        String secret = filled("secret", known, secrets, masking);
        String text = filled("sign", known, secrets, masking);
        String algorithm = spec.settings().getOrDefault("alg", "HmacSHA256");
        byte[] signature = sign(algorithm, secret, text);
        boolean hex = "hex".equalsIgnoreCase(spec.settings().getOrDefault("encode", "base64"));
        String encoded =
                hex ? HexFormat.of().formatHex(signature) : Base64.getEncoder().encodeToString(signature);
        offered.put("sig", encoded);
        known.put("sig", encoded);
        masking.hide(encoded);
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, Template> each : templates.entrySet()) {
            if (each.getKey().startsWith(HEADER)) {
                String value = each.getValue().fill(known, literal -> secrets.resolve(literal, masking));
                headers.put(each.getKey().substring(HEADER.length()), value);
            }
        }
        return new Added(headers, Map.of(), offered);
    }

    private String filled(String setting, Map<String, String> values, Secrets secrets, Masking masking)
            throws MissingSecretException {
        Template template = templates.get(setting);
        return template == null ? "" : template.fill(values, literal -> secrets.resolve(literal, masking));
    }

    private static Map<String, String> filled(
            Map<String, Template> templates, Map<String, String> values, Secrets secrets, Masking masking)
            throws MissingSecretException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Template> each : templates.entrySet()) {
            texts.put(each.getKey(), each.getValue().fill(values, literal -> secrets.resolve(literal, masking)));
        }
        return texts;
    }

    private static byte[] sign(String algorithm, String secret, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "auth signs with '" + algorithm + "', expected for example HmacSHA256", e);
        }
    }

    private static String basic(Map<String, String> texts, Masking masking) {
        return basic(text(texts, "user"), text(texts, "password"), masking);
    }

    /** The header of HTTP Basic. */
    static String basic(String user, String password, Masking masking) {
        String both = user + ":" + password;
        String encoded = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        masking.hide(encoded);
        return "Basic " + encoded;
    }

    private static String text(Map<String, String> texts, String key) {
        return texts.getOrDefault(key, "");
    }

    private static Set<String> required(AuthSpec spec) {
        return switch (spec.kind()) {
            case NONE, STATIC, LOGIN, OAUTH2, MTLS -> Set.of();
            case BASIC -> Set.of("user", "password");
            case BEARER -> Set.of("token");
            case APIKEY -> Set.of("value", spec.settings().containsKey("query") ? "query" : "header");
            case HMAC -> Set.of("secret", "sign");
        };
    }
}
