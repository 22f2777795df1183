package org.pantau;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be told of the unit and the container file without a machine to put them on. */
class DeliveryTest {

    private static final Path FOLDER = Path.of("src/dist");
    private static final Path UNIT = FOLDER.resolve("pantau.service");

    @Test
    void containerShouldRunAsNobodyWithOneVolumeAndAHealthCheck() throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("Containerfile"));

        assertThat(instructions(lines, "USER")).containsExactly("10001:10001");
        assertThat(instructions(lines, "VOLUME")).containsExactly("[\"/var/lib/pantau\"]");
        assertThat(instructions(lines, "HEALTHCHECK")).hasSize(1);
        assertThat(instructions(lines, "STOPSIGNAL")).containsExactly("SIGTERM");
        assertThat(instructions(lines, "ENTRYPOINT")).containsExactly("[\"/opt/pantau/pantau\", \"run\"]");
        assertThat(instructions(lines, "COPY"))
                .containsExactly(
                        "pantau pantau.jar /opt/pantau/",
                        "lib /opt/pantau/lib",
                        "LICENSE pantau.cdx.json /opt/pantau/");
        assertThat(String.join("\n", lines)).doesNotContain("PASSWORD", "ADD ", "sudo");
    }

    private static List<String> instructions(List<String> lines, String instruction) {
        return lines.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DynamicUser=yes",
                "NoNewPrivileges=yes",
                "ProtectSystem=strict",
                "ProtectHome=yes",
                "PrivateTmp=yes",
                "PrivateDevices=yes",
                "ProtectKernelTunables=yes",
                "RestrictSUIDSGID=yes",
                "CapabilityBoundingSet=",
                "SystemCallFilter=@system-service",
                "UMask=0077",
                "StateDirectory=pantau",
                "LimitNOFILE=65536",
                "TimeoutStopSec=40"
            })
    void unitShouldKeepTheRestOfTheMachineFromTheProcess(String line) throws IOException {
        assertThat(Files.readAllLines(UNIT)).contains(line);
    }

    /** Where systemd is: it knows every line. The program it names lies elsewhere here. */
    @Test
    void systemdShouldUnderstandTheUnit() throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/systemd-analyze"))) {
            return;
        }
        Process process = new ProcessBuilder("/usr/bin/systemd-analyze", "verify", UNIT.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).doesNotContain("Unknown", "Failed to parse", "Invalid");
    }

    @Test
    void everyOptionOfTheExampleShouldBeKnown() throws IOException {
        assertThat(Files.readAllLines(FOLDER.resolve("pantau.env")))
                .filteredOn(line -> line.contains("PANTAU_"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(Knob.table())
                        .contains("`" + line.replaceFirst("^#", "").replaceFirst("=.*", "") + "`"));
    }
}
