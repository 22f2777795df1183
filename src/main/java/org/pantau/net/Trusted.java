package org.pantau.net;

import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The usual certificate authorities and those of a file, such as a government's own. */
final class Trusted {

    private Trusted() {}

    /** @throws IllegalArgumentException when the file holds no certificates that can be read */
    static TrustOptions besideTheUsual(Path pem) {
        return trust(pem, true);
    }

    /** Those of the file and no others: a pinned authority. */
    static TrustOptions only(Path pem) {
        return trust(pem, false);
    }

    private static TrustOptions trust(Path pem, boolean usualToo) {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int index = 0;
            if (usualToo) {
                for (X509Certificate usual : manager(null).getAcceptedIssuers()) {
                    all.setCertificateEntry("usual-" + index++, usual);
                }
            }
            try (InputStream in = Files.newInputStream(pem)) {
                for (Certificate own : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    all.setCertificateEntry("own-" + index++, own);
                }
            }
            if (index == 0) {
                throw new IllegalArgumentException("no certificates to trust in " + pem.getFileName());
            }
            return TrustOptions.wrap(manager(all));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no certificates to trust in " + pem.getFileName(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }
}
