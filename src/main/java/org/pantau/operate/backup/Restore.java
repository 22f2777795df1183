package org.pantau.operate.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.pantau.database.DatabaseException;
import org.pantau.database.DatabaseSettings;
import org.pantau.database.Reached;
import org.pantau.database.copy.ArchiveReader;
import org.pantau.database.copy.CopyIn;
import org.pantau.database.copy.CopyOut;

/**
 * Brings a backup back into a database without data: its tables as they were when it was made, filled, then brought up to
 * this version. Interrupted, it is started again with the same file and goes on.
 */
public final class Restore {

    /** Tells two restores into one database from each other; any number that nobody else uses. */
    private static final long LOCK = 0x50414e544155L;

    private final ArchiveReader archive;
    private final CopyOut.Progress progress;

    private Restore(ArchiveReader archive, CopyOut.Progress progress) {
        this.archive = archive;
        this.progress = progress;
    }

    /**
     * Restores an archive.
     *
     * @return tables that are not Pantau's and were left out
     * @throws DatabaseException when the database holds data, a Pantau runs on it, or the archive is newer than we are
     * @throws IOException when the archive is damaged; then nothing was changed
     */
    public static Set<String> run(ArchiveReader archive, DatabaseSettings settings, CopyOut.Progress progress)
            throws IOException, SQLException, InterruptedException {
        int schema = archive.manifest().schema();
        if (schema > Reached.newestSchema()) {
            throw new DatabaseException(
                    "the backup was made by Pantau " + archive.manifest().pantau()
                            + " with tables of version " + schema + ", this one knows up to " + Reached.newestSchema()
                            + ": use that Pantau or a later one");
        }
        if (schema == 0) {
            throw new DatabaseException("the backup holds no tables: there is nothing to bring back");
        }
        archive.verify();
        try (Reached database = Reached.alone(settings);
                Connection connection = database.connect()) {
            requireAlone(connection, database);
            return new Restore(archive, progress).into(database, connection);
        }
    }

    private Set<String> into(Reached database, Connection connection) throws IOException, SQLException {
        int schema = archive.manifest().schema();
        Optional<String> unfinished = CopyIn.unfinished(connection);
        if (unfinished.isPresent()
                && !unfinished.get().equals(archive.manifest().id())) {
            throw new DatabaseException(
                    database + " holds part of another backup, whose restore did not come to its end:"
                            + " give that file again, or an empty database");
        }
        if (unfinished.isEmpty()) {
            requireEmpty(database, connection);
            CopyIn.clear(connection);
            database.migrate(schema);
        }
        Set<String> strangers = new CopyIn(connection, archive, progress).fill();
        database.migrate(Reached.newestSchema());
        return strangers;
    }

    private static void requireEmpty(Reached database, Connection connection) throws SQLException {
        Set<String> filled = CopyIn.filled(connection);
        if (!filled.isEmpty()) {
            throw new DatabaseException(database + " holds data already (" + String.join(", ", filled)
                    + "): restore into an empty database, or another folder with --data");
        }
    }

    private static void requireAlone(Connection connection, Reached database) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            if (!row.next() || !row.getBoolean(1)) {
                throw new DatabaseException("another restore into " + database + " is running");
            }
        }
    }
}
