package org.pantau.operate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.database.Database;
import org.pantau.database.DatabaseException;
import org.pantau.database.DatabaseSettings;
import org.pantau.database.Reached;
import org.pantau.database.TestDatabase;
import org.pantau.database.copy.ArchiveReader;
import org.pantau.database.copy.CopyOut;
import org.pantau.database.copy.Manifest;
import org.pantau.store.Partitions;
import org.pantau.store.Retention;
import org.pantau.store.RetentionSettings;
import org.pantau.store.pack.Packing;

class BackupTest {

    private static final CopyOut.Progress SILENT = table -> {};

    private final Vertx vertx = Vertx.vertx();
    private TestDatabase source;
    private TestDatabase target;
    private Path folder;
    private Path file;
    private Manifest made = new Manifest(0, "", "", "", 0, "", List.of(), List.of(), List.of(), List.of());
    private Set<String> strangers = Set.of();

    @BeforeEach
    void start(@TempDir Path folder) {
        this.folder = folder;
        file = folder.resolve("cadangan.zip");
        source = TestDatabase.fresh(vertx);
        target = TestDatabase.empty(vertx);
        Contents.fill(source.url());
    }

    @AfterEach
    void stop() {
        source.close();
        target.close();
        done(vertx.close());
    }

    @Test
    void everyRowOfEveryTableShouldComeBack() throws Exception {
        backup(SILENT);

        restore();

        assertThat(strangers).isEmpty();
        assertThat(Contents.of(target.url())).isEqualTo(Contents.of(source.url()));
        assertThat(made.rows()).isGreaterThan(19_000);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(LastBackup.of(folder).orElseThrow().verified()).isTrue();
    }

    @Test
    void numberingShouldGoOnAfterTheLastNumberGiven() throws Exception {
        backup(SILENT);
        restore();

        assertThat(Contents.texts(
                        target.url(),
                        "insert into series (subject, measure, origin, zone, every_seconds, kind)"
                                + " values ('new', 'up', 0, 'UTC', 60, 'STATE') returning id::text"))
                .containsExactly("21");
    }

    @Test
    void tablesOfLaterMigrationsShouldBeCopiedWithoutBeingNamed() throws Exception {
        Contents.execute(
                source.url(),
                "create table later (id bigint generated always as identity, at timestamptz not null) partition by range (at);"
                        + "create table later_1 partition of later for values from ('2025-01-01') to ('2026-01-01');"
                        + "insert into later (at) values ('2025-05-05')");
        backup(SILENT);

        assertThat(made.tables())
                .filteredOn(table -> table.rows() == 1)
                .extracting(Manifest.Table::name)
                .contains("later_1");
        assertThat(made.sequences()).extracting(Manifest.Sequence::name).contains("later_id_seq");
        restore();
        assertThat(strangers).as("not of this version, said and left out").containsExactly("later_1");
    }

    /** What moved from one table to another after the snapshot would be in neither. */
    @Test
    void nothingShouldBeDroppedOrPackedWhileACopyIsMade() throws Exception {
        var partitions = new Partitions(source.pool());
        var retention = new Retention(source.pool(), partitions, RetentionSettings.DEFAULT);
        done(source.pool()
                .query(
                        "insert into rollup_until (level, zone, until) values (0, '', '2025-02-01'), (1, '', '2025-02-01')")
                .execute());
        List<String> changed = new ArrayList<>();
        backup(table -> {
            if (changed.isEmpty()) {
                changed.add("looked");
                changed.addAll(await(retention.run(Instant.parse("2026-11-25T00:00:00Z"))));
                changed.addAll(
                        await(new Packing(source.pool(), partitions).run(Instant.parse("2025-02-01T00:00:00Z"))));
            }
        });

        assertThat(changed).containsExactly("looked");
        assertThat(await(retention.run(Instant.parse("2026-11-25T00:00:00Z")))).contains("sample_20250106");
    }

    @Test
    void whatIsWrittenMeanwhileShouldBeInAllTablesOrInNone() throws Exception {
        List<String> copied = new ArrayList<>();
        backup(table -> {
            if (copied.isEmpty()) {
                Contents.execute(source.url(), "insert into account values ('late', '', null, now())");
                Contents.execute(
                        source.url(),
                        "insert into audit (at, actor, address, action, subject, detail)"
                                + " values (now(), 'late', '', '', '', '')");
                Contents.execute(source.url(), "insert into status_change values ('late', now(), '', '', '', '')");
            }
            copied.add(table.name());
        });
        restore();

        assertThat(Contents.texts(
                        target.url(),
                        "select username from account union all select actor from audit"
                                + " union all select service from status_change"))
                .doesNotContain("late")
                .contains("admin");
    }

