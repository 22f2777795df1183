package org.pantau.realinput;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.realinput.PushScript.Language;
import org.pantau.realinput.PushScript.Run;

/** What the scripts of {@code examples/skrip} ask a database, and what of its answer may leave. */
@Tag("real-input")
class PushScriptQueryTest {

    private static final OfficeZone ZONE = OfficeZone.farFromMidnight();
    private static final LocalDate TODAY = ZONE.today();
    private static final String COUNT = "select 'KTP' as service, 'received' as measure, ";

    @TempDir
    private static Path shared;

    private static Vertx vertx;
    private static PushStub server;
    private static MariaDb mariadb;
    private static AgencyDatabase postgres;
    private static AgencyDatabase maria;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startAll() throws IOException {
        vertx = Vertx.vertx();
        server = new PushStub(vertx);
        mariadb = MariaDb.start(Files.createDirectory(shared.resolve("mariadb")));
        postgres = PostgresAgency.fresh(vertx);
        maria = mariadb.agency();
        for (AgencyDatabase each : List.of(postgres, maria)) {
            each.add("KTP", TODAY.toString(), 3, 1);
        }
        String unused = postgres.sql("create function tulis() returns int language sql volatile security definer as"
                + " $$ insert into permohonan values (900, 'KTP', now(), null, 'x') returning 1 $$");
        unused = maria.sql("delimiter //\ncreate function tulis() returns int begin"
                + " insert into permohonan values (900, 'KTP', now(), null, 'x'); return 1; end //\ndelimiter ;\n"
                + "grant execute on " + maria.name() + ".* to " + AgencyDatabase.READER + ";");
    }

    @AfterAll
    static void stopAll() throws IOException {
        postgres.close();
        mariadb.close();
        server.close();
        done(vertx.close());
    }

    static Stream<Arguments> everyScriptAndDatabase() {
        return Stream.of(
                arguments(Language.SHELL, "pgsql"),
                arguments(Language.SHELL, "mysql"),
                arguments(Language.PHP_STREAMS, "pgsql"),
                arguments(Language.PHP_CURL, "mysql"),
                arguments(Language.POWERSHELL, "pgsql"));
    }

    private PushScript install(Language language, String kind) throws IOException {
        PushScript script =
                PushScript.installed(folder.resolve("vendor"), language, kind.equals("pgsql") ? postgres : maria, ZONE);
        script.towards(server.address());
        return script;
    }

