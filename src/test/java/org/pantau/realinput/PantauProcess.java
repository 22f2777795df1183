package org.pantau.realinput;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pantau.database.TestDatabase;

/** Pantau itself as a process of its own, over the test's database. */
final class PantauProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready:\\s+http://127\\.0\\.0\\.1:(\\d+)");

    private final Program program;
    private final int port;

    private PantauProcess(Program program, int port) {
        this.program = program;
        this.port = port;
    }

    /** @param environment where the catalogue's secrets are */
    static PantauProcess start(Path folder, Path catalogue, TestDatabase database, Map<String, String> environment)
            throws IOException {
        Program program = Program.start(
                folder.resolve("pantau.log"),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.pantau.Main",
                        "run",
                        "--catalogue",
                        catalogue.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--database",
                        database.url(),
                        "--data",
                        folder.resolve("data").toString()),
                environment);
        program.awaitUntil("Pantau to be ready", () -> port(program).isPresent());
        return new PantauProcess(program, port(program).orElseThrow());
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Waits until it has stored so many more pushes, of all feeds. */
    void awaitPushes(int more) throws IOException {
        double before = pushes();
        program.awaitUntil(more + " more pushes stored", () -> pushes() >= before + more);
    }

    /** Waits for what it does; fails with what it said. */
    void awaitUntil(String what, BooleanSupplier condition) throws IOException {
        program.awaitUntil(what, condition);
    }

    @Override
    public void close() {
        program.close();
    }

    /** By its own metrics; 0 while it does not answer. */
    private double pushes() {
        try {
            Matcher stored = Pattern.compile("(?m)^pantau_pushes_stored_total\\S*\\s+(\\S+)")
                    .matcher(new Citizens(address()).text("/metrics"));
            return stored.find() ? Double.parseDouble(stored.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static Optional<Integer> port(Program program) {
        try {
            return program.said().stream()
                    .map(READY::matcher)
                    .filter(Matcher::find)
                    .map(found -> Integer.valueOf(found.group(1)))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
