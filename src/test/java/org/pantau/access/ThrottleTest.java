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
    @CsvSource({"0, PT0S", "5, PT0S", "6, PT2S", "7, PT4S", "8, PT8S", "14, PT8M32S", "15, PT15M", "100, PT15M"})
    void eachTryShouldDoubleTheTimeToWait(int tries, Duration wait) {
        for (int i = 0; i < tries; i++) {
            throttle.tried("a", "1");
        }

        assertThat(throttle.wait("a", "1")).isEqualTo(wait);
        assertThat(throttle.wait("a", "2")).as("from elsewhere").isZero();
        assertThat(throttle.wait("b", "1")).as("of another name").isZero();
    }

    @Test
    void waitingShouldEndWithTime() {
        for (int i = 0; i < 6; i++) {
            throttle.tried("a", "1");
        }

        clock.forward(Duration.ofMillis(1_500));
        assertThat(throttle.wait("a", "1")).isEqualTo(Duration.ofMillis(500));
        clock.forward(Duration.ofMillis(500));
        assertThat(throttle.wait("a", "1")).isZero();
    }

    @Test
    void rightPasswordShouldForgetTheTriesBefore() {
        for (int i = 0; i < 6; i++) {
            throttle.tried("a", "1");
        }
        throttle.succeeded("a", "1");
        throttle.tried("a", "1");

        assertThat(throttle.wait("a", "1")).isZero();
    }

    @Test
    void nameAndAddressShouldNotRunTogether() {
        for (int i = 0; i < 6; i++) {
            throttle.tried("a@1", "2");
        }

        assertThat(throttle.wait("a", "1@2")).isZero();
    }

    @Test
    void memoryShouldStayBounded() {
        for (int i = 0; i < 6; i++) {
            throttle.tried("first", "1");
        }
        for (int i = 0; i < 10_000; i++) {
            throttle.tried("name" + i, "1");
        }

        assertThat(throttle.wait("first", "1")).as("the oldest is forgotten").isZero();
    }
}
