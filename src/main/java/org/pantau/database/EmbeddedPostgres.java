package org.pantau.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int FIRST_PORTS = 3;
    /** Recovery after a crash replays at most max_wal_size of log. */
    private static final int START_SECONDS = 120;

    private static final long RESTART_PAUSE_MS = 500;

    private final RunAs runAs;
    private final Cluster cluster;
    private final Binaries binaries;
    private final Map<String, String> parameters;
    private final String password;
    private final FolderLock lock;
    private int port;
    private ServerProcess server;
    private boolean closing;

    private EmbeddedPostgres(Path home, Binaries binaries, Map<String, String> wanted, FolderLock lock)
            throws IOException, InterruptedException {
        this.runAs = RunAs.choose(binaries.program("postgres"));
        this.cluster = new Cluster(home, binaries, runAs);
        this.binaries = binaries;
        this.parameters = ServerParameters.of(binaries.major(), wanted);
        this.lock = lock;
        this.password = cluster.password();
        cluster.prepare();
        this.server = launchOnFreePort();
        watch(server);
    }

    /**
     * Starts the server on {@code dataFolder}/postgres, creating what is missing and bringing an older server's data to
     * the version Pantau brings.
     *
     * @param wanted server parameters that win over Pantau's own
     * @throws DatabaseException when the folder is in use, or PostgreSQL cannot run here
     */
    static EmbeddedPostgres start(Path dataFolder, Map<String, String> wanted)
            throws IOException, InterruptedException {
        return start(dataFolder, wanted, Binaries.archive());
    }

    /** As {@link #start(Path, Map)}, with the programs of an archive of another version. */
    static EmbeddedPostgres start(Path dataFolder, Map<String, String> wanted, URL archive)
            throws IOException, InterruptedException {
        Path home = home(dataFolder);
        Files.createDirectories(home);
        FolderLock lock = FolderLock.take(home);
        try {
            Binaries binaries = Binaries.unpacked(home, archive);
            ClusterUpgrade upgrade = new ClusterUpgrade(home, binaries);
            upgrade.run();
            EmbeddedPostgres started = new EmbeddedPostgres(home, binaries, wanted, lock);
            upgrade.tidy();
            return started;
        } catch (IOException | InterruptedException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Starts the server on what is in {@code dataFolder} as it is, with the programs that wrote it.
     *
     * @throws DatabaseException when the folder is in use, holds no database, or its programs are gone
     */
    static EmbeddedPostgres startAsItIs(Path dataFolder) throws IOException, InterruptedException {
        Path home = home(dataFolder);
        FolderLock lock = FolderLock.take(home);
        try {
            return new EmbeddedPostgres(home, ClusterUpgrade.programsOf(home), Map.of(), lock);
        } catch (IOException | InterruptedException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** A server on a folder that the caller has locked; closing it lets go of {@code lock}. */
    static EmbeddedPostgres on(Path home, Binaries binaries, FolderLock lock) throws IOException, InterruptedException {
        return new EmbeddedPostgres(home, binaries, Map.of(), lock);
    }

    /** The folder of the server, its programs and its password in a data folder. */
    static Path home(Path dataFolder) {
        return dataFolder.toAbsolutePath().normalize().resolve("postgres");
    }

    /** Where the database named {@code database} of this server is reached. */
    synchronized DatabaseUrl url(String database) {
        return new DatabaseUrl("127.0.0.1", port, database, Cluster.USER, password, "disable");
    }

    /** Stops the server cleanly and lets go of the folder. */
    @Override
    public void close() throws IOException {
        ServerProcess running;
        synchronized (this) {
            closing = true;
            running = server;
        }
        try {
            running.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
                binaries.program("postgres").toString(),
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
}
