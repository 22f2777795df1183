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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.TestDatabase;
import org.pantau.measure.Quality;

/** A real HAProxy in front of an application, in both formats it speaks, by the catalogues in {@code examples}. */
@Tag("real-input")
class HaproxyTest {

    private static final String AGENCY = "33.08/dpmptsp";
    private static final String USAHA = AGENCY + "/izin-usaha";
    private static final String PRAKTIK = AGENCY + "/izin-praktik";

    /** Where a catalogue reads HAProxy from. */
    private enum Format {
        METRICS("haproxy.yaml", "http://127.0.0.1:8404", "portal-haproxy"),
        METRICS_TEMPLATE("templates/haproxy-metrics.yaml", "http://haproxy.example.go.id:8404", "haproxy-metrics"),
        CSV("templates/haproxy-csv.yaml", "http://haproxy.example.go.id:8404", "haproxy-csv");

        private final String example;
        private final String base;
        private final String feed;

        Format(String example, String base, String feed) {
            this.example = example;
            this.base = base;
            this.feed = feed;
        }
    }

    @TempDir
    Path folder;

    private final Slots slots = new Slots(Duration.ofSeconds(15));
    private Vertx vertx;
    private TestDatabase database;
    private Haproxy haproxy;
    private Citizens citizens;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        database = TestDatabase.fresh(vertx);
        haproxy = Haproxy.start(vertx, folder);
        citizens = haproxy.citizens();
    }

    @AfterEach
    void stop() {
        haproxy.close();
        database.close();
        TestDatabase.done(vertx.close());
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountWhatWentThroughAndWhatFailedThoughItRestarts(Format format) throws Exception {
        Line line = Line.started(vertx, database, catalogue(format), slots);
        poll(line, format);

        citizens.get(9, "/izin-usaha?status=200", 200);
        citizens.get(2, "/izin-usaha?status=302", 302);
        citizens.get(1, "/izin-usaha?status=404", 404);
        citizens.get(3, "/izin-usaha?status=500", 500);
        citizens.get(4, "/izin-praktik?status=200", 200);
        haproxy.awaitOwnCounts("izin-usaha", 9, 3);
        poll(line, format);
        haproxy.stopApplication();
        citizens.get(5, "/izin-usaha?status=200", 503);
        citizens.get(2, "/izin-praktik?status=200", 503);
        haproxy.awaitOwnCounts("izin-usaha", 9, 8);
        haproxy.awaitOwnCounts("izin-praktik", 4, 2);
        poll(line, format);
        haproxy.kill();
        poll(line, format);
        haproxy.startApplicationAgain();
        haproxy.startAgain();
        citizens.get(3, "/izin-usaha?status=200", 200);
        citizens.get(1, "/izin-usaha?status=503", 503);
        haproxy.awaitOwnCounts("izin-usaha", 3, 1);
        poll(line, format);

        assertThat(Stored.sum(database, USAHA, "served"))
                .isEqualTo(haproxy.logged("izin-usaha", "[23].."))
                .isEqualTo(14);
        assertThat(Stored.sum(database, USAHA, "failed"))
                .isEqualTo(haproxy.logged("izin-usaha", "5.."))
                .isEqualTo(9);
        assertThat(Stored.sum(database, PRAKTIK, "served"))
                .isEqualTo(haproxy.logged("izin-praktik", "[23].."))
                .isEqualTo(4);
        assertThat(Stored.sum(database, PRAKTIK, "failed"))
                .isEqualTo(haproxy.logged("izin-praktik", "5.."))
                .isEqualTo(2);
        assertThat(line.answered(USAHA, "served")).isEqualTo(14);
        assertThat(line.answered(AGENCY, "failed")).isEqualTo(9 + 2);
        assertThat(Stored.values(database, USAHA, "failed")).containsExactly(3.0, 5.0, 1.0);
        assertThat(Stored.qualities(database, USAHA, "served")).containsExactly(Quality.OK, Quality.OK, Quality.RESET);
        assertThat(Stored.values(database, USAHA, "up")).containsExactly(1.0, 1.0, 0.0, 1.0);
        assertThat(Stored.polls(database, AGENCY, format.feed)).containsExactly(OK, OK, OK, REFUSED, OK);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGoOnWhereItStoodWhenPantauIsKilled(Format format) throws Exception {
        Line line = Line.started(vertx, database, catalogue(format), slots);
        poll(line, format);
        citizens.get(6, "/izin-usaha?status=200", 200);
        haproxy.awaitOwnCounts("izin-usaha", 6, 0);
        slots.next();
        line.pollUnwritten(format.feed);

        line = line.startedAgain();
        poll(line, format);
        line = line.startedAgain();
        citizens.get(2, "/izin-usaha?status=200", 200);
        citizens.get(1, "/izin-usaha?status=500", 500);
        haproxy.awaitOwnCounts("izin-usaha", 8, 1);
        poll(line, format);

        assertThat(Stored.values(database, USAHA, "served")).containsExactly(6.0, 2.0);
        assertThat(Stored.values(database, USAHA, "failed")).containsExactly(0.0, 1.0);
    }

    private Catalogue catalogue(Format format) throws IOException {
        return ExampleCatalogue.read(format.example, format.base, haproxy.metricsPort());
    }

    private void poll(Line line, Format format) {
        slots.next();
        line.poll(format.feed);
    }
}
