package org.pantau.net;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What is known of an answer before its body. */
final class Heads {

    private Heads() {}

    /** The length said beforehand, compressed if the body is; -1 where none or nonsense is said. */
    static long announced(HttpClientResponse response) {
        String length = response.getHeader("content-length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException nonsense) {
            return -1;
        }
    }

    /** Headers by lower-case name, the first of each. */
    static Map<String, String> of(HttpClientResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, String> header : response.headers()) {
            headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
        }
        return Map.copyOf(headers);
    }

    /** End of the validity of the endpoint's certificate; null without TLS. */
    static @Nullable Instant certificateEnds(HttpConnection connection) {
        if (!connection.isSsl()) {
            return null;
        }
        try {
            Certificate own = connection.peerCertificates().get(0);
            return own instanceof X509Certificate x509 ? x509.getNotAfter().toInstant() : null;
        } catch (SSLPeerUnverifiedException unverified) {
            return null;
        }
    }
}
