package org.pantau.operate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.store.RetentionSettings;
import org.pantau.store.Table;

/** What a day takes. A partition is written {@code first day+days=bytes}, all in November 2026; a star: nothing is in it. */
class PaceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            partitions                | first            | until            | days | bytes | a day
            1+30=3000                 | 2026-11-01T00:00 | 2026-11-11T00:00 | 10   | 3000  | 300
            1+30=3000                 | 2026-11-06T00:00 | 2026-11-11T00:00 | 5    | 3000  | 600
            1+30=3000                 | 2026-11-06T12:00 | 2026-11-11T12:00 | 5    | 3000  | 600
            1+30=3000                 | 2026-11-08T00:00 | 2026-11-11T00:00 | 3    | 3000  |
            1+7=700 8+7=1400 15+7=30  | 2026-11-01T00:00 | 2026-11-15T12:00 | 7.5  | 1430  | 190.66666666666666
            1+7=700 8+7=1400          | 2026-11-01T00:00 | 2026-11-15T00:00 | 7    | 1400  | 200
            1+7=700 8+7=8*            | 2026-11-01T00:00 | 2026-11-15T00:00 | 7    | 0     | 0
            1+7=700                   | 2026-11-20T00:00 | 2026-11-25T00:00 | 7    | 700   | 100
            1+7=8* 8+7=8*             | 2026-11-03T00:00 | 2026-11-03T00:00 | 0    | 0     |
                                      | 2026-11-01T00:00 | 2026-11-11T00:00 | 0    | 0     |
            """)
    void newestDaysShouldSayWhatOneMoreTakes(
            @Nullable String partitions, String first, String until, double days, long bytes, @Nullable Double perDay) {
        List<Part> parts = partitions == null
                ? List.of()
                : Arrays.stream(partitions.split(" ", -1)).map(PaceTest::part).toList();

        Pace pace = Pace.of(parts, Instant.parse(first + ":00Z"), Instant.parse(until + ":00Z"));

        assertThat(pace).isEqualTo(new Pace(days, bytes));
        assertThat(pace.bytesPerDay()).isEqualTo(perDay == null ? OptionalDouble.empty() : OptionalDouble.of(perDay));
    }

    /** What is kept 400 days settles once 400 days and the partition that is being filled are there. */
    @ParameterizedTest
    @CsvSource({"SAMPLES, 0, 43000", "SAMPLES, 40000, 3000", "SAMPLES, 50000, 0", "ROLLUPS_1D, 40000,"})
    void roomShouldBeWhatIsKeptWithoutWhatIsThere(Kind kind, long packed, @Nullable Double room) {
        Integer kept = RetentionSettings.DEFAULT.tableToDays().get(kind.fresh());
        Held held = new Held(kind, 777, packed, null, null, kept, 1, 30, new Pace(10, 1000));

        assertThat(held.growth(100)).isEqualTo(new Growth(100, room));
    }

    private static Part part(String text) {
        String[] parts = text.split("[+=]", -1);
        LocalDate from = LocalDate.of(2026, 11, Integer.parseInt(Objects.requireNonNull(parts[0])));
        boolean used = !text.endsWith("*");
        return new Part(
                Table.SAMPLE,
                from.atStartOfDay().toInstant(ZoneOffset.UTC),
                from.plusDays(Integer.parseInt(parts[1])).atStartOfDay().toInstant(ZoneOffset.UTC),
                Long.parseLong(parts[2].replace("*", "")),
                used);
    }
}
