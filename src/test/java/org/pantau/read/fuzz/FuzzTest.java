package org.pantau.read.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every reader and decoder under bytes nobody thought of: a fixed set of them each time, and five minutes of Jazzer each
 * with the long tests, two at a time.
 */
class FuzzTest {

    private static final int ROUNDS = 1_500;
    private static final byte[] TELLING = "{}[]<>\"'\\&;,:=#-+.0\n\r\t\0\u007f".getBytes(UTF_8);

    @TempDir
    static Path folder;

    private static @Nullable JazzerRuns runs;

    @AfterAll
    static void stop() {
        if (runs != null) {
            runs.close();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SOAP")
    void shouldBeginFromABodyThatIsReadWell(FuzzTarget target) {
        assertThat(target.readsItsSeed()).isTrue();
    }

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
    void shouldStandFiveMinutesOfJazzer(FuzzTarget target) throws Exception {
        JazzerRun run = jazzer().await(target);

        assertThat(run.exit()).as(run::said).isZero();
        assertThat(run.executions()).as(run::said).isPositive();
        assertThat(run.coverage()).as(run::said).isGreaterThan(1);
    }

    /** Starts with the first that waits for it, so that a short run starts none. */
    private static JazzerRuns jazzer() {
        JazzerRuns started = runs;
        if (started == null) {
            started = JazzerRuns.start(folder);
            runs = started;
        }
        return started;
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
