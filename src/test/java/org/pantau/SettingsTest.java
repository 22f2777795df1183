package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void shouldStartTheDemonstrationInItsOwnFolderWhereNothingIsSaid() {
        Settings settings = read("", Map.of());

        assertThat(settings.demonstration()).isTrue();
        assertThat(settings.host()).isEqualTo("localhost");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.data()).isEqualTo(Path.of("data", "demo"));
        assertThat(settings.adminPassword()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', katalog, 9001, 0.0.0.0, /srv/pantau",
        "--port 9002, katalog, 9002, 0.0.0.0, /srv/pantau",
        "--port=9002 --host=127.0.0.1, katalog, 9002, 127.0.0.1, /srv/pantau",
        "--catalogue lain.yaml --data=d --port 0, lain.yaml, 0, 0.0.0.0, d"
    })
    void shouldTakeOptionsBeforeTheEnvironment(String words, String catalogue, int port, String host, String data) {
        Settings settings = read(
                words,
                Map.of(
                        "PANTAU_CATALOGUE", "katalog",
                        "PANTAU_PORT", "9001",
                        "PANTAU_HOST", "0.0.0.0",
                        "PANTAU_DATA", "/srv/pantau",
                        "PANTAU_ADMIN_PASSWORD", "sandi"));

        assertThat(settings.demonstration()).isFalse();
        assertThat(settings.catalogue()).isEqualTo(Path.of(catalogue));
        assertThat(settings.port()).isEqualTo(port);
        assertThat(settings.host()).isEqualTo(host);
        assertThat(settings.data()).isEqualTo(Path.of(data));
        assertThat(settings.adminPassword()).isEqualTo("sandi");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --port 65536             | --port 65536, expected 0 to 65535
            --port -1                | --port -1, expected 0 to 65535
            --port delapan           | --port delapan, expected 0 to 65535
            --prot 8080              | unknown option --prot
            --port                   | --port needs a value
            katalog.yaml             | is not an option of run
            --database postgresql://u:p@127.0.0.1:1/d | --database needs --catalogue
            """)
    void shouldNameWhatIsWrong(String words, String mistake) {
        Settings.Outcome outcome = Settings.read(List.of(words.split(" ")), Map.of());

        assertThat(outcome.settings()).isEmpty();
        assertThat(outcome.mistakes()).anySatisfy(each -> assertThat(each).contains(mistake));
    }

    @Test
    void shouldNameEverythingThatIsWrongAtOnce() {
        assertThat(Settings.read(List.of("--port", "x", "--lain", "y", "sisa"), Map.of())
                        .mistakes())
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void shouldTakeAnotherDatabaseForOnesOwnCatalogue() {
        Settings settings = read("--catalogue k.yaml --database postgresql://u:p@127.0.0.1:5433/d", Map.of());

        assertThat(settings.database().url()).isEqualTo("postgresql://u:p@127.0.0.1:5433/d");
        assertThat(settings.toString()).doesNotContain("u:p@");
    }

    private static Settings read(String words, Map<String, String> environment) {
        Settings.Outcome outcome = Settings.read(words.isEmpty() ? List.of() : List.of(words.split(" ")), environment);
        return outcome.settings().orElseThrow(() -> new AssertionError(outcome.mistakes()));
    }
}
