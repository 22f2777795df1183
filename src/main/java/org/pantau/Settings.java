package org.pantau;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.database.DatabaseSettings;
import org.pantau.pipeline.PipelineSettings;
import org.pantau.web.door.DoorSettings;

/**
 * Every knob of a run, gathered from the rooms that own them.
 *
 * @param catalogue file or folder; null starts the demonstration
 * @param host address to listen on; {@code localhost} if left out
 * @param port 1 to 65535, or 0 for any free one; 8080 if left out
 * @param data folder for everything kept; {@code data} if left out, and {@code demo} in it for the demonstration
 * @param door proxies, connections and TLS
 * @param log how the log is written: {@code lines} or {@code json}
 * @param adminPassword password of {@code admin} at its creation; null makes one up
 */
record Settings(
        @Nullable Path catalogue,
        String host,
        int port,
        Path data,
        DatabaseSettings database,
        PipelineSettings pipeline,
        DoorSettings door,
        String log,
        @Nullable String adminPassword) {

    static final String DEFAULT_HOST = "localhost";
    static final int DEFAULT_PORT = 8080;
    static final String DEFAULT_DATA = "data";
    static final String DEMO_FOLDER = "demo";
    private static final List<String> LOGS = List.of("lines", "json");

    /** What came of a command line: settings, or everything that is wrong with it. */
    record Outcome(Optional<Settings> settings, List<String> mistakes) {}

    boolean logsJson() {
        return log.equals("json");
    }

    boolean demonstration() {
        return catalogue == null;
    }

    static Outcome read(List<String> words, Map<String, String> environment) {
        Arguments arguments = new Arguments(words, Knob.options(), environment);
        List<String> mistakes = new ArrayList<>(arguments.mistakes());
        arguments.rest().forEach(word -> mistakes.add("'" + word + "' is not an option of run"));
        Optional<Path> catalogue = arguments.option("catalogue").map(Path::of);
        Path folder = Path.of(arguments.option("data").orElse(DEFAULT_DATA));
        // Simulated numbers never share a database with real ones.
        Path data = catalogue.isPresent() ? folder : folder.resolve(DEMO_FOLDER);
        Optional<String> url = arguments.option("database");
        if (catalogue.isEmpty() && url.isPresent()) {
            mistakes.add("the demonstration keeps to its own database: --database needs --catalogue");
        }
        int port = arguments.number("port", 0, 65_535, DEFAULT_PORT, mistakes);
        DoorSettings door = new DoorReader(arguments, mistakes).read();
        String log = arguments.option("log").orElse(LOGS.get(0));
        if (!LOGS.contains(log)) {
            mistakes.add("--log " + log + ", expected " + String.join(" or ", LOGS));
        }
        if (!mistakes.isEmpty()) {
            return new Outcome(Optional.empty(), mistakes);
        }
        DatabaseSettings database =
                url.map(text -> DatabaseSettings.external(data, text)).orElseGet(() -> DatabaseSettings.embedded(data));
        return new Outcome(
                Optional.of(new Settings(
                        catalogue.orElse(null),
                        arguments.option("host").orElse(DEFAULT_HOST),
                        port,
                        data,
                        database,
                        PipelineSettings.DEFAULT,
                        door,
                        log,
                        environment.get("PANTAU_ADMIN_PASSWORD"))),
                List.of());
    }
}
