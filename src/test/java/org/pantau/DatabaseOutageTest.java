package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.database.PostgresServers;
import org.pantau.operate.backup.Contents;

/** An external database goes away under the running program and comes back. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DatabaseOutageTest {

    private static final String BOARD = "/api/v1/board?scope=33.08";

    @Test
    void pagesAndPollingShouldGoOnAndEverySlotBeWrittenOnce(@TempDir Path folder) throws Exception {
        try (PostgresServers database = PostgresServers.start(folder.resolve("server"));
                ExternalRun pantau = new ExternalRun(folder, database.url())) {
            Whole.until(() -> pantau.stored() >= 3 && pantau.status("/health/ready") == 200);

            database.stop();
            Whole.until(() -> pantau.status("/health/ready") == 503);
            double before = pantau.stored();
            assertThat(pantau.status(BOARD)).as("the page lives from memory").isEqualTo(200);
            assertThat(pantau.status("/health/live")).isEqualTo(200);
            for (String history :
                    List.of("/api/v1/series?service=33.08&measure=up", "/api/v1/usual?service=33.08&measure=up")) {
                assertThat(pantau.status(history)).as("told to come again").isEqualTo(503);
            }
            long away = System.nanoTime();
            Whole.until(() -> System.nanoTime() - away > TimeUnit.SECONDS.toNanos(4));
            assertThat(pantau.stored()).as("nothing is called written").isEqualTo(before);

            database.again();
            Whole.until(() -> pantau.stored() >= before + 6 && pantau.status("/health/ready") == 200);
            assertThat(pantau.status(BOARD)).isEqualTo(200);
            assertThat(Contents.texts(database.url(), """
                            select max(pause) <= 2 from (
                                select extract(epoch from at - lag(at) over (order by at)) as pause
                                from sample join series on id = series_id where measure = 'poll') pauses
                            """))
                    .as("the polls of the time without a database are there")
                    .containsExactly("t");
        }
    }
}
