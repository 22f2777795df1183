package org.pantau.web.door;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.pantau.web.door.TlsFiles.Pair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that is shown. Its files are read again from time to time, so that a renewed one is shown without a restart;
 * while new files cannot be used, the certificate before stays. Belongs to the edge's context.
 */
public final class Certificate {

    private static final Logger log = LoggerFactory.getLogger(Certificate.class);
    private static final Duration SOON = Duration.ofDays(14);
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

    private final Vertx vertx;
    private final TlsFiles files;
    private Pair pair;
    /** What was wrong the last time, so that it is said once. */
    private String complaint = "";

    private Certificate(Vertx vertx, TlsFiles files, Pair pair) {
        this.vertx = vertx;
        this.files = files;
        this.pair = pair;
    }

    /** Reads the files; fails with a sentence that names the option. */
    public static Future<Certificate> read(Vertx vertx, TlsFiles files, InstantSource clock) {
        return vertx.executeBlocking(() -> files.read(vertx)).map(pair -> {
            Certificate certificate = new Certificate(vertx, files, pair);
            certificate.warn(clock.instant());
            return certificate;
        });
    }

    /** Makes a server of these options show the certificate. */
    public HttpServerOptions in(HttpServerOptions options) {
        return options.setSsl(true)
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setKeyCertOptions(pair.options());
    }

    /** Shows what the files hold now, where it is something else. Never fails. */
    public Future<Void> refresh(HttpServer server, HttpServerOptions options) {
        return vertx.executeBlocking(() -> files.read(vertx))
                .compose(now -> now.equals(pair) ? Future.succeededFuture() : show(now, server, options))
                .onSuccess(shown -> complaint = "")
                .otherwise(fault -> {
                    String message = String.valueOf(fault.getMessage());
                    if (!message.equals(complaint)) {
                        complaint = message;
                        log.warn("the certificate before stays: {}", message);
                    }
                    return null;
                });
    }

    private Future<Void> show(Pair now, HttpServer server, HttpServerOptions options) {
        return server.updateSSLOptions(options.getSslOptions().copy().setKeyCertOptions(now.options()))
                .map(updated -> {
                    pair = now;
                    log.info("another certificate is shown, valid until {}", now.until());
                    return null;
                });
    }

    private void warn(Instant now) {
        if (pair.until().isBefore(now.plus(SOON))) {
            log.warn("--tls-cert {}: valid until {} only", files.certificate(), pair.until());
        }
    }
}
