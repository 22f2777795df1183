package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file one can read in one sitting. */
class FileLengthTest {

    private static final int LONGEST = 400;

    @Test
    void noSourceFileShouldBeLongerThanFourHundredLines() {
        var tooLong = Stream.of("src", "webroot").map(Path::of).flatMap(FileLengthTest::tooLongIn);

        assertThat(tooLong).as("files of more than %d lines", LONGEST).isEmpty();
    }

    private static Stream<String> tooLongIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (var files = Files.walk(folder)) {
            return files
                    .filter(FileLengthTest::isSource)
                    .filter(file -> linesOf(file) > LONGEST)
                    .map(file -> file + ": " + linesOf(file))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static boolean isSource(Path file) {
        return Stream.of(".java", ".js").anyMatch(file.toString()::endsWith);
    }

    private static int linesOf(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
