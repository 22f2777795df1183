package org.pantau;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.table.Books;

class AddressCheckTest {

    private static final String CATALOGUE = """
            governments:
              - code: "33.08"
                name: Kabupaten Magelang
                agencies:
                  - {id: dinkes, name: Dinas Kesehatan, services: [{id: antrean, name: Antrean puskesmas}]}
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    private Path folder;
    private Vertx vertx;
    private int port;

    @BeforeEach
    void start(@TempDir Path folder) {
        this.folder = folder;
        vertx = Vertx.vertx();
        port = await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private void answer(HttpServerRequest request) {
        asked.add(request.path());
        switch (request.path()) {
            case "/pindah" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("location", "/baik")
                        .end();
            case "/luar" ->
                request.response()
                        .setStatusCode(301)
                        .putHeader("location", "http://localhost:" + port + "/baik")
                        .end();
            case "/masuk" -> request.response().setStatusCode(401).end();
            case "/baik" -> request.response().end("ok");
            default -> request.response().setStatusCode(503).end();
        }
    }

    @AfterEach
    void stop() {
        done(vertx.close());
    }

    private int check(String name, String text, String... options) throws IOException {
        return check(Files.writeString(folder.resolve(name), text), options);
    }

    private int check(Path list, String... options) throws IOException {
        Path catalogue = Files.createDirectories(folder.resolve("katalog"));
        Files.writeString(catalogue.resolve("a.yaml"), CATALOGUE);
        List<String> words = new ArrayList<>(List.of(list.toString(), "--catalogue", catalogue.toString()));
        words.addAll(List.of(options));
        return CheckCommand.run(words, stream(out), stream(complaints));
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    @Test
    void shouldSayWhatEachLineBecomesAndWhetherItIsUp() throws IOException {
        String list = "OPD;Layanan;Alamat\nDinkes;Antrean puskesmas;" + at("/baik") + "\nDinas Sosial;Bansos;"
                + at("/pindah") + "\n;DTKS;" + at("/baik?token=abc") + "\n";

        assertThat(check("daftar.csv", list, "--government", "33.08")).isZero();

        assertThat(out.toString(UTF_8))
                .contains(
                        "baris / line 2: layanan 'Antrean puskesmas' pada 'Dinas Kesehatan' (33.08/dinkes/antrean) dipantau lewat "
                                + at("/baik"),
                        "baris / line 3: layanan baru 'Bansos' pada instansi baru 'Dinas Sosial'",
                        "3 alamat baru, 0 sudah ada, 0 salah / 3 new, 0 there already, 0 wrong",
                        "! alamat di dalam jaringan sendiri",
                        "baris / line 2: " + at("/baik") + ": hidup / up, HTTP 200, ",
                        "baris / line 3: " + at("/pindah") + ": hidup / up, HTTP 200, ",
                        "baris / line 4: " + at("/baik?token=…") + ": hidup / up")
                .doesNotContain("abc");
        assertThat(complaints.toString(UTF_8)).isEmpty();
        assertThat(asked).containsExactly("/baik", "/pindah");
    }

    @Test
    void shouldSayWhatIsDownAndWhy() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        String list = "Dinkes;A;" + at("/buruk") + "\nDinkes;B;" + at("/luar") + "\nDinkes;C;" + at("/masuk")
                + "\nDinkes;D;http://127.0.0.1:" + closed + "/\nDinkes;E;" + at("/baik");

        assertThat(check("daftar.txt", list, "--government", "33.08")).isEqualTo(Main.EXIT_FAILED);

        assertThat(out.toString(UTF_8))
                .contains(
                        "1: " + at("/buruk")
                                + ": MATI / DOWN: menjawab HTTP 503, yang ditunggu 2xx / HTTP 503, expected 2xx",
                        "2: " + at("/luar")
                                + ": MATI / DOWN: dialihkan ke host lain; pakai alamat itu bila memang layanannya /"
                                + " redirected to another host: http://localhost:" + port,
                        "4: http://127.0.0.1:" + closed + "/: MATI / DOWN: tidak ada yang mendengar di alamat itu",
                        "5: " + at("/baik") + ": hidup / up");
        assertThat(out.toString(UTF_8).lines().filter(line -> line.contains(at("/masuk") + ": ")))
                .singleElement()
                .asString()
                .contains("MATI / DOWN: menjawab HTTP 401");
    }

    @Test
    void shouldWriteADocumentThatTheCatalogueTakes() throws IOException {
        String list = "OPD,Layanan,Alamat,Jam\nDinkes,Apotek," + at("/baik") + ",24/7\n";
        Path written = folder.resolve("katalog/katalog-alamat.yaml");

        assertThat(check("daftar.csv", list, "--government", "33.08", "--write", written.toString()))
                .isZero();

        Catalogue joined =
                CatalogueReader.read(folder.resolve("katalog")).catalogue().orElseThrow();
        assertThat(joined.feeds()).extracting(Feed::id).containsExactly("alamat-33-08--dinkes--apotek");
        assertThat(CheckCommand.run(List.of(folder.resolve("katalog").toString()), stream(out), stream(complaints)))
                .as("the catalogue is checked like any other")
                .isZero();
        out.reset();
        assertThat(check(
                        "daftar.csv",
                        list,
                        "--government",
                        "33.08",
                        "--write",
                        folder.resolve("lagi.yaml").toString()))
                .isZero();
        assertThat(out.toString(UTF_8))
                .contains(
                        "0 alamat baru, 1 sudah ada, 0 salah",
                        "sudah dipantau lewat",
                        "tidak ditulis, tidak ada yang baru");
        assertThat(folder.resolve("lagi.yaml")).doesNotExist();
    }

    @Test
    void shouldWriteNothingWhileALineIsWrongOrTheFileIsThere() throws IOException {
        String list = "OPD;Layanan;Alamat\nDinkes;Apotek;" + at("/baik") + "\nDinkes;Gizi;ftp://x\n";
        Path written = folder.resolve("baru.yaml");

        assertThat(check("daftar.csv", list, "--government", "33.08", "--write", written.toString()))
                .isEqualTo(Main.EXIT_FAILED);

        assertThat(out.toString(UTF_8))
                .contains(
                        "baris / line 3: SALAH / WRONG: Dinkes · Gizi · ftp://x",
                        "✗ hanya http:// dan https:// yang dapat dipantau / only http:// and https:// can be watched",
                        "1 alamat baru, 0 sudah ada, 1 salah",
                        at("/baik") + ": hidup / up");
        assertThat(complaints.toString(UTF_8)).contains("tidak ditulis; perbaiki atau hapus dulu baris yang salah");
        assertThat(written).doesNotExist();

        Files.writeString(written, "# milik orang lain\n");
        String good = "OPD;Layanan;Alamat\nDinkes;Apotek;" + at("/baik") + "\n";
        assertThat(check("daftar.csv", good, "--government", "33.08", "--write", written.toString()))
                .isEqualTo(Main.EXIT_FAILED);
        assertThat(complaints.toString(UTF_8)).contains("sudah ada, tidak ditimpa");
        assertThat(written).hasContent("# milik orang lain");
    }

    @Test
    void shouldWriteTheReferenceTooWhereThereIsNoCatalogue() throws IOException {
        Path list = Files.write(
                folder.resolve("Daftar OPD.xlsx"),
                Books.rows(List.of(
                        List.of("Perangkat Daerah", "Layanan", "Tautan"),
                        List.of("Dinas Kesehatan", "Portal", at("/baik")),
                        List.of("Dinas Pariwisata", "Tiket", at("/pindah")))));
        Path written = folder.resolve("katalog-alamat.yaml");

        int status = CheckCommand.run(
                List.of("--government", "33.08", "--write", written.toString(), list.toString()),
                stream(out),
                stream(complaints));

        assertThat(status).as(complaints::toString).isZero();
        assertThat(out.toString(UTF_8)).contains("rujukan Jawa Tengah", "./pantau run --catalogue " + written);
        Catalogue alone = CatalogueReader.read(written).catalogue().orElseThrow();
        assertThat(alone.feeds())
                .extracting(Feed::id)
                .containsExactly("alamat-33-08--dinkes--portal", "alamat-33-08--dinas-pariwisata--tiket");
    }

    @Test
    void shouldSayWhatHindersIt() throws IOException {
        assertThat(check("a.csv", "x;y;z.id", "--government", "35.07")).isEqualTo(Main.EXIT_FAILED);
        assertThat(complaints.toString(UTF_8))
                .contains("--government 35.07: tidak ada di katalog; tulis kode pemerintah");
        complaints.reset();
        assertThat(check("a.csv", "x;y;z.id", "--government", "Magelang")).isEqualTo(Main.EXIT_FAILED);
        assertThat(complaints.toString(UTF_8)).contains("--government Magelang: tidak ada di katalog");
        complaints.reset();
        assertThat(check(folder.resolve("hilang.xlsx"))).isEqualTo(Main.EXIT_FAILED);
        assertThat(complaints.toString(UTF_8)).contains("hilang.xlsx: tidak ada / not found");
        complaints.reset();
        assertThat(check("makro.xls", "<table>")).isEqualTo(Main.EXIT_FAILED);
        assertThat(complaints.toString(UTF_8)).contains("makro.xls: ini halaman web atau XML");
        complaints.reset();
        assertThat(check("a.csv", "x".repeat(3_000_000))).isEqualTo(Main.EXIT_FAILED);
        assertThat(complaints.toString(UTF_8)).contains("terlalu besar, paling banyak 2048 KiB");
        complaints.reset();
        assertThat(check("a.csv", "x;y;z.id", "--keep", "new")).isEqualTo(Main.EXIT_USAGE);
        assertThat(complaints.toString(UTF_8)).contains("unknown option --keep", "--government");
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldNameTheMistakesOfTheCatalogue() throws IOException {
        Path broken = Files.writeString(folder.resolve("rusak.yaml"), CATALOGUE.replace("33.08", "Magelang"));
        Path list = Files.writeString(folder.resolve("a.csv"), "x;y;z.id");

        int status = CheckCommand.run(
                List.of(list.toString(), "--catalogue", broken.toString()), stream(out), stream(complaints));

        assertThat(status).isEqualTo(Main.EXIT_FAILED);
        assertThat(complaints.toString(UTF_8)).contains("rusak.yaml:2", "no region code");
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }
}