    @ParameterizedTest
    @MethodSource("everyScriptAndDatabase")
    void onlyTotalsShouldBeShownBeforehandAndNothingBeSent(Language language, String kind) throws IOException {
        PushScript script = install(language, kind);
        int asked = server.asked().size();

        Run run = script.tryOut();

        assertThat(run.status()).as(run.text()).isZero();
        assertThat(run.text())
                .contains("{\"service\":\"KTP\",\"measure\":\"received\",\"at\":\"" + TODAY + "T", "\"value\":3}")
                .doesNotContain("Siti");
        assertThat(server.asked()).hasSize(asked);
        assertThat(script.queued()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyScriptAndDatabase")
    void aQueryThatWritesInsideShouldFailAndWriteNothing(Language language, String kind) throws IOException {
        PushScript script = install(language, kind);
        script.query(COUNT + "tulis() as value");

        Run run = script.run();

        assertThat(run.status()).as(run.text()).isEqualTo(2);
        assertThat(run.text()).contains("kueri gagal").containsIgnoringCase("read");
        assertThat(script.database().count("id = 900")).isZero();
    }

    @ParameterizedTest
    @MethodSource("everyScriptAndDatabase")
    void aQueryThatTakesTooLongShouldBeStopped(Language language, String kind) throws IOException {
        PushScript script = install(language, kind);
        script.set("BATAS_DETIK", "1");
        script.query(
                kind.equals("pgsql")
                        ? COUNT + "1 as value from pg_sleep(20)"
                        : COUNT + "sum(sleep(20)) as value from permohonan");
        long began = System.nanoTime();

        Run run = script.run();

        assertThat(run.status()).as(run.text()).isEqualTo(2);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @MethodSource("everyScriptAndDatabase")
    void aDatabasesErrorShouldNotTellWhoIsInIt(Language language, String kind) throws IOException {
        PushScript script = install(language, kind);
        script.query(
                kind.equals("pgsql")
                        ? COUNT + "cast(pemohon as integer) as value from permohonan"
                        : COUNT + "extractvalue('<a/>', pemohon) as value from permohonan");

        Run run = script.run();

        assertThat(run.status()).as(run.text()).isEqualTo(2);
        assertThat(run.text()).contains("kueri gagal").doesNotContain("Siti", "Rahasia", AgencyDatabase.PASSWORD);
    }

    @ParameterizedTest
    @MethodSource("everyScriptAndDatabase")
    void whatIsUnknownShouldBeLeftOutAndZeroBeSaid(Language language, String kind) throws IOException {
        PushScript script = install(language, kind);
        script.query(COUNT + "0 as value union all select 'KK', 'received', null");

        Run run = script.run();

        assertThat(run.status()).as(run.text()).isZero();
        assertThat(run.text()).contains("1 nilai kosong dilewati");
        assertThat(server.pushes().get(server.pushes().size() - 1).body())
                .contains("\"KTP\"", "\"value\":0}")
                .doesNotContain("\"KK\"");
    }

    @ParameterizedTest
    @MethodSource("everyScriptAndDatabase")
    void whatIsNoTotalShouldNotLeave(Language language, String kind) throws IOException {
        PushScript script = install(language, kind);
        int pushes = server.pushes().size();
        String tomorrow = TODAY.plusDays(1).toString();
        for (List<String> each : List.of(
                List.of(
                        "select layanan as service, 'received' as measure, 1 as value, pemohon from permohonan",
                        "kolom"),
                List.of("select 'KTP' as service, 1 as value", "service, measure, value"),
                List.of(COUNT + "'banyak' as value", "baris 1: value bukan bilangan"),
                List.of("select 'K\"TP' as service, 'received' as measure, 1 as value", "baris 1: service kosong"),
                List.of(COUNT + "1 as value, '" + tomorrow + "' as day", "belum mulai"),
                List.of(COUNT + "1 as value, '23-11-2026' as day", "day bukan tanggal"),
                List.of(
                        "with n as (select 1 union all select 2 union all select 3 union all select 4 union all select 5 union all"
                                + " select 6 union all select 7) " + COUNT + "1 as value from n a, n b, n c, n d",
                        "lebih dari 2000 baris"))) {
            script.query(each.get(0));

            Run run = script.run();

            assertThat(run.status()).as(run.text()).isEqualTo(2);
            assertThat(run.text())
                    .contains("hasil kueri tidak dapat dikirim", each.get(1))
                    .doesNotContain("Siti");
        }
        script.query(COUNT + "1 as value from permohonan where id < 0");
        Run none = script.run();
        assertThat(none.status()).isZero();
        assertThat(none.text()).contains("kosong bukan nol");
        assertThat(server.pushes()).hasSize(pushes);
        assertThat(script.queued()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PHP_CURL")
    void whatIsNotOneReadingQueryShouldNotBeRun(Language language) throws IOException {
        PushScript script = install(language, "pgsql");
        for (String sql : List.of(
                "delete from permohonan",
                COUNT + "1 as value; delete from permohonan",
                COUNT + "1 as value -- lalu\n; delete from permohonan",
                "select 1 as value into salinan from permohonan",
                COUNT + "1 as value \\g |sh",
                "/* x */ " + COUNT + "1 as value",
                "")) {
            script.query(sql);

            Run run = script.run();

            assertThat(run.status()).as(sql).isEqualTo(1);
            assertThat(run.text()).contains("KUERI: ");
        }
        script.query("-- jumlah; hari ini\n" + COUNT + "1 as value ;\n-- selesai\n");
        assertThat(script.run().status()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PHP_CURL")
    void anotherDayNeedsAQueryThatKnowsOfIt(Language language) throws IOException {
        PushScript script = install(language, "pgsql");
        script.query(COUNT + "1 as value");
        Run without = script.runFor("kemarin");
        Run later = script.runFor(TODAY.plusDays(1).toString());

        assertThat(without.status()).as(without.text()).isEqualTo(2);
        assertThat(without.text()).contains("{hari}");
        assertThat(later.status()).as(later.text()).isEqualTo(1);
        assertThat(later.text()).contains("belum mulai");
        assertThat(script.runFor("lusa").status()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PHP_CURL")
    void mistakesOfTheConfigurationShouldBeNamed(Language language) throws IOException {
        for (List<String> each : List.of(
                List.of("PANTAU", "http://pantau.contoh.go.id", "PANTAU: "),
                List.of("SUMBER", "Dukcapil Hitung", "SUMBER: "),
                List.of("ZONA", "WIX", "ZONA: "),
                List.of("BASISDATA", "oracle", "BASISDATA: "),
                List.of("BATAS_DETIK", "lama", "BATAS_DETIK: "),
                List.of("NAMA", "", "NAMA belum diisi"),
                List.of("KUERI", "tidak-ada.sql", "KUERI: "),
                List.of("TOKEN_BERKAS", "tidak-ada", "TOKEN_BERKAS: "),
                List.of("RAHASIA", "x", "kunci tidak dikenal"))) {
            PushScript script = install(language, "pgsql");
            script.set(each.get(0), each.get(1));

            Run run = script.run();

            assertThat(run.status()).as(each + " " + run.text()).isEqualTo(1);
            assertThat(run.text()).contains(each.get(2)).doesNotContain(PushScript.TOKEN);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"SHELL", "PHP_STREAMS"})
    void secretsThatOthersMayReadShouldBeRefused(Language language) throws IOException {
        PushScript script = install(language, "pgsql");
        for (String name : List.of("token", "sandi")) {
            Files.setPosixFilePermissions(script.file(name), PosixFilePermissions.fromString("rw-r-----"));

            Run run = script.run();

            assertThat(run.status()).as(run.text()).isBetween(1, 2);
            assertThat(run.text()).contains("dapat dibaca orang lain; jalankan chmod 600");
            Files.setPosixFilePermissions(script.file(name), PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(script.run().status()).isZero();
    }

    @ParameterizedTest
    @MethodSource("everyScriptAndDatabase")
    void thePasswordShouldStandInNoCommandLine(Language language, String kind) throws Exception {
        PushScript script = install(language, kind);
        script.set("BATAS_DETIK", "2");
        script.query(
                kind.equals("pgsql") ? COUNT + "1 as value from pg_sleep(0.7)" : COUNT + "1 + sleep(0.7) as value");
        Set<String> commands = new TreeSet<>();

        Process process = script.start();
        while (process.isAlive()) {
            Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .map(each -> each.info().commandLine())
                    .flatMap(Optional::stream)
                    .forEach(commands::add);
        }

        assertThat(process.exitValue())
                .as(new String(process.getInputStream().readAllBytes(), UTF_8))
                .isZero();
        assertThat(commands).isNotEmpty().noneMatch(command -> command.contains(AgencyDatabase.PASSWORD));
        if (language == Language.SHELL) {
            assertThat(commands).anyMatch(command -> command.contains(kind.equals("pgsql") ? "psql" : "mariadb"));
        }
    }

    @Test
    void thePhpScriptShouldShowNothingToTheWeb() throws Exception {
        PushScript script = install(Language.PHP_CURL, "pgsql");
        assertThat(script.run().status()).isZero();
        int port = Program.freePort();
        int pushes = server.pushes().size();
        Program web = Program.start(
                folder.resolve("web.log"),
                List.of("php", "-S", "127.0.0.1:" + port, "-t", script.file("").toString()));
        try (web) {
            Citizens anybody = new Citizens("http://127.0.0.1:" + port);
            web.awaitUntil("PHP to answer", () -> anybody.answered("/"));

            anybody.get(1, "/pantau-kirim.php", 404);

            assertThat(Objects.requireNonNull(anybody.text("/pantau-kirim.php")))
                    .isEmpty();
        }
        assertThat(server.pushes()).hasSize(pushes);
    }
}
