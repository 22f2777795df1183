package org.pantau.realinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pantau.realinput.PushScript.Language;
import org.pantau.realinput.PushScript.Run;
import org.pantau.realinput.PushStub.Answer;

/** The scripts of {@code examples/skrip} where the server, the way to it or a clock is not as it should be. */
@Tag("real-input")
class PushScriptFaultsTest {

    private static final OfficeZone ZONE = OfficeZone.farFromMidnight();
    private static final LocalDate TODAY = ZONE.today();

    private static Vertx vertx;
    private static AgencyDatabase database;

    @TempDir
    private Path folder;

    private PushStub server;

    @BeforeAll
    static void startAll() {
        vertx = Vertx.vertx();
        database = PostgresAgency.fresh(vertx);
    }

    @AfterAll
    static void stopAll() throws IOException {
        database.close();
        done(vertx.close());
    }

    @BeforeEach
    void start() {
        server = new PushStub(vertx);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private PushScript install(Language language) throws IOException {
        PushScript script = PushScript.installed(folder.resolve("vendor"), language, database, ZONE);
        script.towards(server.address());
        says(script, 1);
        return script;
    }

    /** Lets the query find one figure. */
    private static void says(PushScript script, int value) throws IOException {
        script.query("select 'KTP' as service, 'received' as measure, " + value + " as value");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PHP_CURL")
    void aClockThatIsADayOffShouldBeSaidAndNothingBeSent(Language language) throws IOException {
        PushScript script = install(language);
        for (Duration off : List.of(Duration.ofDays(1), Duration.ofDays(-1))) {
            server.ahead(off);

            Run run = script.run();

            assertThat(run.status()).as(run.text()).isEqualTo(5);
            assertThat(run.text())
                    .contains(
                            "JAM MESIN INI SALAH",
                            "tidak ada yang dikirim",
                            TODAY.plusDays(off.toDays()).toString());
        }
        assertThat(script.queued()).isEmpty();
        assertThat(server.pushes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PHP_CURL")
    void aClockThatIsMinutesOffShouldBeSaidAndTheServersBeUsed(Language language) throws IOException {
        PushScript script = install(language);
        server.ahead(Duration.ofMinutes(10));

        Run run = script.run();

        assertThat(run.status()).as(run.text()).isZero();
        assertThat(run.text()).contains("PERINGATAN jam mesin ini selisih", "betulkan jamnya");
        String at = server.pushes().get(0).body().replaceAll("(?s).*\"at\":\"([^\"]*)\".*", "$1");
        assertThat(Duration.between(Instant.now(), OffsetDateTime.parse(at).toInstant()))
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PHP_CURL")
    void aClockThatWentBackWhileNobodyAnswersShouldBeNoticed(Language language) throws IOException {
        PushScript script = install(language);
        assertThat(script.run().status()).isZero();
        Files.writeString(script.file("kerja/jam"), Instant.now().getEpochSecond() + 86_400 + "\n");
        int nobody = Program.freePort();

        script.towards("http://127.0.0.1:" + nobody);

        Run run = script.run();

        assertThat(run.status()).as(run.text()).isEqualTo(5);
        assertThat(run.text()).contains("JAM MESIN INI SALAH");
        assertThat(script.queued()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PHP_CURL")
    void aServerThatDoesNotTellTheTimeShouldBeSentTo(Language language) throws IOException {
        PushScript script = install(language);
        server.ahead(null);

        Run run = script.run();

        assertThat(run.status()).as(run.text()).isZero();
        assertThat(run.text()).contains("jam mesin ini tidak dapat diperiksa");
        assertThat(server.pushes()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PHP_CURL")
    void whatWasReadWithAClockAheadShouldBePutAside(Language language) throws IOException {
        PushScript script = install(language);
        assertThat(script.run().status()).isZero();
        Files.writeString(
                script.file("kerja/antre/0000000001-" + "0".repeat(64) + ".json"),
                "{\"samples\":[\n{\"service\":\"KTP\",\"measure\":\"received\",\"at\":\"%s\",\"value\":9}\n]}\n"
                        .formatted(TODAY.plusDays(1)));

        Run run = script.run();

        assertThat(run.status()).as(run.text()).isEqualTo(4);
        assertThat(run.text()).contains("belum mulai menurut server");
        assertThat(script.aside()).hasSize(1);
        assertThat(server.pushes()).hasSize(2).noneMatch(push -> push.body().contains("\"value\":9"));
    }

    @ParameterizedTest
    @EnumSource
    void aShortWaitTheServerAsksForShouldBeWaitedOut(Language language) throws IOException {
        PushScript script = install(language);
        server.then(new Answer(429, "{}", "Retry-After", "1"), new Answer(503, "{}", "Retry-After", "1"));

        Run run = script.run();

        assertThat(run.status()).as(run.text()).isZero();
        assertThat(server.pushes()).hasSize(3).containsOnly(server.pushes().get(0));
        assertThat(script.queued()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PHP_CURL")
    void aLongWaitShouldBeKeptOverRunsAndEndInOrder(Language language) throws IOException {
        PushScript script = install(language);
        server.then(new Answer(503, "{}", "Retry-After", "3600"));
        assertThat(script.run().status()).isEqualTo(3);
        int asked = server.asked().size();
        says(script, 2);

        PushScript.untilTheNextSecond();
        Run waiting = script.run();

        assertThat(waiting.status()).as(waiting.text()).isEqualTo(3);
        assertThat(waiting.text()).contains("server minta menunggu sampai", "2 kiriman menunggu");
        assertThat(server.asked()).as("left alone").hasSize(asked);
        Files.writeString(
                script.file("kerja/tunggu"),
                Instant.now().minus(1, ChronoUnit.SECONDS).getEpochSecond() + "\n");
        says(script, 3);
        PushScript.untilTheNextSecond();
        assertThat(script.run().status()).isZero();
        assertThat(server.pushes().stream().map(push -> push.body().replaceAll("(?s).*\"value\":(\\d+).*", "$1")))
                .containsExactly("1", "1", "2", "3");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PHP_CURL")
    void aFullQueueShouldLoseItsOldestLoudly(Language language) throws IOException {
        PushScript script = install(language);
        script.towards("http://127.0.0.1:" + Program.freePort());
        script.set("ANTRE_PALING", "2");
        for (int i = 1; i <= 2; i++) {
            says(script, i);
            assertThat(script.run().status()).isEqualTo(3);
        }
        says(script, 3);

        Run full = script.run();

        assertThat(full.status()).as(full.text()).isEqualTo(7);
        assertThat(full.text()).contains("antrean penuh (2): kiriman tertua DIBUANG: 0000000001-");
        assertThat(script.queued()).hasSize(2);
        assertThat(Files.readString(script.queued().get(0))).contains("\"value\":2");
    }

    @ParameterizedTest
    @EnumSource
    void aLostAnswerShouldBringTheSamePushAgainUnderTheSameKey(Language language) throws IOException {
        PushScript script = install(language);
        server.then(PushStub.LOST);
        Run lost = script.run();
        assertThat(lost.status()).as(lost.text()).isEqualTo(3);
        assertThat(lost.text()).contains("pengiriman terputus");
        says(script, 5);

        PushScript.untilTheNextSecond();
        assertThat(script.run().status()).isZero();

        assertThat(server.pushes()).hasSize(3);
        assertThat(server.pushes().get(1)).isEqualTo(server.pushes().get(0));
        assertThat(server.pushes().get(2).key())
                .isNotEqualTo(server.pushes().get(0).key())
                .hasSize(64);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotPantauShouldNotBeTakenForIt(Language language) throws IOException {
        PushScript script = install(language);
        server.then(new Answer(200, "<html>Silakan masuk ke Wi-Fi kantor</html>", "Content-Type", "text/html"));

        Run run = script.run();

        assertThat(run.status()).as(run.text()).isEqualTo(3);
        assertThat(run.text()).contains("bukan dari Pantau");
        assertThat(script.queued()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedTokenOrAnotherAddressShouldBeSaidAndNothingBeLost(Language language) throws IOException {
        PushScript script = install(language);
        try (PushStub elsewhere = new PushStub(vertx)) {
            server.then(new Answer(401, "{}"), new Answer(302, "", "Location", elsewhere.address() + "/api/v1/push/x"));
            for (String status : List.of("(401)", "(302)")) {
                says(script, status.hashCode());
                Run run = script.run();

                assertThat(run.status()).as(run.text()).isEqualTo(8);
                assertThat(run.text()).contains(status, "periksa PANTAU, SUMBER, dan token");
            }
            assertThat(elsewhere.asked()).as("the token goes nowhere else").isEmpty();
        }
        assertThat(script.queued()).hasSize(2);
        assertThat(script.run().status()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aSecondRunShouldLeaveTheFirstAloneAndNoSecretShouldStandInACommandLine(Language language) throws Exception {
        PushScript script = install(language);
        List<Run> seconds = new CopyOnWriteArrayList<>();
        List<String> commands = new CopyOnWriteArrayList<>();
        server.beforeAnswer(() -> {
            ProcessHandle.current()
                    .descendants()
                    .map(process -> process.info().commandLine())
                    .flatMap(Optional::stream)
                    .forEach(commands::add);
            try {
                seconds.add(script.run());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        Run first = script.run();

        assertThat(first.status()).as(first.text()).isZero();
        assertThat(seconds).hasSize(1);
        assertThat(seconds.get(0).status()).as(seconds.get(0).text()).isEqualTo(6);
        assertThat(seconds.get(0).text()).contains("masih berjalan");
        assertThat(commands)
                .anyMatch(command -> command.contains("pantau-kirim"))
                .noneMatch(command -> command.contains(PushScript.TOKEN))
                .noneMatch(command -> command.contains(AgencyDatabase.PASSWORD));
    }
}
