package org.pantau.net;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One client for the usual certificates and one for each set of own ones, so that no connection is shared between
 * identities. A file that has changed makes a new client; the old one ends what it has begun. Used on one context only.
 */
final class TlsClients {

    private static final long LAST_EXCHANGES_S = 120;

    private final Vertx vertx;
    private final Context context;
    private final NetSettings settings;
    private final HttpClientAgent usual;
    private final Map<ClientTls, Known> own = new HashMap<>();

    private record Known(List<FileTime> changed, Future<HttpClientAgent> client) {}

    TlsClients(Vertx vertx, Context context, NetSettings settings) {
        this.vertx = vertx;
        this.context = context;
        this.settings = settings;
        HttpClientOptions options = options(settings);
        if (settings.trusted() != null) {
            options.setTrustOptions(Trusted.besideTheUsual(settings.trusted()));
        }
        this.usual = build(options);
    }

    /** Fails, saying which file and why, where the certificates cannot be read. */
    Future<HttpClientAgent> client(@Nullable ClientTls tls) {
        if (tls == null) {
            return Future.succeededFuture(usual);
        }
        List<FileTime> changed;
        try {
            changed = changed(tls);
        } catch (IOException missing) {
            return Future.failedFuture(
                    new UnusableCertificateException("certificate file cannot be read: " + missing.getMessage()));
        }
        Known known = own.get(tls);
        if (known != null && known.changed.equals(changed) && !known.client.failed()) {
            return known.client;
        }
        if (known != null) {
            known.client.onSuccess(old -> old.shutdown(LAST_EXCHANGES_S, TimeUnit.SECONDS));
        }
        // reading and checking keys takes too long for the event loop
        Future<HttpClientAgent> fresh = context.executeBlocking(() -> build(own(tls)), false);
        own.put(tls, new Known(changed, fresh));
        return fresh;
    }

    Future<Void> close() {
        List<Future<Void>> closing = new ArrayList<>(List.of(usual.close()));
        own.values()
                .forEach(known -> closing.add(known.client.transform(
                        made -> made.succeeded() ? made.result().close() : Future.succeededFuture())));
        return Future.join(closing).mapEmpty();
    }

    private HttpClientOptions own(ClientTls tls) throws UnusableCertificateException {
        HttpClientOptions options = options(settings);
        try {
            if (tls.authorities() != null) {
                options.setTrustOptions(Trusted.only(tls.authorities()));
            } else if (settings.trusted() != null) {
                options.setTrustOptions(Trusted.besideTheUsual(settings.trusted()));
            }
            if (tls.keystore() != null) {
                PfxOptions store = new PfxOptions().setValue(read(tls.keystore()));
                options.setKeyCertOptions(tls.password() == null ? store : store.setPassword(tls.password()));
            } else if (tls.certificate() != null && tls.key() != null) {
                options.setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(read(tls.certificate()))
                        .addKeyValue(read(tls.key())));
            }
            if (options.getKeyCertOptions() != null
                    && options.getKeyCertOptions().getKeyManagerFactory(vertx) == null) {
                throw new UnusableCertificateException("no key in the certificate files");
            }
            return options;
        } catch (UnusableCertificateException said) {
            throw said;
        } catch (Exception unusable) {
            // the library's own type for "key managers cannot be made"; its message may quote a file, never a key
            throw new UnusableCertificateException("certificate files cannot be used: wrong password or format");
        }
    }

    private static Buffer read(Path file) throws IOException {
        return Buffer.buffer(Files.readAllBytes(file));
    }

    private static List<FileTime> changed(ClientTls tls) throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path file : Stream.of(tls.authorities(), tls.keystore(), tls.certificate(), tls.key())
                .filter(path -> path != null)
                .toList()) {
            times.add(Files.getLastModifiedTime(file));
        }
        return times;
    }

    private static HttpClientOptions options(NetSettings settings) {
        return new HttpClientOptions()
                .setDecompressionSupported(true)
                .setKeepAlive(true)
                .setKeepAliveTimeout((int) settings.keepAlive().toSeconds())
                .setConnectTimeout((int) settings.connect().toMillis())
                .setMaxHeaderSize(32 * 1024)
                .setVerifyHost(true);
    }

    private HttpClientAgent build(HttpClientOptions options) {
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(settings.perHost()).setMaxWaitQueueSize(1_000);
        return vertx.httpClientBuilder().with(options).with(pool).build();
    }
}
