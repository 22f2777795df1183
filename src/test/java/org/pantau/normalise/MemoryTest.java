package org.pantau.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pantau.measure.Measures.RECEIVED;
import static org.pantau.measure.Measures.SERVED;
import static org.pantau.normalise.FeedBuilder.feed;
import static org.pantau.normalise.FeedBuilder.wib;
import static org.pantau.normalise.Watch.row;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.measure.Semantics;
import org.pantau.read.Reading.Cell;

// What a slot came to is not looked at: the memory after it is.
@SuppressWarnings("CheckReturnValue")
class MemoryTest {

    @Test
    void memoryKeepsWhatIsRecentOnly() {
        Watch target = feed().measure(RECEIVED, Semantics.SINCE_BOUNDARY)
                .measure(SERVED, Semantics.SINCE_START)
                .watch();
        for (int day = 0; day < 30; day++) {
            target.read(
                    wib("01T09:00").plus(Duration.ofDays(day)),
                    row("", null, null, "", Map.of("received", Cell.of(day), "served", Cell.of(day))));
        }

        assertThat(target.memory.watched()).hasSizeLessThan(12);
        assertThat(target.memory.toJson().length()).isLessThan(800);
        assertThat(Memory.fromJson(target.memory.toJson()).toJson()).isEqualTo(target.memory.toJson());
        assertThat(target.memory).hasToString("Memory " + target.memory.toJson());
        assertThat(Memory.fromJson(target.memory.toJson()))
                .isEqualTo(Memory.fromJson(target.memory.toJson()))
                .hasSameHashCodeAs(Memory.fromJson(target.memory.toJson()))
                .isNotEqualTo(target.memory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "[5,\"2026-11-22T02:00:00Z\",null]",
                "[5,null,null,\"2026-11-22T02:00:00Z\",3]",
                "[5,null,\"2026-11-22T01:00:00Z\",10,1,1,0,2,false]",
                "[5,null,null,10,1,1,0,2,true,\"2026-11-22T02:00:00Z\",0]"
            })
    void aPositionIsReadBackAsItWasWritten(String position) {
        String json = "{\"counters\":{\"served\":{\"by\":\"x\",\"known\":true,\"at\":{\"a\":" + position + "}}}}";

        assertThat(Memory.fromJson(json).toJson()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"slot\":\"kemarin\"}", "{\"watched\":{\"abad\":[]}}", "3"})
    void aMemoryThatIsNoneIsRefused(String json) {
        assertThatThrownBy(() -> Memory.fromJson(json)).isInstanceOf(IllegalArgumentException.class);
    }
}
