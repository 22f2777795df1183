package org.pantau.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;

class BackOffTest {

    private static final String REQUEST = "request: {url: \"http://127.0.0.1:1/\"}\n";
    private static final Feed COUNTING = FeedText.counting("every: 60s\n" + REQUEST);
    private static final Feed PROBE = FeedText.probe("every: 60s\n" + REQUEST);
    private static final Instant SLOT = Instant.parse("2026-11-23T03:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // states in a row; seconds left alone after the last one
        "OK, 0",
        "TIMEOUT, 60",
        "TIMEOUT TIMEOUT, 120",
        "TIMEOUT ERROR REFUSED, 240",
        "TIMEOUT TIMEOUT TIMEOUT TIMEOUT, 480",
        "TIMEOUT TIMEOUT TIMEOUT TIMEOUT TIMEOUT, 900",
        "TIMEOUT TIMEOUT TIMEOUT TIMEOUT TIMEOUT TIMEOUT TIMEOUT TIMEOUT TIMEOUT, 900",
        "BLOCKED, 3600",
        "NOT_DATA NOT_DATA NOT_DATA NOT_DATA NOT_DATA NOT_DATA, 1920",
        "NOT_DATA NOT_DATA NOT_DATA NOT_DATA NOT_DATA NOT_DATA NOT_DATA, 3600",
        "TIMEOUT TIMEOUT OK, 0",
        "TIMEOUT TIMEOUT STALE, 0",
        "TIMEOUT TIMEOUT OK TIMEOUT, 60",
        "TIMEOUT UNMONITORED, 60",
        "UNMONITORED, 0",
        "THROTTLED, 60"
    })
    void shouldLeaveACountingFeedAloneEverLonger(String states, long seconds) {
        BackOff after = run(COUNTING, states, null);

        assertLeftAlone(after, seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT TIMEOUT TIMEOUT, 0",
        "NOT_DATA NOT_DATA, 0",
        "BLOCKED, 3600",
        "BLOCKED BLOCKED, 3600",
        "UNEXPECTED, 0",
        "THROTTLED, 60",
        "THROTTLED THROTTLED, 120"
    })
    void shouldKeepAProbesRhythmUnlessTheEndpointAsksForPeace(String states, long seconds) {
        assertLeftAlone(run(PROBE, states, null), seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, 90, 90",
        "ERROR, 300, 300",
        "THROTTLED, 0, 0",
        "THROTTLED, 86400, 3600",
        "OK, 300, 0",
        "THROTTLED, -5, 60"
    })
    void shouldStayAwayAsLongAsAskedForAnHourAtMost(String state, long asked, long seconds) {
        assertLeftAlone(run(COUNTING, state, Duration.ofSeconds(asked)), seconds);
        assertLeftAlone(run(PROBE, state, Duration.ofSeconds(asked)), seconds);
    }

    @Test
    void shouldNeverAskARareFeedMoreRarelyThanItsOwnRhythm() {
        Feed hourly = FeedText.counting("every: 1h\n" + REQUEST);

        assertLeftAlone(run(hourly, "TIMEOUT TIMEOUT TIMEOUT", null), 3_600);
    }

    @ParameterizedTest
    @EnumSource(FeedState.class)
    void shouldKnowEveryState(FeedState state) {
        BackOff after = BackOff.none(COUNTING).after(state, null, SLOT);

        assertThat(after.failures())
                .isEqualTo(
                        List.of(FeedState.OK, FeedState.STALE, FeedState.UNMONITORED)
                                        .contains(state)
                                ? 0
                                : 1);
    }

    private static BackOff run(Feed feed, String states, @Nullable Duration retryAfter) {
        BackOff backOff = BackOff.none(feed);
        for (String state : Arrays.asList(states.split(" "))) {
            backOff = backOff.after(FeedState.valueOf(state), retryAfter, SLOT);
        }
        return backOff;
    }

    private static void assertLeftAlone(BackOff backOff, long seconds) {
        assertThat(backOff.due(SLOT.plusSeconds(seconds))).isTrue();
        assertThat(backOff.due(SLOT.plusSeconds(seconds).minusMillis(1))).isEqualTo(seconds == 0 && notHeld(backOff));
    }

    private static boolean notHeld(BackOff backOff) {
        return backOff.until().equals(Instant.MIN);
    }
}
