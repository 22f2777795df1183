package org.pantau.realinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.measure.FeedState.OK;
import static org.pantau.measure.FeedState.UNMONITORED;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.database.TestDatabase;
import org.pantau.measure.FeedState;
import org.pantau.measure.Quality;

/** A real Zabbix that checks two sites, read over JSON-RPC by {@code examples/templates/zabbix.yaml}. */
@Tag("long")
class ZabbixTest {

    private static final String FEED = "zabbix-web";
    private static final String AGENCY = "33.08/diskominfo";
    private static final String PORTAL = AGENCY + "/portal";
    private static final String PPID = AGENCY + "/ppid";
    private static final Duration EVERY = Duration.ofSeconds(3);

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static WatchedSites sites;

    private TestDatabase database;
    private PantauProcess pantau;

    @BeforeAll
    static void startZabbix() throws Exception {
        vertx = Vertx.vertx();
        sites = WatchedSites.start(vertx, folder);
    }

    @AfterAll
    static void stopZabbix() {
        if (sites != null) {
            sites.close();
        }
        TestDatabase.done(vertx.close());
    }

    @BeforeEach
    void start(@TempDir Path own) throws Exception {
        database = TestDatabase.fresh(vertx);
        Path catalogue = ExampleCatalogue.write(
                own,
                ExampleCatalogue.text(
                        "templates/zabbix.yaml",
                        "https://zabbix.example.go.id",
                        sites.zabbix().port()),
                "60s",
                EVERY.toSeconds() + "s");
        pantau = PantauProcess.start(
                own,
                catalogue,
                database,
                Map.of("ZABBIX_USER", WatchedSites.USER, "ZABBIX_PASSWORD", WatchedSites.PASSWORD));
    }

    @AfterEach
    void stop() {
        if (pantau != null) {
            pantau.close();
        }
        database.close();
    }

    @Test
    void shouldStoreWhatZabbixCollectedAndNothingOfWhatItNeverDid() throws Exception {
        // Both items of PPID say "0" at lastclock "0".
        assertThat(sites.zabbix()
                        .api()
                        .item("web.test.fail[PPID]")
                        .path("lastclock")
                        .asText())
                .isEqualTo("0");
        awaitLast(PORTAL, "up", 1);
        sites.fail("/portal");
        awaitLast(PORTAL, "up", 0);
        assertThat(Stored.values(database, PPID, "up")).isEmpty();
        assertThat(Stored.values(database, PPID, "app_response")).isEmpty();

        sites.watchPpid();
        awaitLast(PPID, "up", 1);
        sites.mend("/portal");
        awaitLast(PORTAL, "up", 1);
        assertStored(PORTAL, "Portal");
        assertStored(PPID, "PPID");

        sites.zabbix().stopServer();
        awaitStale();
        assertLastIsLast(PORTAL, "Portal");
        assertLastIsLast(PPID, "PPID");
        sites.zabbix().startServerAgain();
        // Unmonitored: a slot that a busy machine missed.
        assertThat(polls()).contains(OK).isSubsetOf(OK, UNMONITORED);
    }

    @Test
    void shouldLogInOnceMoreWhenTheSessionEndsAndMissNoPoll() throws Exception {
        awaitPolls(3);
        int before = sites.logins();
        Instant since = last(AGENCY + "/@" + FEED, "poll").at();
        awaitPolls(3);
        assertThat(sites.logins() - before).isZero();

        sites.endSession();
        awaitPolls(3);
        assertThat(sites.logins() - before).isEqualTo(1);

        sites.loseSessions();
        awaitPolls(3);
        assertThat(sites.logins() - before).isEqualTo(2);

        List<Instant> slots = slots(AGENCY + "/@" + FEED, "poll", since);
        assertThat(polls()).endsWith(Collections.nCopies(slots.size(), OK).toArray(FeedState[]::new));
        assertThat(slots)
                .containsExactlyElementsOf(Stream.iterate(since, slot -> slot.plus(EVERY))
                        .limit(slots.size())
                        .toList());
        assertThat(slots(PORTAL, "up", since)).containsAll(slots);
    }

    private List<Instant> slots(String subject, String measure, Instant since) {
        return Stored.samples(database, subject, measure).stream()
                .map(Stored.Sample::at)
                .filter(slot -> !slot.isBefore(since))
                .toList();
    }

    /** Each stored value is one that Zabbix collected at the time it was stored with. */
    private void assertStored(String service, String scenario) throws IOException {
        Map<Long, String> failures = sites.zabbix().api().history("web.test.fail[" + scenario + "]");
        Map<Long, String> times = sites.zabbix().api().history("web.test.time[" + scenario + ",Beranda,resp]");
        assertThat(Stored.samples(database, service, "up"))
                .isNotEmpty()
                .allSatisfy(sample ->
                        assertThat(sample.value()).isEqualTo("0".equals(failures.get(second(sample))) ? 1 : 0));
        assertThat(Stored.samples(database, service, "app_response"))
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.value()).isEqualTo(milliseconds(times.get(second(sample)))));
    }

    /** What was stored last is what Zabbix itself says now, with its own time. */
    private void assertLastIsLast(String service, String scenario) throws IOException {
        var failed = sites.zabbix().api().item("web.test.fail[" + scenario + "]");
        var time = sites.zabbix().api().item("web.test.time[" + scenario + ",Beranda,resp]");
        Stored.Sample up = last(service, "up");
        Stored.Sample response = last(service, "app_response");

        assertThat(up.value()).isEqualTo("0".equals(failed.path("lastvalue").asText()) ? 1 : 0);
        assertThat(second(up)).isEqualTo(failed.path("lastclock").asLong());
        assertThat(response.value())
                .isEqualTo(milliseconds(time.path("lastvalue").asText()));
        assertThat(second(response)).isEqualTo(time.path("lastclock").asLong());
    }

    private static double milliseconds(@Nullable String seconds) {
        return Double.parseDouble(String.valueOf(seconds)) * 1000;
    }

    private static long second(Stored.Sample sample) {
        return sample.asOf() == null ? -1 : sample.asOf().getEpochSecond();
    }

    private Stored.Sample last(String service, String measure) {
        List<Stored.Sample> samples = Stored.samples(database, service, measure);
        return samples.get(samples.size() - 1);
    }

    private List<FeedState> polls() {
        return Stored.polls(database, AGENCY, FEED);
    }

    private void awaitPolls(int more) throws IOException {
        int before = polls().size();
        pantau.awaitUntil(more + " more polls", () -> polls().size() >= before + more);
    }

    private void awaitLast(String service, String measure, double value) throws IOException {
        pantau.awaitUntil(measure + " of " + service + " to be " + value, () -> {
            List<Stored.Sample> samples = Stored.samples(database, service, measure);
            return !samples.isEmpty() && samples.get(samples.size() - 1).value() == value;
        });
    }

    private void awaitStale() throws IOException {
        pantau.awaitUntil("what Zabbix no longer renews to be stale", () -> {
            List<Quality> qualities = Stored.qualities(database, PORTAL, "app_response");
            return qualities.get(qualities.size() - 1) == Quality.STALE;
        });
    }
}
