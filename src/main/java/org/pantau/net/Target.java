package org.pantau.net;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;

/**
 * Where a request goes.
 *
 * @param host lower-case, in ASCII, an IPv6 address without its brackets
 * @param pathAndQuery at least {@code /}
 */
record Target(boolean tls, String host, int port, String pathAndQuery) {

    /** @throws IllegalArgumentException saying in words, without path and query, why the address cannot be asked */
    static Target of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("only http and https may be asked, not '" + scheme + "'");
        }
        String authority = uri.getRawAuthority();
        if (authority == null || authority.isEmpty()) {
            throw new IllegalArgumentException("the address names no host");
        }
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("credentials belong in auth, not in the address");
        }
        boolean tls = scheme.equals("https");
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String name = hasPort ? authority.substring(0, colon) : authority;
        int port = hasPort ? port(authority.substring(colon + 1)) : tls ? 443 : 80;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Target(tls, host(name), port, uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** What the limit of exchanges is counted by. */
    String key() {
        return host + ":" + port;
    }

    /** Scheme, host and port, nothing that could be secret. */
    String site() {
        return (tls ? "https://" : "http://") + host + (port == (tls ? 443 : 80) ? "" : ":" + port);
    }

    /** The same, with an IPv6 address in its brackets, as the beginning of an address. */
    String siteForAddress() {
        return (tls ? "https://" : "http://") + authorityHost() + ":" + port;
    }

    /** The host as an address in the Host header is written. */
    String authorityHost() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    private static String host(String name) {
        if (name.startsWith("[") && name.endsWith("]")) {
            return name.substring(1, name.length() - 1);
        }
        // an underscore is no host name to java.net.URI, but agencies do use it
        return name.indexOf('_') >= 0
                ? name.toLowerCase(Locale.ROOT)
                : IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException notNumeric) {
            // said below
        }
        throw new IllegalArgumentException("the address's port must be 1 to 65535");
    }
}
