package org.pantau.catalogue.model;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a request identifies us. Header values may hold {@code {name}} and secrets as {@code env:NAME} or {@code
 * file:PATH}, resolved only when the request is made.
 *
 * @param kind as written in the catalogue
 * @param settings the keys of that kind
 * @param login where the token comes from; null where the kind needs none
 * @param certificate our own certificate: {@code keystore} and {@code password}, or {@code cert} and {@code key}, each a
 *     reference; empty where we show none
 */
public record AuthSpec(
        Kind kind, Map<String, String> settings, @Nullable LoginSpec login, Map<String, String> certificate) {

    public static final AuthSpec NONE = new AuthSpec(Kind.NONE, Map.of());

    public AuthSpec {
        settings = Map.copyOf(settings);
        certificate = Map.copyOf(certificate);
    }

    /** A kind that needs neither token nor certificate. */
    public AuthSpec(Kind kind, Map<String, String> settings) {
        this(kind, settings, null, Map.of());
    }

    /** The kinds known. */
    public enum Kind {
        NONE,
        /** {@code user}, {@code password}. */
        BASIC,
        /** {@code token}. */
        BEARER,
        /** {@code header} or {@code query}, and {@code value}. */
        APIKEY,
        /** Every setting is a header; some sources want the time of the request among them. */
        STATIC,
        /** {@code sign}, {@code alg}, {@code secret}, {@code encode}; header templates as {@code header.NAME}. */
        HMAC,
        /** Client credentials; all in the login. */
        OAUTH2,
        /** A token got by a request of its own. */
        LOGIN,
        /** Our certificate alone. */
        MTLS;

        /** What this kind gives the texts of the request as {@code {name}}. */
        public Set<String> offers() {
            return switch (this) {
                case HMAC -> Set.of("epoch", "epoch_ms", "utc", "sig");
                case STATIC -> Set.of("epoch", "epoch_ms", "utc");
                case LOGIN, OAUTH2 -> Set.of("token");
                case NONE, BASIC, BEARER, APIKEY, MTLS -> Set.of();
            };
        }
    }
}
