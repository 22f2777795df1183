package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.web.door.DoorSettings;
import org.pantau.web.door.TlsFiles;

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
            --trusted-proxy proxy.local | --trusted-proxy 'proxy.local', expected addresses or ranges
            --trusted-proxy 10.0.0.1,   | --trusted-proxy '', expected addresses or ranges
            --tls-cert pom.xml       | --tls-cert and --tls-key belong together
            --tls-cert tiada --tls-key pom.xml | --tls-cert tiada, expected a file in PEM
            --tls-cert pom.xml --tls-key src   | --tls-key src, expected a file in PEM
            --max-connections 0      | --max-connections 0, expected 1 to 1000000
            --log xml                | --log xml, expected lines or json
            """)
    void shouldNameWhatIsWrong(String words, String mistake) {
        Settings.Outcome outcome = Settings.read(List.of(words.split(" ")), Map.of());

        assertThat(outcome.settings()).isEmpty();
        assertThat(outcome.mistakes()).anySatisfy(each -> assertThat(each).contains(mistake));
    }

    @Test
    void shouldTakeTheDoorFromTheEnvironmentToo() {
        Settings settings = read(
                "--max-connections-per-address 40",
                Map.of(
                        "PANTAU_TRUSTED_PROXY", "10.20.0.0/16, 2001:db8::7",
                        "PANTAU_TLS_CERT", "pom.xml",
                        "PANTAU_TLS_KEY", "README.md",
                        "PANTAU_MAX_CONNECTIONS", "900",
                        "PANTAU_LOG", "json"));

        assertThat(settings.door().proxies().trusts("10.20.9.9")).isTrue();
        assertThat(settings.door().proxies().trusts("2001:db8::7")).isTrue();
        assertThat(settings.door().proxies().trusts("127.0.0.1")).isFalse();
        assertThat(settings.door().tls()).isEqualTo(new TlsFiles(Path.of("pom.xml"), Path.of("README.md")));
        assertThat(settings.door().connections().most()).isEqualTo(900);
        assertThat(settings.door().connections().ofOneNetwork()).isEqualTo(40);
        assertThat(settings.logsJson()).isTrue();
    }

    @Test
    void shouldTrustAProxyOfThisMachineWhereNothingIsSaid() {
        Settings settings = read("", Map.of());

        assertThat(settings.door()).isEqualTo(DoorSettings.DEFAULT);
        assertThat(settings.door().proxies().trusts("127.0.0.1")).isTrue();
        assertThat(settings.door().proxies().trusts("::1")).isTrue();
        assertThat(settings.door().proxies().trusts("10.0.0.1")).isFalse();
    }

    @Test
    void referenceShouldBeUpToDate() throws IOException {
        assertThat(Files.readString(Path.of("docs/konfigurasi.md")))
                .as("the table of docs/konfigurasi.md")
                .contains(Knob.table());
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
