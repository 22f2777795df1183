package org.pantau;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./pantau dist}: the same bytes twice, and an archive that runs elsewhere without sources and Maven. */
@Tag("long")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class DistTest {

    private static final Pattern ADDRESS = Pattern.compile("ready:\\s+http://127\\.0\\.0\\.1:(\\d+)");
    private static final int TERMINATED = 143;

    private static final String CATALOGUE = """
            governments:
              - {code: "33.08", name: Kabupaten Magelang}
            """;

    @Test
    void archiveShouldBeTheSameTwiceAndRunElsewhere(@TempDir Path folder) throws Exception {
        Path first = Files.move(made(), folder.resolve("first.tar.gz"), StandardCopyOption.REPLACE_EXISTING);
        Path second = made();
        assertThat(Files.mismatch(first, second)).as("first byte that differs").isEqualTo(-1);

        command(folder, "tar", "-xzf", first.toString());
        Path home = only(folder, "pantau-");
        holdsWhatItShould(home);
        runs(home, folder);
    }

    private static Path made() throws Exception {
        command(Path.of("").toAbsolutePath(), "./pantau", "dist");
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void holdsWhatItShould(Path home) throws IOException {
        assertThat(List.of(
                        "pantau",
                        "pantau.jar",
                        "LICENSE",
                        "CHANGELOG.md",
                        "SECURITY.md",
                        "BACA-DAHULU.md",
                        "Containerfile",
                        "pantau.service",
                        "pantau.env",
                        "docs/konfigurasi.md",
                        "examples/README.md"))
                .allSatisfy(file -> assertThat(home.resolve(file)).isRegularFile());
        try (Stream<Path> all = Files.walk(home)) {
            assertThat(all.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.equals(".git") || name.startsWith("junit"));
        }
        JsonObject parts = new JsonObject(Files.readString(home.resolve("pantau.cdx.json")));
        assertThat(parts.getString("bomFormat")).isEqualTo("CycloneDX");
        List<String> named = parts.getJsonArray("components").stream()
                .map(part -> (JsonObject) part)
                .map(part -> part.getString("name") + "-" + part.getString("version"))
                .toList();
        try (Stream<Path> libraries = Files.list(home.resolve("lib"))) {
            assertThat(libraries.map(file -> file.getFileName().toString().replaceFirst("\\.jar$", "")))
                    .as("every library is in the list of parts")
                    .isNotEmpty()
                    .allSatisfy(library -> assertThat(named).anyMatch(library::startsWith));
        }
    }

    private static void runs(Path home, Path folder) throws Exception {
        Path catalogue = Files.writeString(folder.resolve("katalog.yaml"), CATALOGUE);
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        home.resolve("pantau").toString(),
                        "run",
                        "--catalogue=" + catalogue,
                        "--host=127.0.0.1",
                        "--port=0",
                        "--log=json",
                        "--data=" + folder.resolve("data"))
                .directory(Files.createDirectory(folder.resolve("elsewhere")).toFile())
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(live(port(process))).startsWith("HTTP/1.1 200");
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("stops by SIGTERM")
                    .isTrue();
            assertThat(process.exitValue()).isEqualTo(TERMINATED);
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readAllLines(log))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(new JsonObject(line).getString("level")).isNotBlank());
    }

    private static int port(Process process) throws IOException {
        BufferedReader said = process.errorReader(UTF_8);
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                return Integer.parseInt(address.group(1));
            }
        }
        throw new AssertionError("did not start: " + all);
    }

    private static String live(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nhost: pantau\r\nconnection: close\r\n\r\n".getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static Path only(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void command(Path in, String... words) throws Exception {
        Process process = new ProcessBuilder(words)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
