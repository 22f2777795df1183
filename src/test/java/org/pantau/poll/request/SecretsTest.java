package org.pantau.poll.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private final Masking masking = new Masking();
    private final Secrets secrets = new Secrets(Map.of("KEY", "rahasia$1", "PAD", " padded\n", "EMPTY", " ")::get);

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "env:KEY, rahasia$1",
        "Bearer env:KEY, Bearer rahasia$1",
        "env:KEY env:PAD, rahasia$1 padded",
        "env:PAD, padded",
        "http://env:8080/, http://env:8080/"
    })
    void shouldPutSecretsWhereTheyAreReferredTo(String text, String resolved) throws Exception {
        assertThat(secrets.resolve(text, masking)).isEqualTo(resolved);
        assertThat(masking.mask("it was rahasia$1"))
                .isEqualTo(text.contains("KEY") ? "it was ***" : "it was rahasia$1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env:MISSING", "env:EMPTY", "file:/nowhere/at/all", "Bearer env:MISSING"})
    void shouldNameWhatIsNotThere(String text) {
        assertThatExceptionOfType(MissingSecretException.class)
                .isThrownBy(() -> secrets.resolve(text, masking))
                .withMessageContaining(text.replace("Bearer ", ""))
                .withMessageContaining("is not set");
    }

    @Test
    void shouldReadAFileAgainWhenItHasChanged(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "pertama\n");
        String reference = "file:" + file;

        assertThat(secrets.resolve(reference, masking)).isEqualTo("pertama");
        Files.writeString(file, "kedua");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        assertThat(secrets.resolve(reference, masking)).isEqualTo("kedua");
        assertThat(secrets.resolve(reference, masking)).isEqualTo("kedua");
        Files.delete(file);
        assertThatExceptionOfType(MissingSecretException.class).isThrownBy(() -> secrets.resolve(reference, masking));
    }

    @ParameterizedTest
    @CsvSource({"env:A, true", "file:/a, true", "http://a, false"})
    void shouldTellReferencesFromTexts(String text, boolean reference) {
        assertThat(Secrets.isReference(text)).isEqualTo(reference);
    }

    @Test
    void shouldKnowTheProcessesOwn() throws Exception {
        assertThat(Secrets.ofProcess().resolve("env:PATH", masking))
                .isEqualTo(System.getenv("PATH").strip());
    }
}
