package org.pantau.measure;

import java.util.Locale;

/**
 * How one poll of a feed ended. Says something about the feed, not about the service. The ordinal is stored: append
 * only.
 */
public enum FeedState {
    OK(true),
    /** Our own slot was missed (not running, or the previous request was still under way): nobody's fault but ours. */
    UNMONITORED(false),
    /** Credentials refused. */
    AUTH(true),
    /** A gateway in between answered with its own error. */
    GATEWAY(true),
    /** An answer that is no data: a log-in page, a captcha, HTML. */
    NOT_DATA(true),
    TIMEOUT(false),
    /** Nobody listens at the address, or the connection was cut off. */
    REFUSED(false),
    TOO_BIG(true),
    /** Data that cannot be read: malformed, cut off, wrong shape. */
    UNREADABLE(true),
    /** The name does not exist, or leads to no address. */
    DNS(false),
    /** The certificate chain, its name or its dates are wrong. */
    TLS(false),
    /** The address is not one Pantau may ask. */
    FORBIDDEN_ADDRESS(false),
    /** The endpoint answered with an error of its own (status, or an error inside the body). */
    ERROR(true),
    /** Asked too often: the endpoint said so (429, 503 with Retry-After). */
    THROTTLED(true),
    /** An answer without a body where one was expected. */
    EMPTY_BODY(true),
    /** Redirected to another host. */
    REDIRECTED(true),
    /** Read, but older than the feed allows. */
    STALE(true),
    /** A probe got its answer, but not the one it expected. */
    UNEXPECTED(true),
    /** An encrypted answer that cannot be decrypted: wrong secret, wrong clock, or changed on its way. */
    DECRYPT(true),
    /** Encrypted where it used to be plain, or plain where it used to be encrypted. */
    SHAPE_CHANGED(true),
    /** Kept out by a captcha or a challenge that only a browser passes. */
    BLOCKED(true),
    /** No name server could say where the host is: theirs may be down, or our own. */
    NAME_SERVER(false);

    private final boolean answered;

    FeedState(boolean answered) {
        this.answered = answered;
    }

    /** Whether the endpoint answered at all, so that its response time is known. */
    public boolean answered() {
        return answered;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The number it is stored as. */
    @SuppressWarnings("EnumOrdinal") // Constants are only ever appended.
    public int code() {
        return ordinal();
    }

    /**
     * The reverse of {@link #code}.
     *
     * @throws IllegalArgumentException when the number stands for nothing
     */
    @SuppressWarnings("EnumOrdinal") // Constants are only ever appended.
    public static FeedState ofCode(int code) {
        if (code < 0 || code >= values().length) {
            throw new IllegalArgumentException("unknown code of FeedState: " + code);
        }
        return values()[code];
    }
}
