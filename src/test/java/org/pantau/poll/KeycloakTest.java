package org.pantau.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.value.Answer;
import org.pantau.realinput.Jdk;

/** Client credentials at a real Keycloak whose tokens live for 60 seconds. Needs the Maven profile {@code large}. */
@Tag("long")
class KeycloakTest {

    private static final String REALM = """
            {"realm": "pantau", "enabled": true, "sslRequired": "none", "accessTokenLifespan": 60,
             "clients": [{"clientId": "pantau", "secret": "rahasia-uji", "enabled": true, "protocol": "openid-connect",
                          "publicClient": false, "standardFlowEnabled": false, "serviceAccountsEnabled": true}]}
            """;

    /** The newest that this Keycloak is made for. */
    private static final int NEWEST_JAVA = 21;

    @TempDir
    static Path folder;

    private static Loopback loopback;
    private static Process keycloak;
    private static int port;
    private static final List<String> tokens = new CopyOnWriteArrayList<>();
    private static int source;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        String archive = System.getProperty("keycloak.archive", "");
        assumeTrue(Files.isRegularFile(Path.of(archive)), "no Keycloak here; run with -Plarge");
        assertThat(new ProcessBuilder("tar", "xzf", archive, "--strip-components=1", "-C", folder.toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.createDirectories(folder.resolve("data/import"));
        Files.writeString(folder.resolve("data/import/pantau-realm.json"), REALM);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ProcessBuilder command = new ProcessBuilder(
                        folder.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keycloak.log").toFile());
        command.environment().put("JAVA_HOME", Jdk.noNewerThan(NEWEST_JAVA).toString());
        keycloak = command.start();
        Instant patience = Instant.now().plus(Duration.ofMinutes(8));
        while (!answers()) {
            boolean ended = keycloak.waitFor(1, TimeUnit.SECONDS);
            assertThat(ended || Instant.now().isAfter(patience))
                    .as(KeycloakTest::log)
                    .isFalse();
        }
        loopback = new Loopback();
        loopback.environment.put("ID", "pantau");
        loopback.environment.put("SECRET", "rahasia-uji");
        source = loopback.http(KeycloakTest::protectedData);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (loopback != null) {
            loopback.close();
        }
        if (keycloak != null) {
            // the script hands over to Java by exec; what it started goes with it
            keycloak.descendants().forEach(ProcessHandle::destroy);
            keycloak.destroy();
            if (!keycloak.waitFor(30, TimeUnit.SECONDS)) {
                keycloak.destroyForcibly();
            }
        }
    }

    @Test
    void nasty76TokensOfSixtySecondsShouldBeRenewedBeforeTheyEnd() {
        Feed feed = feed("basic");
        loopback.set(Instant.now());
        tokens.clear();

        Answer first = loopback.askOne(feed);
        loopback.pass(Duration.ofSeconds(47));
        Answer same = loopback.askOne(feed);
        loopback.pass(Duration.ofSeconds(2));
        Answer renewed = loopback.askOne(feed);

        assertThat(List.of(first, same, renewed))
                .allSatisfy(answer -> assertThat(answer.status())
                        .as(answer.outcome().reason())
                        .isEqualTo(200));
        assertThat(tokens).hasSize(3);
        assertThat(tokens.get(1)).isEqualTo(tokens.get(0));
        assertThat(tokens.get(2)).isNotEqualTo(tokens.get(0));
    }

    @Test
    void shouldSendTheCredentialsInTheBodyToo() {
        loopback.set(Instant.now());

        assertThat(loopback.askOne(feed("body")).status()).isEqualTo(200);
    }

    @Test
    void shouldSayThatTheSecretIsWrong() {
        loopback.environment.put("SECRET", "keliru");
        try {
            Answer answer = loopback.askOne(feed("basic, scope: email"));

            assertThat(answer.outcome().state()).isEqualTo(FeedState.AUTH);
            assertThat(answer.outcome().reason()).startsWith("login: HTTP 401 (unauthorized_client)");
        } finally {
            loopback.environment.put("SECRET", "rahasia-uji");
        }
    }

    private static Feed feed(String clientAuth) {
        return FeedText.counting("""
                timeout: 30s
                request: {url: "http://127.0.0.1:%d/data"}
                auth:
                  {kind: oauth2, token_url: "http://127.0.0.1:%d/realms/pantau/protocol/openid-connect/token",
                   client_id: "env:ID", client_secret: "env:SECRET", client_auth: %s}
                """.formatted(source, port, clientAuth));
    }

    /** Lets in whoever shows a token of this realm that has not ended. */
    private static void protectedData(HttpServerRequest request) {
        String header = String.valueOf(request.getHeader("Authorization"));
        String[] parts = header.replace("Bearer ", "").split("\\.", -1);
        boolean good = false;
        if (parts.length == 3) {
            JsonObject claims = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
            good = claims.getString("iss").endsWith("/realms/pantau")
                    && claims.getLong("exp") - claims.getLong("iat") == 60
                    && claims.getLong("exp") > Instant.now().getEpochSecond();
        }
        tokens.add(header);
        request.response().setStatusCode(good ? 200 : 401).end("{\"antrean\":1}");
    }

    private static String log() {
        try {
            return Files.readString(folder.resolve("keycloak.log"));
        } catch (IOException unreadable) {
            return "no log";
        }
    }

    private static boolean answers() {
        try {
            HttpURLConnection asked = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/realms/pantau")
                    .toURL()
                    .openConnection();
            asked.setConnectTimeout(1_000);
            asked.setReadTimeout(5_000);
            return asked.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
