package org.pantau.realinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.database.TestDatabase;
import org.pantau.realinput.PushScript.Language;
import org.pantau.realinput.PushScript.Run;

/** The scripts of {@code examples/skrip} between a real database and a running Pantau with the catalogue beside them. */
@Tag("real-input")
class PushScriptTest {

    private static final int MOST_AGENCIES = 30;
    private static final OfficeZone ZONE = OfficeZone.farFromMidnight();
    private static final LocalDate TODAY = ZONE.today();

    @TempDir
    private static Path shared;

    private static Vertx vertx;
    private static TestDatabase stored;
    private static MariaDb mariadb;
    private static PantauProcess pantau;
    private static final AtomicInteger agencies = new AtomicInteger();

    @TempDir
    private Path folder;

    private final List<AgencyDatabase> opened = new ArrayList<>();

    @BeforeAll
    static void startAll() throws Exception {
        vertx = Vertx.vertx();
        stored = TestDatabase.fresh(vertx);
        mariadb = MariaDb.start(Files.createDirectory(shared.resolve("mariadb")));
        Map<String, String> tokens = new HashMap<>();
        for (int i = 1; i <= MOST_AGENCIES; i++) {
            tokens.put("TOKEN_" + i, PushScript.TOKEN + i);
        }
        pantau = PantauProcess.start(
                shared, Files.writeString(shared.resolve("katalog.yaml"), catalogue()), stored, tokens);
    }

    @AfterAll
    static void stopAll() throws Exception {
        pantau.close();
        mariadb.close();
        stored.close();
        done(vertx.close());
    }

    /** The example, with one agency for each test, so that none counts what another has sent. */
    private static String catalogue() throws IOException {
        String example = Files.readString(Path.of("examples", "skrip", "katalog.yaml"))
                .replace("zone: Asia/Jakarta", "zone: " + ZONE.id());
        int agency = example.indexOf("      - id: disdukcapil");
        int feeds = example.indexOf("feeds:\n");
        String feed = example.substring(feeds + "feeds:\n".length());
        StringBuilder all = new StringBuilder(example.substring(0, agency));
        for (int i = 1; i <= MOST_AGENCIES; i++) {
            all.append(example.substring(agency, feeds).stripTrailing().replace("disdukcapil", "opd-" + i))
                    .append('\n');
        }
        all.append("feeds:\n");
        for (int i = 1; i <= MOST_AGENCIES; i++) {
            all.append(feed.replace("disdukcapil", "opd-" + i)
                    .replace("dukcapil-hitung", "hitung-" + i)
                    .replace("TOKEN_DUKCAPIL", "TOKEN_" + i));
        }
        return all.toString();
    }

    /** One agency with its database and the script beside it. */
    private record Office(String agency, AgencyDatabase database, PushScript script) {

        double received(String service, LocalDate day) throws IOException {
            return database.count("layanan = '" + service + "' and cast(masuk as date) = '" + day + "'");
        }

        double ofDay(String service, String measure, LocalDate day) {
            return Stored.ofDay(stored, agency + "/" + service, measure, ZONE.startOf(day));
        }
    }

    private Office install(Language language, String kind) throws IOException {
        int number = agencies.incrementAndGet();
        AgencyDatabase database = kind.equals("pgsql") ? PostgresAgency.fresh(vertx) : mariadb.agency();
        opened.add(database);
        PushScript script = PushScript.installed(folder.resolve("vendor"), language, database, ZONE);
        script.set("SUMBER", "hitung-" + number);
        script.environment("PANTAU_TOKEN", PushScript.TOKEN + number);
        script.towards(pantau.address());
        return new Office("33.08/opd-" + number, database, script);
    }

