package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.database.Database;
import org.pantau.database.DatabaseSettings;
import org.pantau.database.PostgresServers;
import org.pantau.database.Reached;
import org.pantau.database.copy.ArchiveReader;
import org.pantau.operate.backup.Backup;
import org.pantau.operate.backup.Contents;
import org.pantau.operate.backup.Restore;
import org.pantau.store.Partitions;
import org.pantau.store.rollup.RollUp;

/** Every PostgreSQL that an external database may be, oldest to newest. */
@Tag("long")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PostgresVersionsTest {

    @TempDir
    private Path folder;

    static Stream<Integer> majors() {
        return PostgresServers.MAJORS.stream();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void theWholeProgramShouldRun(int major) throws Exception {
        try (PostgresServers database = PostgresServers.start(major, folder.resolve("server"));
                ExternalRun pantau = new ExternalRun(folder, database.url())) {
            Whole.until(() -> pantau.stored() >= 3);
            Vertx vertx = Vertx.vertx();
            Database second = await(Database.start(vertx, DatabaseSettings.external(folder, database.url())));
            done(new RollUp(second.pool(), new Partitions(second.pool()))
                    .run(Instant.now().plus(Duration.ofMinutes(10))));
            done(second.close());
            done(vertx.close());

            assertThat(Contents.texts(database.url(), "select (count(*) > 0)::text from rollup_5m"))
                    .containsExactly("true");
            assertThat(pantau.body("/api/v1/series?service=33.08/opd/antrean&measure=pending&from="
                            + Instant.now().minusSeconds(3600) + "&to="
                            + Instant.now().plusSeconds(600) + "&step=5m"))
                    .contains("\"value\":7");
            assertThat(pantau.status("/api/v1/board?scope=33.08")).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void aBackupShouldComeBackInTheNewestAndInTheOldest(int major) throws Exception {
        try (PostgresServers one = PostgresServers.start(major, folder.resolve("one"));
                PostgresServers newest = PostgresServers.start(18, folder.resolve("newest"));
                PostgresServers oldest = PostgresServers.start(14, folder.resolve("oldest"))) {
            PostgresServers.migrate(one.url());
            Contents.fill(one.url());

            carry(one, newest);
            carry(newest, oldest);

            assertThat(Contents.of(newest.url())).isEqualTo(Contents.of(one.url()));
            assertThat(Contents.of(oldest.url())).isEqualTo(Contents.of(one.url()));
        }
    }

    private void carry(PostgresServers from, PostgresServers to) throws Exception {
        Path file = Files.createTempDirectory(folder, "backup").resolve("cadangan.zip");
        try (Reached source = Reached.beside(DatabaseSettings.external(folder, from.url()))) {
            var made = Backup.make(source, file, folder, "0.test", true, table -> {});
            assertThat(made.rows()).isGreaterThan(19_000);
        }
        try (ArchiveReader archive = ArchiveReader.open(file)) {
            assertThat(Restore.run(archive, DatabaseSettings.external(folder, to.url()), table -> {}))
                    .isEmpty();
        }
    }
}
