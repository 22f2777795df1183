package org.pantau.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

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
}
