package org.pantau.realinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.measure.FeedState.OK;
import static org.pantau.measure.FeedState.REFUSED;

import io.vertx.core.Vertx;
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

/** A real Spring Boot application with Actuator, by {@code examples/spring-boot.yaml}. */
@Tag("real-input")
class SpringBootTest {

    private static final String COUNTS = "antrean-hitungan";
    private static final String HEALTH = "antrean-sehat";
    private static final String AGENCY = "33.08/disdukcapil";
    private static final String KTP = AGENCY + "/ktp-el";
    private static final String KK = AGENCY + "/kartu-keluarga";

    @TempDir
    Path folder;

    private final Slots slots = new Slots(Duration.ofSeconds(30));
    private Vertx vertx;
    private TestDatabase database;
    private SpringBoot application;
    private Catalogue catalogue;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        database = TestDatabase.fresh(vertx);
        application = SpringBoot.start(folder);
        catalogue = ExampleCatalogue.read("spring-boot.yaml", "http://127.0.0.1:8081", application.port());
    }

    @AfterEach
    void stop() {
        application.close();
        database.close();
        TestDatabase.done(vertx.close());
    }

    @Test
    void shouldStoreEachRequestOnceThoughTheApplicationRestarts() throws Exception {
        Line line = Line.started(vertx, database, catalogue, slots);
        line.poll(COUNTS);

        request("/ktp-el", 7, 3, 2);
        request("/kartu-keluarga", 4, 0, 1);
        poll(line);
        application.citizens().get(5, "/ktp-el?status=200", 200);
        application.awaitCount("/ktp-el", "SUCCESS", 12);
        poll(line);
        poll(line);
        application.kill();
        poll(line);
        application.startAgain();
        request("/ktp-el", 6, 1, 1);
        request("/kartu-keluarga", 2, 2, 0);
        poll(line);

        assertThat(Stored.sum(database, KTP, "served")).isEqualTo(12 + application.count("/ktp-el", "SUCCESS"));
        assertThat(line.answered(KTP, "served")).isEqualTo(18);
        assertThat(line.answered(AGENCY, "served")).isEqualTo(18 + 6);
        assertThat(Stored.values(database, KTP, "served")).containsExactly(7.0, 5.0, 0.0, 6.0);
        assertThat(Stored.qualities(database, KTP, "served"))
                .containsExactly(Quality.OK, Quality.OK, Quality.OK, Quality.RESET);
        assertThat(Stored.values(database, KTP, "returned")).containsExactly(3.0, 0.0, 0.0, 1.0);
        assertThat(Stored.sum(database, KTP, "failed")).isEqualTo(2 + 1);
        assertThat(Stored.sum(database, KK, "served")).isEqualTo(4 + 2);
        assertThat(Stored.sum(database, KK, "returned")).isEqualTo(0 + 2);
        assertThat(Stored.sum(database, KK, "failed")).isEqualTo(1 + 0);
        assertThat(Stored.polls(database, AGENCY, COUNTS)).containsExactly(OK, OK, OK, OK, REFUSED, OK);
    }

    @Test
    void shouldTakeTheApplicationsWordForItsHealthAndNoneFromItsSilence() throws Exception {
        Line line = Line.started(vertx, database, catalogue, slots);

        line.poll(HEALTH);
        application.citizens().post("/sehat?value=false");
        slots.next();
        line.poll(HEALTH);
        application.kill();
        slots.next();
        line.poll(HEALTH);
        application.startAgain();
        slots.next();
        line.poll(HEALTH);

        assertThat(Stored.values(database, KTP, "up")).containsExactly(1.0, 0.0, 1.0);
        assertThat(Stored.values(database, KK, "up")).containsExactly(1.0, 0.0, 1.0);
        assertThat(Stored.polls(database, AGENCY, HEALTH)).containsExactly(OK, OK, REFUSED, OK);
        assertThat(Stored.values(database, AGENCY + "/@" + HEALTH, "response"))
                .hasSize(3)
                .allMatch(milliseconds -> milliseconds > 0);
    }

    @Test
    void shouldNeitherLoseNorRepeatARequestWhenPantauIsKilled() throws Exception {
        Line line = Line.started(vertx, database, catalogue, slots);
        line.poll(COUNTS);
        served(4);
        poll(line);

        served(4 + 5);
        slots.next();
        line.pollUnwritten(COUNTS);
        line = line.startedAgain();
        served(4 + 5 + 2);
        poll(line);
        // Killed after the commit, and asked again for the same slot.
        line = line.startedAgain();
        served(4 + 5 + 2 + 3);
        line.poll(COUNTS);
        poll(line);

        assertThat(Stored.values(database, KTP, "served")).containsExactly(4.0, 7.0, 3.0);
        assertThat(Stored.sum(database, KTP, "served")).isEqualTo(application.count("/ktp-el", "SUCCESS"));

        application.kill();
        application.startAgain();
        served(6);
        line = line.startedAgain();
        poll(line);

        assertThat(Stored.sum(database, KTP, "served")).isEqualTo(14 + application.count("/ktp-el", "SUCCESS"));
        assertThat(Stored.qualities(database, KTP, "served")).endsWith(Quality.RESET);
    }

    private void poll(Line line) {
        slots.next();
        line.poll(COUNTS);
    }

    private void request(String path, int good, int returned, int failed) throws Exception {
        application.citizens().get(good, path + "?status=200", 200);
        application.citizens().get(returned, path + "?status=422", 422);
        application.citizens().get(failed, path + "?status=500", 500);
        application.awaitCount(path, "SUCCESS", good);
        application.awaitCount(path, "CLIENT_ERROR", returned);
        application.awaitCount(path, "SERVER_ERROR", failed);
    }

    /** Makes as many good requests as bring the application's own count to {@code total}. */
    private void served(int total) throws Exception {
        int missing = total - application.count("/ktp-el", "SUCCESS");
        application.citizens().get(missing, "/ktp-el?status=200", 200);
        application.awaitCount("/ktp-el", "SUCCESS", total);
    }
}
