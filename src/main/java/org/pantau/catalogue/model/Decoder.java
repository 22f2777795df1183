package org.pantau.catalogue.model;

import java.util.Map;

/**
 * One step that is taken before an answer is read.
 *
 * @param options its settings as written; a secret still as {@code env:} or {@code file:}, and {@code {name}} for a var.
 *     The asker resolves them and hands them over with the answer.
 */
public record Decoder(Kind kind, Map<String, String> options) {

    public Decoder {
        options = Map.copyOf(options);
    }

    /** The kinds known. The first ones take bytes, the others what has been read from them. */
    public enum Kind {
        GZIP,
        /** zlib, or raw as some servers send it. */
        DEFLATE,
        /** Option {@code field}: the text under it is decoded; without it the whole body. */
        BASE64,
        /** {@code name}: the encoding, whatever the answer's first bytes say. */
        CHARSET,
        /** {@code to}: the characters one of which the data begin with. */
        SKIP_UNTIL,
        JSONP,
        /** Entities in texts, once. */
        HTML_UNESCAPE,
        /** {@code field}, {@code cons_id}, {@code secret}. */
        BPJS,
        /** {@code field}, {@code salt}. */
        SPLP_GCM
    }

    /** Whether it works on bytes, before anything is parsed. */
    public boolean onBytes() {
        return switch (kind) {
            case GZIP, DEFLATE, CHARSET, SKIP_UNTIL, JSONP -> true;
            case BASE64 -> !options.containsKey("field");
            case HTML_UNESCAPE, BPJS, SPLP_GCM -> false;
        };
    }

    /** Whether it takes a secret and the time of the request. */
    public boolean sealed() {
        return kind == Kind.BPJS || kind == Kind.SPLP_GCM;
    }
}
