package org.pantau.realinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.measure.FeedState.OK;
import static org.pantau.measure.FeedState.REFUSED;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.TestDatabase;
import org.pantau.measure.Quality;

/**
 * A real WildFly with a MicroProfile application, by {@code examples/wildfly.yaml} and {@code
 * examples/templates/microprofile-health.yaml}. Needs the Maven profile {@code large}.
 */
@Tag("long")
class WildFlyTest {

    private static final String AGENCY = "33.08/disdukcapil";
    private static final String KTP = AGENCY + "/ktp-el";
    private static final String KK = AGENCY + "/kartu-keluarga";
    private static final String QUEUE = AGENCY + "/antrean";
    private static final String COUNTS = "wildfly-hitungan";
    private static final String VISITS = "wildfly-kunjungan";
    private static final String PROBE = "antrean-hidup";

    /** All that came in at the application's address, whoever asked. */
    private static final String ALL_REQUESTS =
            "wildfly_undertow_request_count_total{http_listener=\"default\",server=\"default-server\",microprofile_scope=\"vendor\"}";

    @TempDir
    Path folder;

    private final Slots slots = new Slots(Duration.ofSeconds(30));
    private Vertx vertx;
    private TestDatabase database;
    private WildFly wildFly;

    @BeforeEach
    void start() throws Exception {
        wildFly = WildFly.start(folder);
        vertx = Vertx.vertx();
        database = TestDatabase.fresh(vertx);
    }

    @AfterEach
    void stop() {
        if (wildFly != null) {
            wildFly.close();
            database.close();
            TestDatabase.done(vertx.close());
        }
    }

    @Test
    void shouldCountWhatTheApplicationCountedThoughItRestarts() throws Exception {
        Line line = Line.started(vertx, database, counting(), slots);
        // What is heard first is where counting begins.
        request("/ktp-el", 1, 1);
        request("/kartu-keluarga", 2, 1);
        wildFly.awaitOwn(ALL_REQUESTS, 5);
        pollAll(line);

        request("/ktp-el", 7, 2);
        request("/kartu-keluarga", 3, 0);
        wildFly.awaitOwn(ALL_REQUESTS, 5 + 1 + 12);
        pollAll(line);
        request("/ktp-el", 4, 0);
        wildFly.awaitOwn(ALL_REQUESTS, 5 + 2 + 16);
        pollAll(line);
        double before = own("ktp-el", "selesai");
        wildFly.kill();
        pollAll(line);
        wildFly.startAgain();
        request("/ktp-el", 6, 2);
        request("/kartu-keluarga", 1, 0);
        wildFly.awaitOwn(ALL_REQUESTS, 9);
        pollAll(line);

        assertThat(Stored.sum(database, KTP, "served"))
                .isEqualTo(before - 1 + own("ktp-el", "selesai"))
                .isEqualTo(7 + 4 + 6);
        assertThat(Stored.values(database, KTP, "served")).containsExactly(7.0, 4.0, 6.0);
        assertThat(Stored.qualities(database, KTP, "served")).containsExactly(Quality.OK, Quality.OK, Quality.RESET);
        assertThat(Stored.values(database, KTP, "failed")).containsExactly(2.0, 0.0, 2.0);
        assertThat(Stored.values(database, KK, "served")).containsExactly(3.0, 0.0, 1.0);
        assertThat(Stored.values(database, KK, "failed")).containsExactly(0.0, 0.0);
        assertThat(line.answered(AGENCY, "served")).isEqualTo(17 + 4);
        // Pantau's own probes came in too, and are no visits.
        assertThat(Stored.values(database, QUEUE, "up")).containsExactly(1.0, 1.0, 1.0, 0.0, 1.0);
        assertThat(Stored.values(database, QUEUE, "visits")).containsExactly(12.0, 4.0, 9.0);
        assertThat(Stored.polls(database, AGENCY, COUNTS)).containsExactly(OK, OK, OK, REFUSED, OK);
    }

    @Test
    void shouldTakeTheServersWordForTheHealthOfEachAndNoneFromItsSilence() throws Exception {
        Catalogue catalogue = ExampleCatalogue.read(
                "templates/microprofile-health.yaml", "http://aplikasi.example.go.id:9990", wildFly.managementPort());
        Line line = Line.started(vertx, database, catalogue, slots);

        pollHealth(line);
        wildFly.citizens().post("/antrean/pembayaran?sehat=false");
        pollHealth(line);
        wildFly.citizens().post("/antrean/pembayaran?sehat=true");
        pollHealth(line);
        wildFly.kill();
        pollHealth(line);
        wildFly.startAgain();
        pollHealth(line);

        assertThat(Stored.values(database, "33.08/dpmptsp/portal", "up")).containsExactly(1.0, 0.0, 1.0, 1.0);
        assertThat(Stored.values(database, "33.08/dpmptsp/pembayaran", "up")).containsExactly(1.0, 0.0, 1.0, 1.0);
        assertThat(Stored.polls(database, "33.08/dpmptsp", "portal-sehat")).containsExactly(OK, OK, OK, REFUSED, OK);
    }

    private Catalogue counting() throws IOException {
        String file = "wildfly.yaml";
        return ExampleCatalogue.parse(
                file,
                ExampleCatalogue.text(file, "http://127.0.0.1:9990", wildFly.managementPort())
                        .replace("http://127.0.0.1:8080", "http://127.0.0.1:" + wildFly.port()));
    }

    private void pollAll(Line line) {
        slots.next();
        line.poll(COUNTS);
        line.poll(VISITS);
        line.poll(PROBE);
    }

    private void pollHealth(Line line) {
        slots.next();
        line.poll("portal-sehat");
        line.poll("portal-pemeriksaan");
    }

    private void request(String service, int good, int failed) throws IOException {
        wildFly.citizens().get(good, "/antrean/layanan" + service + "?status=200", 200);
        wildFly.citizens().get(failed, "/antrean/layanan" + service + "?status=503", 503);
    }

    private double own(String service, String outcome) throws IOException {
        return wildFly.own("application_permohonan_total{hasil=\"" + outcome + "\",layanan=\"" + service + "\"}");
    }
}
