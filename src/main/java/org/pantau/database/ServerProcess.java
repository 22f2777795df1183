package org.pantau.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL under a small shell that watches over it: when the pipe from this process closes, because it was
 * asked to or because this process was killed, PostgreSQL is shut down fast and clean.
 */
final class ServerProcess {

    /** The shell outlives signals meant for the terminal's whole group, so that PostgreSQL always stops after us. */
    private static final String WATCH = """
            trap '' INT TERM HUP
            exec 3<&0
            "$@" 3<&- </dev/null &
            server=$!
            { cat <&3 >/dev/null; kill -INT $server; } 2>/dev/null &
            watch=$!
            exec 3<&-
            wait $server
            status=$?
            kill -KILL $watch 2>/dev/null
            exit $status
            """;

    private static final String READY = "ready to accept connections";
    private static final int REMEMBERED_LINES = 20;
    private static final int STOP_SECONDS = 60;
    private static final Logger log = LoggerFactory.getLogger("org.pantau.database.postgres");

    private final Process process;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Starts the server and waits until it accepts connections. */
    static ServerProcess start(RunAs runAs, Path home, List<String> server, int seconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", WATCH, "postgres-watch"));
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // Out of the terminal's process group: Ctrl-C must not stop it before Pantau has written its last.
            command.add("/usr/bin/setsid");
        }
        command.addAll(server);
        ProcessBuilder builder = new ProcessBuilder(runAs.command(command))
                .directory(home.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        ServerProcess started = new ServerProcess(builder.start());
        started.follow();
        started.awaitReady(seconds);
        return started;
    }

    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    /** Asks for a fast shutdown and waits for it; open transactions are rolled back. */
    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            log.error("PostgreSQL did not stop within {} s and is killed; it recovers at the next start", STOP_SECONDS);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void follow() {
        Thread reader = new Thread(this::readLog, "postgres-log");
        reader.setDaemon(true);
        reader.start();
    }

    private void readLog() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            log.debug("the log of PostgreSQL ended", e);
        }
        ready.complete(false);
    }

    private void take(String line) {
        synchronized (lastLines) {
            lastLines.addLast(line);
            if (lastLines.size() > REMEMBERED_LINES) {
                lastLines.removeFirst();
            }
        }
        if (line.contains(READY)) {
            ready.complete(true);
        }
        if (line.contains("PANIC:") || line.contains("FATAL:  could not")) {
            log.error("{}", line);
        } else {
            log.debug("{}", line);
        }
    }

    private void awaitReady(int seconds) throws IOException, InterruptedException {
        boolean up;
        try {
            up = ready.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            up = false;
        }
        if (!up) {
            stop();
            String said;
            synchronized (lastLines) {
                said = String.join("\n", lastLines);
            }
            throw new DatabaseException("PostgreSQL did not start:\n" + said);
        }
    }
}
