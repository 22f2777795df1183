package org.pantau.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.net.address.AddressPolicy;

/** Pinned authorities, our own certificates, and the exact reason where TLS fails. */
class OwnCertificatesTest {

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static Outgoing outgoing;
    private static Certificates certificates;
    private static Path here;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        outgoing = new Outgoing(
                vertx,
                NetSettings.defaults("1"),
                host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())));
        certificates = new Certificates(folder);
        here = certificates.signed("sini", "dns:localhost", -10, 365);
    }

    @AfterAll
    static void stop() {
        done(outgoing.close());
        done(vertx.close());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kedaluwarsa | dns:localhost | -40 | 10  | the certificate has expired
            lain      | dns:lain.test | -10 | 365 | the certificate is for another name:
            """)
    void nasty11TlsShouldFailWithItsExactReason(
            String alias, String names, int startDays, int validDays, String reason) {
        int port = server(certificates.signed(alias, names, startDays, validDays), null);

        Exchange exchange = get(port, pinned(certificates.authority()));

        assertThat(exchange.failure()).isEqualTo(NetFailure.TLS);
        assertThat(exchange.reason()).startsWith(reason);
    }

    @Test
    void nasty11AnAuthorityPinnedForOneFeedShouldBeTrustedByNoOther() {
        int port = server(here, null);

        assertThat(get(port, pinned(certificates.authority())).status()).isEqualTo(200);
        assertThat(get(port, null))
                .returns(NetFailure.TLS, Exchange::failure)
                .returns(
                        "the certificate is not trusted: its issuer is unknown or the chain is incomplete",
                        Exchange::reason);
    }

    @Test
    void aPinnedAuthorityShouldBeTheOnlyOneTrusted() throws Exception {
        Certificates other = new Certificates(Files.createDirectory(folder.resolve("lain")));
        int port = server(here, null);

        assertThat(get(port, pinned(other.authority())).failure()).isEqualTo(NetFailure.TLS);
    }

    @Test
    void shouldShowOurOwnCertificateFromAKeystoreOrFromPem() throws Exception {
        Path own = certificates.signed("pantau", "", -10, 365);
        Path cert = certificates.pem(own, "pantau", "pantau.pem");
        Path key = certificates.key(own, "pantau", "pantau.key");
        List<String> callers = new CopyOnWriteArrayList<>();
        int port = server(here, callers);
        Path ca = certificates.authority();

        assertThat(get(port, new ClientTls(ca, own, Certificates.PASSWORD, null, null))
                        .status())
                .isEqualTo(200);
        assertThat(get(port, new ClientTls(ca, null, null, cert, key)).status()).isEqualTo(200);
        Exchange without = get(port, pinned(ca));

        assertThat(callers).containsExactly("CN=pantau", "CN=pantau");
        assertThat(without.failure()).isEqualTo(NetFailure.TLS);
        assertThat(without.reason()).startsWith("the endpoint does not accept our certificate, or asks for one");
    }

    @Test
    void shouldSayWhyOurOwnCertificateCannotBeUsed() throws Exception {
        Path own = here;
        int port = server(here, null);
        Path empty = Files.createFile(folder.resolve("kosong.pem"));

        assertThat(get(port, new ClientTls(null, own, "keliru-sama-sekali", null, null)))
                .returns(NetFailure.TLS, Exchange::failure)
                .satisfies(exchange -> assertThat(exchange.reason())
                        .isEqualTo("certificate files cannot be used: wrong password or format"));
        assertThat(get(port, new ClientTls(null, folder.resolve("tidak-ada.p12"), "x", null, null))
                        .reason())
                .startsWith("certificate file cannot be read");
        assertThat(get(port, pinned(empty)).failure()).isEqualTo(NetFailure.TLS);
        assertThat(new ClientTls(null, own, "rahasia", null, null).toString()).doesNotContain("rahasia");
    }

    @Test
    void aRenewedFileShouldNeedNoRestart() throws Exception {
        Certificates other = new Certificates(Files.createDirectory(folder.resolve("baru")));
        int port = server(here, null);
        Path file = folder.resolve("ganti-ca.pem");
        Files.copy(other.authority(), file);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        assertThat(get(port, pinned(file)).failure()).isEqualTo(NetFailure.TLS);

        Files.writeString(file, Files.readString(certificates.authority()));

        assertThat(get(port, pinned(file)).status()).isEqualTo(200);
    }

    private static ClientTls pinned(Path authority) {
        return new ClientTls(authority, null, null, null, null);
    }

    private static Exchange get(int port, @Nullable ClientTls tls) {
        return await(outgoing.send(OutgoingRequest.get(
                        URI.create("https://localhost:" + port + "/"),
                        Duration.ofSeconds(20),
                        AddressPolicy.CATALOGUE_FILE)
                .with(tls)));
    }

    /** A TLS server; with {@code callers} one that asks for the caller's certificate and notes its name. */
    private static int server(Path keystore, @Nullable List<String> callers) {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions()
                        .setPath(keystore.toString())
                        .setAlias(keystore.getFileName().toString().replace(".p12", ""))
                        .setPassword(Certificates.PASSWORD));
        if (callers != null) {
            options.setClientAuth(ClientAuth.REQUIRED)
                    .setTrustOptions(new PemTrustOptions()
                            .addCertPath(certificates.authority().toString()));
        }
        return await(vertx.createHttpServer(options)
                        .requestHandler(request -> {
                            if (callers != null) {
                                callers.add(caller(request.connection()));
                            }
                            request.response().end(Buffer.buffer("aman"));
                        })
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    private static String caller(HttpConnection connection) {
        try {
            return ((X509Certificate) connection.peerCertificates().get(0))
                    .getSubjectX500Principal()
                    .getName();
        } catch (SSLPeerUnverifiedException unverified) {
            return "nobody";
        }
    }
}
