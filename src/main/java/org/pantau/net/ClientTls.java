package org.pantau.net;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What one request brings to TLS besides the usual.
 *
 * @param authorities PEM file of the only certificates trusted; null for the usual ones
 * @param keystore PKCS#12 file of our own certificate; null for none
 * @param password of that file; null without one
 * @param certificate PEM file of our own certificate and its chain; null for none
 * @param key PEM file of its private key; null without a certificate
 */
public record ClientTls(
        @Nullable Path authorities,
        @Nullable Path keystore,
        @Nullable String password,
        @Nullable Path certificate,
        @Nullable Path key) {

    /** Names no password. */
    @Override
    public String toString() {
        return "ClientTls[" + authorities + ", " + keystore + ", " + certificate + "]";
    }
}
