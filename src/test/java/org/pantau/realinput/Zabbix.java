package org.pantau.realinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.pantau.database.TestDatabase;

/**
 * Zabbix as Debian packages it, over a database of its own: the frontend that answers JSON-RPC, and the server that
 * carries out its web scenarios.
 */
final class Zabbix implements AutoCloseable {

    /** The frontend's part that answers JSON-RPC. */
    private static final List<String> FRONTEND =
            List.of("api_jsonrpc.php", "app", "conf", "include", "local", "modules", "vendor");

    private static final Path INSTALLED = Path.of("/usr/share/zabbix");
    private static final Path SCHEMA = Path.of("/usr/share/zabbix-server-pgsql");

    /** Characters, about. */
    private static final int PART = 100_000;

    private final Path folder;
    private final TestDatabase database;
    private final int port;
    private final Program frontend;
    private final ZabbixApi api;
    private Program server;

    private Zabbix(Vertx vertx, Path folder) throws IOException {
        this.folder = folder;
        this.port = Program.freePort();
        String php = Program.installed("php", "php-cgi php-pgsql zabbix-frontend-php");
        this.database = TestDatabase.empty(vertx);
        for (String script : List.of("schema", "images", "data")) {
            database.script(unpacked(SCHEMA.resolve(script + ".sql.gz")));
        }
        copyFrontend();
        this.frontend = Program.start(
                folder.resolve("zabbix-frontend.log"),
                List.of(
                        php,
                        "-d",
                        "display_errors=0",
                        "-S",
                        "127.0.0.1:" + port,
                        "-t",
                        folder.resolve("frontend").toString()));
        this.api = new ZabbixApi("http://127.0.0.1:" + port);
        frontend.awaitUntil("Zabbix to answer JSON-RPC", api::answers);
        api.login("Admin", "zabbix");
        this.server = runServer();
    }

    static Zabbix start(Vertx vertx, Path folder) throws IOException {
        return new Zabbix(vertx, folder);
    }

    int port() {
        return port;
    }

    /** As its administrator. */
    ZabbixApi api() {
        return api;
    }

    TestDatabase database() {
        return database;
    }

    /** It collects no more; the frontend still tells what was collected last. */
    void stopServer() {
        // Killed, it would leave its shared memory to the machine.
        server.stop();
    }

    void startServerAgain() throws IOException {
        server = runServer();
    }

    @Override
    public void close() {
        server.stop();
        frontend.close();
        database.close();
    }

    private Program runServer() throws IOException {
        Path settings = folder.resolve("zabbix_server.conf");
        Files.writeString(settings, """
                LogType=console
                PidFile=%1$s/zabbix_server.pid
                SocketDir=%1$s
                DBHost=127.0.0.1
                DBPort=%2$d
                DBName=%3$s
                DBUser=%4$s
                DBPassword=%5$s
                AllowUnsupportedDBVersions=1
                AllowRoot=1
                CacheUpdateFrequency=1
                StartHTTPPollers=1
                StartDBSyncers=1
                StartPreprocessors=1
                StartPollers=0
                StartPollersUnreachable=0
                StartHistoryPollers=0
                StartTrappers=0
                StartPingers=0
                StartDiscoverers=0
                """.formatted(
                        folder, database.port(), database.name(), database.user(), database.password()));
        String program = Program.installed("zabbix_server", "zabbix-server-pgsql");
        return Program.start(
                folder.resolve("zabbix-server.log"), List.of(program, "--foreground", "--config", settings.toString()));
    }

    /** A copy, because where it looks for its settings is written in its code. */
    private void copyFrontend() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("frontend"));
        List<String> command = new ArrayList<>(List.of("cp", "--recursive", "--dereference"));
        FRONTEND.forEach(part -> command.add(INSTALLED.resolve(part).toString()));
        command.add(copy.toString());
        Program.run(command);
        Path settings = copy.resolve("zabbix.conf.php");
        Path looker = copy.resolve(Path.of("include", "classes", "core", "CConfigFile.php"));
        String code = Files.readString(looker);
        String turned = code.replaceFirst("CONFIG_FILE_PATH = '[^']*'", "CONFIG_FILE_PATH = '" + settings + "'");
        if (turned.equals(code)) {
            throw new AssertionError(looker + " does not say where the settings are");
        }
        Files.writeString(looker, turned);
        Files.writeString(
                settings, """
                <?php
                $DB['TYPE'] = 'POSTGRESQL';
                $DB['SERVER'] = '127.0.0.1';
                $DB['PORT'] = '%d';
                $DB['DATABASE'] = '%s';
                $DB['USER'] = '%s';
                $DB['PASSWORD'] = '%s';
                $DB['SCHEMA'] = '';
                $DB['ENCRYPTION'] = false;
                $DB['DOUBLE_IEEE754'] = true;
                $IMAGE_FORMAT_DEFAULT = IMAGE_FORMAT_PNG;
                """.formatted(database.port(), database.name(), database.user(), database.password()));
    }

    /** A packed script in parts, for the driver takes quadratic time over many statements at once. */
    private static List<String> unpacked(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new AssertionError(file + " is missing: apt-get install --no-install-recommends zabbix-server-pgsql");
        }
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(file))) {
            for (String line : new String(packed.readAllBytes(), UTF_8).split("\n", -1)) {
                if (part.length() > PART && line.startsWith("INSERT INTO ")) {
                    parts.add(part.toString());
                    part.setLength(0);
                }
                part.append(line).append('\n');
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
