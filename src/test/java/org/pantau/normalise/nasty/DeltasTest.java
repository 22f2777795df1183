package org.pantau.normalise.nasty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.measure.FeedState;
import org.pantau.measure.Quality;

/** Counts that are sent or read once, cover a window, or stand still. */
// What a slot came to is often looked at in the source only.
@SuppressWarnings("CheckReturnValue")
class DeltasTest {

    private static String n(long value) {
        return "{\"n\": " + value + "}";
    }

    @Test
    void nasty58DeltaSentAgainShouldCountOnce() {
        Source target = Source.json("served: {value: n, semantics: delta_read, of: dokumen, key: mulai, reduce: sum}");
        String first = "[{\"n\": 5, \"mulai\": \"09:00\"}]";
        String both = "[{\"n\": 5, \"mulai\": \"09:00\"}, {\"n\": 3, \"mulai\": \"09:01\"}]";

        target.read("22T09:00", first);
        target.restart();
        target.read("22T09:01", both);
        target.read("22T09:02", both);

        assertThat(target.values("served")).containsExactly(5.0, 3.0);
    }

    @Test
    void nasty58DeltaAfterALostAnswerShouldSayThatItMayBeTooLow() {
        Source target = Source.json("served: {value: n, semantics: delta_read, of: dokumen}");

        target.read("22T09:00", n(5));
        target.lost("22T09:01", FeedState.TIMEOUT);
        target.read("22T09:02", n(3));
        target.read("22T09:03", n(4));

        assertThat(target.values("served")).containsExactly(5.0, 3.0, 4.0);
        assertThat(target.qualities("served")).element(1).isEqualTo(Quality.ESTIMATED);
        assertThat(target.qualities("served")).element(2).isEqualTo(Quality.OK);
    }

    @Test
    void nasty58RememberedKeysShouldStayBounded() {
        Source target = Source.json("served: {value: n, semantics: delta_read, of: dokumen, key: mulai}");
        Instant slot = Source.wib("01T00:00");
        for (int i = 0; i < 3_000; i++) {
            slot = slot.plusSeconds(60);
            target.read(slot, Map.of(), "{\"n\": 1, \"mulai\": " + i + "}");
        }

        assertThat(target.sum("served")).isEqualTo(3_000);
        assertThat(target.memoryLength()).isLessThan(30_000);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"window: 600s", "window_s: detik"})
    void nasty59OverlappingWindowsShouldCountOnce(String window) {
        Source target = Source.json("served: {value: n, semantics: windowed, of: transaksi, " + window + "}");
        for (int minute = 0; minute <= 30; minute++) {
            target.read("22T09:" + (minute < 10 ? "0" : "") + minute, "{\"n\": 50, \"detik\": \"600\"}");
            if (minute == 15) {
                target.restart();
            }
        }

        assertThat(target.values("served")).containsExactly(50.0, 50.0, 50.0, 50.0);
    }

    @Test
    void nasty59WindowThatTheSourceDatesShouldBeTakenByItsOwnTime() {
        Source target = Source.of(
                "service: 33.08/opd/satu\nread: json\nrow: {as_of: sampai}",
                "served: {value: n, semantics: windowed, window: 600s, of: transaksi, stale_after: 1h}");

        target.read("22T09:05", "{\"n\": 50, \"sampai\": \"2026-11-22 09:00:00\"}");
        target.read("22T09:09", "{\"n\": 50, \"sampai\": \"2026-11-22 09:00:00\"}");
        target.read("22T09:12", "{\"n\": 70, \"sampai\": \"2026-11-22 09:10:00\"}");

        assertThat(target.values("served")).containsExactly(50.0, 70.0);
    }

    @Test
    void nasty60FrozenPushShouldBeStale() {
        Source target = Source.of(
                "service: 33.08/opd/satu\nread: metrics\nrows: '$[name=\"selesai_total\"]'",
                "served: {value: value, semantics: since_start, of: dokumen, stale_after: 1h}");
        String document = "push_time_seconds{job=\"cron\"} "
                + Source.wib("22T08:30").getEpochSecond() + "\nselesai_total{job=\"cron\"} 41\n";

        target.read("22T09:00", document);
        target.read("22T09:01", document);
        target.read("22T09:31", document);

        assertThat(target.values("served")).containsExactly(0.0, 0.0);
        assertThat(target.qualities("served")).containsExactly(Quality.OK, Quality.STALE);
    }
}
