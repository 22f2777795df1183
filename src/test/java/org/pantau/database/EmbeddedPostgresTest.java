package org.pantau.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    private static final Path DATA = Path.of("target", "test-embedded");

    private final Vertx vertx = Vertx.vertx();

    @BeforeEach
    void empty() throws IOException {
        // Programs may stay; what is tested is the cluster.
        Folders.delete(DATA.resolve("postgres/cluster"));
        Files.deleteIfExists(DATA.resolve("postgres/password"));
    }

    @AfterEach
    void close() {
        done(vertx.close());
    }

    @Test
    void dataShouldSurviveKillingTheProcessAgainAndAgain() throws Exception {
        for (var round : List.of("one", "two")) {
            var process = child(DATA, round);
            process.destroyForcibly().waitFor();
        }

        var target = await(Database.start(vertx, DatabaseSettings.embedded(DATA)));

        assertThat(texts(target, "select feed from feed_memory order by feed")).containsExactly("one", "two");
        assertThat(await(target.migrate())).isZero();
        done(target.close());
    }

    @Test
    void postgresShouldStopWhenItsProcessIsKilled() throws Exception {
        var process = child(DATA, "killed");
        var postgres = postmaster(DATA);
        process.destroyForcibly().waitFor();

        assertThat(postgres.onExit().orTimeout(20, TimeUnit.SECONDS)).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void aSecondStartOnTheSameFolderShouldBeRefusedClearly() throws Exception {
        var process = child(DATA, "first");
        try {
            assertThatThrownBy(() -> done(Database.start(vertx, DatabaseSettings.embedded(DATA))))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("another Pantau is running on")
                    .hasMessageContaining("--data");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void theServerShouldComeBackOnTheSamePortWhenItDies() throws Exception {
        var target = await(Database.start(vertx, DatabaseSettings.embedded(DATA)));
        var address = target.toString();
        var postgres = postmaster(DATA);
        assertThat(postgres.destroyForcibly()).isTrue();
        postgres.onExit().join();

        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        var asked = target.pool().query("select 1").execute();
        while (!succeeds(asked)) {
            assertThat(System.nanoTime()).as("the server comes back").isLessThan(deadline);
            asked = target.pool().query("select 1").execute();
        }

        assertThat(target).hasToString(address);
        assertThat(postmaster(DATA).pid()).isNotEqualTo(postgres.pid());
        done(target.close());
    }

    @Test
    void aHalfUnpackedFolderShouldNeverBeTrusted(@TempDir Path data) throws Exception {
        // Nobody but us may enter this folder, so that root has to take its other way of not being root.
        var home = Files.createDirectories(data.resolve("postgres"));
        Files.createDirectories(home.resolve("unpacking/bin"));
        Files.createDirectories(home.resolve("creating/data"));
        Files.writeString(home.resolve("unpacking/bin/postgres"), "half");

        var target = await(Database.start(vertx, DatabaseSettings.embedded(data)));

        assertThat(texts(target, "show server_encoding")).containsExactly("UTF8");
        assertThat(texts(target, "show fsync")).containsExactly("on");
        assertThat(home.resolve("unpacking")).doesNotExist();
        assertThat(home.resolve("creating")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
                .isEqualTo("rw-------");
        done(target.close());
    }

    /** After a power cut the number may be anybody's: this very test's, say. */
    @Test
    void aStalePidOfAnotherProcessShouldNeitherStopItNorTheStart() throws Exception {
        done(await(Database.start(vertx, DatabaseSettings.embedded(DATA))).close());
        var cluster = DATA.toAbsolutePath().resolve("postgres/cluster");
        Files.writeString(
                cluster.resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + cluster + "\n1764000000\n5432\n\n127.0.0.1\n  1 1\nready   \n");
        assertThat(FolderState.of(DATA).stalePid()).isTrue();

        var target = await(Database.start(vertx, DatabaseSettings.embedded(DATA)));

        assertThat(texts(target, "select 'up'")).containsExactly("up");
        assertThat(FolderState.of(DATA).held()).isTrue();
        assertThat(FolderState.of(DATA).major()).isEqualTo(Binaries.BROUGHT_MAJOR);
        done(target.close());
        assertThat(FolderState.of(DATA).held()).isFalse();
    }

    private static boolean succeeds(Future<?> asked) {
        return asked.toCompletionStage()
                .toCompletableFuture()
                .handle((rows, failure) -> failure == null)
                .join();
    }

    private static List<String> texts(Database database, String sql) {
        Iterable<Row> rows = await(database.pool().query(sql).execute());
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }

    private static ProcessHandle postmaster(Path data) throws IOException {
        var pid = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** Starts a process and waits until it has written. */
    private static Process child(Path data, String name) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeepsRunning.class.getName(),
                        data.toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (var line = lines.readLine(); !KeepsRunning.WRITTEN.equals(line); line = lines.readLine()) {
            assertThat(line).as("the process ended early").isNotNull();
        }
        return process;
    }
}
