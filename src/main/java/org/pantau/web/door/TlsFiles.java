package org.pantau.web.door;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * Where certificate and key are, in PEM.
 *
 * @param certificate with the chain up to the authority, one's own first
 * @param key of the certificate, without a password
 */
public record TlsFiles(Path certificate, Path key) {

    /** What the files hold, checked: the key is that of the certificate. */
    public record Pair(Buffer certificate, Buffer key, Instant until) {

        PemKeyCertOptions options() {
            return new PemKeyCertOptions().setCertValue(certificate).setKeyValue(key);
        }
    }

    /** The files cannot be used; the message names the option and what was expected. */
    public static final class UnusableFilesException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableFilesException(String message) {
            super(message);
        }
    }

    /** Reads and checks both. Blocks. */
    public Pair read(Vertx vertx) throws UnusableFilesException {
        Buffer chain = bytes("--tls-cert", certificate);
        Buffer secret = bytes("--tls-key", key);
        X509Certificate own = first(chain);
        Pair pair = new Pair(chain, secret, own.getNotAfter().toInstant());
        if (!belongs(privateKey(vertx, pair), own)) {
            throw new UnusableFilesException("--tls-key " + key + ": not the key of --tls-cert " + certificate);
        }
        return pair;
    }

    private static Buffer bytes(String option, Path file) throws UnusableFilesException {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UnusableFilesException(option + " " + file + ": cannot be read (" + e + ")");
        }
    }

    private X509Certificate first(Buffer pem) throws UnusableFilesException {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes()))
                    .forEach(each -> chain.add((X509Certificate) each));
            if (!chain.isEmpty()) {
                return chain.get(0);
            }
        } catch (CertificateException notPem) {
            // said below, together with a file that holds none
        }
        throw new UnusableFilesException("--tls-cert " + certificate
                + ": expected a certificate in PEM (-----BEGIN CERTIFICATE-----), one's own first, then its chain");
    }

    private PrivateKey privateKey(Vertx vertx, Pair pair) throws UnusableFilesException {
        try {
            for (KeyManager manager : pair.options().getKeyManagerFactory(vertx).getKeyManagers()) {
                if (manager instanceof X509KeyManager keys) {
                    return Stream.of("RSA", "EC", "EdDSA")
                            .map(kind -> keys.getServerAliases(kind, null))
                            .filter(aliases -> aliases != null && aliases.length > 0)
                            .map(aliases -> keys.getPrivateKey(aliases[0]))
                            .findFirst()
                            .orElseThrow();
                }
            }
        } catch (Exception unreadable) { // Vert.x declares no narrower one
            // said below: what is wrong with a key does not belong in a log
        }
        throw new UnusableFilesException("--tls-key " + key
                + ": expected a private key in PEM (-----BEGIN PRIVATE KEY-----) without a password");
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        byte[] probe = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> key.getAlgorithm();
                    });
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }
}
