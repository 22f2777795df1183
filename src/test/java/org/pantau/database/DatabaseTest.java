package org.pantau.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        done(vertx.close());
    }

    @Test
    void freshDatabasesShouldBeMigratedAndApart() {
        try (TestDatabase one = TestDatabase.fresh(vertx);
                TestDatabase other = TestDatabase.fresh(vertx)) {
            done(one.pool()
                    .query("insert into feed_history values ('f', '2026-01-01', now())")
                    .execute());

            assertThat(count(one)).isEqualTo(1);
            assertThat(count(other)).isZero();
        }
    }

    @Test
    void migrateShouldDoNothingTheSecondTime(@TempDir Path data) {
        try (TestDatabase fresh = TestDatabase.fresh(vertx)) {
            Database target = await(Database.start(vertx, DatabaseSettings.external(data, fresh.url())));

            assertThat(await(target.migrate())).isZero();
            assertThat(target.embedded()).isFalse();
            done(target.close());
        }
    }

    @Test
    void startShouldSayWhatIsWrongWhenNobodyListens(@TempDir Path data) {
        assertThatThrownBy(() -> await(Database.start(
                        vertx, DatabaseSettings.external(data, "postgresql://me:hidden@127.0.0.1:1/pantau"))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot reach postgresql://me@127.0.0.1:1/pantau")
                .hasMessageNotContaining("hidden");
    }

    private static long count(TestDatabase database) {
        Row row = await(database.pool()
                        .query("select count(*) from feed_history")
                        .execute())
                .iterator()
                .next();
        return row.getLong(0);
    }
}
