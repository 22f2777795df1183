package org.pantau.normalise.nasty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.measure.Quality;
import org.pantau.measure.value.Sample;

/** The source's own times, as far as the catalogue leaves them to be recognised. */
class TimesTest {

    /** 22 November 2026, 09.10 WIB. */
    private static final Instant SAID = Instant.parse("2026-11-22T02:10:00Z");

    @ParameterizedTest
    @CsvSource({
        "waktu, 1795313400",
        "waktu, 1795313400.0",
        "waktu, 1795313400000",
        "waktu, 1795313400000000",
        "waktu, 1795313400000000000",
        "$number(waktu), '\"1795313400\"'",
        "$fromMillis(waktu), 1795313400000",
        "$fromMillis($number(waktu) * 1000), '\"1795313400\"'",
    })
    void nasty45AnEpochShouldBeTheSameTimeInWhateverItCounts(String asOf, String waktu) {
        Source target = source(asOf);

        var now = target.read("22T09:11", "{\"antrean\": 7, \"waktu\": " + waktu + "}");

        Sample sample = target.of(Source.SATU, "pending").get(0);
        assertThat(now.problems()).isEmpty();
        assertThat(sample.asOf()).isEqualTo(SAID);
        assertThat(sample.quality()).isEqualTo(Quality.OK);
        assertThat(sample.value()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17953134", "-1795313400", "4102444800000000000", "1e30"})
    void nasty45AnEpochOutside2000To2100ShouldBeNoTime(String waktu) {
        Source target = source("waktu");

        var now = target.read("22T09:11", "{\"antrean\": 7, \"waktu\": " + waktu + "}");

        Sample sample = target.of(Source.SATU, "pending").get(0);
        assertThat(now.problems()).containsExactly("sumber/0/as_of: a number that is no time between 2000 and 2100");
        assertThat(sample.asOf()).isNull();
        assertThat(sample.value()).isEqualTo(7);
    }

    private static Source source(String asOf) {
        return Source.of("service: 33.08/opd/satu\nread: json\nrow: {as_of: '" + asOf + "'}", "pending: antrean");
    }
}
