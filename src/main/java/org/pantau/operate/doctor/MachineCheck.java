package org.pantau.operate.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pantau.database.FolderState;
import org.pantau.operate.backup.LastBackup;

/** The machine and the data folder. */
final class MachineCheck {

    private static final long MEGABYTE = 1 << 20;
    private static final long LITTLE_MB = 2_000;
    private static final long FULL_MB = 200;
    private static final int BACKUP_DAYS = 7;

    private MachineCheck() {}

    static Finding java() {
        return Finding.ok("Java " + Runtime.version());
    }

    /** @param embedded whether the database is under the folder too */
    static List<Finding> folder(Path data, boolean embedded, Instant now) throws IOException {
        List<Finding> findings = new ArrayList<>();
        if (!Files.isDirectory(data)) {
            findings.add(
                    Finding.attention(data + ": folder data belum ada / there is no data folder yet", "./pantau run"));
            return findings;
        }
        findings.add(disk(data));
        if (embedded) {
            server(FolderState.of(data), findings);
        }
        spool(data.resolve("spool"), findings);
        findings.add(backup(LastBackup.of(data), now));
        return findings;
    }

    private static Finding disk(Path data) throws IOException {
        long free = Files.getFileStore(data).getUsableSpace() / MEGABYTE;
        String said = "ruang kosong / free disk: " + free + " MB";
        String remedy = "kosongkan ruang pada disk ini / make room on this disk";
        return free < FULL_MB
                ? Finding.failed(said, remedy)
                : free < LITTLE_MB ? Finding.attention(said, remedy) : Finding.ok(said);
    }

    private static void server(FolderState state, List<Finding> findings) {
        findings.add(Finding.ok(
                state.held() ? "Pantau sedang berjalan / is running" : "Pantau tidak berjalan / is not running"));
        for (Path each : state.unreadable()) {
            findings.add(Finding.failed(
                    each + ": tidak boleh dibaca / may not be read",
                    "jalankan sebagai pengguna yang menjalankan Pantau / run as the user that Pantau runs as"));
        }
        findings.add(
                state.open().isEmpty()
                        ? Finding.ok("izin berkas basis data / permissions of the database's files")
                        : Finding.attention(
                                "dapat dibaca orang lain / others may read: " + state.open(),
                                "chmod go-rwx " + state.open().get(0)));
        if (state.stalePid()) {
            findings.add(Finding.attention(
                    "postmaster.pid menyebut server yang tidak ada / names a server that is not there (mati mendadak / killed or power cut)",
                    "tidak perlu apa-apa: dibereskan saat mulai / nothing: the next start puts it right"));
        }
        if (state.major() != 0 && state.major() != state.brought()) {
            findings.add(Finding.attention(
                    "ditulis PostgreSQL " + state.major() + " / written by PostgreSQL " + state.major(),
                    "cadangkan, lalu ./pantau run menaikkannya ke " + state.brought()
                            + " / back up, then ./pantau run brings it to " + state.brought()));
        }
        if (state.upgradeUnfinished()) {
            findings.add(Finding.attention(
                    "kenaikan versi PostgreSQL belum selesai / bringing PostgreSQL to a newer version has not ended",
                    "./pantau run melanjutkannya / goes on with it"));
        }
        for (Path kept : state.keptClusters()) {
            findings.add(
                    Finding.ok(
                            kept
                                    + ": basis data versi lama, dihapus sendiri kelak / the older version's database, removed by itself later"));
        }
    }

    /** Values that wait for the database. */
    private static void spool(Path folder, List<Finding> findings) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        long files = 0;
        long bytes = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                files++;
                bytes += Files.size(each);
            }
        }
        String said = "spool: " + files + " berkas / files, " + bytes + " byte";
        findings.add(
                files == 0
                        ? Finding.ok(said)
                        : Finding.attention(
                                said + " menunggu basis data / wait for the database",
                                "ditulis sendiri begitu basis data terjangkau / written by itself once the database is reached"));
    }

    private static Finding backup(Optional<LastBackup> last, Instant now) {
        String remedy = "./pantau backup --verify";
        if (last.isEmpty()) {
            return Finding.attention("belum pernah dicadangkan dari sini / no backup was made from here yet", remedy);
        }
        long days = Duration.between(last.get().at(), now).toDays();
        String said = "cadangan / backup: " + days + " hari lalu / days ago, "
                + last.get().file() + (last.get().verified() ? "" : ", belum diperiksa / not verified");
        return days > BACKUP_DAYS || !last.get().verified() ? Finding.attention(said, remedy) : Finding.ok(said);
    }
}
