package org.pantau.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Brings the tables to the state this version needs. Blocks; may be repeated. */
final class Migrations {

    private static final String FOLDER = "db/migration/";
    private static final Pattern FILE = Pattern.compile("V(\\d+)__.*\\.sql");
    private static final String APPLIED =
            "select version, success from flyway_schema_history where version is not null";

    /**
     * A migration leaves such a row only where it runs outside a transaction, and is then written so that it may be run
     * again from its beginning.
     */
    private static final String FORGET_FAILED = """
            do $$ begin
                if to_regclass('flyway_schema_history') is not null then
                    delete from flyway_schema_history where not success;
                end if;
            end $$""";

    private static final String VERSION = Optional.ofNullable(
                    Migrations.class.getPackage().getImplementationVersion())
            .orElse("dev");

    private Migrations() {}

    /**
     * Whether the tables are as this version needs them, by one query: Flyway takes a second to say so. Fails with a
     * {@link DatabaseException} where this version must not touch them: a newer one was there, or a restore is not ended.
     */
    static Future<Boolean> complete(Pool pool) {
        return pool.query(APPLIED)
                .execute()
                .map(rows -> {
                    Set<String> applied = new HashSet<>();
                    for (Row row : rows) {
                        applied.add(row.getBoolean(1) ? row.getString(0) : "failed");
                    }
                    return applied;
                })
                // A new database has no such table; any other fault is Flyway's to tell.
                .otherwise(Set.of())
                .compose(applied -> newest(applied) > newest()
                        ? writer(pool).compose(writer -> Future.failedFuture(newer(newest(applied), writer)))
                        : whole(pool).map(whole -> applied.equals(versions())));
    }

    /** The highest version this Pantau brings. */
    static int newest() {
        return newest(versions());
    }

    private static int newest(Set<String> versions) {
        return versions.stream()
                .filter(version -> version.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    /** Which Pantau brought the tables to where they are, as it noted itself. */
    private static Future<String> writer(Pool pool) {
        return pool.query("select coalesce(obj_description('flyway_schema_history'::regclass), '')")
                .execute()
                .map(rows -> rows.iterator().next().getString(0));
    }

    private static DatabaseException newer(int schema, String writer) {
        return new DatabaseException("the database is newer than this Pantau: its tables have version " + schema
                + (writer.isEmpty() ? "" : ", brought there by " + writer) + ", this Pantau knows up to " + newest()
                + ": start the newer Pantau again, or restore a backup from before it into an empty database");
    }

    private static Future<Boolean> whole(Pool pool) {
        return pool.query("select to_regclass('pantau_restore') is not null")
                .execute()
                .compose(rows -> rows.iterator().next().getBoolean(0)
                        ? Future.failedFuture(
                                new DatabaseException("a restore into this database did not come to its end: "
                                        + "give the same 'pantau restore FILE' again, it goes on where it stopped"))
                        : Future.succeededFuture(true));
    }

    /** The versions this Pantau brings; empty where they cannot be listed. */
    static Set<String> versions() {
        Set<String> versions = new HashSet<>();
        URL folder = Migrations.class.getClassLoader().getResource(FOLDER);
        try {
            if (folder != null && folder.openConnection() instanceof JarURLConnection jar) {
                jar.getJarFile().stream().forEach(entry -> add(entry.getName(), versions));
            } else if (folder != null) {
                try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
                    files.forEach(file -> add(FOLDER + file.getFileName(), versions));
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new DatabaseException("the migrations on the class path cannot be listed", e);
        }
        return versions;
    }

    private static void add(String name, Set<String> versions) {
        Matcher file = FILE.matcher(name.startsWith(FOLDER) ? name.substring(FOLDER.length()) : "");
        if (file.matches()) {
            versions.add(file.group(1));
        }
    }

    /** Applies all that is missing; see {@link #apply(DatabaseUrl, int)}. */
    static int apply(DatabaseUrl url) {
        return apply(url, newest());
    }

    /**
     * Applies what is missing up to a version.
     *
     * @return how many were applied
     * @throws DatabaseException when one fails or the database was changed by hand
     */
    static int apply(DatabaseUrl url, int upTo) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(url.jdbc(), url.user(), url.password())
                .locations("classpath:db/migration")
                .target(MigrationVersion.fromVersion(Integer.toString(upTo)))
                .connectRetries(5)
                .communityDBSupportEnabled(false);
        // With the default lock, held in a transaction, CREATE INDEX CONCURRENTLY would wait for itself for ever.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        try {
            execute(url, FORGET_FAILED);
            int applied = configuration.load().migrate().migrationsExecuted;
            execute(url, "comment on table flyway_schema_history is 'Pantau " + VERSION + "'");
            return applied;
        } catch (FlywayException | SQLException e) {
            throw new DatabaseException("the tables of " + url + " cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    private static void execute(DatabaseUrl url, String sql) throws SQLException {
        try (Connection connection = url.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
