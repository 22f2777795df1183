package org.pantau.operate.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.pantau.database.Reached;
import org.pantau.database.copy.ArchiveReader;
import org.pantau.database.copy.CopyOut;
import org.pantau.database.copy.Manifest;

/** Makes a backup of everything the database holds, and remembers in the data folder that it was made. */
public final class Backup {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'pantau-'yyyyMMdd'T'HHmmss'Z.zip'").withZone(ZoneOffset.UTC);

    private Backup() {}

    /** Where a backup goes that is given no name: {@code DIR/backup/pantau-20261125T174932Z.zip}. */
    public static Path unnamed(Path dataFolder, Instant now) {
        return dataFolder.resolve("backup").resolve(NAME.format(now));
    }

    /**
     * Writes {@code target}, whole or not at all; Pantau may run and write meanwhile.
     *
     * @param dataFolder where it is remembered
     * @param pantau version of this program
     * @param verify whether the file is read back whole and compared
     * @throws IOException when the file exists, cannot be written, or is not what was written
     */
    public static Manifest make(
            Reached database, Path target, Path dataFolder, String pantau, boolean verify, CopyOut.Progress progress)
            throws IOException, SQLException {
        Manifest manifest = CopyOut.write(database::connect, target, pantau, progress);
        if (verify) {
            try (ArchiveReader archive = ArchiveReader.open(target)) {
                archive.verify();
            }
        }
        LastBackup.remember(
                dataFolder,
                new LastBackup(
                        target.toAbsolutePath().normalize().toString(),
                        manifest.createdAt(),
                        Files.size(target),
                        verify));
        return manifest;
    }
}
