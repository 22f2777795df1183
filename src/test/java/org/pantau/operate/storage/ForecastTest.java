package org.pantau.operate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.operate.storage.Forecast.Verdict;

/** How the disk fills, by hand. A growth is written {@code pace/room}, or {@code pace} alone where it is kept for ever. */
class ForecastTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            growths          | database | free | a day | settled    | then bytes | then a day | verdict      | full
            10/100           | 500      | 1000 | 10    | 2026-12-05 | 600        | 0          | NEVER        |
            10/100           | 500      | 100  | 10    | 2026-12-05 | 600        | 0          | FULL         | 2026-12-05
            10/100           | 500      | 101  | 10    | 2026-12-05 | 600        | 0          | NEVER        |
            10/100           | 500      | 15   | 10    | 2026-12-05 | 600        | 0          | FULL         | 2026-11-27
            10/100           | 500      | 0    | 10    | 2026-12-05 | 600        | 0          | FULL         | 2026-11-25
            10/100           | 500      |      | 10    | 2026-12-05 | 600        | 0          | UNKNOWN_DISK |
            10/100 20/40     | 500      | 1000 | 30    | 2026-12-05 | 640        | 0          | NEVER        |
            10/100 20/40     | 500      | 90   | 30    | 2026-12-05 | 640        | 0          | FULL         | 2026-11-30
            10/100 1         | 500      | 1000 | 11    | 2026-12-05 | 610        | 1          | NEVER        |
            10/100 1         | 500      | 110  | 11    | 2026-12-05 | 610        | 1          | FULL         | 2026-12-05
            10/95            | 500      | 1000 | 10    | 2026-12-05 | 595        | 0          | NEVER        |
            10/0             | 500      | 1    | 0     | 2026-11-25 | 500        | 0          | NEVER        |
            0/0 0            | 500      | 1    | 0     | 2026-11-25 | 500        | 0          | NEVER        |
            4                | 500      | 1    | 4     | 2026-11-25 | 500        | 4          | NEVER        |
            """)
    void diskShouldFillAtThePresentPaceUntilAsMuchIsDroppedAsComes(
            String growths,
            long database,
            @Nullable Long free,
            double perDay,
            LocalDate settled,
            double settledBytes,
            double settledPerDay,
            Verdict verdict,
            @Nullable LocalDate full) {
        List<Growth> each =
                Arrays.stream(growths.split(" ", -1)).map(ForecastTest::growth).toList();

        assertThat(Forecast.of(each, database, TODAY, free))
                .isEqualTo(new Forecast(perDay, settled, settledBytes, settledPerDay, verdict, full));
    }

    private static Growth growth(String text) {
        String[] parts = text.split("/", -1);
        return new Growth(
                Double.parseDouble(Objects.requireNonNull(parts[0])),
                parts.length == 1 ? null : (Double) Double.parseDouble(parts[1]));
    }
}
