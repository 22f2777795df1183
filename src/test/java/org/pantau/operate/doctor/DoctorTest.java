package org.pantau.operate.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.database.Database;
import org.pantau.database.DatabaseSettings;
import org.pantau.database.Reached;
import org.pantau.database.TestDatabase;
import org.pantau.operate.backup.Backup;
import org.pantau.operate.backup.Contents;
import org.pantau.store.Partitions;

class DoctorTest {

    private final Vertx vertx = Vertx.vertx();
    private final Instant now = Instant.now();
    private Path data;
    private TestDatabase database;

    @BeforeEach
    void start(@TempDir Path data) {
        this.data = data;
        database = TestDatabase.fresh(vertx);
    }

    @AfterEach
    void stop() {
        database.close();
        done(vertx.close());
    }

    @Test
    void aServerThatCanLoseDataShouldFail() {
        assertThat(found("fsync")).singleElement().satisfies(finding -> {
            assertThat(finding.grade()).isEqualTo(Finding.Grade.FAILED);
            assertThat(finding.remedy()).contains("alter system set fsync = on");
        });
    }

    @Test
    void partitionsAheadShouldBeMissedUntilTheyAreThere() {
        assertThat(found("partitions ahead")).singleElement().satisfies(finding -> {
            assertThat(finding.grade()).isEqualTo(Finding.Grade.ATTENTION);
            assertThat(finding.said()).contains("sample", "rollup_1d");
        });

        done(new Partitions(database.pool()).createAhead(now));

        assertGrade("partitions ahead", Finding.Grade.OK);
    }

    @Test
    void aPartitionPastItsKeepingShouldBeNamed() {
        database.script(
                List.of("create table sample_20200106 partition of sample for values from ('2020-01-06 00:00+00')"
                        + " to ('2020-01-13 00:00+00')"));

        assertThat(found("past their keeping"))
                .singleElement()
                .extracting(Finding::said)
                .asString()
                .contains("sample_20200106");
    }

    @Test
    void anInvalidIndexShouldFailWithTheStatementThatRepairsIt() {
        assertGrade("indexes are valid", Finding.Grade.OK);
        database.script(List.of("update pg_index set indisvalid = false where indexrelid = 'audit_by_time'::regclass"));

        assertThat(found("invalid indexes"))
                .singleElement()
                .extracting(Finding::remedy)
                .isEqualTo("reindex index concurrently audit_by_time");
    }

    @Test
    void rollUpsThatFallBehindShouldBeSeenWhilePantauRuns() {
        database.script(List.of("insert into rollup_until values (0, '', now() - interval '3 hours')"));
        done(database.pool().query("select 1").execute());

        assertGrade("rolled up until", Finding.Grade.ATTENTION);
    }

    @Test
    void aNewerDatabaseAndAnUnfinishedRestoreShouldFail() {
        database.script(List.of(
                "create table pantau_restore (name text primary key, archive text not null, rows bigint not null)",
                "insert into pantau_restore values ('', 'a', 0)",
                "update flyway_schema_history set version = '900' where version = '1'"));

        assertGrade("version of the tables: 900", Finding.Grade.FAILED);
        assertGrade("a restore has not come to its end", Finding.Grade.FAILED);
    }

    @Test
    void aBackupShouldBeKnownAndItsAgeTold() throws Exception {
        assertGrade("no backup was made", Finding.Grade.ATTENTION);
        try (Reached reached = Reached.beside(DatabaseSettings.external(data, database.url()))) {
            var unused = Backup.make(reached, data.resolve("c.zip"), data, "0.test", true, table -> {});
        }

        assertGrade("0 hari lalu", Finding.Grade.OK);
        assertThat(examine(now.plus(Duration.ofDays(20))))
                .filteredOn(finding -> finding.said().contains("hari lalu"))
                .singleElement()
                .extracting(Finding::grade)
                .isEqualTo(Finding.Grade.ATTENTION);
    }

    @Test
    void whatWaitsInTheSpoolShouldBeCounted() throws Exception {
        Files.write(Files.createDirectories(data.resolve("spool")).resolve("one"), new byte[42]);

        assertGrade("spool: 1 berkas / files, 42 byte", Finding.Grade.ATTENTION);
    }

    @Test
    void aDatabaseThatCannotBeReachedShouldFailAndTheRestBeTold() throws Exception {
        List<Finding> findings =
                Doctor.examine(DatabaseSettings.external(data, "postgresql://me:hidden@127.0.0.1:1/pantau"), now);

        assertThat(findings)
                .filteredOn(finding -> finding.said().contains("cannot be reached"))
                .hasSize(1);
        assertThat(findings).noneMatch(finding -> finding.text().contains("hidden"));
        assertThat(findings).anyMatch(finding -> finding.said().contains("free disk"));
    }

    @Test
    void anEmbeddedDatabaseShouldBeExaminedWhileItRunsAndWhileItStandsStill() throws Exception {
        Path own = data.resolve("own");
        Database pantau = await(Database.start(vertx, DatabaseSettings.embedded(own)));
        done(pantau.migrate());
        done(new Partitions(pantau.pool()).createAhead(now));
        List<Finding> running = Doctor.examine(DatabaseSettings.embedded(own), now);
        done(pantau.close());
        List<Finding> still = Doctor.examine(DatabaseSettings.embedded(own), now);

        assertThat(running).extracting(Finding::said).contains("Pantau sedang berjalan / is running");
        assertThat(still).extracting(Finding::said).contains("Pantau tidak berjalan / is not running");
        for (List<Finding> each : List.of(running, still)) {
            assertThat(each)
                    .filteredOn(finding -> finding.grade() != Finding.Grade.OK)
                    .extracting(Finding::said)
                    .allMatch(said -> said.contains("no backup") || said.contains("free disk"));
            assertThat(each).extracting(Finding::said).contains("fsync, full_page_writes, synchronous_commit");
        }
    }

    @Test
    void nothingShouldBeChanged() throws Exception {
        var before = Contents.of(database.url());

        assertThat(examine(now)).isNotEmpty();

        assertThat(Contents.of(database.url())).isEqualTo(before);
        try (var files = Files.list(data)) {
            assertThat(files).isEmpty();
        }
    }

    private void assertGrade(String said, Finding.Grade grade) {
        assertThat(found(said)).singleElement().extracting(Finding::grade).isEqualTo(grade);
    }

    private List<Finding> found(String said) {
        return examine(now).stream()
                .filter(finding -> finding.said().contains(said))
                .toList();
    }

    private List<Finding> examine(Instant at) {
        try {
            return Doctor.examine(DatabaseSettings.external(data, database.url()), at);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
