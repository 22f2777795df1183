package org.pantau.store.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpoolTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    @TempDir
    private Path folder;

    private Spool target;

    @BeforeEach
    void start() throws SpoolException {
        target = open();
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void whatIsKeptShouldComeBackInTheOrderOfItsNumbers() throws Exception {
        target.append(List.of(thing(7), thing(8)));
        target.append(List.of(thing(3)));

        assertThat(numbers(target.first(100))).containsExactly(3L, 7L, 8L);
        assertThat(target.first(100).get(1).content()).isEqualTo(thing(7).content());
        assertThat(target.state().entries()).isEqualTo(3);
        assertThat(target.state().samples()).isEqualTo(6);
        assertThat(target.state().since()).isEqualTo(NOW.plusSeconds(3));
    }

    @Test
    void asManyShouldBeReadAsHoldSoManySamplesButAtLeastOne() throws Exception {
        target.append(List.of(thing(1), thing(2), thing(3)));

        assertThat(numbers(target.first(1))).containsExactly(1L);
        assertThat(numbers(target.first(5))).containsExactly(1L, 2L);
    }

    @Test
    void keptTwiceShouldBeKeptOnce() throws Exception {
        target.append(List.of(thing(1)));
        target.append(List.of(thing(1), thing(2)));

        assertThat(target.state().entries()).isEqualTo(2);
        assertThat(target.state().samples()).isEqualTo(4);
    }

    @Test
    void theFileShouldBeThereOnlyWhileSomethingIsInIt() throws Exception {
        assertThat(file()).doesNotExist();
        target.append(List.of(thing(1), thing(2)));
        assertThat(file()).exists();
        target.remove(List.of(1L));
        assertThat(file()).exists();
        target.remove(List.of(2L));

        assertThat(file()).doesNotExist();
        assertThat(target.state()).isEqualTo(SpoolState.EMPTY);
        target.append(List.of(thing(3)));
        assertThat(numbers(target.first(9))).containsExactly(3L);
    }

    /** A copy of the file is what a kill at that instant leaves. */
    @Test
    void everythingKeptShouldBeInTheFileAtOnce() throws Exception {
        Random random = new Random(1);
        for (int i = 1; i <= 200; i++) {
            byte[] content = new byte[random.nextInt(20_000)];
            random.nextBytes(content);
            target.append(List.of(new Spooled(i, NOW, 1, content)));
            if (i % 20 == 0) {
                Path copy = folder.resolve("copy-" + i);
                Files.createDirectories(copy);
                Files.copy(file(), copy.resolve(Spool.FILE));
                try (Spool after = Spool.open(copy, SpoolSettings.DEFAULT, () -> NOW)) {
                    assertThat(after.state().entries()).isEqualTo(i);
                    assertThat(after.first(1_000).get(i - 1).content()).isEqualTo(content);
                    assertThat(after.nextNumber()).isEqualTo(i + 1L);
                }
            }
        }
    }

    @Test
    void anotherProcessShouldFindWhatTheFirstLeft() throws Exception {
        target.append(List.of(thing(5), thing(6)));
        target.close();
        target = open();

        assertThat(numbers(target.first(100))).containsExactly(5L, 6L);
        assertThat(target.state().samples()).isEqualTo(4);
        assertThat(target.nextNumber()).isEqualTo(7);
    }

    @Test
    void twoProcessesShouldNotShareASpool() throws Exception {
        target.append(List.of(thing(1)));

        assertThatThrownBy(this::open)
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("another process")
                .hasMessageContaining(folder.toString());
        assertThat(target.state().setAside()).isZero();
    }

    @Test
    void aFullSpoolShouldRefuseAndGoOnOnceThereIsRoom() throws Exception {
        target = Spool.open(folder, new SpoolSettings(1 << 20, 0), () -> NOW);
        byte[] half = new byte[600_000];
        new Random(1).nextBytes(half);
        target.append(List.of(new Spooled(1, NOW, 1, half)));

        assertThatThrownBy(() -> target.append(List.of(new Spooled(2, NOW, 1, half))))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("full");
        assertThat(target.state().fault()).contains("full");
        assertThat(numbers(target.first(9))).containsExactly(1L);
        target.remove(List.of(1L));
        target.append(List.of(new Spooled(2, NOW, 1, half)));
        assertThat(target.state().fault()).isEmpty();
    }

    @Test
    void theDatabasesShareOfTheDiskShouldStayFree() throws Exception {
        target = Spool.open(folder, new SpoolSettings(1 << 30, Long.MAX_VALUE / 2), () -> NOW);

        assertThatThrownBy(() -> target.append(List.of(thing(1))))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("the disk is full");
        assertThat(target.state().entries()).isZero();
    }

    @Test
    void aFolderThatCannotBeMadeShouldNotStopTheStart() throws Exception {
        Path inTheWay = Files.writeString(folder.resolve("file"), "");
        target = Spool.open(inTheWay, SpoolSettings.DEFAULT, () -> NOW);

        assertThatThrownBy(() -> target.append(List.of(thing(1)))).isInstanceOf(SpoolException.class);
        assertThat(target.state().fault()).isNotEmpty();
        Files.delete(inTheWay);
        target.append(List.of(thing(1)));
        assertThat(target.state().fault()).isEmpty();
    }

    @Test
    void whatNobodyUnderstandsShouldBeSetAside() throws Exception {
        target.append(List.of(thing(1), thing(2), thing(3)));
        target.setAside(List.of(thing(2)), "strange");

        assertThat(numbers(target.first(9))).containsExactly(1L, 3L);
        assertThat(target.state().setAside()).isEqualTo(1);
        assertThat(Files.readString(aside().get(0), UTF_8)).isEqualTo("thing 2\n");
        assertThat(target.aside())
                .containsExactly(new Aside(String.valueOf(aside().get(0).getFileName()), 8, NOW, "strange"));
        target.close();
        assertThat(open().state().setAside()).isEqualTo(1);
    }

    /** A file that was damaged, and how. */
    private interface Damage {
        void on(Path file) throws IOException;
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("garbage", file -> Files.write(file, new byte[50_000])),
                damage("a text", file -> Files.writeString(file, "bukan spool\n".repeat(1_000))),
                damage("another length", file -> truncate(file, 5_000)),
                damage("random bytes in it", SpoolTest::scribble),
                damage("a directory", file -> {
                    Files.delete(file);
                    Files.createDirectories(file.resolve("inside"));
                }));
    }

    private static Arguments damage(String name, Damage damage) {
        return Arguments.of(name, damage);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void aDamagedFileShouldBeSetAsideAndNotStopTheStart(String name, Damage damage) throws Exception {
        Random random = new Random(2);
        for (int i = 1; i <= 100; i++) {
            byte[] content = new byte[5_000];
            random.nextBytes(content);
            target.append(List.of(new Spooled(i, NOW, 1, content)));
        }
        target.close();
        damage.on(file());

        target = open();
        target.append(List.of(thing(1_000)));

        assertThat(aside()).as("what was there is kept").hasSize(1);
        assertThat(target.state().setAside()).isEqualTo(1);
        assertThat(numbers(target.first(1_000))).containsExactly(1_000L);
    }

    @Test
    void ofAFileThatWasCutShortWhatIsWholeShouldBeKept() throws Exception {
        Random random = new Random(4);
        for (int i = 1; i <= 100; i++) {
            byte[] content = new byte[5_000];
            random.nextBytes(content);
            target.append(List.of(new Spooled(i, NOW, 1, content)));
        }
        target.close();
        truncate(file(), Files.size(file()) * 3 / 4);

        target = open();
        List<Long> left = numbers(target.first(1_000));
        target.append(List.of(thing(1_000)));

        assertThat(left)
                .isNotEmpty()
                .isEqualTo(LongStream.rangeClosed(1, left.size()).boxed().toList());
        assertThat(target.state().entries()).isEqualTo(left.size() + 1L);
    }

    @Test
    void anEmptyFileShouldBeANewSpool() throws Exception {
        Files.createFile(file());
        target = open();
        target.append(List.of(thing(1)));

        assertThat(numbers(target.first(9))).containsExactly(1L);
    }

    private static void truncate(Path file, long length) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(length);
        }
    }

    private static void scribble(Path file) throws IOException {
        byte[] noise = new byte[3_000];
        new Random(3).nextBytes(noise);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            for (long at = 8_192; at < open.length(); at += 16_384) {
                open.seek(at);
                open.write(noise);
            }
        }
    }

    private Spool open() throws SpoolException {
        return Spool.open(folder, SpoolSettings.DEFAULT, () -> NOW);
    }

    private Path file() {
        return folder.resolve(Spool.FILE);
    }

    private List<Path> aside() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(Spool.ASIDE))) {
            return files.filter(file -> !file.toString().endsWith(".txt")).toList();
        }
    }

    private static Spooled thing(long number) {
        return new Spooled(number, NOW.plusSeconds(number), 2, ("thing " + number).getBytes(UTF_8));
    }

    private static List<Long> numbers(List<Spooled> things) {
        return things.stream().map(Spooled::number).toList();
    }
}
