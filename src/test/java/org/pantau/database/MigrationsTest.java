package org.pantau.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

    private static final Vertx vertx = Vertx.vertx();

    @AfterAll
    static void close() {
        done(vertx.close());
    }

    @Test
    void versionsShouldBeThoseOfTheClassPath() {
        assertThat(Migrations.versions()).contains("1", "2");
    }

    @Test
    void completeShouldHoldOnlyWhereEveryVersionWasApplied() {
        try (TestDatabase fresh = TestDatabase.fresh(vertx)) {
            assertThat(await(Migrations.complete(fresh.pool()))).isTrue();

            done(fresh.pool()
                    .query("delete from flyway_schema_history where version = '2'")
                    .execute());
            assertThat(await(Migrations.complete(fresh.pool()))).isFalse();

            done(fresh.pool().query("drop table flyway_schema_history").execute());
            assertThat(await(Migrations.complete(fresh.pool()))).isFalse();
        }
    }

    @Test
    void completeShouldNotHoldAfterAFailedMigration() {
        try (TestDatabase fresh = TestDatabase.fresh(vertx)) {
            done(fresh.pool()
                    .query("update flyway_schema_history set success = false where version = '2'")
                    .execute());

            assertThat(await(Migrations.complete(fresh.pool()))).isFalse();
        }
    }

    @Test
    void aDatabaseOfANewerPantauShouldBeRefusedWithTheRemedyAndLeftAsItIs(@TempDir Path data) {
        try (TestDatabase fresh = TestDatabase.fresh(vertx)) {
            fresh.script(List.of(
                    "comment on table flyway_schema_history is 'Pantau 9.9'",
                    "insert into flyway_schema_history select 900, '900', 'later', type, script, checksum, installed_by,"
                            + " installed_on, execution_time, true from flyway_schema_history where version = '1'"));
            Database target = await(Database.start(vertx, DatabaseSettings.external(data, fresh.url())));

            assertThatThrownBy(() -> await(target.migrate()))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("version 900, brought there by Pantau 9.9")
                    .hasMessageContaining("restore a backup");
            done(target.close());
        }
    }

    @Test
    void whatAFailedMigrationLeftShouldBeRunAgain() {
        try (TestDatabase empty = TestDatabase.empty(vertx)) {
            DatabaseUrl url = DatabaseUrl.parse(empty.url());
            assertThat(Migrations.apply(url, 4)).isEqualTo(4);
            empty.script(
                    List.of(
                            "insert into flyway_schema_history select 5, '5', 'half', type, script, checksum,"
                                    + " installed_by, installed_on, execution_time, false from flyway_schema_history where version = '1'"));

            assertThat(Migrations.apply(url)).isPositive();
            assertThat(await(Migrations.complete(empty.pool()))).isTrue();
        }
    }

    /** The second migration after the kill waits for the session that the first one left on the server. */
    @Test
    void aMigrationThatIsKilledInTheMiddleShouldBeDoneByTheNextStart() throws Exception {
        try (TestDatabase empty = TestDatabase.empty(vertx);
                Connection holder = DatabaseUrl.parse(empty.url()).connect()) {
            DatabaseUrl url = DatabaseUrl.parse(empty.url());
            assertThat(Migrations.apply(url, 2)).isEqualTo(2);
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table period_value in access exclusive mode");
            Process killed = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Migrates.class.getName(),
                            empty.url())
                    .inheritIO()
                    .start();
            // Its first statement, a new column of series, is done; its second waits for us.
            while (await(empty.pool()
                                    .query("select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                                            + " and query like '%period_value%' and datname = current_database()")
                                    .execute())
                            .size()
                    == 0) {
                assertThat(killed.isAlive()).isTrue();
            }
            killed.destroyForcibly().waitFor();
            CompletableFuture<Integer> next = CompletableFuture.supplyAsync(() -> Migrations.apply(url));
            holder.rollback();

            assertThat(next).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(Migrations.newest() - 2);
            assertThat(await(Migrations.complete(empty.pool()))).isTrue();
        }
    }

    /** A process of its own that migrates. */
    static final class Migrates {
        private Migrates() {}

        public static void main(String[] arguments) {
            int unused = Migrations.apply(DatabaseUrl.parse(arguments[0]));
        }
    }
}
