package org.pantau.realinput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Spring Boot application in a process of its own, with its own account of what it has done. */
final class SpringBoot implements AutoCloseable {

    private static final Path SOURCES = Path.of("src", "test", "real-input", "spring-boot");
    private static final Path BUILT = Path.of("target", "real-input", "spring-boot");
    private static final ObjectMapper json = new ObjectMapper();

    private final int port;
    private final Path log;
    private final Agent agent;
    private final Citizens citizens;
    private Program program;

    private SpringBoot(int port, Path log, Agent agent, Program program) {
        this.port = port;
        this.log = log;
        this.agent = agent;
        this.citizens = new Citizens("http://127.0.0.1:" + port);
        this.program = program;
    }

    /**
     * What else is loaded into its process.
     *
     * @param java home of the Java it is made for
     * @param options of Java
     */
    record Agent(Path java, List<String> options, Map<String, String> environment) {

        static final Agent NONE = new Agent(Path.of(System.getProperty("java.home")), List.of(), Map.of());
    }

    static SpringBoot start(Path folder) throws IOException, InterruptedException {
        return start(folder, Agent.NONE);
    }

    static SpringBoot start(Path folder, Agent agent) throws IOException, InterruptedException {
        build();
        int port = Program.freePort();
        Path log = folder.resolve("spring-boot.log");
        SpringBoot started = new SpringBoot(port, log, agent, run(port, log, agent));
        started.awaitReady();
        return started;
    }

    int port() {
        return port;
    }

    Citizens citizens() {
        return citizens;
    }

    void kill() {
        program.close();
    }

    /** Another process at the same address: its counters begin at zero. */
    void startAgain() throws IOException {
        program = run(port, log, agent);
        awaitReady();
    }

    /** Requests of a service with an outcome since the application started, by its own reckoning. */
    int count(String path, String outcome) throws IOException {
        // 404 with an empty body until the first such request.
        String answer =
                citizens.text("/actuator/metrics/http.server.requests?tag=uri:" + path + "&tag=outcome:" + outcome);
        if (answer.isBlank()) {
            return 0;
        }
        for (JsonNode measurement : json.readTree(answer).path("measurements")) {
            if (measurement.path("statistic").asText().equals("COUNT")) {
                return measurement.path("value").asInt();
            }
        }
        return 0;
    }

    /** It counts a request just after it has answered it. */
    void awaitCount(String path, String outcome, int expected) throws IOException {
        program.awaitUntil(expected + " × " + outcome + " of " + path, () -> {
            try {
                return count(path, outcome) == expected;
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
        program.awaitUntil("Spring Boot to answer", () -> citizens.answered("/actuator/health"));
    }

    private static Program run(int port, Path log, Agent agent) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(agent.java().resolve(Path.of("bin", "java")).toString());
        command.addAll(agent.options());
        command.addAll(List.of(
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                BUILT.resolve("classes") + ":" + BUILT.resolve("lib") + "/*",
                "antrean.Antrean",
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--management.endpoints.web.exposure.include=health,metrics,prometheus"));
        return Program.start(log, command, agent.environment());
    }

    /** Compiled by a build of its own, so that none of it reaches Pantau's class path; again only when it has changed. */
    private static synchronized void build() throws IOException, InterruptedException {
        Path pom = SOURCES.resolve("pom.xml");
        Path source = SOURCES.resolve(Path.of("src", "main", "java", "antrean", "Antrean.java"));
        String now = Arrays.hashCode(Files.readAllBytes(pom)) + " " + Arrays.hashCode(Files.readAllBytes(source));
        Path stamp = BUILT.resolve("built");
        if (Files.exists(stamp) && Files.readString(stamp).equals(now)) {
            return;
        }
        Files.createDirectories(BUILT);
        Path log = BUILT.resolve("build.txt");
        Process maven = new ProcessBuilder(
                        Program.installed("mvn", "maven"), "-B", "-q", "-f", pom.toString(), "process-classes")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!maven.waitFor(5, TimeUnit.MINUTES) || maven.exitValue() != 0) {
            maven.destroyForcibly();
            throw new AssertionError("the Spring Boot application cannot be built; try: mvn -f " + pom
                    + " process-classes\n" + Files.readString(log));
        }
        Files.writeString(stamp, now);
    }
}
