package org.pantau.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Headers every answer carries, and the check that a write comes from our own pages. */
final class Guards {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** RFC 9110, 5.6.7; unlike Java's own RFC 1123 format always with two digits for the day. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Guards() {}

    /** @param clock its time goes with every answer, so that who pushes can tell that its own clock is wrong */
    static void headers(RoutingContext context, InstantSource clock) {
        HttpServerResponse response = context.response();
        response.putHeader("date", DATE.format(clock.instant()))
                .putHeader("content-security-policy", POLICY)
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "same-origin")
                .putHeader("cross-origin-opener-policy", "same-origin")
                .putHeader("permissions-policy", "camera=(), geolocation=(), microphone=()");
        context.next();
    }

    /** A browser says where a write comes from; programs that say nothing carry no cookie by accident. */
    static void writesFromOurPagesOnly(RoutingContext context) {
        HttpMethod method = context.request().method();
        String origin = context.request().getHeader("origin");
        if (method.equals(HttpMethod.GET)
                || method.equals(HttpMethod.HEAD)
                || origin == null
                || ours(context, origin)) {
            context.next();
        } else {
            context.fail(Problem.forbidden("Asal permintaan tidak dikenal."));
        }
    }

    private static boolean ours(RoutingContext context, String origin) {
        try {
            URI uri = new URI(origin);
            String authority = String.valueOf(context.request().getHeader("host"));
            return authority.equalsIgnoreCase(uri.getRawAuthority());
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
