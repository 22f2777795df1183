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
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pantau.web.door.Whence;

/** Headers every answer carries, and the check that a write comes from our own pages. */
final class Guards {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** What a page of ours may ask of the browser: to fill a wall; nothing else. */
    private static final String PERMISSIONS = Stream.of(
                    "accelerometer autoplay camera clipboard-read cross-origin-isolated display-capture"
                            + " encrypted-media gamepad geolocation gyroscope hid idle-detection magnetometer"
                            + " microphone midi payment picture-in-picture publickey-credentials-get"
                            + " serial sync-xhr usb xr-spatial-tracking")
            .flatMap(names -> Stream.of(names.split(" ")))
            .map(name -> name + "=()")
            .collect(Collectors.joining(", ", "fullscreen=(self), screen-wake-lock=(self), ", ""));

    /** After OWASP's Secure Headers; the page's own files say afterwards how they may be kept. */
    private static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry("content-security-policy", POLICY),
            Map.entry("x-content-type-options", "nosniff"),
            Map.entry("x-frame-options", "deny"),
            Map.entry("x-permitted-cross-domain-policies", "none"),
            Map.entry("x-dns-prefetch-control", "off"),
            Map.entry("referrer-policy", "same-origin"),
            Map.entry("cross-origin-opener-policy", "same-origin"),
            Map.entry("cross-origin-resource-policy", "same-origin"),
            Map.entry("cross-origin-embedder-policy", "require-corp"),
            Map.entry("permissions-policy", PERMISSIONS),
            Map.entry("cache-control", "no-store"));

    /** RFC 9110, 5.6.7; unlike Java's own RFC 1123 format always with two digits for the day. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Guards() {}

    /** @param clock its time goes with every answer, so that who pushes can tell that its own clock is wrong */
    static void headers(RoutingContext context, InstantSource clock) {
        HttpServerResponse response = context.response();
        response.putHeader("date", DATE.format(clock.instant()));
        ALWAYS.forEach(response::putHeader);
        if (Whence.of(context).secure()) {
            response.putHeader("strict-transport-security", "max-age=31536000");
        }
        context.next();
    }

    /** A browser says where a write comes from; programs that say nothing carry no cookie by accident. */
    static void writesFromOurPagesOnly(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || fromOurs(context)) {
            context.next();
        } else {
            context.fail(Problem.forbidden("Asal permintaan tidak dikenal."));
        }
    }

    /** The origin where it is named; else what the browser makes of it, which no page can write. */
    private static boolean fromOurs(RoutingContext context) {
        String origin = context.request().getHeader("origin");
        String site = context.request().getHeader("sec-fetch-site");
        return origin != null
                ? ours(context, origin)
                : site == null || site.equals("same-origin") || site.equals("none");
    }

    private static boolean ours(RoutingContext context, String origin) {
        try {
            URI uri = new URI(origin);
            String authority = String.valueOf(context.request().authority());
            return authority.equalsIgnoreCase(uri.getRawAuthority());
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
