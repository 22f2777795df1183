package org.pantau.web.door;

import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/**
 * Where a request comes from, as far as it can be believed.
 *
 * @param address of whoever asks
 * @param secure whether all the way to us, or to the proxy in front of us, is encrypted
 * @param thisMachine whether a program of this machine asks for itself
 */
public record Whence(String address, boolean secure, boolean thisMachine) {

    private static final String KEY = Whence.class.getName();

    /** What was found out when the request came. */
    public static Whence of(RoutingContext context) {
        return Objects.requireNonNull(context.<Whence>get(KEY), "not asked yet");
    }

    /** Keeps it with the request. */
    public void keep(RoutingContext context) {
        context.put(KEY, this);
    }
}
