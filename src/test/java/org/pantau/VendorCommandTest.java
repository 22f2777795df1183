package org.pantau;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code check --vendor}, against an endpoint that is right and against one for each flaw. */
class VendorCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private VendorEndpoint endpoint;
    private Path key;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        endpoint = new VendorEndpoint();
        key = Files.writeString(folder.resolve("kunci"), VendorEndpoint.KEY + "\n");
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void whatFollowsTheSpecificationShouldPass() {
        assertThat(check()).as(said()).isZero();

        assertThat(said())
                .contains(
                        "catatan: tanpa HTTPS: hanya boleh untuk uji di mesin sendiri",
                        "baik: menjawab paling lama",
                        "baik: hari ini dan 7 hari lalu terbaca",
                        "baik: tiap hari punya angkanya sendiri",
                        "baik: kemarin dibaca dua kali, angkanya sama",
                        "baik: hari yang akan datang ditolak dengan 400",
                        "baik: tanggal yang tidak ada (30 Februari) ditolak dengan 400",
                        "baik: tanpa kunci ditolak dengan 401",
                        "baik: dengan kunci yang salah ditolak dengan 401",
                        "semua yang wajib terpenuhi")
                .doesNotContain("KURANG", VendorEndpoint.KEY);
    }

    @Test
    void anOfficeFurtherEastShouldPassToo() {
        endpoint.zone = ZoneId.of("Asia/Jayapura");

        assertThat(check()).as(said()).isZero();
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                flaw(
                        "numbers as text",
                        "layanan[…].masuk ditulis sebagai teks",
                        each -> service(each, row -> row.put("masuk", "41"))),
                flaw("negative counts", "selesai negatif", each -> service(each, row -> row.put("selesai", -1))),
                flaw("fractions", "masuk harus bilangan bulat", each -> service(each, row -> row.put("masuk", 1.5))),
                flaw("null", "menunggu berisi null", each -> service(each, row -> row.putNull("menunggu"))),
                flaw("a flag", "masuk harus bilangan", each -> service(each, row -> row.put("masuk", true))),
                flaw("a count left out", "masuk tidak ada", each -> service(each, row -> row.remove("masuk"))),
                flaw("no code", "kode harus teks", each -> service(each, row -> row.put("kode", 7))),
                flaw("no name", "nama harus nama", each -> service(each, row -> row.put("nama", ""))),
                flaw("a code twice", "muncul dua kali", each -> service(each, row -> row.put("kode", "kk"))),
                flaw(
                        "a population number",
                        "ada data pribadi: nik",
                        each -> service(each, row -> row.put("nik", "3308011212900001"))),
                flaw(
                        "an applicant",
                        "ada data pribadi: namaPemohon",
                        each -> service(each, row -> row.put("namaPemohon", "Siti"))),
                flaw(
                        "a population number elsewhere",
                        "ada data pribadi: nama",
                        each -> service(each, row -> row.put("nama", "KTP 3308011212900001"))),
                flaw(
                        "a zone of its own",
                        "zona harus",
                        each -> each.spoil = (day, answer) -> answer.put("zona", "WIB")),
                flaw(
                        "no offset",
                        "dibuat harus",
                        each -> each.spoil = (day, answer) -> answer.put("dibuat", "2026-11-23 10:00:00")),
                flaw(
                        "a clock ahead",
                        "di masa depan",
                        each -> each.spoil = (day, answer) -> answer.put("dibuat", "2126-11-23T10:00:00+07:00")),
                flaw(
                        "closed today",
                        "harinya belum habis",
                        each -> each.spoil = (day, answer) -> answer.put("tutup", true)),
                flaw(
                        "closed too early",
                        "dibuat sebelum harinya habis",
                        each -> each.spoil = (day, answer) -> answer.put("dibuat", day + "T15:00:00+07:00")),
                flaw("no flag", "tutup harus", each -> each.spoil = (day, answer) -> answer.put("tutup", "ya")),
                flaw(
                        "another day",
                        "bukan tanggal yang diminta",
                        each -> each.spoil = (day, answer) ->
                                answer.put("tanggal", each.today().toString())),
                flaw(
                        "one day for all",
                        "parameter tanggal tampaknya diabaikan",
                        each -> each.spoil =
                                (day, answer) -> first(answer).put("masuk", 9).put("selesai", 9)),
                flaw(
                        "zeros for the past",
                        "jangan isi dengan 0",
                        each -> each.spoil = (day, answer) -> {
                            if (day.isBefore(each.today())) {
                                first(answer).put("masuk", 0).put("selesai", 0);
                            }
                        }),
                flaw(
                        "nothing to judge by",
                        "belum dapat dinilai",
                        each -> each.spoil =
                                (day, answer) -> first(answer).put("masuk", 0).put("selesai", 0)),
                flaw("yesterday differs", "kemarin dibaca dua kali, angkanya lain", each -> {
                    AtomicInteger number = new AtomicInteger(50);
                    each.spoil = (day, answer) -> first(answer).put("masuk", number.incrementAndGet());
                }),
                flaw(
                        "yesterday refused",
                        "HTTP 404 untuk hari ini atau hari lalu",
                        each -> each.instead = request -> past(each, request, 404)),
                flaw(
                        "yesterday broken",
                        "HTTP 500 padahal diharapkan 200",
                        each -> each.instead = request -> past(each, request, 500)),
                flaw("no key needed", "tanpa kunci dijawab HTTP 200", each -> each.admits = request -> true),
                flaw(
                        "any key will do",
                        "dengan kunci yang salah dijawab HTTP 200",
                        each -> each.admits = request -> request.getHeader("X-API-Key") != null),
                flaw("a page for a refusal", "tanpa kunci dijawab HTTP 302", each -> each.refusal = 302),
                flaw(
                        "any date will do",
                        "tanggal yang tidak ada (30 Februari) dijawab HTTP 200",
                        each -> each.takesAnyDate = true),
                flaw("tomorrow is told", "hari yang akan datang dijawab HTTP 200", each -> each.takesAnyDate = true),
                flaw("a wrong date breaks it", "(30 Februari) dijawab HTTP 500", each -> each.wrongDate = 500),
                flaw("a page", "halaman HTML", each -> body(each, "<html><h1>Fatal error</h1></html>")),
                flaw("no JSON", "bukan objek JSON", each -> body(each, "ktp;41;38")),
                flaw("a list", "bukan objek JSON", each -> body(each, "[{\"kode\":\"ktp\"}]")),
                flaw(
                        "an error inside",
                        "HTTP 200 tetapi isinya galat",
                        each -> body(each, "{\"status\":\"error\",\"message\":\"db down\"}")),
                flaw("no list", "daftar layanan tidak ada", each -> body(each, "{\"tanggal\":\"x\"}")),
                flaw("wrong key given", "kunci yang diberikan ditolak", each -> each.admits = request -> false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flaws")
    void eachFlawShouldBeNamedWithItsCure(String flaw, String named, Consumer<VendorEndpoint> spoil) {
        spoil.accept(endpoint);

        assertThat(check()).as(flaw + "\n" + said()).isEqualTo(Main.EXIT_FAILED);

        assertThat(said().lines().filter(line -> line.startsWith("  KURANG: ")))
                .anyMatch(line -> line.contains(named))
                .allMatch(line -> line.contains(" / "));
        assertThat(said()).contains("wajib belum terpenuhi").doesNotContain("3308011212900001", "Siti", "db down");
    }

    @Test
    void whatIsMerelyUnusualShouldBeNotedAndPass() {
        endpoint.refusal = 403;
        endpoint.spoil = (day, answer) -> {
            answer.put("versi", 2);
            if (day.equals(endpoint.today().minusDays(1))) {
                first(answer).put("masuk", 0).put("selesai", 0);
            }
        };

        assertThat(check()).as(said()).isZero();

        assertThat(said())
                .contains(
                        "catatan: tanpa kunci ditolak dengan 403; sebaiknya 401",
                        "catatan: bidang versi tidak dibaca Pantau",
                        "dan 7 hari lain",
                        "catatan: kemarin seluruhnya 0");
    }

    @Test
    void aSlowEndpointShouldBeSaidAtOnce() {
        endpoint.instead = request -> true;

        assertThat(check(Duration.ofMillis(300), "--key", "file:" + key)).isEqualTo(Main.EXIT_FAILED);

        assertThat(said()).contains("KURANG: tidak menjawab dalam", "1 hal yang wajib belum terpenuhi");
    }

    @Test
    void anEndpointThatIsNotThereShouldBeSaidAtOnce() {
        String address = endpoint.address();
        endpoint.close();

        int status = VendorCommand.run(List.of("--vendor", address), stream(out), stream(complaints));

        assertThat(status).isEqualTo(Main.EXIT_FAILED);
        assertThat(said()).contains("KURANG: tidak dapat ditanya (refused: ");
        endpoint = new VendorEndpoint();
    }

    @Test
    void withoutAKeyAllThatNeedsOneShouldBeMissing() {
        assertThat(check(Duration.ofSeconds(10))).isEqualTo(Main.EXIT_FAILED);

        assertThat(said()).contains("kunci yang diberikan ditolak (HTTP 401); periksa --key");
    }

    @Test
    void aKeyInTheCommandLineShouldBeRefusedAndNotRepeated() {
        assertThat(check(Duration.ofSeconds(10), "--key", VendorEndpoint.KEY)).isEqualTo(Main.EXIT_USAGE);
        assertThat(check(Duration.ofSeconds(10), "--key", "env:PANTAU_TIDAK_ADA"))
                .isEqualTo(Main.EXIT_FAILED);

        assertThat(complaints.toString(UTF_8))
                .contains("env:NAMA atau file:BERKAS", "env:PANTAU_TIDAK_ADA kosong")
                .doesNotContain(VendorEndpoint.KEY);
    }

    @Test
    void anAddressThatIsNoneShouldBeNamed() {
        for (String address : List.of("ftp://contoh.go.id/x", "layanan-harian", "http://a b")) {
            assertThat(CheckCommand.run(List.of("--vendor=" + address), stream(out), stream(complaints)))
                    .isEqualTo(Main.EXIT_USAGE);
        }

        assertThat(complaints.toString(UTF_8)).contains("--vendor: alamat http atau https diharapkan");
    }

    private int check() {
        return check(Duration.ofSeconds(10), "--key", "file:" + key);
    }

    private int check(Duration longest, String... options) {
        List<String> words = Stream.concat(Stream.of("--vendor", endpoint.address()), Stream.of(options))
                .toList();
        return VendorCommand.run(words, stream(out), stream(complaints), longest);
    }

    private String said() {
        return out.toString(UTF_8);
    }

    private static Arguments flaw(String name, String named, Consumer<VendorEndpoint> spoil) {
        return arguments(name, named, spoil);
    }

    private static void service(VendorEndpoint endpoint, Consumer<JsonObject> spoil) {
        endpoint.spoil = (day, answer) -> spoil.accept(first(answer));
    }

    private static JsonObject first(JsonObject answer) {
        return answer.getJsonArray("layanan").getJsonObject(0);
    }

    private static void body(VendorEndpoint endpoint, String body) {
        endpoint.instead = request -> {
            if (!VendorEndpoint.KEY.equals(request.getHeader("X-API-Key"))) {
                return false;
            }
            request.response().end(body);
            return true;
        };
    }

    private static boolean past(VendorEndpoint endpoint, HttpServerRequest request, int status) {
        boolean meant = String.valueOf(request.getParam("tanggal"))
                .equals(endpoint.today().minusDays(1).toString());
        if (meant && VendorEndpoint.KEY.equals(request.getHeader("X-API-Key"))) {
            VendorEndpoint.end(request, status, new JsonObject().put("galat", "tidak ada"));
            return true;
        }
        return false;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }
}
