package org.pantau.operate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.database.TestDatabase;
import org.pantau.operate.storage.Forecast.Verdict;
import org.pantau.store.Partitions;
import org.pantau.store.Table;
import org.pantau.store.spool.Spool;
import org.pantau.store.spool.SpoolSettings;

/** What a real database says it takes. */
class StorageTest {

    private static final Instant FIRST = Instant.parse("2026-11-05T06:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh(vertx);
    private Instant now = Instant.parse("2026-11-25T03:00:00Z");
    private Storage target;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        Spool spool = Spool.open(folder.resolve("spool"), SpoolSettings.DEFAULT, () -> now);
        target = new Storage(vertx, database.pool(), spool, folder, true, () -> now);
    }

    @AfterEach
    void close() {
        database.close();
        done(vertx.close());
    }

    private void run(String sql) {
        done(database.pool().query(sql).execute());
    }

    private Stock stock() {
        return Objects.requireNonNull(await(target.look(true)).stock());
    }

    private Held held(Kind kind) {
        return stock().held().stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    /** Twenty days of one busy series: three fresh, the others packed. */
    private void twentyDays() {
        Partitions partitions = new Partitions(database.pool());
        done(partitions.createAhead(now));
        for (Table table : Table.values()) {
            done(partitions.ensure(
                    table, List.of(FIRST, now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)))));
        }
        run("insert into series (subject, measure, origin, zone, every_seconds, kind, first_at)"
                + " values ('33.08/dinas/@satu', 'poll', 0, 'Asia/Jakarta', 1, 'STATE', '" + FIRST + "')");
        run("insert into sample (series_id, quality, at, value) select 1, 0, t, 1 from generate_series("
                + "'2026-11-23T00:00Z', '2026-11-25T02:59:00Z', interval '10 seconds') t");
        run("insert into sample_packed (series_id, n, start, gap, value) select 1, 500, t,"
                + " array(select 1000000 + (random() * 1000)::bigint from generate_series(1, 500)),"
                + " array(select random() from generate_series(1, 500))"
                + " from generate_series('2026-11-05T00:00Z', '2026-11-22T00:00Z', interval '1 day') t");
        run("insert into packed_until (\"table\", until) values ('sample', '2026-11-23T00:00Z'),"
                + " ('rollup_5m', '2026-11-22T00:00Z'), ('rollup_1h', '2026-11-16T00:00Z')");
    }

    @Test
    void everyTableShouldBeOfOneKind() {
        assertThat(Arrays.stream(Kind.values()).flatMap(Kind::tables)).containsExactlyInAnyOrder(Table.values());
    }

    @Test
    void everyByteShouldBeSaidOnce() {
        twentyDays();

        Stock stock = stock();
        assertThat(stock.held().stream().mapToLong(Held::bytes).sum() + stock.otherBytes())
                .isEqualTo(stock.databaseBytes());
        assertThat(stock.otherBytes()).as("the catalogue of PostgreSQL").isBetween(1_000_000L, 50_000_000L);
        assertThat(stock.postgresql()).matches("\\d+\\.\\d+.*");
        assertThat(stock.schema()).isGreaterThanOrEqualTo(7);
        Held samples = held(Kind.SAMPLES);
        assertThat(samples.freshBytes())
                .as("about 18,400 rows of some 87 bytes")
                .isBetween(1_000_000L, 3_000_000L);
        assertThat(samples.packedBytes()).isBetween(50_000L, 500_000L);
        assertThat(samples.oldest()).isEqualTo(FIRST);
        assertThat(samples.newest()).isEqualTo(now);
        assertThat(samples.keptDays()).isEqualTo(400);
        assertThat(samples.pace().days()).isEqualTo(17.75);
        assertThat(samples.pace().bytes())
                .as("without the partitions of months to come")
                .isBetween(50_000L, samples.packedBytes() - 1);
        Held days = held(Kind.ROLLUPS_1D);
        assertThat(days.keptDays()).isNull();
        assertThat(Stream.of(days.oldest(), days.newest()))
                .as("nothing is there")
                .containsOnlyNulls();
        assertThat(days.pace().bytes()).isZero();
    }

    @Test
    void forecastShouldRestOnDaysThatAreThere() {
        twentyDays();
        Storage.Seen seen = await(target.look(true));

        Disk disk = Objects.requireNonNull(seen.disk());
        assertThat(disk.freeBytes()).isPositive().isLessThan(disk.totalBytes());
        Stock stock = Objects.requireNonNull(seen.stock());
        Forecast forecast = stock.forecast(LocalDate.parse("2026-11-25"), disk).orElseThrow();
        assertThat(forecast.verdict()).isEqualTo(Verdict.NEVER);
        assertThat(forecast.bytesPerDay()).isEqualTo(held(Kind.SAMPLES).pace().bytes() / 17.75);
        assertThat(forecast.settledBytes()).isGreaterThan((double) stock.databaseBytes());
        assertThat(stock.forecast(LocalDate.parse("2026-11-25"), new Disk(10, 0)))
                .map(Forecast::verdict)
                .contains(Verdict.FULL);
    }

    @Test
    void nothingShouldBeForetoldInTheFirstDays() {
        done(new Partitions(database.pool()).createAhead(now));

        assertThat(stock().knownDays()).isZero();
        assertThat(stock().forecast(LocalDate.parse("2026-11-25"), new Disk(10, 5)))
                .isEmpty();
    }

    @Test
    void databaseShouldBeAskedOnceAMinute() {
        Instant first = now;
        assertThat(stock().at()).isEqualTo(first);
        now = first.plus(Duration.ofSeconds(59));
        assertThat(stock().at()).isEqualTo(first);
        now = first.plus(Duration.ofSeconds(60));
        assertThat(stock().at()).isEqualTo(now);
    }

    @Test
    void lastAnswerShouldStayKnownWhileTheDatabaseIsAway() {
        assertThat(await(target.look(false)).stock()).as("it was never asked").isNull();
        Stock known = stock();
        database.refuse();
        now = now.plus(Duration.ofHours(1));

        Storage.Seen seen = await(target.look(true));
        database.admit();

        assertThat(seen.stock()).isEqualTo(known);
        assertThat(seen.disk()).isNotNull();
        assertThat(await(target.look(false)).stock()).isEqualTo(known);
    }
}
