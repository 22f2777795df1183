package org.pantau.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder an embedded server keeps its data in, and the password that opens it. */
final class Cluster {

    static final String USER = "pantau";
    static final String FOLDER = "cluster";

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final int PASSWORD_BYTES = 24;
    private static final int PROGRAM_SECONDS = 120;
    private static final int LEFT_OVER_SECONDS = 60;
    private static final int FIRST_WITH_OWN_LOCALES = 17;

    private final Path home;
    private final Binaries binaries;
    private final RunAs runAs;

    Cluster(Path home, Binaries binaries, RunAs runAs) {
        this.home = home;
        this.binaries = binaries;
        this.runAs = runAs;
    }

    Path folder() {
        return home.resolve(FOLDER);
    }

    /**
     * Creates the cluster where it does not exist, gives it to the user the server runs as, and stops a server that a
     * killed Pantau may have left running on it.
     */
    void prepare() throws IOException, InterruptedException {
        if (Files.isDirectory(folder())) {
            checkVersion();
        } else {
            create();
        }
        if (runAs.owner() != null) {
            Folders.own(folder(), runAs.owner());
        }
        stopLeftOver();
    }

    /** @throws DatabaseException when the file is gone although there is a cluster */
    String password() throws IOException {
        Path file = home.resolve("password");
        if (!Files.exists(file)) {
            if (Files.isDirectory(folder())) {
                throw new DatabaseException("the password of the embedded database is missing: " + file);
            }
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            writeSecret(home.resolve("password.new"), HexFormat.of().formatHex(random));
            Files.move(home.resolve("password.new"), file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).trim();
    }

    private void create() throws IOException, InterruptedException {
        Path partial = home.resolve("creating");
        Folders.delete(partial);
        Files.createDirectory(partial);
        Path data = Files.createDirectory(partial.resolve("data"));
        Path secret = partial.resolve("secret");
        writeSecret(secret, password());
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        RunAs creator = runAs.named();
        if (creator.owner() != null) {
            Folders.own(partial, creator.owner());
        }
        List<String> options = new ArrayList<>(
                List.of("-D", data.toString(), "-U", USER, "-A", "scram-sha-256", "--pwfile=" + secret, "-E", "UTF8"));
        options.add("--locale=C");
        if (binaries.major() >= FIRST_WITH_OWN_LOCALES) {
            options.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        log.debug("{}", run(creator, "initdb", options.toArray(String[]::new)));
        Files.move(data, folder(), StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(partial);
    }

    private static void writeSecret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /** The major version that wrote the cluster in {@code home}; 0 where there is none. */
    static int major(Path home) throws IOException {
        Path version = home.resolve(FOLDER).resolve("PG_VERSION");
        return Files.exists(version)
                ? Integer.parseInt(Files.readString(version).trim())
                : 0;
    }

    private void checkVersion() throws IOException {
        int major = major(home);
        if (major != binaries.major()) {
            throw new DatabaseException(folder() + " was written by PostgreSQL " + major + ", these programs are "
                    + binaries.major() + ": restore a backup into an empty data folder");
        }
    }

    private void stopLeftOver() throws IOException, InterruptedException {
        Path pidFile = folder().resolve("postmaster.pid");
        Optional<ProcessHandle> running = LeftServer.on(folder());
        if (running.isPresent()) {
            log.warn("stopping the PostgreSQL that an earlier run left on {}", folder());
            try {
                log.debug(
                        "{}", run(runAs, "pg_ctl", "stop", "-D", folder().toString(), "-m", "fast", "-w", "-t", "60"));
            } catch (DatabaseException e) {
                // Its own watch stops it as well, once its Pantau is dead: then there is nothing left to stop.
                if (!endsByItself(running.get())) {
                    throw e;
                }
            }
        }
        // After a power cut the number may belong to anyone; PostgreSQL itself would refuse to start then.
        Files.deleteIfExists(pidFile);
    }

    private static boolean endsByItself(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(LEFT_OVER_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            log.debug("process {} is still there", process.pid(), e);
            return false;
        }
    }

    /** Runs one of PostgreSQL's programs to its end and returns what it said. */
    private String run(RunAs user, String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(binaries.program(program).toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(home, program, ".out");
        try {
            Process process = new ProcessBuilder(user.command(command))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(PROGRAM_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String said = Files.readString(output);
            if (!ended || process.exitValue() != 0) {
                throw new DatabaseException(program + " failed: " + said.trim());
            }
            return said;
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
