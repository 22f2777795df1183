package org.pantau.database.copy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fills a database from an archive: its tables exist and are empty, as migrating to the archive's schema leaves them. Each
 * table is filled in one transaction that also notes it in {@code pantau_restore}, so that an interrupted restore goes on
 * where it stopped and nothing is there twice. While that table exists, the database is not whole.
 */
public final class CopyIn {

    private final Connection connection;
    private final ArchiveReader archive;
    private final CopyOut.Progress progress;

    private static final String DROP_FUNCTIONS = """
            do $$
            declare
                each text;
            begin
                for each in select p.oid::regprocedure from pg_proc p where p.pronamespace = current_schema()::regnamespace
                        and not exists (select from pg_depend d
                            where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e') loop
                    execute 'drop function if exists ' || each || ' cascade';
                end loop;
            end $$
            """;

    public CopyIn(Connection connection, ArchiveReader archive, CopyOut.Progress progress) {
        this.connection = connection;
        this.archive = archive;
        this.progress = progress;
    }

    /** The id of the archive whose restore into this database did not come to its end; mostly empty. */
    public static Optional<String> unfinished(Connection connection) throws SQLException {
        if (!exists(connection, "pantau_restore")) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select archive from pantau_restore where name = ''")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** The tables that hold at least one row, in alphabetical order. */
    public static Set<String> filled(Connection connection) throws SQLException {
        Set<String> filled = new TreeSet<>();
        for (String name : Inventory.of(connection).tables().keySet()) {
            if (count(connection, "select count(*) from (select from " + Inventory.quoted(name) + " limit 1) one")
                    > 0) {
                filled.add(name);
            }
        }
        return filled;
    }

    /**
     * Removes tables that hold nothing, and the functions that read them, so that others may take their place.
     *
     * @throws IllegalStateException when one holds something after all
     */
    public static void clear(Connection connection) throws SQLException {
        if (!filled(connection).isEmpty()) {
            throw new IllegalStateException("not empty: " + filled(connection));
        }
        Set<String> names = new HashSet<>(Inventory.of(connection).all());
        names.addAll(List.of("flyway_schema_history", "pantau_restore"));
        execute(
                connection,
                "drop table if exists "
                        + Inventory.quoted(names.stream().sorted().toList()) + " cascade");
        execute(connection, DROP_FUNCTIONS);
    }

    /**
     * Fills every table that was not filled yet, then compares what is there with the manifest.
     *
     * @return tables of the archive that this schema does not have, and that were left out
     * @throws IOException when the archive is damaged; the table that is, is left empty
     * @throws SQLException when the database refuses, or a table does not hold what was written
     */
    public Set<String> fill() throws IOException, SQLException {
        connection.setAutoCommit(true);
        execute(
                connection,
                "set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601';"
                        + " set statement_timeout = 0; set client_encoding = 'UTF8'");
        begin();
        for (Manifest.Partition partition : archive.manifest().partitions()) {
            create(partition);
        }
        Set<String> strangers = new TreeSet<>();
        for (Manifest.Table table : archive.manifest().tables()) {
            if (!exists(connection, Inventory.quoted(table.name()))) {
                strangers.add(table.name());
            } else if (!done(table)) {
                fill(table);
                progress.copied(table);
            }
        }
        for (Manifest.Sequence sequence : archive.manifest().sequences()) {
            goOn(sequence);
        }
        for (Manifest.Table table : archive.manifest().tables()) {
            if (!strangers.contains(table.name())) {
                requireRows(table);
            }
        }
        execute(connection, "drop table pantau_restore");
        return strangers;
    }

    private void begin() throws SQLException {
        execute(
                connection,
                "create table if not exists pantau_restore (name text primary key, archive text not null, rows bigint not null)");
        try (PreparedStatement statement =
                connection.prepareStatement("insert into pantau_restore values ('', ?, 0) on conflict do nothing")) {
            statement.setString(1, archive.manifest().id());
            statement.executeUpdate();
        }
    }

    private void create(Manifest.Partition partition) throws SQLException {
        if (exists(connection, Inventory.quoted(partition.name()))
                || !exists(connection, Inventory.quoted(partition.parent()))) {
            return;
        }
        String key = partition.key() == null ? "" : " partition by " + partition.key();
        String storage = partition.storage().isEmpty() ? "" : " with (" + String.join(", ", partition.storage()) + ")";
        execute(
                connection,
                "create table " + Inventory.quoted(partition.name()) + " partition of "
                        + Inventory.quoted(partition.parent()) + " " + partition.bound() + key + storage);
    }

    private boolean done(Manifest.Table table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select from pantau_restore where name = ?")) {
            statement.setString(1, table.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private void fill(Manifest.Table table) throws IOException, SQLException {
        connection.setAutoCommit(false);
        try (CheckedInput rows = archive.open(table)) {
            long copied = CopyOut.copyManager(connection)
                    .copyIn(
                            "copy " + Inventory.quoted(table.name()) + " (" + Inventory.quoted(table.columns())
                                    + ") from stdin with (format text, encoding 'UTF8')",
                            rows);
            rows.requireWhole();
            try (PreparedStatement note = connection.prepareStatement("insert into pantau_restore values (?, ?, ?)")) {
                note.setString(1, table.name());
                note.setString(2, archive.manifest().id());
                note.setLong(3, copied);
                note.executeUpdate();
            }
            connection.commit();
        } catch (IOException | SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void goOn(Manifest.Sequence sequence) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select setval(format('%I.%I', current_schema(), s.relname)::regclass, ?, ?) from pg_class s"
                        + " where s.relname = ? and s.relkind = 'S' and s.relnamespace = current_schema()::regnamespace")) {
            statement.setLong(1, sequence.last());
            statement.setBoolean(2, sequence.used());
            statement.setString(3, sequence.name());
            statement.executeQuery().close();
        }
    }

    private void requireRows(Manifest.Table table) throws SQLException {
        long rows = count(connection, "select count(*) from only " + Inventory.quoted(table.name()));
        if (rows != table.rows()) {
            throw new SQLException(
                    "the table " + table.name() + " holds " + rows + " rows, the archive " + table.rows());
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
