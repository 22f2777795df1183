package org.pantau;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void startShouldNameEveryCommandAndFailWhenTheCommandIsUnknown() {
        var printed = new ByteArrayOutputStream();

        var status = Main.start(List.of("dance"), new PrintStream(printed, true, UTF_8));

        assertThat(status).isEqualTo(Main.EXIT_USAGE);
        assertThat(printed.toString(UTF_8)).contains("dance", "run", "check", "backup", "restore", "doctor", "admin");
    }
}
