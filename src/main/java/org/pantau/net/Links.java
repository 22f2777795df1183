package org.pantau.net;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses that an answer names, such as that of its next page. */
public final class Links {

    private Links() {}

    /**
     * The address a link leads to, on the same site. Where the link says http behind a proxy that speaks TLS, or the other
     * way round, the scheme and port that were asked are kept.
     *
     * @throws IllegalArgumentException saying in words, without path and query, why the link is not followed
     */
    public static URI sameSite(URI from, String link) {
        URI to;
        Target there;
        try {
            to = from.resolve(new URI(link.strip()));
            there = Target.of(to);
        } catch (URISyntaxException | IllegalArgumentException notAnAddress) {
            throw new IllegalArgumentException("the next page's address is none");
        }
        Target here = Target.of(from);
        boolean samePort = here.port() == there.port() && here.tls() == there.tls();
        boolean usualPort = there.port() == (there.tls() ? 443 : 80);
        if (!here.host().equals(there.host()) || !(samePort || usualPort)) {
            throw new IllegalArgumentException("the next page is at another place: " + there.site());
        }
        try {
            return samePort ? to : new URI(here.siteForAddress() + there.pathAndQuery());
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException("the next page's address is none", impossible);
        }
    }
}
