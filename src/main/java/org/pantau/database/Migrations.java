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
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Brings the tables to the state this version needs. Blocks; may be repeated. */
final class Migrations {

    private static final String FOLDER = "db/migration/";
    private static final Pattern FILE = Pattern.compile("V(\\d+)__.*\\.sql");
    private static final String APPLIED =
            "select version, success from flyway_schema_history where version is not null";

    private Migrations() {}

    /** Whether the tables are as this version needs them, by one query: Flyway takes a second to say so. */
    static Future<Boolean> complete(Pool pool) {
        return pool.query(APPLIED)
                .execute()
                .map(rows -> {
                    Set<String> applied = new HashSet<>();
                    for (Row row : rows) {
                        applied.add(row.getBoolean(1) ? row.getString(0) : "failed");
                    }
                    return applied.equals(versions());
                })
                // A new database has no such table; any other fault is Flyway's to tell.
                .otherwise(false);
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

    /**
     * Applies what is missing.
     *
     * @return how many were applied
     * @throws DatabaseException when one fails or the database was changed by hand
     */
    static int apply(DatabaseUrl url) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(url.jdbc(), url.user(), url.password())
                .locations("classpath:db/migration")
                .connectRetries(5)
                .communityDBSupportEnabled(false);
        // With the default lock, held in a transaction, CREATE INDEX CONCURRENTLY would wait for itself for ever.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        try {
            return configuration.load().migrate().migrationsExecuted;
        } catch (FlywayException e) {
            throw new DatabaseException("the tables of " + url + " cannot be brought up to date: " + e.getMessage(), e);
        }
    }
}
