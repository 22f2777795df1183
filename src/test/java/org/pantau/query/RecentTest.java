package org.pantau.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pantau.measure.Measures;
import org.pantau.measure.ScopePath;
import org.pantau.query.Levels.Marks;

class RecentTest {

    private static final Instant NOON = Instant.parse("2026-11-23T05:00:00Z");
    private static final List<Window> SPANS = List.of(new Window(NOON.minusSeconds(3_600), NOON.plusSeconds(3_600)));

    private Instant now = NOON;
    private final Recent target = new Recent(() -> now);
    private final List<Promise<Map<Instant, Total>>> asked = new ArrayList<>();

    private Future<Map<Instant, Total>> read() {
        asked.add(Promise.promise());
        return asked.get(asked.size() - 1).future();
    }

    private Future<Map<Instant, Total>> ask(String place, Step step, List<Window> spans) {
        var chosen = new Chosen("permohonan", List.of(), List.of(), List.of(), List.of(), Map.of(), 60);
        var sources = new Sources(
                ScopePath.of(place), Measures.SERVED, "served", chosen, ZoneId.of("Asia/Jakarta"), new Marks(Map.of()));
        return target.of(sources, step, spans, this::read);
    }

    private void asks(String place, Step step, List<Window> spans) {
        var unused = ask(place, step, spans);
    }

    @Test
    void whatManyAskAtOnceShouldBeFoundOutOnce() {
        var first = ask("33", Step.HOUR, SPANS);
        var second = ask("33", Step.HOUR, SPANS);
        assertThat(asked).hasSize(1);

        asked.get(0).complete(Map.of(NOON, Total.GAP));
        now = NOON.plus(Recent.FRESH).minusMillis(1);

        assertThat(first.result()).isEqualTo(second.result()).containsKey(NOON);
        assertThat(ask("33", Step.HOUR, SPANS).result()).containsKey(NOON);
        assertThat(asked).hasSize(1);
        now = NOON.plus(Recent.FRESH);
        assertThat(ask("33", Step.HOUR, SPANS).isComplete()).isFalse();
        assertThat(asked).hasSize(2);
    }

    @Test
    void anotherQuestionShouldBeAskedByItself() {
        asks("33", Step.HOUR, SPANS);
        asks("33.08", Step.HOUR, SPANS);
        asks("33", Step.DAY, SPANS);
        asks("33", Step.HOUR, List.of(new Window(NOON, NOON.plusSeconds(60))));

        assertThat(asked).hasSize(4);
    }

    @Test
    void aFailureShouldNotBeKept() {
        var first = ask("33", Step.HOUR, SPANS);
        asked.get(0).fail("cut off");

        assertThat(first.failed()).isTrue();
        asks("33", Step.HOUR, SPANS);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aClockThatJumpsBackShouldNotKeepAnythingForLong() {
        asks("33", Step.HOUR, SPANS);
        now = NOON.minus(Duration.ofHours(1));

        asks("33", Step.HOUR, SPANS);

        assertThat(asked).hasSize(2);
    }
}
