package org.pantau.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    @ParameterizedTest
    @CsvSource({
        ",",
        "120, 120",
        "' 120 ', 120",
        "0, 0",
        "999999999, 999999999",
        "9999999999,",
        "-5,",
        "1.5,",
        "besok,",
        "'',",
        "'Mon, 23 Nov 2026 03:02:00 GMT', 120",
        "'Mon, 23 Nov 2026 02:00:00 GMT', 0",
        "'Tue, 23 Nov 2026 03:02:00 GMT',"
    })
    void shouldReadSecondsAndDatesAndNothingElse(@Nullable String header, @Nullable Long seconds) {
        Duration expected = seconds == null ? null : Duration.ofSeconds(seconds);

        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(expected);
    }
}
