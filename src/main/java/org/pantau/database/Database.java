package org.pantau.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database all rooms share: embedded under the data folder, or external. */
public final class Database {

    private static final Logger log = LoggerFactory.getLogger(Database.class);
    /** Of the embedded server. */
    static final String NAME = "postgres";

    private static final int OLDEST_VERSION = 140_000;
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int WAIT_FOR_CONNECTION_SECONDS = 15;

    private final Vertx vertx;
    private final DatabaseUrl url;
    private final Pool pool;
    private final @Nullable EmbeddedPostgres server;

    private Database(Vertx vertx, DatabaseUrl url, int poolSize, @Nullable EmbeddedPostgres server) {
        this.vertx = vertx;
        this.url = url;
        this.pool = pool(vertx, url, poolSize);
        this.server = server;
    }

    /**
     * Starts the embedded server, or reaches the external one, and opens the pool.
     *
     * @return fails with a {@link DatabaseException} that tells an operator what to do
     */
    public static Future<Database> start(Vertx vertx, DatabaseSettings settings) {
        String external = settings.url();
        Future<Database> started = external == null
                // Unpacking and starting a process block for up to some seconds.
                ? vertx.executeBlocking(() -> {
                    EmbeddedPostgres server =
                            EmbeddedPostgres.start(settings.dataFolder(), settings.serverParameters());
                    return new Database(vertx, server.url(NAME), settings.poolSize(), server);
                })
                : Future.succeededFuture(external)
                        .map(text -> new Database(vertx, DatabaseUrl.parse(text), settings.poolSize(), null));
        return started.compose(database -> database.reach()
                .recover(failure -> database.close().transform(closed -> Future.failedFuture(failure))));
    }

    /** The pool all queries go through; may be used from any context. */
    public Pool pool() {
        return pool;
    }

    /** Whether the server is our own. */
    public boolean embedded() {
        return server != null;
    }

    /** Brings the tables up to date; the future holds how many migrations were applied. */
    public Future<Integer> migrate() {
        return Migrations.complete(pool)
                .compose(complete -> complete
                        ? Future.succeededFuture(0)
                        // Flyway speaks JDBC, which blocks.
                        : vertx.executeBlocking(() -> Migrations.apply(url)));
    }

    /** Closes the pool and stops the embedded server, if it is one. */
    public Future<Void> close() {
        Future<Void> closed = pool.close();
        EmbeddedPostgres embedded = server;
        if (embedded == null) {
            return closed;
        }
        // A clean shutdown writes what memory holds to the disk.
        return closed.transform(any -> vertx.executeBlocking(() -> {
            embedded.close();
            return null;
        }));
    }

    /** Address without the password. */
    @Override
    public String toString() {
        return url.toString();
    }

    static Pool pool(Vertx vertx, DatabaseUrl url, int size) {
        return PgBuilder.pool()
                .with(new PoolOptions()
                        .setMaxSize(size)
                        .setConnectionTimeout(WAIT_FOR_CONNECTION_SECONDS)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .with(new NetClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS))
                .connectingTo(options(url))
                .using(vertx)
                .build();
    }

    private static PgConnectOptions options(DatabaseUrl url) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(url.host())
                .setPort(url.port())
                .setDatabase(url.database())
                .setUser(url.user())
                .setPassword(url.password())
                .setCachePreparedStatements(true)
                .setProperties(Map.of("application_name", "pantau", "timezone", "UTC"));
        SslMode mode = SslMode.of(url.tls());
        options.setSslMode(mode);
        if (mode != SslMode.DISABLE) {
            // Only the verify modes look at the certificate, as with PostgreSQL's own programs.
            boolean verified = mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
            ClientSSLOptions tls = new ClientSSLOptions().setTrustAll(!verified);
            tls.setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
            options.setSslOptions(tls);
        }
        return options;
    }

    private Future<Database> reach() {
        return pool.query("show server_version_num").execute().transform(asked -> {
            if (asked.failed()) {
                return Future.failedFuture(new DatabaseException(
                        "cannot reach " + url + ": " + asked.cause().getMessage(), asked.cause()));
            }
            int version = Integer.parseInt(asked.result().iterator().next().getString(0));
            if (version < OLDEST_VERSION) {
                return Future.failedFuture(
                        new DatabaseException(url + " is PostgreSQL " + version / 10_000 + ", 14 or newer is needed"));
            }
            log.info("database {} is up", url);
            return Future.succeededFuture(this);
        });
    }
}
