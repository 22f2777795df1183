package org.pantau;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.database.Database;
import org.pantau.database.DatabaseSettings;

/** {@code pantau run} as a process of its own: started, killed, started again, stopped. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RunProcessTest {

    private static final Pattern ADDRESS = Pattern.compile("ready:\\s+http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern STORED = Pattern.compile("(?m)^pantau_polls_stored_total\\S*\\s+(\\S+)");

    private Path folder;

    private final List<Process> started = new ArrayList<>();
    private Vertx vertx;
    private HttpClient client;
    private int endpoint;

    @BeforeEach
    void start(@TempDir Path folder) {
        this.folder = folder;
        vertx = Vertx.vertx();
        client = vertx.createHttpClient();
        endpoint = await(vertx.createHttpServer()
                        .requestHandler(request -> request.response().end("{\"antrean\": 7}"))
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process each : started) {
            each.destroy();
            if (!each.waitFor(30, TimeUnit.SECONDS)) {
                each.destroyForcibly();
            }
        }
        done(vertx.close());
    }

    @Test
    void shouldKeepHistoryOverAKillAndStopCleanly() throws Exception {
        Process first = run(catalogue("every: 1s"));
        int port = port(first);
        assertThat(ready(port)).isEqualTo(200);
        untilPolls(port, 3);
        first.destroyForcibly().waitFor();

        Process second = run(catalogue("every: 1s"));
        int again = port(second);
        assertThat(ready(again)).isEqualTo(200);
        untilPolls(again, 2);
        second.destroy();

        assertThat(second.waitFor(20, TimeUnit.SECONDS))
                .as("stops within seconds")
                .isTrue();
        assertThat(folder.resolve("data/postgres")).isDirectory();
        assertThat(postgresOf(folder)).as("processes of the database left").isEmpty();
        assertHistoryWithAGap();
    }

    @Test
    void aBackupOfTheRunningProgramShouldComeBackElsewhere() throws Exception {
        Process first = run(catalogue("every: 1s"));
        int port = port(first);
        untilPolls(port, 3);
        String data = folder.resolve("data").toString();
        String file = folder.resolve("cadangan.zip").toString();

        assertThat(command("backup", file, "--verify", "--data", data)).contains("status 0", "read back and equal");
        assertThat(command("restore", file, "--data", data))
                .contains("status 1", "another Pantau is running", "stop it");
        first.destroyForcibly().waitFor();
        assertThat(command("backup", folder.resolve("kedua.zip").toString(), "--data", data))
                .as("as well without a Pantau")
                .contains("status 0");
        assertThat(command("restore", file, "--data", folder.resolve("lain").toString()))
                .contains("status 0", "all rows are there");

        Process second = run(catalogue("every: 1s"), folder.resolve("lain"));
        untilPolls(port(second), 1);
        second.destroy();
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        Database database = await(Database.start(vertx, DatabaseSettings.embedded(folder.resolve("lain"))));
        var polls = await(database.pool()
                .query("select count(*) from sample join series on id = series_id where measure = 'poll'")
                .execute());
        assertThat(polls.iterator().next().getLong(0)).isGreaterThanOrEqualTo(4);
        done(database.close());
    }

    /** What a command says, and its exit status. */
    private static String command(String... words) {
        var said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, UTF_8);
        List<String> rest = List.of(words).subList(1, words.length);
        int status = words[0].equals("backup")
                ? BackupCommand.backup(rest, out, out)
                : BackupCommand.restore(rest, out, out);
        return said.toString(UTF_8) + "status " + status;
    }

    @Test
    void shouldNotStartWithABadCatalogueAndNameEveryMistake() throws Exception {
        Process process = run(catalogue("every: sebentar").replace("read: json", "read: jsno"));
        String complaints = new String(process.getErrorStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).isEqualTo(Main.EXIT_FAILED);
        assertThat(complaints).contains("katalog.yaml:11", "sebentar", "katalog.yaml:14", "jsno");
    }

    /** Both lives' polls are there, each slot once, and nothing was made up for the time between. */
    private void assertHistoryWithAGap() {
        Database database = await(Database.start(vertx, DatabaseSettings.embedded(folder.resolve("data"))));
        try {
            var row = await(database.pool().query("""
                            with polls as (
                                select at, extract(epoch from at - lag(at) over (order by at)) as pause
                                from sample join series on id = series_id where measure = 'poll')
                            select count(*)::int4, max(pause)::float8, min(pause)::float8 from polls
                            """).execute()).iterator().next();
            assertThat(row.getInteger(0)).isGreaterThanOrEqualTo(4);
            assertThat(row.getDouble(1)).as("the time of the restart").isGreaterThan(1.5);
            assertThat(row.getDouble(2)).as("no slot twice").isGreaterThanOrEqualTo(1.0);
        } finally {
            done(database.close());
        }
    }

    private Process run(String catalogue) throws IOException {
        return run(catalogue, folder.resolve("data"));
    }

    private Process run(String catalogue, Path data) throws IOException {
        Path file = Files.writeString(folder.resolve("katalog.yaml"), catalogue);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.pantau.Main",
                        "run",
                        "--catalogue",
                        file.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--data",
                        data.toString())
                .start();
        started.add(process);
        return process;
    }

    private static int port(Process process) throws IOException {
        BufferedReader lines = process.inputReader(UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher ready = ADDRESS.matcher(line);
            if (ready.find()) {
                return Integer.parseInt(ready.group(1));
            }
        }
        throw new AssertionError(
                "did not start: " + new String(process.getErrorStream().readAllBytes(), UTF_8));
    }

    private int ready(int port) {
        return await(get(port, "/health/ready").map(response -> response.statusCode()));
    }

    /** Until so many polls are committed, as the process's own metrics say. */
    private void untilPolls(int port, int polls) {
        Promise<Void> enough = Promise.promise();
        long timer = vertx.setPeriodic(
                50,
                id -> get(port, "/metrics").compose(response -> response.body()).onSuccess(body -> {
                    Matcher stored = STORED.matcher(body.toString());
                    if (stored.find() && Double.parseDouble(stored.group(1)) >= polls) {
                        enough.tryComplete();
                    }
                }));
        done(enough.future());
        vertx.cancelTimer(timer);
    }

    private Future<HttpClientResponse> get(int port, String path) {
        return client.request(HttpMethod.GET, port, "127.0.0.1", path).compose(request -> request.send());
    }

    private static List<String> postgresOf(Path folder) {
        return ProcessHandle.allProcesses()
                .map(each -> each.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder.toString()) && line.contains("postgres"))
                .toList();
    }

    private String catalogue(String every) {
        return """
                governments:
                  - code: "33.08"
                    name: Kabupaten Magelang
                    agencies:
                      - id: opd
                        name: OPD
                        services: [{id: antrean, name: Antrean}]
                feeds:
                  - id: antrean
                    service: 33.08/opd/antrean
                    %s
                    request: {url: "http://127.0.0.1:%d/"}
                    read: json
                    measures: {pending: antrean}
                """.formatted(every + "\n    timeout: 1s", endpoint);
    }
}
