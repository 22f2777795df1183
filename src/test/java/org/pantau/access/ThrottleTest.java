package org.pantau.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleTest {

    private final HandClock clock = new HandClock();
    private final Throttle throttle = new Throttle(clock);

    @ParameterizedTest
    @CsvSource({"0, PT0S", "5, PT0S", "6, PT2S", "7, PT4S", "8, PT8S", "14, PT8M32S", "15, PT15M", "49, PT15M"})
    void eachTryShouldDoubleTheTimeToWait(int tries, Duration wait) {
        for (int i = 0; i < tries; i++) {
            throttle.tried("a", "1");
        }

        assertThat(throttle.wait("a", "1", false)).isEqualTo(wait);
        assertThat(throttle.wait("a", "2", false)).as("from elsewhere").isZero();
        assertThat(throttle.wait("b", "1", false)).as("of another name").isZero();
    }

    @Test
    void waitingShouldEndWithTime() {
        for (int i = 0; i < 6; i++) {
            throttle.tried("a", "1");
        }

        clock.forward(Duration.ofMillis(1_500));
        assertThat(throttle.wait("a", "1", false)).isEqualTo(Duration.ofMillis(500));
        clock.forward(Duration.ofMillis(500));
        assertThat(throttle.wait("a", "1", false)).isZero();
    }

    @Test
    void rightPasswordShouldForgetTheTriesBefore() {
        for (int i = 0; i < 6; i++) {
            throttle.tried("a", "1");
        }
        throttle.succeeded("a", "1");
        throttle.tried("a", "1");

        assertThat(throttle.wait("a", "1", false)).isZero();
    }

    @Test
    void nameAndAddressShouldNotRunTogether() {
        for (int i = 0; i < 6; i++) {
            throttle.tried("a@1", "2");
        }

        assertThat(throttle.wait("a", "1@2", false)).isZero();
    }

    @Test
    void memoryShouldStayBounded() {
        for (int i = 0; i < 6; i++) {
            throttle.tried("first", "1");
        }
        for (int i = 0; i < 10_000; i++) {
            throttle.tried("name", "elsewhere" + i);
        }

        assertThat(throttle.wait("first", "1", false))
                .as("the oldest is forgotten")
                .isZero();
    }

    @Test
    void oneNetworkShouldBeHeldWhateverTheNames() {
        for (int i = 0; i < Throttle.OF_A_NETWORK; i++) {
            throttle.tried("name" + i, "1");
        }

        assertThat(throttle.wait("another", "1", false)).isEqualTo(Throttle.REGAINED);
        assertThat(throttle.wait("another", "1", true))
                .as("who is at home here")
                .isZero();
        assertThat(throttle.wait("another", "2", false)).as("from elsewhere").isZero();
        clock.forward(Throttle.REGAINED);
        assertThat(throttle.wait("another", "1", false)).isZero();
    }

    @Test
    void rightPasswordsShouldTakeNothingFromANetwork() {
        for (int i = 0; i < 2 * Throttle.OF_A_NETWORK; i++) {
            throttle.tried("name" + i, "1");
            throttle.succeeded("name" + i, "1");
        }

        assertThat(throttle.wait("another", "1", false)).isZero();
    }
}
