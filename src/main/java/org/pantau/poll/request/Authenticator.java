package org.pantau.poll.request;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
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

/** Adds to a request what identifies us. */
final class Authenticator {

    private static final String HEADER = "header.";

    private final AuthSpec spec;
    private final Map<String, Template> templates = new LinkedHashMap<>();

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
        if (spec.kind() == AuthSpec.Kind.HMAC) {
            names.addAll(Set.of("epoch", "sig"));
        }
        spec.settings().forEach((key, text) -> templates.put(key, new Template(text, names)));
    }

    /** What to add to one request. */
    record Added(Map<String, String> headers, Map<String, String> query) {}

    /**
     * @param values vars and keys, secrets resolved
     * @param now our clock; HMAC signs its epoch seconds
     */
    Added at(Instant now, Map<String, String> values, Secrets secrets, Masking masking) throws MissingSecretException {
        Map<String, String> texts = new LinkedHashMap<>();
        if (spec.kind() == AuthSpec.Kind.HMAC) {
            return hmac(now, values, secrets, masking);
        }
        for (Map.Entry<String, Template> each : templates.entrySet()) {
            texts.put(each.getKey(), secrets.resolve(each.getValue().fill(values), masking));
        }
        return switch (spec.kind()) {
            case NONE, HMAC -> new Added(Map.of(), Map.of());
            case BASIC -> new Added(Map.of("authorization", basic(texts, masking)), Map.of());
            case BEARER -> new Added(Map.of("authorization", "Bearer " + text(texts, "token")), Map.of());
            case APIKEY ->
                texts.containsKey("header")
                        ? new Added(Map.of(text(texts, "header"), text(texts, "value")), Map.of())
                        : new Added(Map.of(), Map.of(text(texts, "query"), text(texts, "value")));
            case STATIC -> new Added(texts, Map.of());
        };
    }

    private Added hmac(Instant now, Map<String, String> values, Secrets secrets, Masking masking)
            throws MissingSecretException {
        Map<String, String> known = new HashMap<>(values);
        known.put("epoch", Long.toString(now.getEpochSecond()));
        known.put("sig", "");
        String secret = secrets.resolve(filled("secret", known), masking);
        String text = secrets.resolve(filled("sign", known), masking);
        String algorithm = spec.settings().getOrDefault("alg", "HmacSHA256");
        byte[] signature = sign(algorithm, secret, text);
        boolean hex = "hex".equalsIgnoreCase(spec.settings().getOrDefault("encode", "base64"));
        String encoded =
                hex ? HexFormat.of().formatHex(signature) : Base64.getEncoder().encodeToString(signature);
        known.put("sig", encoded);
        masking.hide(encoded);
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, Template> each : templates.entrySet()) {
            if (each.getKey().startsWith(HEADER)) {
                String value = secrets.resolve(each.getValue().fill(known), masking);
                headers.put(each.getKey().substring(HEADER.length()), value);
            }
        }
        return new Added(headers, Map.of());
    }

    private String filled(String setting, Map<String, String> values) {
        Template template = templates.get(setting);
        return template == null ? "" : template.fill(values);
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
        String both = text(texts, "user") + ":" + text(texts, "password");
        String encoded = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        masking.hide(encoded);
        return "Basic " + encoded;
    }

    private static String text(Map<String, String> texts, String key) {
        return texts.getOrDefault(key, "");
    }

    private static Set<String> required(AuthSpec spec) {
        return switch (spec.kind()) {
            case NONE, STATIC -> Set.of();
            case BASIC -> Set.of("user", "password");
            case BEARER -> Set.of("token");
            case APIKEY -> Set.of("value", spec.settings().containsKey("query") ? "query" : "header");
            case HMAC -> Set.of("secret", "sign");
        };
    }
}
