package org.pantau.read.fuzz;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.pantau.realinput.Jdk;

/** Jazzer with every target, each in a process of its own, two at a time in the order of {@link FuzzTarget}. */
final class JazzerRuns implements AutoCloseable {

    private static final int AT_A_TIME = 2;
    /** The newest whose own classes this Jazzer knows how to watch. */
    private static final int NEWEST_JAVA = 21;
    /** Beyond the time given to Jazzer, for it to start and to end. */
    private static final long GRACE_SECONDS = 120;

    private final Path folder;
    private final ExecutorService turns = Executors.newFixedThreadPool(AT_A_TIME);
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final Map<FuzzTarget, Future<JazzerRun>> targetToRun;

    private JazzerRuns(Path folder) {
        this.folder = folder;
        this.targetToRun = Stream.of(FuzzTarget.values())
                .collect(toMap(
                        target -> target,
                        target -> turns.submit(() -> run(target)),
                        (one, other) -> one,
                        () -> new EnumMap<>(FuzzTarget.class)));
    }

    static JazzerRuns start(Path folder) {
        return new JazzerRuns(folder);
    }

    /** Waits for the turn of a target and its end. */
    JazzerRun await(FuzzTarget target) throws ExecutionException, InterruptedException {
        return requireNonNull(targetToRun.get(target)).get();
    }

    @Override
    public void close() {
        turns.shutdownNow();
        running.forEach(Process::destroyForcibly);
    }

    private JazzerRun run(FuzzTarget target) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve(target.name()));
        Path corpus = Files.createDirectory(own.resolve("corpus"));
        Files.write(corpus.resolve("seed"), target.seed());
        Path log = own.resolve("log");
        Process jazzer = new ProcessBuilder(command(target, own, corpus))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        running.add(jazzer);
        try {
            if (!jazzer.waitFor(seconds() + GRACE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Jazzer does not end by itself with " + target + "\n" + Files.readString(log));
            }
            return new JazzerRun(jazzer.exitValue(), Files.readString(log));
        } finally {
            jazzer.destroyForcibly();
            running.remove(jazzer);
        }
    }

    private static List<String> command(FuzzTarget target, Path own, Path corpus) throws IOException {
        return List.of(
                Jdk.noNewerThan(NEWEST_JAVA).resolve(Path.of("bin", "java")).toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                "-Dpantau.fuzz=" + target,
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerMain.class.getName(),
                "--instrumentation_includes=org.pantau.read.**:org.pantau.expression.**",
                "--reproducer_path=" + own,
                "-artifact_prefix=" + own + "/",
                "-max_total_time=" + seconds(),
                "-timeout=20",
                "-rss_limit_mb=2048",
                corpus.toString());
    }

    /** Surefire may hand over one jar that only names the others. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static long seconds() {
        return Long.getLong("pantau.fuzz.seconds", 300);
    }
}
