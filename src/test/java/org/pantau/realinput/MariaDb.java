package org.pantau.realinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real MariaDB as a child process with a data folder of its own, on loopback alone; a database for each agency. */
final class MariaDb implements AutoCloseable {

    private static final String PACKAGES = "mariadb-server-core mariadb-client-core";

    private final Path folder;
    private final int port;
    private final String client = Program.installed("mariadb", PACKAGES);
    private final Program server;
    private final AtomicInteger number = new AtomicInteger();

    private MariaDb(Path folder) throws IOException {
        this.folder = folder;
        this.port = Program.freePort();
        this.server = Program.start(
                folder.resolve("mariadb.log"),
                withUser(List.of(
                        Program.installed("mariadbd", PACKAGES),
                        "--no-defaults",
                        "--datadir=" + folder.resolve("data"),
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--socket=" + folder.resolve("s"),
                        "--pid-file=" + folder.resolve("pid"),
                        "--innodb-buffer-pool-size=16M",
                        "--innodb-log-file-size=4M",
                        "--innodb-flush-log-at-trx-commit=0",
                        "--skip-name-resolve")));
    }

    static MariaDb start(Path folder) throws IOException {
        var unused = run(
                withUser(List.of(
                        Program.installed("mariadb-install-db", PACKAGES),
                        "--no-defaults",
                        "--datadir=" + folder.resolve("data"),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--innodb-log-file-size=4M",
                        "--skip-name-resolve")),
                "");
        MariaDb started = new MariaDb(folder);
        started.server.awaitUntil("MariaDB to answer", started::answers);
        return started;
    }

    /** Roots may not run it as themselves by accident, only by saying so. */
    private static List<String> withUser(List<String> command) {
        List<String> whole = new ArrayList<>(command);
        if (System.getProperty("user.name").equals("root")) {
            whole.add("--user=root");
        }
        return whole;
    }

    private boolean answers() {
        try {
            return sql("", "select 1").equals("1");
        } catch (IOException | AssertionError notYet) {
            return false;
        }
    }

    Agency agency() throws IOException {
        String name = "dinas_" + number.incrementAndGet();
        String unused = sql("", "create database " + name);
        Agency agency = new Agency(name);
        unused = agency.sql(AgencyDatabase.TABLES
                + "create or replace user " + AgencyDatabase.READER + " identified by '"
                + AgencyDatabase.PASSWORD.replace("\\", "\\\\").replace("'", "''") + "';"
                + "grant select on " + name + ".* to " + AgencyDatabase.READER + ";");
        return agency;
    }

    private String sql(String database, String statements) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                client,
                "--no-defaults",
                "-h",
                "127.0.0.1",
                "-P",
                Integer.toString(port),
                "-u",
                "root",
                "-N",
                "--batch"));
        if (!database.isEmpty()) {
            command.add(database);
        }
        return run(command, statements);
    }

    /** What it says; fails where it does not end well. */
    private static String run(List<String> command, String input) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(command.get(0) + " said: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(folder.resolve("s"));
    }

    /** One agency's database on this server. */
    final class Agency implements AgencyDatabase {

        private final String name;

        private Agency(String name) {
            this.name = name;
        }

        @Override
        public String kind() {
            return "mysql";
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String sql(String statements) throws IOException {
            return MariaDb.this.sql(name, statements);
        }

        @Override
        public void close() throws IOException {
            String unused = sql("drop database " + name);
        }
    }
}
