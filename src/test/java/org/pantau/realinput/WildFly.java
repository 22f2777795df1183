package org.pantau.realinput;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** WildFly with its MicroProfile configuration in a process of its own, with an application of two services. */
final class WildFly implements AutoCloseable {

    /** The newest that this WildFly starts on: later ones have no security manager. */
    private static final int NEWEST_JAVA = 21;

    private static final Path SOURCES = Path.of("src", "test", "real-input", "wildfly", "antrean");
    private static final List<String> APIS = List.of(
            "javax/enterprise/api",
            "javax/inject/api",
            "javax/servlet/api",
            "org/eclipse/microprofile/health/api",
            "org/eclipse/microprofile/metrics/api");

    private final Path home;
    private final Path java;
    private final int port;
    private final int managementPort;
    private final Citizens citizens;
    private final Citizens operators;
    private Program program;

    private WildFly(Path home) throws IOException {
        this.home = home;
        this.java = Jdk.noNewerThan(NEWEST_JAVA);
        this.port = Program.freePort();
        this.managementPort = Program.freePort();
        this.citizens = new Citizens("http://127.0.0.1:" + port);
        this.operators = new Citizens("http://127.0.0.1:" + managementPort);
        deploy();
        this.program = run();
    }

    static WildFly start(Path folder) throws IOException {
        Path archive = Path.of(System.getProperty("wildfly.archive", ""));
        assumeTrue(Files.isRegularFile(archive), "no WildFly here; run with -Plarge");
        WildFly started = new WildFly(unpack(archive, folder));
        started.awaitReady();
        return started;
    }

    /** Where the application is. */
    int port() {
        return port;
    }

    /** Where it tells how it is doing. */
    int managementPort() {
        return managementPort;
    }

    Citizens citizens() {
        return citizens;
    }

    void kill() {
        program.close();
    }

    /** Another process at the same addresses: its counters begin at zero. */
    void startAgain() throws IOException {
        program = run();
        awaitReady();
    }

    /** By its own metrics; 0 where it does not name such a series. */
    double own(String series) throws IOException {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$").matcher(operators.text("/metrics"));
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    /** It counts a request just after it has answered it. */
    void awaitOwn(String series, double value) throws IOException {
        program.awaitUntil(value + " of " + series, () -> {
            try {
                return own(series) == value;
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        program.close();
    }

    private void awaitReady() throws IOException {
        program.awaitUntil("WildFly to be up with its application", () -> {
            try {
                return operators.text("/health").startsWith("{\"status\":\"UP\"")
                        && operators.text("/health").contains("pembayaran");
            } catch (IOException e) {
                return false;
            }
        });
    }

    private Program run() throws IOException {
        return Program.start(
                home.resolve("wildfly.log"),
                List.of(
                        "bash",
                        home.resolve(Path.of("bin", "standalone.sh")).toString(),
                        "-c",
                        "standalone-microprofile.xml",
                        "-b",
                        "127.0.0.1",
                        "-bmanagement",
                        "127.0.0.1",
                        "-Djboss.http.port=" + port,
                        "-Djboss.https.port=" + Program.freePort(),
                        "-Djboss.management.http.port=" + managementPort,
                        "-Dwildfly.statistics-enabled=true"),
                Map.of(
                        "JAVA_HOME",
                        java.toString(),
                        "JAVA_OPTS",
                        "-Xmx256m -XX:+UseSerialGC -Djava.net.preferIPv4Stack=true"));
    }

    /** Compiled against what the server itself brings. */
    private void deploy() throws IOException {
        Path classes = Files.createDirectories(home.resolve(Path.of("build", "WEB-INF", "classes")));
        List<String> command = new ArrayList<>(List.of("--release", "11", "-d", classes.toString(), "-cp", apis()));
        try (Stream<Path> sources = Files.list(SOURCES)) {
            sources.forEach(source -> command.add(source.toString()));
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new)) != 0) {
            throw new AssertionError("the application in " + SOURCES + " does not compile");
        }
        Files.writeString(classes.resolveSibling("beans.xml"), "<beans bean-discovery-mode=\"all\"/>");
        Path war = home.resolve(Path.of("standalone", "deployments", "antrean.war"));
        try (FileSystem packed = FileSystems.newFileSystem(war, Map.of("create", "true"))) {
            copy(home.resolve("build"), packed.getPath("/"));
        }
    }

    private String apis() throws IOException {
        List<String> jars = new ArrayList<>();
        for (String api : APIS) {
            try (Stream<Path> files =
                    Files.walk(home.resolve("modules/system/layers/base").resolve(api))) {
                files.filter(file -> file.toString().endsWith(".jar")).forEach(jar -> jars.add(jar.toString()));
            }
        }
        return String.join(":", jars);
    }

    private static Path unpack(Path archive, Path folder) throws IOException {
        try (FileSystem packed = FileSystems.newFileSystem(archive)) {
            copy(packed.getPath("/"), folder);
        }
        try (Stream<Path> unpacked = Files.list(folder)) {
            return unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
