package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.net.Certificates;
import org.pantau.web.door.ConnectionSettings;
import org.pantau.web.door.DoorSettings;
import org.pantau.web.door.Proxies;
import org.pantau.web.door.TlsFiles;
import org.pantau.web.stream.StreamSettings;

/** The edge with a certificate of its own. */
class TlsTest {

    private static final String FIRST = "first";
    private static final String SECOND = "second";

    @TempDir
    private static Path folder;

    private static Certificates certificates;
    private static Path certificate;
    private static Path key;

    @BeforeAll
    static void issue() {
        certificates = new Certificates(folder);
        certificate = folder.resolve("pantau.pem");
        key = folder.resolve("pantau.key");
        certificates.sign(FIRST, "ip:127.0.0.1", -1, 90);
        certificates.sign(SECOND, "ip:127.0.0.1", -1, 90);
    }

    @BeforeEach
    void first() throws Exception {
        show(FIRST);
    }

    /** Puts another certificate where the edge looks for its own. */
    private static void show(String alias) throws Exception {
        Path store = folder.resolve(alias + ".p12");
        moved(certificates.key(store, alias, "new.key"), key);
        moved(certificates.pem(store, alias, "new.pem"), certificate);
    }

    private static void moved(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Edge edge() {
        return new Edge(
                true,
                StreamSettings.DEFAULT,
                new DoorSettings(Proxies.THIS_MACHINE, ConnectionSettings.DEFAULT, new TlsFiles(certificate, key)));
    }

    @Test
    void everythingShouldComeOverTlsAndBrowsersBeHeldToIt() throws Exception {
        try (Edge edge = edge()) {
            HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build();
            String base = "https://127.0.0.1:" + edge.port();

            HttpResponse<String> in = client.send(
                    HttpRequest.newBuilder(URI.create(base + "/api/v1/session"))
                            .header("content-type", "application/json")
                            .header("origin", base)
                            .POST(BodyPublishers.ofString("{\"demo\":\"bupati\"}"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(in.statusCode()).isEqualTo(201);
            assertThat(in.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(in.headers().firstValue("set-cookie").orElseThrow()).contains("; Secure");
            assertThat(in.headers().firstValue("strict-transport-security")).contains("max-age=31536000");
            assertThat(protocol(edge.port(), "TLSv1.2")).isEqualTo("TLSv1.2");
            assertThatThrownBy(() -> protocol(edge.port(), "TLSv1.1")).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void renewedFilesShouldBeShownAndBadOnesChangeNothing() throws Exception {
        try (Edge edge = edge()) {
            BigInteger before = serial(edge.port());

            Files.writeString(certificate, "nothing of use");
            assertThat(serial(edge.port())).isEqualTo(before);
            show(SECOND);
            Edge.until(() -> !serial(edge.port()).equals(before));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            garbage | good    | --tls-cert
            key     | good    | --tls-cert
            good    | garbage | --tls-key
            good    | other   | not the key of --tls-cert
            missing | good    | --tls-cert
            """)
    void filesThatCannotBeUsedShouldBeNamed(String first, String second, String complaint) throws Exception {
        TlsFiles files = new TlsFiles(file(first, certificate), file(second, key));
        var vertx = Vertx.vertx();
        try {
            assertThatThrownBy(() -> files.read(vertx))
                    .isInstanceOf(TlsFiles.UnusableFilesException.class)
                    .hasMessageContaining(complaint);
        } finally {
            done(vertx.close());
        }
    }

    private static Path file(String kind, Path good) throws Exception {
        return switch (kind) {
            case "good" -> good;
            case "key" -> key;
            case "other" -> certificates.key(folder.resolve("second.p12"), SECOND, "other.key");
            case "missing" -> folder.resolve("tiada");
            default -> Files.writeString(folder.resolve(kind), "-----BEGIN NOTHING-----\n");
        };
    }

    private static String protocol(int port, String only) throws Exception {
        try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(new String[] {only});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    private static BigInteger serial(int port) {
        try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        try (InputStream in = Files.newInputStream(certificates.authority())) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
