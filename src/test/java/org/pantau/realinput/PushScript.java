package org.pantau.realinput;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A script of {@code examples/skrip} as a vendor installs it: in a folder of its own with configuration, secrets and query. */
final class PushScript {

    static final String TOKEN = "token-rahasia-7f3a";
    private static final Path EXAMPLES = Path.of("examples", "skrip");

    /** The scripts; PHP once with its curl extension and once without. */
    enum Language {
        SHELL("pantau-kirim.sh", "--hari", "--coba"),
        PHP_CURL("pantau-kirim.php", "--hari", "--coba"),
        PHP_STREAMS("pantau-kirim.php", "--hari", "--coba"),
        /** Only where somebody has installed it: Debian has no package. */
        POWERSHELL("pantau-kirim.ps1", "-Hari", "-Coba");

        final String file;
        final String day;
        final String dry;

        Language(String file, String day, String dry) {
            this.file = file;
            this.day = day;
            this.dry = dry;
        }
    }

    /** How a run ended, and every line it said. */
    record Run(int status, List<String> said) {

        String text() {
            return String.join("\n", said);
        }
    }

    private final Path folder;
    private final Language language;
    private final AgencyDatabase database;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    private PushScript(Path folder, Language language, AgencyDatabase database) {
        this.folder = folder;
        this.language = language;
        this.database = database;
    }

    static PushScript installed(Path folder, Language language, AgencyDatabase database, OfficeZone zone)
            throws IOException {
        PushScript script = new PushScript(Files.createDirectories(folder), language, database);
        script.settings.putAll(Map.of(
                "SUMBER",
                "dukcapil-hitung",
                "TOKEN_BERKAS",
                "token",
                "ZONA",
                zone.word(),
                "BASISDATA",
                database.kind(),
                "HOST",
                "127.0.0.1",
                "PORT",
                Integer.toString(database.port()),
                "NAMA",
                database.name(),
                "PENGGUNA",
                AgencyDatabase.READER,
                "SANDI_BERKAS",
                "sandi",
                "KUERI",
                "hitung.sql"));
        script.settings.put("FOLDER", "kerja");
        script.secret("token", TOKEN);
        script.secret("sandi", AgencyDatabase.PASSWORD);
        script.query(Files.readString(EXAMPLES.resolve("hitung.sql")));
        return script;
    }

    void set(String key, String value) {
        settings.put(key, value);
    }

    void towards(String address) {
        set("PANTAU", address);
    }

    void environment(String name, String value) {
        environment.put(name, value);
    }

    void query(String sql) throws IOException {
        Files.writeString(folder.resolve("hitung.sql"), sql);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    private void secret(String name, String value) throws IOException {
        Path file = Files.writeString(folder.resolve(name), value + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Waits for the clock to show another second, which is as fine as readings are told apart; cron is never that quick. */
    static void untilTheNextSecond() {
        long second = System.currentTimeMillis() / 1000;
        while (System.currentTimeMillis() / 1000 == second) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    Run run(String... options) throws IOException {
        Process process = start(options);
        List<String> said;
        try (var out = process.getInputStream()) {
            said = new String(out.readAllBytes(), UTF_8).lines().toList();
        }
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("does not end: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return new Run(process.exitValue(), said);
    }

    /** Runs it for a day other than today. */
    Run runFor(String day) throws IOException {
        return run(language.day, day);
    }

    /** What would be sent. */
    Run tryOut() throws IOException {
        return run(language.dry);
    }

    /** Starts it; what it says, warnings of the interpreter included, is in its output. */
    Process start(String... options) throws IOException {
        StringBuilder text = new StringBuilder();
        settings.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(folder.resolve("pantau-kirim.conf"), text);
        List<String> command = new ArrayList<>(interpreter());
        command.addAll(Arrays.asList(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private List<String> interpreter() throws IOException {
        String script = Files.copy(
                        EXAMPLES.resolve(language.file),
                        folder.resolve(language.file),
                        StandardCopyOption.REPLACE_EXISTING)
                .toString();
        List<String> php = List.of(
                "php",
                "-d",
                "error_reporting=-1",
                "-d",
                "display_errors=stderr",
                "-d",
                "html_errors=0",
                "-d",
                "log_errors=0");
        return switch (language) {
            case SHELL -> List.of("/bin/sh", script);
            case PHP_CURL -> with(php, script);
            case PHP_STREAMS -> with(with(with(php, "-d"), "disable_functions=curl_init"), script);
            case POWERSHELL -> {
                assumeTrue(onPath("pwsh"), "no PowerShell here (pwsh); Debian has no package of it");
                yield List.of("pwsh", "-NoProfile", "-NonInteractive", "-File", script);
            }
        };
    }

    private static List<String> with(List<String> words, String word) {
        List<String> more = new ArrayList<>(words);
        more.add(word);
        return more;
    }

    private static boolean onPath(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, name)));
    }

    /** What waits to be sent, in its order. */
    List<Path> queued() throws IOException {
        return files("antre");
    }

    /** What was put aside, each with its reason beside it. */
    List<Path> aside() throws IOException {
        return files("disisihkan");
    }

    private List<Path> files(String name) throws IOException {
        Path there = folder.resolve("kerja").resolve(name);
        if (!Files.isDirectory(there)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(there)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    AgencyDatabase database() {
        return database;
    }

    @Override
    public String toString() {
        return language + " " + database.kind();
    }
}
