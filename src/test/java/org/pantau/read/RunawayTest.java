package org.pantau.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;

/** An expression that would never end has its outcome, and gives its thread back, however many rows it is asked of. */
class RunawayTest {

    /** As many rows as would keep a thread for minutes, were each to take what one may. */
    private static final byte[] ROWS = IntStream.range(0, 2_000)
            .mapToObj(row -> "{\"n\":" + row + "}")
            .collect(Collectors.joining(",", "{\"data\":[", "]}"))
            .getBytes(UTF_8);

    private static final String FOR_EVER = "($f := function($n) { $f($n + 1) }; $f(1))";

    @ParameterizedTest
    @ValueSource(
            strings = {
                FOR_EVER,
                "($f := function($s, $n) { $n = 0 ? $s : $f([[$s], [$s]], $n - 1) }; $f(1, 60) = $f(1, 60) ? 1 : 2)",
                "$count($map([1..10000], function($i) { $map([1..10000], function($j) { $i * $j }) }))",
                "$count($map([1..10000], function($i) { $pad(\"x\", 10000) }))",
                "$count($doc.data.{\"a\": $doc.data})",
                "$count($doc.data[n in $doc.data[n in $doc.data[n in $doc.data.n].n].n])"
            })
    void shouldEndTheReadingAtItsFirstRow(String runaway) {
        Feed feed = feed(runaway);

        long begun = cpuNanos();
        Readings readings = Reader.read(feed, FeedFixture.answer(200, ROWS));

        assertThat(Duration.ofNanos(cpuNanos() - begun)).isLessThan(Duration.ofSeconds(1));
        assertThat(readings.outcome().state()).isEqualTo(FeedState.UNREADABLE);
        assertThat(readings.outcome().reason()).startsWith("pending: ");
        assertThat(readings.rows()).isEmpty();
    }

    @Test
    void shouldRefuseATextBeforeItIsMade() {
        Feed feed = feed("$pad(\"x\", 500000000)");

        long begun = cpuNanos();
        Readings readings = Reader.read(feed, FeedFixture.answer(200, ROWS));

        assertThat(Duration.ofNanos(cpuNanos() - begun)).isLessThan(Duration.ofSeconds(1));
        assertThat(readings.problems())
                .first()
                .asString()
                .isEqualTo("f/0/pending: $pad is limited to 10000 characters");
        assertThat(readings.rows())
                .allMatch(row -> row.cells().values().stream().allMatch(cell -> cell.value() == null));
    }

    @Test
    void shouldSayWhichRuleRanAway() {
        Feed feed = FeedFixture.json()
                .forService()
                .set("success", FOR_EVER)
                .measure("pending", "n")
                .build();

        Readings readings = Reader.read(feed, FeedFixture.answer(200, ROWS));

        assertThat(readings.outcome().state()).isEqualTo(FeedState.UNREADABLE);
        assertThat(readings.outcome().reason()).isEqualTo("success: took longer than 250 ms");
    }

    private static Feed feed(String value) {
        return FeedFixture.json()
                .set("rows", "data")
                .set("service", "n")
                .measure("pending", value)
                .build();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
