package org.pantau.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A fresh, migrated database on a real PostgreSQL that all tests of one JVM share: {@code TestDatabase db =
 * TestDatabase.fresh(vertx)}, then {@code db.pool()}, and {@code db.close()} when done. Programs and cluster stay under
 * {@code target/} between runs.
 */
public final class TestDatabase implements AutoCloseable {

    private static final String TEMPLATE = "pantau_template";
    /** The faster way for a small template; version 14 knows no other. */
    private static final String COPIED =
            System.getProperty("postgresql.major", "").equals("14") ? "" : " strategy file_copy";

    private static final int PARALLEL_RUNS = 8;
    private static final int POOL_SIZE = 4;
    private static final AtomicInteger number = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private final DatabaseUrl url;
    private final Pool pool;

    private TestDatabase(DatabaseUrl url, Pool pool) {
        this.url = url;
        this.pool = pool;
    }

    /** Blocks for some tens of milliseconds; the first call in a JVM for some seconds. */
    public static TestDatabase fresh(Vertx vertx) {
        EmbeddedPostgres running = server();
        String name = "test_" + number.incrementAndGet();
        execute(running.url("postgres"), "create database " + name + " template " + TEMPLATE + COPIED);
        DatabaseUrl url = running.url(name);
        return new TestDatabase(url, Database.pool(vertx, url, POOL_SIZE));
    }

    /** One without any table, for another program's. */
    public static TestDatabase empty(Vertx vertx) {
        EmbeddedPostgres running = server();
        String name = "test_" + number.incrementAndGet();
        execute(running.url("postgres"), "create database " + name + " template template0");
        DatabaseUrl url = running.url(name);
        return new TestDatabase(url, Database.pool(vertx, url, POOL_SIZE));
    }

    public Pool pool() {
        return pool;
    }

    /** As {@code --database} takes it. */
    public String url() {
        return "postgresql://" + url.user() + ":" + url.password() + "@" + url.host() + ":" + url.port() + "/"
                + url.database();
    }

    public int port() {
        return url.port();
    }

    public String name() {
        return url.database();
    }

    public String user() {
        return url.user();
    }

    public String password() {
        return url.password();
    }

    /** Runs a script, each part of which is one or more whole statements. */
    public void script(List<String> parts) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String part : parts) {
                statement.execute(part);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another pool on the same database, closed by the caller. */
    public Pool anotherPool(Vertx vertx, int size) {
        return Database.pool(vertx, url, size);
    }

    /** Ends every other connection to this database, as a crash of its server processes would. */
    public void cutConnections() {
        execute(
                url.withDatabase("postgres"),
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + url.database() + "'");
    }

    /** Refuses connections until {@link #admit}, and cuts those that are open: the database is away. */
    public void refuse() {
        execute(url.withDatabase("postgres"), "alter database " + url.database() + " with allow_connections false");
        cutConnections();
    }

    public void admit() {
        execute(url.withDatabase("postgres"), "alter database " + url.database() + " with allow_connections true");
    }

    /** Closes the pool and drops the database. */
    @Override
    public void close() {
        done(pool.close());
        execute(url.withDatabase("postgres"), "drop database if exists " + url.database() + " with (force)");
    }

    /** Waits for a future outside Vert.x's threads, at most 30 s. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Like {@link #await} where the value does not matter. */
    public static void done(Future<?> future) {
        Object unused = await(future);
    }

    /** Waits for work that may be cut off, and says whether it came to its end. */
    public static boolean ended(Future<?> work) {
        return work.toCompletionStage()
                .toCompletableFuture()
                .handle((done, failed) -> failed == null)
                .join();
    }

    private static synchronized EmbeddedPostgres server() {
        EmbeddedPostgres running = server;
        if (running == null) {
            running = start();
            prepare(running);
            server = running;
        }
        return running;
    }

    /** Each parallel run on this checkout takes the first folder that is free. */
    private static EmbeddedPostgres start() {
        // Tests need speed, not durability.
        Map<String, String> parameters =
                Map.of("fsync", "off", "full_page_writes", "off", "max_connections", "120", "autovacuum", "off");
        for (int i = 0; i < PARALLEL_RUNS; i++) {
            try {
                return PostgresServers.launch(Path.of("target", "test-postgres-" + i), parameters);
            } catch (DatabaseException e) {
                if (!String.valueOf(e.getMessage()).contains("another Pantau")) {
                    throw e;
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("more than " + PARALLEL_RUNS + " test runs on one checkout");
    }

    private static void prepare(EmbeddedPostgres running) {
        DatabaseUrl admin = running.url("postgres");
        for (String left : databases(admin)) {
            execute(admin, "drop database " + left + " with (force)");
        }
        execute(admin, "create database " + TEMPLATE);
        int applied = Migrations.apply(running.url(TEMPLATE));
        if (applied == 0) {
            throw new IllegalStateException("no migrations on the class path");
        }
    }

    private static List<String> databases(DatabaseUrl admin) {
        List<String> names = new ArrayList<>();
        try (Connection connection = connect(admin);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select datname from pg_database where datname like 'test\\_%' or datname = '" + TEMPLATE
                                + "'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(DatabaseUrl url, String sql) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Connection connect(DatabaseUrl url) throws SQLException {
        return DriverManager.getConnection(url.jdbc(), url.user(), url.password());
    }
}
