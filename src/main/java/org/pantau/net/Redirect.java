package org.pantau.net;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a redirect: another place of the same site is asked, the same host over TLS too; anything else is
 * said and left to people.
 *
 * @param next null where it is not followed
 * @param refusal empty where it is followed
 */
record Redirect(@Nullable OutgoingRequest next, String refusal) {

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    static boolean isRedirect(int status, @Nullable String location) {
        return location != null && STATUSES.contains(status);
    }

    static Redirect of(OutgoingRequest from, int status, String location) {
        URI to;
        Target here = Target.of(from.uri());
        Target there;
        try {
            to = from.uri().resolve(location.trim());
            there = Target.of(to);
        } catch (IllegalArgumentException notAnAddress) {
            return new Redirect(null, "redirected to something that cannot be asked");
        }
        if (!here.host().equals(there.host())) {
            return new Redirect(null, "redirected to another host: " + there.site());
        }
        boolean sameSite = here.tls() == there.tls() && here.port() == there.port();
        boolean toTls = !here.tls() && there.tls();
        if (!sameSite && !toTls) {
            return new Redirect(null, "redirected from " + here.site() + " to " + there.site());
        }
        boolean keepsMethod = status == 307 || status == 308 || from.method().equals("HEAD");
        return new Redirect(from.to(keepsMethod ? from.method() : "GET", to), "");
    }
}