    @AfterEach
    void stop() throws IOException {
        for (AgencyDatabase each : opened) {
            each.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"SHELL,pgsql", "SHELL,mysql", "PHP_CURL,mysql", "PHP_STREAMS,pgsql", "POWERSHELL,pgsql"})
    void storedTotalsShouldBeTheDatabases(Language language, String kind) throws IOException {
        Office office = install(language, kind);
        PushScript script = office.script();
        office.database().add("KTP", TODAY.toString(), 7, 3);
        office.database().add("KTP", TODAY.minusDays(1).toString(), 11, 10);

        sent(script.run());

        assertThat(office.ofDay("ktp-el", "received", TODAY)).isEqualTo(7);
        assertThat(office.ofDay("ktp-el", "served", TODAY)).isEqualTo(3);
        assertThat(office.ofDay("kk", "received", TODAY))
                .as("none came, which is known")
                .isEqualTo(0);
        assertThat(office.ofDay("ktp-el", "received", TODAY.minusDays(1)))
                .as("not asked for yet")
                .isNaN();
        assertThat(Stored.values(stored, office.agency() + "/ktp-el", "pending"))
                .containsExactly(5.0);

        office.database().add("KTP", TODAY.toString(), 2, 1);
        office.database().add("KK", TODAY.toString(), 4, 0);
        PushScript.untilTheNextSecond();
        sent(script.run());
        sent(script.runFor("kemarin"));

        assertThat(office.ofDay("ktp-el", "received", TODAY))
                .isEqualTo(office.received("KTP", TODAY))
                .isEqualTo(9);
        assertThat(office.ofDay("ktp-el", "served", TODAY)).isEqualTo(4);
        assertThat(office.ofDay("kk", "received", TODAY))
                .isEqualTo(office.received("KK", TODAY))
                .isEqualTo(4);
        assertThat(office.ofDay("ktp-el", "received", TODAY.minusDays(1)))
                .isEqualTo(office.received("KTP", TODAY.minusDays(1)))
                .isEqualTo(11);
        assertThat(Stored.sum(stored, office.agency() + "/ktp-el", "received"))
                .as("what came within today")
                .isEqualTo(9);
        assertThat(Stored.values(stored, office.agency() + "/ktp-el", "pending"))
                .as("yesterday's run says nothing of the queue now")
                .containsExactly(5.0, 6.0);
        assertThat(script.queued()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SHELL,pgsql", "SHELL,mysql", "PHP_CURL,mysql", "PHP_STREAMS,pgsql", "POWERSHELL,pgsql"})
    void whatWaitedWhileTheServerWasAwayShouldCountOnceAndInOrder(Language language, String kind) throws IOException {
        Office office = install(language, kind);
        PushScript script = office.script();
        int nobody = Program.freePort();
        script.towards("http://127.0.0.1:" + nobody);
        office.database().add("KTP", TODAY.toString(), 5, 5);
        Run away = script.run();
        assertThat(away.status()).as(away.text()).isEqualTo(3);
        assertThat(away.text()).contains("belum dapat dihubungi", "1 kiriman menunggu");
        office.database().add("KTP", TODAY.toString(), 3, 0);
        assertThat(script.runFor("kemarin").status()).isEqualTo(3);
        assertThat(script.runFor("kemarin").text()).contains("isi yang sama sudah ada di antrean");
        assertThat(script.queued()).hasSize(2);

        script.towards(pantau.address());
        Run back = script.run();

        sent(back);
        assertThat(back.text()).contains("2 kiriman diterima", "1 kiriman diterima");
        assertThat(script.queued()).isEmpty();
        assertThat(office.ofDay("ktp-el", "received", TODAY)).isEqualTo(8);
        assertThat(Stored.values(stored, office.agency() + "/ktp-el", "received"))
                .containsExactly(5.0, 3.0);
        assertThat(office.ofDay("ktp-el", "received", TODAY.minusDays(1))).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({"SHELL,pgsql", "SHELL,mysql", "PHP_CURL,mysql", "PHP_STREAMS,pgsql", "POWERSHELL,pgsql"})
    void aWeekSentAgainShouldChangeNothing(Language language, String kind) throws IOException {
        Office office = install(language, kind);
        PushScript script = office.script();
        for (int ago = 0; ago <= 7; ago++) {
            office.database().add("KTP", TODAY.minusDays(ago).toString(), 3 + ago, 2);
        }
        String aDay = Files.readString(script.file("hitung.sql"));
        script.query("""
                select layanan as service, 'received' as measure, count(*) as value, cast(masuk as date) as day
                from permohonan group by layanan, cast(masuk as date)
                """);
        sent(script.run());
        List<String> week = Stored.periods(stored, office.agency());
        assertThat(week).hasSize(8).allSatisfy(line -> assertThat(line).endsWith(" 0"));
        double increases = Stored.sum(stored, office.agency() + "/ktp-el", "received");

        sent(script.run());
        forgetKeys();
        sent(script.run());
        script.query(aDay);
        for (int ago = 1; ago <= 7; ago += 3) {
            sent(script.runFor(TODAY.minusDays(ago).toString()));
            forgetKeys();
            sent(script.runFor(TODAY.minusDays(ago).toString()));
        }

        assertThat(Stored.periods(stored, office.agency())).containsAll(week);
        assertThat(Stored.sum(stored, office.agency() + "/ktp-el", "received")).isEqualTo(increases);
        assertThat(office.ofDay("ktp-el", "served", TODAY.minusDays(7))).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"SHELL,mysql", "PHP_CURL,pgsql", "PHP_STREAMS,mysql", "POWERSHELL,pgsql"})
    void whatIsRefusedShouldBeKeptAsideWithTheReason(Language language, String kind) throws IOException {
        Office office = install(language, kind);
        PushScript script = office.script();
        office.database().add("KTP", TODAY.toString(), 2, 0);
        script.query("select 'KTP' as service, 'ramai' as measure, 4 as value");
        Run refused = script.run();
        script.query("select 'KTP' as service, 'received' as measure, count(*) as value from permohonan");

        Run after = script.run();

        assertThat(refused.status()).as(refused.text()).isEqualTo(4);
        assertThat(refused.text())
                .contains(
                        "disisihkan",
                        "(422)",
                        "samples[0].measure: one of the feed's measures: received, served, pending");
        assertThat(script.aside()).hasSize(1);
        assertThat(Files.readString(script.aside().get(0))).contains("\"ramai\"");
        assertThat(Files.readString(Path.of(script.aside().get(0) + ".alasan"))).contains("one of the feed's measures");
        sent(after);
        assertThat(script.aside()).hasSize(1);
        assertThat(office.ofDay("ktp-el", "received", TODAY)).isEqualTo(2);
    }

    private static void sent(Run run) {
        assertThat(run.status()).as(run.text()).isZero();
        assertThat(run.said())
                .allMatch(line -> line.matches("\\S+T\\S+\\+0[789]:00 INFO .*"))
                .noneMatch(line -> line.contains(PushScript.TOKEN) || line.contains(AgencyDatabase.PASSWORD));
    }

    /** As after a day. */
    private static void forgetKeys() {
        done(stored.pool().query("delete from push_key").execute());
    }
}
