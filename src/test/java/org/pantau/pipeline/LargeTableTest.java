package org.pantau.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table of more than 100 MB, made while it is sent, is asked for, kept, read and normalised by a process that has 64 MB of
 * heap in all.
 */
@Tag("long")
class LargeTableTest {

    static final int ROWS = 1_000_000;
    private static final long LEAST_BYTES = 100_000_000;
    private static final int ROWS_A_PIECE = 1_000;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        done(vertx.close());
    }

    @Test
    void shouldAddUpWithin64Megabytes() throws Exception {
        assertThat(read("sums", "/rekap.csv")).isEqualTo("ok " + ROWS + " rows, received " + ROWS * 3L);
    }

    @Test
    @Tag("long")
    void shouldCountEventsWithin64Megabytes() throws Exception {
        assertThat(read("events", "/rekap.csv")).isEqualTo("ok " + ROWS + " rows, received " + ROWS);
    }

    @Test
    @Tag("long")
    void shouldUnpackWithin64Megabytes() throws Exception {
        assertThat(read("packed", "/rekap.csv.gz")).isEqualTo("ok " + ROWS + " rows, received " + ROWS * 3L);
    }

    private String read(String what, String path) throws Exception {
        int port = await(vertx.createHttpServer()
                        .requestHandler(LargeTableTest::send)
                        .listen(0, "127.0.0.1"))
                .actualPort();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeTableReader.class.getName(),
                        what,
                        "http://127.0.0.1:" + port + path,
                        folder.toString()))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            System.out.println(what + ": " + said);
            assertThat(folder).isEmptyDirectory();
            return said.substring(0, said.indexOf('\n'));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Sends as fast as it is taken, and holds no more than a piece. */
    private static void send(HttpServerRequest request) {
        HttpServerResponse response = request.response().setChunked(true);
        Pieces pieces = new Pieces(request.path().endsWith(".gz"));
        next(response, pieces);
    }

    private static void next(HttpServerResponse response, Pieces pieces) {
        while (!response.writeQueueFull()) {
            Buffer piece = pieces.next();
            if (piece == null) {
                response.end();
                return;
            }
            response.write(piece);
        }
        response.drainHandler(drained -> next(response, pieces));
    }

    private static final class Pieces {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final OutputStream out;
        private int row;
        private long plain;

        Pieces(boolean packed) {
            try {
                out = packed ? new GZIPOutputStream(bytes) : bytes;
                write("id;kode;nama;tanggal;masuk;petugas;keterangan\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Nullable
        Buffer next() {
            if (row == ROWS) {
                assertThat(plain).isGreaterThan(LEAST_BYTES);
                return null;
            }
            try {
                while (bytes.size() == 0 || row % ROWS_A_PIECE != 0) {
                    write(row++ + ";L" + row % 20 + ";Layanan nomor " + row % 20 + ";2026-11-" + (10 + row % 13)
                            + ";3;petugas loket " + row % 7
                            + ";permohonan diterima di loket dan diteruskan ke verifikator\n");
                    if (row == ROWS) {
                        out.close();
                        break;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Buffer piece = Buffer.buffer(bytes.toByteArray());
            bytes.reset();
            return piece;
        }

        private void write(String line) throws IOException {
            byte[] encoded = line.getBytes(UTF_8);
            plain += encoded.length;
            out.write(encoded);
        }
    }
}
