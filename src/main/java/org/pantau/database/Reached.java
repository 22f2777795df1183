package org.pantau.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The database as a command reaches it: of a running Pantau beside it, or started for the command and stopped after. All
 * methods block.
 */
public final class Reached implements AutoCloseable {

    private static final int STATUS_LINE = 7;
    private static final int PORT_LINE = 3;
    private static final long WAIT_SECONDS = 60;
    private static final long LOOK_AGAIN_MS = 100;

    private final DatabaseUrl url;
    private final @Nullable EmbeddedPostgres own;

    private Reached(DatabaseUrl url, @Nullable EmbeddedPostgres own) {
        this.url = url;
        this.own = own;
    }

    /**
     * Reaches what is there, whether Pantau runs or not; changes nothing.
     *
     * @throws DatabaseException when there is no database yet, or it cannot be reached
     */
    public static Reached beside(DatabaseSettings settings) throws IOException, InterruptedException {
        String external = settings.url();
        if (external != null) {
            return new Reached(DatabaseUrl.parse(external), null);
        }
        Path home = EmbeddedPostgres.home(settings.dataFolder());
        if (Cluster.major(home) == 0) {
            throw new DatabaseException("there is no database in " + settings.dataFolder()
                    + (Cluster.major(EmbeddedPostgres.home(settings.dataFolder().resolve("demo"))) == 0
                            ? ": name its folder with --data, or an external one with --database"
                            : ": the one of the demonstration is in --data "
                                    + settings.dataFolder().resolve("demo")));
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (true) {
            Optional<DatabaseUrl> running = running(home);
            if (running.isPresent()) {
                return new Reached(running.get(), null);
            }
            // Nobody holds the folder, or somebody is just starting or stopping.
            Optional<FolderLock> free = FolderLock.tryTake(home);
            if (free.isPresent()) {
                free.get().close();
                EmbeddedPostgres own = EmbeddedPostgres.startAsItIs(settings.dataFolder());
                return new Reached(own.url(Database.NAME), own);
            }
            if (System.nanoTime() > end) {
                throw new DatabaseException("a Pantau holds " + settings.dataFolder()
                        + ", but its PostgreSQL has not become ready within " + WAIT_SECONDS + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MS));
        }
    }

    /**
     * Reaches a database that no Pantau uses, creating the embedded one where it is missing.
     *
     * @throws DatabaseException when a Pantau runs on it
     */
    public static Reached alone(DatabaseSettings settings) throws IOException, InterruptedException, SQLException {
        String external = settings.url();
        if (external == null) {
            EmbeddedPostgres own = EmbeddedPostgres.start(settings.dataFolder(), settings.serverParameters());
            return new Reached(own.url(Database.NAME), own);
        }
        Reached reached = new Reached(DatabaseUrl.parse(external), null);
        try (Connection connection = reached.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and application_name = 'pantau'"
                        + " and pid <> pg_backend_pid()")) {
            if (row.next() && row.getInt(1) > 0) {
                throw new DatabaseException("a Pantau is running on " + reached + ": stop it first");
            }
        }
        return reached;
    }

    /** A connection of the caller's own. */
    public Connection connect() throws SQLException {
        return url.connect();
    }

    /** Whether the server was started for this command alone. */
    public boolean startedForThis() {
        return own != null;
    }

    /** Brings the tables to a version; see {@link #newestSchema}. */
    public void migrate(int upTo) {
        int unused = Migrations.apply(url, upTo);
    }

    /** The highest version of the tables that this Pantau knows. */
    public static int newestSchema() {
        return Migrations.newest();
    }

    @Override
    public void close() throws IOException {
        if (own != null) {
            own.close();
        }
    }

    /** Address without the password. */
    @Override
    public String toString() {
        return url.toString();
    }

    /** Where the server that is ready on this folder listens, as its own file says. */
    private static Optional<DatabaseUrl> running(Path home) throws IOException {
        Path cluster = home.resolve(Cluster.FOLDER);
        List<String> lines;
        try {
            lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() <= STATUS_LINE
                || !lines.get(STATUS_LINE).trim().equals("ready")
                || !LeftServer.on(cluster).isPresent()) {
            return Optional.empty();
        }
        String password = Files.readString(home.resolve("password")).trim();
        return Optional.of(new DatabaseUrl(
                "127.0.0.1",
                Integer.parseInt(lines.get(PORT_LINE).trim()),
                Database.NAME,
                Cluster.USER,
                password,
                "disable"));
    }
}
