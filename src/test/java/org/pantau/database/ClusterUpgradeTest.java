package org.pantau.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.operate.backup.Contents;

/** A data folder that an older embedded PostgreSQL wrote. */
@Tag("long")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClusterUpgradeTest {

    private Path data;
    private Path home;
    private Map<String, String> before = Map.of();

    @BeforeEach
    void written(@TempDir Path data) {
        this.data = data;
        home = data.resolve("postgres");
    }

    private void writtenBy(int major) {
        try (PostgresServers old = PostgresServers.start(major, data)) {
            PostgresServers.migrate(old.url());
            Contents.fill(old.url());
            before = Contents.of(old.url());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 16, 17})
    void aStartShouldBringItToTheNewServerAndKeepTheOldOne(int major) throws Exception {
        writtenBy(major);

        assertSameOn18();

        assertThat(ClusterUpgrade.kept(home))
                .singleElement()
                .satisfies(kept -> assertThat(kept.resolve("PG_VERSION")).hasContent(String.valueOf(major)));
        assertThat(home.resolve("upgrade")).doesNotExist();
        try (var names = Files.list(home)) {
            assertThat(names.filter(name -> name.getFileName().toString().startsWith("bin-")))
                    .as("only the programs in use")
                    .hasSize(1);
        }
    }

    @Test
    void theOldClusterShouldBeRemovedAfterItsTime() throws Exception {
        writtenBy(17);
        assertSameOn18();
        Path kept = ClusterUpgrade.kept(home).get(0);
        String old = LocalDate.now(ZoneOffset.UTC)
                .minusDays(ClusterUpgrade.KEPT_DAYS + 1)
                .format(DateTimeFormatter.BASIC_ISO_DATE);
        Files.move(kept, home.resolve("cluster-17-" + old));

        assertSameOn18();

        assertThat(ClusterUpgrade.kept(home)).isEmpty();
    }

    /** Killed again and again, each time somewhat later, until a start comes through. */
    @Test
    void aStartThatIsKilledAnywhereShouldLoseNothing() throws Exception {
        writtenBy(17);
        int kills = 0;
        for (int ms = 1_000; ; ms = ms * 3 / 2) {
            Process start = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            KeepsRunning.class.getName(),
                            data.toString(),
                            "start-" + ms)
                    .redirectErrorStream(true)
                    .redirectOutput(data.resolve("said").toFile())
                    .start();
            start.waitFor(ms, TimeUnit.MILLISECONDS);
            boolean through = Files.readString(data.resolve("said"), UTF_8).contains(KeepsRunning.WRITTEN);
            start.destroyForcibly().waitFor();
            if (through) {
                break;
            }
            kills++;
        }
        try (EmbeddedPostgres server = whenFree()) {
            String url = text(server.url(Database.NAME));
            Contents.execute(url, "delete from feed_memory");
            assertThat(Contents.of(url)).isEqualTo(before);
        }
        assertThat(kills).isGreaterThan(2);
    }

    @Test
    void aKillBetweenTheTwoRenamesShouldBeEndedByTheNextStart() throws Exception {
        writtenBy(17);
        assertSameOn18();
        Path work = Files.createDirectories(home.resolve("upgrade/next"));
        Files.move(home.resolve("cluster"), work.resolve("cluster"));
        Files.writeString(home.resolve("upgrade/ready"), "");

        assertSameOn18();
    }

    @Test
    void aCopyThatIsOlderThanTheClusterShouldNotTakeItsPlace() throws Exception {
        writtenBy(17);
        Files.createDirectories(home.resolve("upgrade/next/cluster"));
        Files.writeString(home.resolve("upgrade/ready"), "of another time");

        assertSameOn18();
    }

    @Test
    void withoutItsProgramsItShouldBeRefusedWithTheRemedyAndLeftAsItIs() throws Exception {
        writtenBy(17);
        for (Path left : List.of(Binaries.left(home, 17).orElseThrow().folder())) {
            Folders.delete(left);
        }

        assertThatThrownBy(() -> EmbeddedPostgres.start(data, Map.of()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("PostgreSQL 17")
                .hasMessageContaining("pantau restore");
        assertThat(home.resolve("cluster/PG_VERSION")).hasContent("17");
    }

    private void assertSameOn18() throws IOException, InterruptedException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, Map.of())) {
            String url = text(server.url(Database.NAME));
            assertThat(Contents.texts(url, "show server_version").get(0)).startsWith("18.");
            assertThat(Contents.of(url)).isEqualTo(before);
        }
    }

    /** The server of the killed process ends a moment after it. */
    private EmbeddedPostgres whenFree() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                return EmbeddedPostgres.start(data, Map.of());
            } catch (DatabaseException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    private static String text(DatabaseUrl url) {
        return "postgresql://" + url.user() + ":" + url.password() + "@" + url.host() + ":" + url.port() + "/"
                + url.database();
    }
}
