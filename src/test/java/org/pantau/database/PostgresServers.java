package org.pantau.database;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Real PostgreSQL servers of several major versions, from the archives that the Maven profile {@code large} lays into the
 * folder named by the property {@code postgresql.archives}. {@code -Dpostgresql.major=14} lets every test run on that one.
 */
public final class PostgresServers implements AutoCloseable {

    /** All that an external database may be. */
    public static final List<Integer> MAJORS = List.of(14, 15, 16, 17, 18);

    private final Path data;
    private final String url;
    private EmbeddedPostgres server;

    private PostgresServers(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
        DatabaseUrl url = server.url(Database.NAME);
        this.url = "postgresql://" + url.user() + ":" + url.password() + "@" + url.host() + ":" + url.port() + "/"
                + url.database();
    }

    /** A server of the version that Pantau brings. */
    public static PostgresServers start(Path data) {
        try {
            return new PostgresServers(data, launch(data, Map.of()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server of this version, with what it keeps in {@code data}; the test is left out where it is not there. */
    public static PostgresServers start(int major, Path data) {
        try {
            return new PostgresServers(data, EmbeddedPostgres.start(data, Map.of(), archive(major)));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static EmbeddedPostgres launch(Path data, Map<String, String> parameters) throws IOException, InterruptedException {
        String major = System.getProperty("postgresql.major", "");
        return major.isEmpty()
                ? EmbeddedPostgres.start(data, parameters)
                : EmbeddedPostgres.start(
                        data.resolveSibling(data.getFileName() + "-" + major),
                        parameters,
                        archive(Integer.parseInt(major)));
    }

    /** As {@code --database} takes it. */
    public String url() {
        return url;
    }

    /** Stops it cleanly; {@link #again} starts it at the same address. */
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it again after {@link #stop}. */
    public void again() {
        try {
            String port = String.valueOf(DatabaseUrl.parse(url).port());
            server = launch(data, Map.of("port", port));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection to any database, by its address. */
    public static Connection connect(String url) throws SQLException {
        return DatabaseUrl.parse(url).connect();
    }

    /** Brings a database's tables up to date. */
    public static void migrate(String url) {
        int unused = Migrations.apply(DatabaseUrl.parse(url));
    }

    @Override
    public void close() {
        stop();
    }

    /** Where the programs of this version are packed. */
    static URL archive(int major) {
        String folder = System.getProperty("postgresql.archives", "");
        Assumptions.assumeFalse(folder.isEmpty(), "servers of other versions come with the Maven profile large");
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            Path jar = files.filter(file -> file.getFileName().toString().matches(".*-" + major + "\\.[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow();
            try (var entries = new JarFile(jar.toFile())) {
                String name = entries.stream()
                        .map(JarEntry::getName)
                        .filter(entry -> entry.endsWith(".txz"))
                        .findFirst()
                        .orElseThrow();
                return URI.create("jar:" + jar.toUri() + "!/" + name).toURL();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
