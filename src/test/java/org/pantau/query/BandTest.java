package org.pantau.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandTest {

    /** As {@code quantile(x, c(0.1, 0.5, 0.9), type = 7)} of R gives them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 2 3 4                   | 1.3  | 2.5 | 3.7
            4 1 3 2                   | 1.3  | 2.5 | 3.7
            5 5 5 5 5                 | 5    | 5   | 5
            1 2 3 4 5 6 7 8 9 10 11   | 2    | 6   | 10
            -3 0 0 12 40              | -1.8 | 0   | 28.8
            0 0 0 0 0 0 0 0 0 0 0 120 | 0    | 0   | 0
            """)
    void percentilesShouldLieBetweenOrderStatistics(String known, double low, double median, double high) {
        List<Double> values = values(known);

        Band band = Band.of(values);

        assertThat(band.low()).isCloseTo(low, within(1e-9));
        assertThat(band.median()).isCloseTo(median, within(1e-9));
        assertThat(band.high()).isCloseTo(high, within(1e-9));
        assertThat(band.n()).isEqualTo(values.size());
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "7, 1", "7 8, 2", "7 8 9, 3"})
    void ofFewNothingShouldBeSaidButHowMany(String known, int n) {
        assertThat(Band.of(values(known))).isEqualTo(new Band(null, null, null, n));
    }

    private static List<Double> values(String known) {
        return Stream.of(known.split(" "))
                .filter(word -> !word.isEmpty())
                .map(Double::valueOf)
                .toList();
    }
}
