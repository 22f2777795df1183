package org.pantau.database.copy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Copies a database into an archive from one snapshot, while others go on writing. The snapshot is held by a connection
 * that locks no table; each table is read in a transaction of its own on the same snapshot, so that dropping an old
 * partition, which would keep every writer waiting, waits for one table at most.
 */
public final class CopyOut {

    private static final String UNDEFINED_TABLE = "42P01";
    /** Text is the same whatever the settings and the version of the server are. */
    private static final String SESSION = "set timezone = 'UTC'; set datestyle = 'ISO, YMD';"
            + " set intervalstyle = 'iso_8601'; set bytea_output = 'hex'; set extra_float_digits = 1;"
            + " set statement_timeout = 0; set idle_in_transaction_session_timeout = 0";

    private CopyOut() {}

    /** Opens connections to the database that is copied. */
    public interface Connector {
        Connection open() throws SQLException;
    }

    /** Hears of each table that was copied. */
    public interface Progress {
        void copied(Manifest.Table table);
    }

    /**
     * Writes {@code target}, whole or not at all.
     *
     * @param pantau version of this program
     * @throws IOException when the file exists or cannot be written
     */
    public static Manifest write(Connector connector, Path target, String pantau, Progress progress)
            throws IOException, SQLException {
        try (ArchiveWriter archive = ArchiveWriter.to(target);
                Connection holder = connector.open();
                Connection reader = connector.open()) {
            String unused = text(holder, CopyLock.HOLD);
            begin(holder, null);
            String snapshot = text(holder, "select pg_export_snapshot()");
            Inventory inventory = Inventory.of(holder);
            List<Manifest.Table> tables = new ArrayList<>();
            List<String> dropped = new ArrayList<>();
            for (Map.Entry<String, List<String>> each : inventory.tables().entrySet()) {
                Manifest.@Nullable Table table = copy(reader, snapshot, each, archive, inventory);
                if (table == null) {
                    dropped.add(each.getKey());
                } else {
                    tables.add(table);
                    progress.copied(table);
                }
            }
            Manifest manifest = new Manifest(
                    Manifest.FORMAT,
                    UUID.randomUUID().toString(),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                    pantau,
                    schema(holder),
                    text(holder, "show server_version").split(" ", 2)[0],
                    inventory.partitions().stream()
                            .filter(each -> !dropped.contains(each.name()))
                            .toList(),
                    tables,
                    Inventory.sequences(holder),
                    dropped);
            holder.rollback();
            archive.finish(manifest);
            return manifest;
        }
    }

    /** The highest migration that was applied; 0 where there was none. */
    public static int schema(Connection connection) throws SQLException {
        return text(connection, "select (to_regclass('flyway_schema_history') is not null)::text")
                        .startsWith("t")
                ? Integer.parseInt(text(
                        connection,
                        "select coalesce(max(version::int), 0)::text from flyway_schema_history"
                                + " where version is not null and success"))
                : 0;
    }

    private static Manifest.@Nullable Table copy(
            Connection reader,
            String snapshot,
            Map.Entry<String, List<String>> table,
            ArchiveWriter archive,
            Inventory inventory)
            throws IOException, SQLException {
        begin(reader, snapshot);
        String name = table.getKey();
        try (Statement statement = reader.createStatement()) {
            statement.execute("lock table " + Inventory.quoted(name) + " in access share mode");
        } catch (SQLException e) {
            boolean partition =
                    inventory.partitions().stream().anyMatch(each -> each.name().equals(name));
            reader.rollback();
            if (partition && UNDEFINED_TABLE.equals(e.getSQLState())) {
                return null;
            }
            throw e;
        }
        MessageDigest digest = Sums.sha256();
        Counted counted = new Counted(archive.entry(new Manifest.Table(name, List.of(), 0, 0, "").entry()));
        long rows;
        try (OutputStream out = new DigestOutputStream(counted, digest)) {
            rows = copyManager(reader)
                    .copyOut(
                            "copy " + Inventory.quoted(name) + " (" + Inventory.quoted(table.getValue())
                                    + ") to stdout with (format text, encoding 'UTF8')",
                            out);
        }
        reader.rollback();
        return new Manifest.Table(
                name, table.getValue(), rows, counted.bytes, HexFormat.of().formatHex(digest.digest()));
    }

    static CopyManager copyManager(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static void begin(Connection connection, @Nullable String snapshot) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
            connection.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read, read only");
            if (snapshot != null) {
                statement.execute("set transaction snapshot '" + snapshot + "'");
            }
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static final class Counted extends OutputStream {

        private final OutputStream out;
        private long bytes;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int from, int length) throws IOException {
            out.write(buffer, from, length);
            bytes += length;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
