package org.pantau.kill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pantau as a process of its own that may be killed and started again on the same data. What it says goes to a file. */
final class MortalPantau implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready:\\s+http://127\\.0\\.0\\.1:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final List<String> more;
    private final Map<String, String> environment;
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Process process;
    private volatile int port;
    private int lives;

    /**
     * Not yet started.
     *
     * @param folder with {@code katalog.yaml}; data go to {@code data} in it
     * @param more words of its command line
     * @param environment where the catalogue's secrets are
     */
    MortalPantau(Path folder, List<String> more, Map<String, String> environment) {
        this.folder = folder;
        this.more = more;
        this.environment = environment;
    }

    /** Starts it and waits until it is ready. */
    void start() throws IOException {
        Path log = folder.resolve("pantau-" + ++lives + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.pantau.Main",
                "run",
                "--catalogue",
                folder.resolve("katalog.yaml").toString(),
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--data",
                data().toString()));
        command.addAll(more);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        until("Pantau to be ready: " + log, () -> {
            Matcher ready = READY.matcher(read(log));
            boolean found = ready.find();
            port = found ? Integer.parseInt(ready.group(1)) : 0;
            return found;
        });
    }

    /** Ends it at once, as the system does when memory runs out. */
    void kill() {
        end(true);
    }

    /** Asks it to end and waits for that. */
    void stop() {
        end(false);
    }

    private void end(boolean forcibly) {
        Process running = process;
        port = 0;
        if (running == null) {
            return;
        }
        if (forcibly) {
            running.destroyForcibly();
        } else {
            running.destroy();
        }
        try {
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new AssertionError("Pantau does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills its PostgreSQL, which it starts again by itself. */
    void killPostgres() throws IOException {
        Path file = data().resolve("postgres/cluster/postmaster.pid");
        until("PostgreSQL to be up", () -> Files.exists(file));
        long pid = Long.parseLong(Files.readAllLines(file).get(0).trim());
        boolean unused =
                ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Where it listens; empty while it does not. */
    String address() {
        return port == 0 ? "" : "http://127.0.0.1:" + port;
    }

    /** A number of its own metrics; -1 while it does not answer. */
    double metric(String name) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/metrics"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            Matcher found = Pattern.compile("(?m)^" + name + "\\s+(\\S+)")
                    .matcher(client.send(request, BodyHandlers.ofString()).body());
            return found.find() ? Double.parseDouble(found.group(1)) : -1;
        } catch (IOException | IllegalArgumentException away) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Waits for something that comes about by itself. */
    static void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException notYet) {
            return "";
        }
    }

    @Override
    public void close() {
        end(false);
    }
}