    /** Whoever drops a partition keeps all writers of its table waiting until it gets its lock. */
    @Test
    void droppingAnOldPartitionShouldNotWaitForTheBackup() throws Exception {
        backup(table -> {
            if (table.name().equals("rollup_5m_20250106")) {
                Contents.execute(
                        source.url(), "set lock_timeout = '2s'; drop table rollup_5m_20250106, sample_20250106");
            }
        });

        assertThat(made.dropped()).containsExactly("sample_20250106");
        restore();
        assertThat(Contents.texts(target.url(), "select count(*) from sample")).containsExactly("7623");
        assertThat(Contents.texts(target.url(), "select count(*) from rollup_5m"))
                .containsExactly("2505");
    }

    @Test
    void aCutOffOrDamagedArchiveShouldBeRefusedAndNothingChanged() throws Exception {
        backup(SILENT);
        byte[] whole = Files.readAllBytes(file);
        for (int length : List.of(0, 100, whole.length / 2, whole.length - 30)) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(this::restore)
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cut off");
        }
        Files.write(file, whole);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(whole.length / 2);
            int one = bytes.read();
            bytes.seek(whole.length / 2);
            bytes.write(one ^ 0x55);
        }

        assertThatThrownBy(this::restore).isInstanceOf(IOException.class).hasMessageContaining("damaged");
        assertThat(Contents.texts(
                        target.url(), "select relname from pg_class where relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    @Test
    void anInterruptedRestoreShouldGoOnAndLeaveNothingTwice() throws Exception {
        backup(SILENT);
        for (int tables : List.of(1, 3)) {
            int[] left = {tables};
            assertThatThrownBy(() -> restore(table -> {
                        if (--left[0] == 0) {
                            throw new IllegalStateException("killed");
                        }
                    }))
                    .hasMessage("killed");
        }
        Database pantau = await(Database.start(vertx, DatabaseSettings.external(folder, target.url())));
        assertThatThrownBy(() -> await(pantau.migrate()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("pantau restore");
        done(pantau.close());
        Path other = folder.resolve("lain.zip");
        backup(other, SILENT);
        assertThatThrownBy(() -> restore(other, SILENT)).hasMessageContaining("part of another backup");

        List<String> rest = new ArrayList<>();
        restore(table -> rest.add(table.name()));

        assertThat(rest).isNotEmpty().hasSizeLessThan(made.tables().size() - 3);
        assertThat(Contents.of(target.url())).isEqualTo(Contents.of(source.url()));
    }

    @Test
    void aDatabaseWithDataShouldBeRefused() throws Exception {
        backup(SILENT);
        var before = Contents.of(source.url());

        assertThatThrownBy(() ->
                        Restore.run(ArchiveReader.open(file), DatabaseSettings.external(folder, source.url()), SILENT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("holds data already");
        assertThat(Contents.of(source.url())).isEqualTo(before);
    }

    @Test
    void aDatabaseThatWasOnlyMigratedShouldBeFilled() throws Exception {
        backup(SILENT);
        try (TestDatabase migrated = TestDatabase.fresh(vertx);
                ArchiveReader archive = ArchiveReader.open(file)) {
            var unused = Restore.run(archive, DatabaseSettings.external(folder, migrated.url()), SILENT);
            assertThat(Contents.of(migrated.url())).isEqualTo(Contents.of(source.url()));
        }
    }

    @Test
    void aDatabaseThatPantauRunsOnShouldBeRefused() throws Exception {
        backup(SILENT);
        Database pantau = await(Database.start(vertx, DatabaseSettings.external(folder, target.url())));

        assertThatThrownBy(this::restore)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("a Pantau is running");
        done(pantau.close());
    }

    @Test
    void anArchiveOfALaterPantauShouldBeRefused() throws Exception {
        Contents.execute(
                source.url(),
                "insert into flyway_schema_history select 900, '900', 'later', type, script, checksum, installed_by,"
                        + " installed_on, execution_time, true from flyway_schema_history where version = '1'");
        backup(SILENT);

        assertThatThrownBy(this::restore)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("version 900")
                .hasMessageContaining("Pantau 0.test");
    }

    @Test
    void whatAKilledBackupLeftShouldBeWrittenOver() throws Exception {
        Files.writeString(folder.resolve(".pantau-backup.partial"), "half".repeat(100_000));

        backup(SILENT);

        assertThat(folder.resolve(".pantau-backup.partial")).doesNotExist();
        restore();
        assertThatThrownBy(() -> backup(SILENT)).isInstanceOf(IOException.class).hasMessageContaining("exists already");
    }

    private void backup(CopyOut.Progress progress) throws Exception {
        backup(file, progress);
    }

    private void backup(Path to, CopyOut.Progress progress) throws Exception {
        try (Reached database = Reached.beside(DatabaseSettings.external(folder, source.url()))) {
            made = Backup.make(database, to, folder, "0.test", true, progress);
        }
    }

    private void restore() throws Exception {
        restore(SILENT);
    }

    private void restore(CopyOut.Progress progress) throws Exception {
        restore(file, progress);
    }

    private void restore(Path from, CopyOut.Progress progress) throws Exception {
        try (ArchiveReader archive = ArchiveReader.open(from)) {
            strangers = Restore.run(archive, DatabaseSettings.external(folder, target.url()), progress);
        }
    }
}
