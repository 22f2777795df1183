package org.pantau.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CadenceTest {

    private static final Instant DAY = Instant.parse("2026-11-23T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // phase, interval, time; slot at, next
        "0, 60, 00:00:00, 00:00:00, 00:01:00",
        "0, 60, 00:00:59, 00:00:00, 00:01:00",
        "15, 60, 00:00:14, 23:59:15, 00:00:15",
        "15, 60, 00:00:15, 00:00:15, 00:01:15",
        "15, 60, 00:01:14, 00:00:15, 00:01:15",
        "7, 3600, 12:00:06, 11:00:07, 12:00:07"
    })
    void shouldPinSlotsToTheClock(long phase, long every, String at, String slot, String next) {
        Cadence cadence = new Cadence(phase * 1_000, every * 1_000);
        Instant time = Instant.parse("2026-11-23T" + at + "Z");

        assertThat(cadence.slotAt(time).toString()).endsWith("T" + slot + "Z");
        assertThat(cadence.next(time).toString()).endsWith("T" + next + "Z");
    }

    @Test
    void shouldGiveTheSameSlotsWhoeverAsks() {
        Cadence one = Cadence.of("dukcapil-layanan", Duration.ofSeconds(60));

        assertThat(Cadence.of("dukcapil-layanan", Duration.ofSeconds(60))).isEqualTo(one);
        assertThat(one.next(one.slotAt(DAY))).isEqualTo(one.slotAt(DAY).plusSeconds(60));
    }

    @Test
    void shouldHoldBeforeTheEpochToo() {
        Cadence cadence = new Cadence(5, 10);

        assertThat(cadence.slotAt(Instant.ofEpochMilli(-1))).isEqualTo(Instant.ofEpochMilli(-5));
    }

    @Test
    void shouldSpreadFeedsWhoseIdsAreAlikeOverTheInterval() {
        long[] perTenth = new long[10];
        IntStream.range(0, 2_000).forEach(i -> {
            long phase = Cadence.of("feed-" + i, Duration.ofSeconds(60)).phaseMs();
            perTenth[(int) (phase / 6_000)]++;
        });

        assertThat(Arrays.stream(perTenth).boxed())
                .allSatisfy(feeds -> assertThat(feeds).isBetween(140L, 260L));
    }

    @Test
    void shouldNameTheSlotsMissed() {
        Cadence cadence = new Cadence(0, 60_000);

        List<Instant> missed = cadence.missed(DAY, DAY.plusSeconds(250), 10);

        assertThat(missed).containsExactly(DAY.plusSeconds(60), DAY.plusSeconds(120), DAY.plusSeconds(180));
        assertThat(cadence.missed(DAY, DAY.plusSeconds(250), 2))
                .as("the latest ones")
                .containsExactly(DAY.plusSeconds(120), DAY.plusSeconds(180));
        assertThat(cadence.missed(DAY, DAY.plusSeconds(59), 10)).isEmpty();
        assertThat(cadence.missed(DAY.plusSeconds(600), DAY, 10))
                .as("the clock jumped back")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 10", "10, 10"})
    void shouldRefuseWhatIsNoRhythm(long phase, long every) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cadence(phase, every));
    }
}
