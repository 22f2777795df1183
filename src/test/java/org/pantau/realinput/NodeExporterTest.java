package org.pantau.realinput;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.measure.FeedState.ERROR;
import static org.pantau.measure.FeedState.OK;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.TestDatabase;
import org.pantau.measure.Quality;
import org.pantau.normalise.Normalised;
import org.pantau.normalise.Unconfirmed;

/** A real node_exporter that serves counts written by a script, by {@code examples/node-exporter-textfile.yaml}. */
@Tag("real-input")
class NodeExporterTest {

    private static final String FEED = "opd-textfile";
    private static final String AGENCY = "33.08/disdukcapil";
    private static final String KTP = AGENCY + "/ktp-el";
    private static final String AKTA = AGENCY + "/akta-kelahiran";

    @TempDir
    Path folder;

    private final Slots slots = new Slots(Duration.ofSeconds(60));
    private Path textfiles;
    private Vertx vertx;
    private TestDatabase database;
    private Program exporter;
    private Catalogue catalogue;

    @BeforeEach
    void start() throws Exception {
        textfiles = Files.createDirectory(folder.resolve("opd"));
        int port = Program.freePort();
        exporter = Program.start(
                folder.resolve("node-exporter.log"),
                List.of(
                        Program.installed("prometheus-node-exporter", "prometheus-node-exporter"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--web.disable-exporter-metrics",
                        "--collector.disable-defaults",
                        "--collector.textfile",
                        "--collector.textfile.directory=" + textfiles));
        Citizens anybody = new Citizens("http://127.0.0.1:" + port);
        exporter.awaitUntil("node_exporter to answer", () -> anybody.answered("/metrics"));
        catalogue = ExampleCatalogue.read("node-exporter-textfile.yaml", "http://127.0.0.1:9100", port);
        vertx = Vertx.vertx();
        database = TestDatabase.fresh(vertx);
    }

    @AfterEach
    void stop() {
        exporter.close();
        database.close();
        TestDatabase.done(vertx.close());
    }

    @Test
    void shouldCountWhatTheScriptCountedThoughItBeginsAgain() throws Exception {
        Line line = Line.started(vertx, database, catalogue, slots);

        poll(line, ktp(41));
        poll(line, ktp(50));
        poll(line, ktp(50));
        poll(line, ktp(3));
        poll(line, ktp(10) + akta(2));
        // The exporter writes large numbers as 1.234567e+06.
        poll(line, ktp(1_234_567) + akta(2));
        poll(line, ktp(1_234_579) + akta(3));

        assertThat(Stored.values(database, KTP, "received")).containsExactly(9.0, 0.0, 3.0, 7.0, 1_234_557.0, 12.0);
        assertThat(Stored.qualities(database, KTP, "received"))
                .containsExactly(Quality.OK, Quality.OK, Quality.RESET, Quality.OK, Quality.OK, Quality.OK);
        assertThat(line.answered(KTP, "received")).isEqualTo(9 + 3 + 7 + 1_234_557 + 12);
        assertThat(Stored.sum(database, AKTA, "received")).isEqualTo(3);
    }

    @Test
    void shouldTakeABrokenOrMissingFileForNoNewsAndLoseNothing() throws Exception {
        Line line = Line.started(vertx, database, catalogue, slots);

        poll(line, ktp(41));
        poll(line, "opd_layanan_diterima_total{layanan=\"ktp-el\" 45");
        poll(line, ktp(46));
        Files.delete(textfiles.resolve("opd.prom"));
        slots.next();
        Normalised withoutFile = await(line.polled(FEED));
        poll(line, ktp(48));

        assertThat(Stored.polls(database, AGENCY, FEED)).containsExactly(OK, ERROR, OK, OK, OK);
        assertThat(withoutFile.problems()).containsExactly(FEED + "/rows: nothing found");
        assertThat(Stored.values(database, KTP, "received")).containsExactly(5.0, 2.0);
        assertThat(Stored.qualities(database, KTP, "received")).containsExactly(Quality.CATCH_UP, Quality.CATCH_UP);
    }

    @Test
    void shouldGoOnWhereItStoodWhenPantauIsKilled() throws Exception {
        Line line = Line.started(vertx, database, catalogue, slots);
        poll(line, ktp(41));
        write(ktp(45));
        slots.next();
        line.pollUnwritten(FEED);

        line = line.startedAgain();
        poll(line, ktp(52));
        line = line.startedAgain();
        poll(line, ktp(52));
        line = line.startedAgain();
        poll(line, ktp(4));

        assertThat(Stored.values(database, KTP, "received")).containsExactly(11.0, 0.0, 4.0);
        assertThat(Stored.qualities(database, KTP, "received"))
                .containsExactly(Quality.CATCH_UP, Quality.OK, Quality.RESET);
    }

    @Test
    void shouldKeepAServiceNobodyKnowsApart() throws Exception {
        Line line = Line.started(vertx, database, catalogue, slots);

        write(ktp(1) + "opd_layanan_diterima_total{layanan=\"surat-pindah\"} 5\n");
        Normalised polled = await(line.polled(FEED));

        assertThat(polled.unconfirmed()).extracting(Unconfirmed::code).containsExactly("surat-pindah");
    }

    private void poll(Line line, String text) throws IOException {
        write(text);
        slots.next();
        line.poll(FEED);
    }

    /** As the script does: under another name, then renamed. */
    private void write(String text) throws IOException {
        Path draft = Files.writeString(textfiles.resolve("opd.prom.tmp"), text);
        Files.move(draft, textfiles.resolve("opd.prom"), ATOMIC_MOVE);
    }

    private static String ktp(int count) {
        return "opd_layanan_diterima_total{layanan=\"ktp-el\"} " + count + "\n";
    }

    private static String akta(int count) {
        return "opd_layanan_diterima_total{layanan=\"akta-kelahiran\"} " + count + "\n";
    }
}
