package org.pantau;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    private Path folder;

    private Vertx vertx;
    private int port;

    @BeforeEach
    void start(@TempDir Path folder) {
        this.folder = folder;
        vertx = Vertx.vertx();
        port = await(vertx.createHttpServer()
                        .requestHandler(request -> {
                            boolean known = request.path().equals("/baik");
                            request.response()
                                    .setStatusCode(known ? 200 : 500)
                                    .end("{\"antrean\": 7, \"kode\": \"x\", \"nama\": \"rahasia\"}");
                        })
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterEach
    void stop() {
        done(vertx.close());
    }

    @Test
    void shouldPrintTheFiguresOfAGoodCatalogue() throws IOException {
        assertThat(check(catalogue("/baik", "pending: antrean"))).isZero();

        assertThat(out.toString(UTF_8))
                .contains(
                        "1 pemerintah, 1 layanan, 1 sumber data",
                        "antrean: ok",
                        "33.08/opd/antrean",
                        "pending",
                        "7.000");
        assertThat(complaints.toString(UTF_8)).isEmpty();
    }

    @Test
    void shouldSayWhichFeedDoesNotAnswer() throws IOException {
        assertThat(check(catalogue("/buruk", "pending: antrean"))).isEqualTo(Main.EXIT_FAILED);

        assertThat(out.toString(UTF_8)).contains("antrean: error - ");
    }

    @Test
    void nasty12ShouldSayWhatAHostThatIsGoneSuggests() throws IOException {
        String yaml = catalogue("/baik", "pending: antrean").replace("127.0.0.1:" + port, "katalog.invalid");

        assertThat(check(yaml)).isEqualTo(Main.EXIT_FAILED);

        assertThat(out.toString(UTF_8))
                .contains("antrean: dns - ", "hentikan sumber data ini", "retire this data source");
    }

    @Test
    void shouldSayWhichCellCannotBeRead() throws IOException {
        assertThat(check(catalogue("/baik", "pending: kode"))).isEqualTo(Main.EXIT_FAILED);

        assertThat(out.toString(UTF_8)).contains("! antrean/", "/pending");
    }

    @Test
    void shouldNameEveryMistakeWithItsLine() throws IOException {
        String yaml = catalogue("/baik", "pending: antrean")
                .replace("every: 60s", "every: sebentar")
                .replace("read: json", "read: jsno");

        assertThat(check(yaml)).isEqualTo(Main.EXIT_FAILED);

        assertThat(complaints.toString(UTF_8))
                .contains("katalog.yaml:11", "katalog.yaml:13", "sebentar", "jsno", "2 kesalahan / mistakes");
    }

    @Test
    void shouldKeepARedactedAnswerAndSayWhatAChangedMappingMakesOfIt() throws IOException {
        String yaml = catalogue("/baik", "pending: antrean");

        assertThat(check(yaml, "--keep", "new")).isZero();
        String kept = Files.readString(folder.resolve("fixtures/antrean.json"));
        assertThat(kept).contains("\"antrean\" : 7").doesNotContain("rahasia");
        assertThat(check(yaml)).as("the same mapping").isZero();

        String changed = yaml.replace("pending: antrean", "pending: antrean + 1");
        assertThat(check(changed)).isEqualTo(Main.EXIT_FAILED);
        assertThat(out.toString(UTF_8)).contains("≠ antrean/rows/0/pending: 7 → 8");
        assertThat(check(changed, "--keep", "all")).isZero();
        assertThat(check(changed)).isZero();
    }

    @Test
    void shouldTellEveryStepOfOneFeed() throws IOException {
        assertThat(check(catalogue("/baik", "pending: antrean"), "--feed", "antrean"))
                .isZero();

        assertThat(out.toString(UTF_8))
                .contains("HTTP 200", "| {}", "antrean: number", "nama: text", "0 pending = 7")
                .contains("keadaan saat ini", "a level now")
                .doesNotContain("rahasia");
    }

    @Test
    void shouldRefuseAFeedThatIsNotThere() throws IOException {
        assertThat(check(catalogue("/baik", "pending: antrean"), "--feed", "lain"))
                .isEqualTo(Main.EXIT_FAILED);

        assertThat(complaints.toString(UTF_8)).contains("lain", "not in the catalogue");
    }

    @Test
    void shouldExplainItselfWithoutAPath() {
        assertThat(CheckCommand.run(List.of(), stream(out), stream(complaints))).isEqualTo(Main.EXIT_USAGE);
        assertThat(complaints.toString(UTF_8)).contains("check");
    }

    private int check(String yaml, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("katalog.yaml"), yaml);
        List<String> words = new ArrayList<>(List.of(file.toString()));
        words.addAll(List.of(options));
        return CheckCommand.run(words, stream(out), stream(complaints));
    }

    private String catalogue(String path, String measure) {
        return """
                governments:
                  - code: "33.08"
                    name: Kabupaten Magelang
                    agencies:
                      - id: opd
                        name: OPD
                        services: [{id: antrean, name: Antrean}]
                feeds:
                  - id: antrean
                    service: 33.08/opd/antrean
                    every: 60s
                    request: {url: "http://127.0.0.1:%d%s"}
                    read: json
                    measures: {%s}
                """.formatted(port, path, measure);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }
}
