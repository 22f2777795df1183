package org.pantau.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pantau as a process of its own, with a new database, watching agencies that report on a form. */
final class ReportingPantau implements AutoCloseable {

    static final String PASSWORD = "kata-sandi-percobaan-42";

    private static final Pattern READY = Pattern.compile("ready:\\s+http://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final Path folder;
    private final int port;

    private ReportingPantau(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    static ReportingPantau start(int forms) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "bench").toAbsolutePath();
        Files.writeString(folder.resolve("katalog.yaml"), catalogue(forms));
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.pantau.Main",
                        "run",
                        "--port",
                        "0",
                        "--host",
                        "127.0.0.1",
                        "--catalogue",
                        folder.resolve("katalog.yaml").toString(),
                        "--data",
                        folder.resolve("data").toString())
                .redirectErrorStream(true);
        builder.environment().put("PANTAU_ADMIN_PASSWORD", PASSWORD);
        Process process = builder.start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                Thread reader = new Thread(() -> said.lines().forEach(unread -> {}));
                reader.setDaemon(true);
                reader.start();
                return new ReportingPantau(process, folder, Integer.parseInt(ready.group(1)));
            }
        }
        throw new IOException("Pantau did not start:\n" + all);
    }

    private static String catalogue(int forms) {
        StringBuilder agencies = new StringBuilder();
        StringBuilder feeds = new StringBuilder();
        for (int i = 0; i < forms; i++) {
            agencies.append("""
                          - id: opd-%1$d
                            name: Dinas %1$d
                            services: [{id: satu, name: Satu}, {id: dua, name: Dua}, {id: tiga, name: Tiga}]
                    """.formatted(i));
            feeds.append("""
                      - id: %2$s
                        agency: 33.08/opd-%1$d
                        report: {by: form, owner: Siti Aminah, deputy: Budi}
                        measures: {received: {of: kunjungan}, pending: {}}
                    """.formatted(i, feed(i)));
        }
        return """
                governments:
                  - code: "33.08"
                    name: Kabupaten Magelang
                    agencies:
                %sfeeds:
                %s""".formatted(agencies, feeds);
    }

    static String feed(int number) {
        return "harian-" + number;
    }

    int port() {
        return port;
    }

    /** Microseconds of CPU used so far, PostgreSQL included. */
    double cpuMicros() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToDouble(each -> Cpu.micros(each.pid()))
                .sum();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Rig.delete(folder);
    }
}
