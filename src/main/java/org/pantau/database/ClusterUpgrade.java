package org.pantau.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pantau.database.copy.ArchiveReader;
import org.pantau.database.copy.CopyIn;
import org.pantau.database.copy.CopyOut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the data that an older embedded PostgreSQL wrote to the one this Pantau brings: a copy of all tables is made with
 * the old programs, a new cluster is filled from it beside the old one and compared row count by row count, and only then
 * takes its place. The old cluster stays for {@value #KEPT_DAYS} days as {@code cluster-17-20261125}.
 *
 * <p>Killed before the swap, it begins anew at the next start and the old cluster is as it was. Killed within the swap,
 * the next start ends it.
 */
final class ClusterUpgrade {

    static final int KEPT_DAYS = 14;

    private static final Logger log = LoggerFactory.getLogger(ClusterUpgrade.class);
    private static final Pattern KEPT = Pattern.compile("cluster-\\d+-(\\d{8})");

    private static final int LEFT_OVER_SECONDS = 60;

    private final Path home;
    private final Binaries brought;
    private final Path work;
    private final Path next;
    private final Path ready;

    /** Needs the folder to be locked. */
    ClusterUpgrade(Path home, Binaries brought) {
        this.home = home;
        this.brought = brought;
        this.work = home.resolve("upgrade");
        this.next = work.resolve("next");
        this.ready = work.resolve("ready");
    }

    /**
     * The programs that wrote the cluster in {@code home}.
     *
     * @throws DatabaseException when there is no cluster, or no programs of its version
     */
    static Binaries programsOf(Path home) throws IOException, InterruptedException {
        int major = Cluster.major(home);
        if (major == 0) {
            throw new DatabaseException("there is no database in " + home.getParent());
        }
        return Binaries.left(home, major).orElseThrow(() -> gone(home, major));
    }

    /**
     * Does nothing where the cluster is new enough, or there is none.
     *
     * @throws DatabaseException when the old programs are gone, the disk is too small, or the copy differs
     */
    void run() throws IOException, InterruptedException {
        endSwap();
        int major = Cluster.major(home);
        if (major == 0 || major == brought.major()) {
            return;
        }
        if (major > brought.major()) {
            throw new DatabaseException(
                    home + " was written by PostgreSQL " + major + ", this Pantau brings only " + brought.major()
                            + ": start the Pantau that wrote it, or restore a backup into an empty data folder");
        }
        Binaries old = Binaries.left(home, major).orElseThrow(() -> gone(home, major));
        awaitKilled();
        Folders.delete(work);
        requireRoom();
        log.warn(
                "bringing the database from PostgreSQL {} to {}; this takes as long as copying it",
                major,
                brought.major());
        Files.createDirectories(next);
        try {
            Path archive = work.resolve("copy.zip");
            copyOut(old, archive);
            String unchanged = fingerprint();
            copyIn(archive);
            Files.writeString(work.resolve("ready.new"), unchanged);
            Files.move(work.resolve("ready.new"), ready, StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException e) {
            throw new DatabaseException(
                    "the database of PostgreSQL " + major + " could not be brought to " + brought.major() + ": "
                            + e.getMessage() + "; it is as it was, in " + cluster(),
                    e);
        }
        endSwap();
    }

    /** To be called once the new server has started: removes what is no longer needed. */
    void tidy() throws IOException {
        Folders.delete(work);
        brought.removeOthers(home);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (Path old : kept(home)) {
            if (setAside(old).plusDays(KEPT_DAYS).isBefore(today)) {
                Folders.delete(old);
                log.info("{} was kept for {} days and is removed", old, KEPT_DAYS);
            }
        }
    }

    /** Clusters of older servers that an upgrade set aside. */
    static List<Path> kept(Path home) throws IOException {
        try (Stream<Path> list = Files.list(home)) {
            return list.filter(
                            path -> KEPT.matcher(path.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    /** The server that a killed upgrade had started ends by itself, a moment after it. */
    private void awaitKilled() throws IOException {
        Optional<ProcessHandle> left = LeftServer.on(next.resolve(Cluster.FOLDER));
        if (left.isPresent()) {
            left.get()
                    .onExit()
                    .completeOnTimeout(left.get(), LEFT_OVER_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    private void copyOut(Binaries old, Path archive) throws IOException, InterruptedException, SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.on(home, old, FolderLock.take(work))) {
            DatabaseUrl url = server.url(Database.NAME);
            var unused = CopyOut.write(
                    url::connect, archive, "", table -> log.info("copied {} rows of {}", table.rows(), table.name()));
        }
    }

    private void copyIn(Path archive) throws IOException, InterruptedException, SQLException {
        Files.copy(home.resolve("password"), next.resolve("password"), StandardCopyOption.COPY_ATTRIBUTES);
        try (ArchiveReader copy = ArchiveReader.open(archive);
                EmbeddedPostgres server = EmbeddedPostgres.on(next, brought, FolderLock.take(next))) {
            DatabaseUrl url = server.url(Database.NAME);
            if (copy.manifest().schema() == 0) {
                return;
            }
            int unused = Migrations.apply(url, copy.manifest().schema());
            try (Connection connection = url.connect()) {
                Set<String> strangers = new CopyIn(
                                connection,
                                copy,
                                table -> log.info("brought {} rows of {}", table.rows(), table.name()))
                        .fill();
                if (!strangers.isEmpty()) {
                    throw new SQLException("tables that are not Pantau's: " + strangers);
                }
            }
        }
    }

    /** Two renames; between them the old cluster has its new name and the new one is known to be whole. */
    private void endSwap() throws IOException {
        if (!Files.exists(ready)) {
            return;
        }
        int major = Cluster.major(home);
        if (major != 0 && major != brought.major()) {
            if (!Files.readString(ready).equals(fingerprint())) {
                // An older Pantau has written to it since: the copy is out of date.
                return;
            }
            String date = LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE);
            Path aside = home.resolve("cluster-" + major + "-" + date);
            Files.move(cluster(), aside, StandardCopyOption.ATOMIC_MOVE);
            log.warn("the database of PostgreSQL {} is kept for {} days: {}", major, KEPT_DAYS, aside);
        }
        if (!Files.exists(cluster())) {
            Files.move(next.resolve(Cluster.FOLDER), cluster(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** The copy is smaller than the cluster, and the new cluster about as large. */
    private void requireRoom() throws IOException {
        long needed = Folders.bytes(cluster()) * 3 / 2;
        long free = Files.getFileStore(home).getUsableSpace();
        if (free < needed) {
            throw new DatabaseException("bringing the database to PostgreSQL " + brought.major() + " needs "
                    + (needed >> 20) + " MB free on the disk of " + home + ", there are " + (free >> 20) + " MB");
        }
    }

    /** Tells whether the stopped cluster was started since: its control file is written at every start. */
    private String fingerprint() throws IOException {
        return HexFormat.of().formatHex(Files.readAllBytes(cluster().resolve("global/pg_control")));
    }

    private Path cluster() {
        return home.resolve(Cluster.FOLDER);
    }

    private static LocalDate setAside(Path kept) {
        Matcher name = KEPT.matcher(kept.getFileName().toString());
        try {
            return name.matches()
                    ? LocalDate.parse(name.group(1), DateTimeFormatter.BASIC_ISO_DATE)
                    : LocalDate.MAX.minusDays(KEPT_DAYS);
        } catch (DateTimeException e) {
            // Not a name of ours: kept for ever.
            return LocalDate.MAX.minusDays(KEPT_DAYS);
        }
    }

    private static DatabaseException gone(Path home, int major) {
        return new DatabaseException(home + " was written by PostgreSQL " + major
                + ", whose programs are no longer there: start the Pantau that wrote it and make a backup with it, "
                + "or restore a backup into an empty data folder (pantau restore FILE --data DIR)");
    }
}
