package org.pantau.read.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every reader and decoder under bytes nobody thought of: a fixed set of them each time, and five minutes of Jazzer each
 * with the long tests.
 */
class FuzzTest {

    private static final int ROUNDS = 1_500;
    private static final byte[] TELLING = "{}[]<>\"'\\&;,:=#-+.0\n\r\t\0\u007f".getBytes(UTF_8);

    @ParameterizedTest
    @EnumSource
    void shouldMakeSomethingOfEveryMutation(FuzzTarget target) {
        Random chance = new Random(2026);
        byte[] body = target.seed();
        target.read(body);
        for (int round = 0; round < ROUNDS; round++) {
            // From the seed again now and then, so that it does not all end in noise.
            body = mutated(round % 10 == 0 ? target.seed() : body, chance);
            target.read(body);
        }
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void shouldStandFiveMinutesOfJazzer(FuzzTarget target, @TempDir Path folder) throws Exception {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        Files.write(corpus.resolve("seed"), target.seed());
        Path log = folder.resolve("log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process jazzer = new ProcessBuilder(List.of(
                        java,
                        "-Xmx512m",
                        "-cp",
                        classPath(),
                        "-Dpantau.fuzz=" + target,
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + JazzerMain.class.getName(),
                        "--instrumentation_includes=org.pantau.read.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + "/",
                        "-max_total_time=" + seconds(),
                        "-timeout=10",
                        "-rss_limit_mb=2048",
                        corpus.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(jazzer.waitFor(seconds() + 120, TimeUnit.SECONDS))
                    .as("ended by itself")
                    .isTrue();
            assertThat(jazzer.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            jazzer.destroyForcibly();
        }
    }

    /** Surefire may hand over one jar that only names the others. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static long seconds() {
        return Long.getLong("pantau.fuzz.seconds", 300);
    }

    private static byte[] mutated(byte[] body, Random chance) {
        byte[] copy = body.clone();
        int at = copy.length == 0 ? 0 : chance.nextInt(copy.length);
        return switch (chance.nextInt(6)) {
            case 0 -> Arrays.copyOf(copy, at);
            case 1 -> Arrays.copyOfRange(copy, at, copy.length);
            case 2 -> with(copy, at, new byte[] {(byte) chance.nextInt(256)});
            case 3 -> with(copy, at, new byte[] {TELLING[chance.nextInt(TELLING.length)]});
            case 4 -> copy.length > 2_000 ? Arrays.copyOf(copy, 50) : with(copy, at, copy);
            default -> {
                if (copy.length > 0) {
                    copy[at] ^= (byte) (1 << chance.nextInt(8));
                }
                yield copy;
            }
        };
    }

    private static byte[] with(byte[] body, int at, byte[] more) {
        byte[] longer = Arrays.copyOf(body, body.length + more.length);
        System.arraycopy(more, 0, longer, at, more.length);
        System.arraycopy(body, at, longer, at + more.length, body.length - at);
        return longer;
    }
}
