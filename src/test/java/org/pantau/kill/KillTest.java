package org.pantau.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.database.Database;
import org.pantau.database.DatabaseSettings;
import org.pantau.database.TestDatabase;

/** Kills under load; what is stored afterwards is compared with what the agencies themselves have on record. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class KillTest {

    private static final int FEW = 2;
    private static final int MANY = 20;
    /** At most so many pushes are acknowledged between two kills, so that no moment is spared. */
    private static final int PUSHES_BETWEEN = 60;

    /** {@code -Dkill.seed=N} repeats a run's moments. */
    private final long seed = Long.getLong("kill.seed", System.nanoTime());

    private final Random random = new Random(seed);
    private final Vertx vertx = Vertx.vertx();
    private HonestAgencies agencies;

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() throws IOException {
        System.out.println("kill.seed=" + seed);
        agencies = new HonestAgencies(seed);
        Files.writeString(folder.resolve("katalog.yaml"), agencies.catalogue());
    }

    @AfterEach
    void end() {
        agencies.close();
        done(vertx.close());
    }

    @Test
    void killsOfPantauShouldLoseNothingAcknowledged() throws Exception {
        killPantau(FEW);
    }

    @Test
    @Tag("long")
    void manyKillsOfPantauShouldLoseNothingAcknowledged() throws Exception {
        killPantau(MANY);
    }

    @Test
    void killsOfPostgresShouldLoseNothingAcknowledged() throws Exception {
        killPostgres(FEW);
    }

    @Test
    @Tag("long")
    void manyKillsOfPostgresShouldLoseNothingAcknowledged() throws Exception {
        killPostgres(MANY);
    }

    @Test
    void killsOfPantauWhileTheDatabaseIsAwayShouldLoseNothingAcknowledged() throws Exception {
        killWhileAway(FEW);
    }

    @Test
    @Tag("long")
    void manyKillsOfPantauWhileTheDatabaseIsAwayShouldLoseNothingAcknowledged() throws Exception {
        killWhileAway(MANY);
    }

    private void killPantau(int kills) throws Exception {
        try (MortalPantau pantau = pantau(List.of())) {
            for (int i = 0; i < kills; i++) {
                underLoad();
                pantau.kill();
                pantau.start();
            }
            finish(pantau);
        }
        compareEmbedded();
    }

    private void killPostgres(int kills) throws Exception {
        try (MortalPantau pantau = pantau(List.of())) {
            for (int i = 0; i < kills; i++) {
                underLoad();
                pantau.killPostgres();
            }
            finish(pantau);
        }
        compareEmbedded();
    }

    private void killWhileAway(int kills) throws Exception {
        try (TestDatabase database = TestDatabase.fresh(vertx)) {
            try (MortalPantau pantau = pantau(List.of("--database", database.url()))) {
                for (int i = 0; i < kills; i++) {
                    underLoad();
                    database.refuse();
                    MortalPantau.until("the disk to be used", () -> pantau.metric("pantau_samples_spooled") > 0);
                    underLoad();
                    pantau.kill();
                    database.admit();
                    pantau.start();
                }
                finish(pantau);
            }
            compare(database.pool());
        }
    }

    /** Started, and every counter's first total stored: from there on its increases are counted. */
    private MortalPantau pantau(List<String> more) throws IOException {
        MortalPantau pantau =
                new MortalPantau(folder, more, Map.of(HonestAgencies.TOKEN_VARIABLE, HonestAgencies.TOKEN));
        pantau.start();
        MortalPantau.until(
                "first polls", () -> pantau.metric("pantau_polls_stored_total") >= 2 * HonestAgencies.COUNTERS);
        agencies.push(pantau::address);
        return pantau;
    }

    private void underLoad() {
        int enough = agencies.acknowledgements() + 1 + random.nextInt(PUSHES_BETWEEN);
        MortalPantau.until("more pushes", () -> agencies.acknowledgements() >= enough);
    }

    /** Everything on the disk is written, and every counter polled again, before it ends. */
    private void finish(MortalPantau pantau) throws InterruptedException {
        underLoad();
        agencies.hush();
        double polls = pantau.metric("pantau_polls_stored_total");
        MortalPantau.until(
                "last polls",
                () -> pantau.metric("pantau_polls_stored_total") >= polls + 2 * HonestAgencies.COUNTERS
                        && pantau.metric("pantau_samples_spooled") == 0);
        pantau.stop();
    }

    private void compareEmbedded() {
        Database database = await(Database.start(vertx, DatabaseSettings.embedded(folder.resolve("data"))));
        try {
            compare(database.pool());
        } finally {
            done(database.close());
        }
    }

    private void compare(Pool pool) {
        Map<Instant, Long> stored = new HashMap<>();
        for (Row row : rows(
                pool,
                "select at, value::int8 from sample join series s on s.id = series_id"
                        + " where measure = 'occupied'")) {
            assertThat(stored.put(row.getOffsetDateTime(0).toInstant(), row.getLong(1)))
                    .as("a push twice")
                    .isNull();
        }
        assertThat(stored.keySet()).as("pushes acknowledged").containsAll(agencies.acknowledged());
        assertThat(agencies.sent()).as("pushes sent").containsAllEntriesOf(stored);
        for (int i = 0; i < HonestAgencies.COUNTERS; i++) {
            compareCounter(pool, i);
        }
    }

    /** The increases stored add up to what the counter counted from the first total it told to the last that was stored. */
    private void compareCounter(Pool pool, int counter) {
        List<Long> told = agencies.told(counter);
        Row row = rows(
                        pool,
                        "select coalesce(sum(value), 0)::int8, count(*) from sample join series s on s.id = series_id"
                                + " where measure = 'served' and subject = '33.08/opd/s-" + counter + "'")
                .iterator()
                .next();
        long reached = told.get(0) + row.getLong(0);
        assertThat(told.subList(told.size() - 2, told.size()))
                .as("totals told last by counter %d; the first was %d", counter, told.get(0))
                .contains(reached);
        assertThat(row.getLong(1)).as("increases stored").isLessThanOrEqualTo(told.size());
    }

    private static RowSet<Row> rows(Pool pool, String sql) {
        return await(pool.query(sql).execute());
    }
}
