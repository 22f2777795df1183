package org.pantau.catalogue.model;

import java.util.Map;

/**
 * How a request identifies us. Header values may hold {@code {name}} and secrets as {@code env:NAME} or {@code
 * file:PATH}, resolved only when the request is made.
 *
 * @param kind as written in the catalogue
 * @param settings the keys of that kind
 */
public record AuthSpec(Kind kind, Map<String, String> settings) {

    public static final AuthSpec NONE = new AuthSpec(Kind.NONE, Map.of());

    public AuthSpec {
        settings = Map.copyOf(settings);
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
        /** Every setting is a header. */
        STATIC,
        /** {@code sign}, {@code alg}, {@code secret}, {@code encode}; header templates as {@code header.NAME}. */
        HMAC
    }
}
