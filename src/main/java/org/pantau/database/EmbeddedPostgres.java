package org.pantau.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own under the data folder, on a free port of the loopback address. It stops when this
 * process does, even when that is killed; when the server itself dies it is started again on the same port. All methods
 * block.
 */
final class EmbeddedPostgres {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int FIRST_PORTS = 3;
    /** Recovery after a crash replays at most max_wal_size of log. */
    private static final int START_SECONDS = 120;

    private static final long RESTART_PAUSE_MS = 500;

    private final RunAs runAs;
    private final Cluster cluster;
    private final Path binaries;
    private final Map<String, String> parameters;
    private final String password;
    private final FolderLock lock;
    private int port;
    private ServerProcess server;
    private boolean closing;

    private EmbeddedPostgres(RunAs runAs, Cluster cluster, Path binaries, Map<String, String> wanted, FolderLock lock)
            throws IOException, InterruptedException {
        this.runAs = runAs;
        this.cluster = cluster;
        this.binaries = binaries;
        this.parameters = parameters(wanted);
        this.lock = lock;
        this.password = cluster.password();
        cluster.prepare();
        this.server = launchOnFreePort();
        watch(server);
    }

    /**
     * Starts the server on {@code dataFolder}/postgres, creating what is missing.
     *
     * @param wanted server parameters that win over Pantau's own
     * @throws DatabaseException when the folder is in use, or PostgreSQL cannot run here
     */
    static EmbeddedPostgres start(Path dataFolder, Map<String, String> wanted)
            throws IOException, InterruptedException {
        Path home = dataFolder.toAbsolutePath().normalize().resolve("postgres");
        Files.createDirectories(home);
        FolderLock lock = FolderLock.take(home);
        try {
            Path binaries = Binaries.unpacked(home);
            RunAs runAs = RunAs.choose(binaries.resolve("bin/postgres"));
            return new EmbeddedPostgres(runAs, new Cluster(home, binaries, runAs), binaries, wanted, lock);
        } catch (IOException | InterruptedException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Where the database named {@code database} of this server is reached. */
    synchronized DatabaseUrl url(String database) {
        return new DatabaseUrl("127.0.0.1", port, database, Cluster.USER, password, "disable");
    }

    /** Stops the server cleanly and lets go of the folder. */
    void close() throws IOException, InterruptedException {
        ServerProcess running;
        synchronized (this) {
            closing = true;
            running = server;
        }
        running.stop();
        lock.close();
    }

    private ServerProcess launchOnFreePort() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            try {
                return launch();
            } catch (DatabaseException e) {
                // Between our look and its start another process may have taken the port.
                if (attempt == FIRST_PORTS || !String.valueOf(e.getMessage()).contains("Address already in use")) {
                    throw e;
                }
            }
        }
    }

    private ServerProcess launch() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                cluster.folder().toString(),
                "-p",
                Integer.toString(port)));
        parameters.forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        Path home = cluster.folder().getParent();
        return ServerProcess.start(runAs, home == null ? cluster.folder() : home, command, START_SECONDS);
    }

    private void watch(ServerProcess watched) {
        CompletableFuture.allOf(watched.ended())
                .thenRunAsync(this::restart, CompletableFuture.delayedExecutor(RESTART_PAUSE_MS, TimeUnit.MILLISECONDS))
                .exceptionally(failure -> {
                    log.error("the embedded PostgreSQL cannot be started again", failure);
                    return null;
                });
    }

    private synchronized void restart() {
        if (closing) {
            return;
        }
        log.error("the embedded PostgreSQL ended by itself and is started again");
        try {
            cluster.prepare();
            server = launch();
        } catch (IOException | RuntimeException e) {
            log.error("the embedded PostgreSQL did not start again; the next attempt follows", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        watch(server);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Small and safe: commits reach the disk, a few hundred MB of log at most, no extra processes. */
    private static Map<String, String> parameters(Map<String, String> wanted) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("listen_addresses", "127.0.0.1");
        parameters.put("unix_socket_directories", "");
        parameters.put("max_connections", "40");
        parameters.put("shared_buffers", "64MB");
        parameters.put("work_mem", "8MB");
        parameters.put("maintenance_work_mem", "32MB");
        parameters.put("effective_cache_size", "512MB");
        parameters.put("random_page_cost", "1.1");
        parameters.put("jit", "off");
        parameters.put("io_method", "worker");
        parameters.put("io_workers", "1");
        parameters.put("max_worker_processes", "2");
        parameters.put("max_parallel_workers", "0");
        parameters.put("max_parallel_workers_per_gather", "0");
        parameters.put("max_logical_replication_workers", "0");
        parameters.put("wal_level", "minimal");
        parameters.put("max_wal_senders", "0");
        parameters.put("wal_compression", "pglz");
        parameters.put("max_wal_size", "512MB");
        parameters.put("min_wal_size", "96MB");
        parameters.put("checkpoint_timeout", "10min");
        parameters.put("max_locks_per_transaction", "256");
        parameters.put("autovacuum_max_workers", "1");
        parameters.put("autovacuum_naptime", "60s");
        // Samples are only ever inserted: a vacuum of them buys visibility for index-only reads and little else.
        parameters.put("autovacuum_vacuum_insert_scale_factor", "0.5");
        parameters.put("timezone", "UTC");
        parameters.put("log_timezone", "UTC");
        parameters.put("lc_messages", "C");
        parameters.put("log_checkpoints", "off");
        parameters.putAll(wanted);
        return parameters;
    }
}
