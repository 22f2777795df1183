package org.pantau.realinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.database.TestDatabase;

/**
 * A real Spring Boot application whose OpenTelemetry agent pushes to Pantau, by {@code
 * examples/push/opentelemetry-java.yaml}. Needs the Maven profile {@code large}.
 */
@Tag("long")
class OpenTelemetryAgentTest {

    private static final String KTP = "33.08/disdukcapil/ktp-el";
    private static final String KK = "33.08/disdukcapil/kartu-keluarga";

    /** The newest whose classes this agent can read; on a later one it pushes, but nothing of the requests. */
    private static final int NEWEST_JAVA = 21;

    @TempDir
    Path folder;

    private Vertx vertx;
    private TestDatabase database;
    private PantauProcess pantau;
    private SpringBoot application;

    @BeforeEach
    void start() throws Exception {
        String agent = System.getProperty("opentelemetry.agent", "");
        assumeTrue(Files.isRegularFile(Path.of(agent)), "no OpenTelemetry agent here; run with -Plarge");
        vertx = Vertx.vertx();
        database = TestDatabase.fresh(vertx);
        pantau = PantauProcess.start(
                folder,
                Path.of("examples", "push", "opentelemetry-java.yaml"),
                database,
                Map.of("TOKEN_ANTREAN", "rahasia-antrean"));
        application = SpringBoot.start(
                folder,
                new SpringBoot.Agent(
                        Jdk.noNewerThan(NEWEST_JAVA),
                        List.of("-javaagent:" + agent),
                        Map.of(
                                "OTEL_EXPORTER_OTLP_ENDPOINT", pantau.address(),
                                "OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20rahasia-antrean",
                                "OTEL_METRIC_EXPORT_INTERVAL", "1000",
                                "OTEL_TRACES_EXPORTER", "none",
                                "OTEL_LOGS_EXPORTER", "none")));
    }

    @AfterEach
    void stop() {
        if (application != null) {
            application.close();
        }
        if (pantau != null) {
            pantau.close();
            database.close();
            TestDatabase.done(vertx.close());
        }
    }

    @Test
    void shouldCountEachRequestOnceThoughTheApplicationRestarts() throws Exception {
        // Before it has served anything it pushes all the same. What is heard first is where counting begins: one
        // request, for of two the first alone may be heard first, and then the other one counts.
        pantau.awaitPushes(1);
        request("/ktp-el", 1, 0);
        pantau.awaitPushes(2);

        request("/ktp-el", 7, 0);
        request("/kartu-keluarga", 3, 1);
        pantau.awaitPushes(2);
        request("/ktp-el", 5, 2);
        pantau.awaitPushes(2);
        application.kill();
        application.startAgain();
        request("/ktp-el", 20, 3);
        pantau.awaitPushes(2);
        application.kill();
        application.startAgain();
        request("/ktp-el", 2, 1);
        request("/kartu-keluarga", 1, 1);
        pantau.awaitPushes(2);

        assertThat(Stored.sum(database, KTP, "served")).isEqualTo(7 + 5 + 20 + 2);
        assertThat(Stored.sum(database, KTP, "failed")).isEqualTo(2 + 3 + 1);
        assertThat(Stored.sum(database, KK, "served")).isEqualTo(3 + 1);
        assertThat(Stored.sum(database, KK, "failed")).isEqualTo(1 + 1);
    }

    private void request(String path, int good, int failed) throws IOException {
        application.citizens().get(good, path + "?status=200", 200);
        application.citizens().get(failed, path + "?status=500", 500);
    }
}
