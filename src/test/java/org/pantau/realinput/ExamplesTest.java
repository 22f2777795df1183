package org.pantau.realinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.catalogue.CatalogueReader;

/** What users copy from. */
class ExamplesTest {

    static List<Path> catalogues() throws IOException {
        try (Stream<Path> own = Files.list(Path.of("examples"));
                Stream<Path> pushed = Files.list(Path.of("examples", "push"));
                Stream<Path> counted = Files.list(Path.of("examples", "skrip"))) {
            return Stream.of(own, pushed, counted)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("catalogues")
    void shouldBeACatalogueWithoutMistakes(Path file) {
        var reading = CatalogueReader.read(file);

        assertThat(reading.mistakes()).isEmpty();
        assertThat(reading.catalogue().orElseThrow().feeds()).isNotEmpty();
    }
}
