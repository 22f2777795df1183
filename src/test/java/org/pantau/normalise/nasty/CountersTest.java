package org.pantau.normalise.nasty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.measure.FeedState;
import org.pantau.measure.Quality;
import org.pantau.measure.value.Sample;
import org.pantau.normalise.Normalised;

// What a slot came to is often looked at in the source only.
@SuppressWarnings("CheckReturnValue")
class CountersTest {

    private static final String RUNNING = "served: {value: n, semantics: since_start, of: dokumen}";

    private static String n(long value) {
        return "{\"n\": " + value + "}";
    }

    private static String started(long value, String start) {
        return "{\"n\": " + value + ", \"mulai\": \"2026-11-" + start + "+07:00\"}";
    }

    @Test
    void nasty51DropInsideTheDayShouldBeACorrection() {
        Source target = Source.json("served: {value: n, semantics: since_boundary, of: dokumen}");

        target.read("22T09:00", n(120));
        target.read("22T09:01", n(118));

        assertThat(target.values("served")).containsExactly(120.0, -2.0);
        assertThat(target.qualities("served")).last().isEqualTo(Quality.RESTATED);
        assertThat(target.day(Source.SATU, "served", 22)).isEqualTo(118);
    }

    @Test
    void nasty52RestartShouldBeAResetThatCountsWhatCameSince() {
        Source target = Source.json(RUNNING);

        target.read("22T09:00", n(10_500));
        target.read("22T09:01", n(12));

        assertThat(target.values("served")).containsExactly(12.0);
        assertThat(target.qualities("served")).containsExactly(Quality.RESET);
    }

    @ParameterizedTest(name = "started {0} then {1}: {2} to {3} is {4} ({5})")
    @CsvSource({
        "22T08:00:00, 22T08:00:00, 100, 130, 30, OK",
        "22T08:00:00, 22T08:00:01, 100, 130, 30, OK",
        "22T08:00:00, 22T09:00:30, 100, 130, 130, RESET",
        "22T08:00:00, 22T09:00:30, 100, 7, 7, RESET",
        "22T08:00:00, 22T08:00:00, 100, 7, 7, RESET",
    })
    void nasty52RestartHiddenBetweenPollsShouldShowByItsStart(
            String first, String second, long from, long to, double increase, Quality quality) {
        Source target = Source.json("served: {value: n, semantics: since_start, of: dokumen, started: mulai}");

        target.read("22T09:00", started(from, first));
        target.restart();
        target.read("22T09:01", started(to, second));

        assertThat(target.values("served")).containsExactly(increase);
        assertThat(target.qualities("served")).containsExactly(quality);
    }

    @Test
    void nasty52StartOfTheProcessShouldBeTakenFromTheSameDocument() {
        Source target = metrics("served: {value: value, semantics: since_start, of: dokumen}");

        target.read("22T09:00", document(100, "22T08:00"));
        target.read("22T09:01", document(130, "22T08:00"));
        target.read("22T09:02", document(140, "22T09:01"));

        assertThat(target.values("served")).containsExactly(30.0, 140.0);
        assertThat(target.qualities("served")).containsExactly(Quality.OK, Quality.RESET);
    }

    @Test
    void nasty52RestartOfAnExporterShouldNotRestartWhatItTellsOf() {
        Source target = metrics("served: {value: value, semantics: since_start, of: dokumen}");
        String build = "node_exporter_build_info{version=\"1.5\"} 1\n";

        target.read("22T09:00", build + document(100_000, "22T08:00"));
        target.read("22T09:01", build + document(100_010, "22T09:01"));

        assertThat(target.values("served")).containsExactly(10.0);
    }

    @Test
    void nasty52StartShouldBeLeftAloneWhereTheMappingSaysNone() {
        Source target = metrics("served: {value: value, semantics: since_start, of: dokumen, started: none}");

        target.read("22T09:00", document(100, "22T08:00"));
        target.read("22T09:01", document(140, "22T09:00"));

        assertThat(target.values("served")).containsExactly(40.0);
    }

    private static Source metrics(String measure) {
        return Source.of("service: 33.08/opd/satu\nread: metrics\nrows: '$[name=\"selesai_total\"]'", measure);
    }

    private static String document(long value, String start) {
        return "process_start_time_seconds " + Source.wib(start).getEpochSecond() + "\nselesai_total " + value + "\n";
    }

    @Test
    void nasty53LabelSeriesShouldGrowEachBeforeTheyAreSummed() {
        Source target = Source.of(
                "service: 33.08/opd/satu\nread: metrics\nrows: '$[name=\"selesai_total\"]'",
                "served: {value: value, semantics: since_start, of: dokumen, reduce: sum}");

        target.read("22T09:00", labels(100, 200, 300));
        target.read("22T09:01", labels(110, 5, 320));

        assertThat(target.values("served")).containsExactly(35.0);
    }

    private static String labels(int a, int b, int c) {
        return "selesai_total{x=\"a\"} " + a + "\nselesai_total{x=\"b\"} " + b + "\nselesai_total{x=\"c\"} " + c + "\n";
    }

    @Test
    void nasty53TwoReplicasBehindOneAddressShouldBeSuspectAndCountForNothing() {
        Source target = Source.json(RUNNING);
        target.read("22T09:00", n(10_000));
        target.read("22T09:01", n(10_010));
        List<Long> seesaw = List.of(4_000L, 10_020L, 4_010L, 10_030L, 4_020L);
        Normalised last = target.read("22T09:02", n(4_000));
        for (int i = 1; i < seesaw.size(); i++) {
            last = target.read("22T09:0" + (i + 2), n(seesaw.get(i)));
            if (i == 2) {
                target.restart();
            }
        }

        assertThat(target.sum("served")).isEqualTo(10);
        assertThat(target.of(Source.SATU, "served"))
                .last()
                .extracting(Sample::quality)
                .isEqualTo(Quality.SUSPECT);
        assertThat(last.problems()).anyMatch(problem -> problem.contains("suspect: multiple instances"));
    }

    @Test
    void nasty53ReplicasThatNameTheirStartShouldBeSuspectAtOnce() {
        Source target = Source.json("served: {value: n, semantics: since_start, of: dokumen, started: mulai}");
        target.read("22T09:00", started(100, "22T08:00:00"));

        target.read("22T09:01", started(400, "22T08:30:00"));
        target.read("22T09:02", started(101, "22T08:00:00"));
        target.read("22T09:03", started(401, "22T08:30:00"));

        assertThat(target.sum("served")).isZero();
        assertThat(target.qualities("served")).containsOnly(Quality.SUSPECT);
    }

    @Test
    void nasty53CounterThatCalmsDownShouldCountAgain() {
        Source target = Source.json(RUNNING);
        long[] values = {1000, 400, 1001, 401};
        for (int i = 0; i < values.length; i++) {
            target.read("22T09:0" + i, n(values[i]));
        }
        for (int i = 10; i < 22; i++) {
            target.read("22T09:" + i, n(391 + i));
        }

        double counted = target.sum("served");
        target.read("22T09:22", n(500));

        assertThat(target.sum("served") - counted).isEqualTo(500 - 412);
    }

    @ParameterizedTest(name = "wrap {0}: {1} to {2} is {3} ({4})")
    @CsvSource({
        "32, 4294967290, 10, 16, OK",
        "32, 100, 10, 10, RESET",
        "32, 4294967290, 4294967295, 5, OK",
        "64, 900000000000000000, 18000000000000000000, 17100000000000000000, OK",
    })
    void nasty54CounterShouldWrapWhereDeclared(String wrap, String from, String to, double increase, Quality quality) {
        Source target = Source.json("served: {value: n, semantics: since_start, of: dokumen, wrap: " + wrap + "}");

        target.read("22T09:00", "{\"n\": " + from + "}");
        target.read("22T09:01", "{\"n\": " + to + "}");

        assertThat(target.values("served")).containsExactly(increase);
        assertThat(target.qualities("served")).containsExactly(quality);
    }

    @Test
    void nasty54WrapOfAVeryLargeCounterShouldSayThatItIsAnEstimate() {
        Source target = Source.json("served: {value: n, semantics: since_start, of: dokumen, wrap: 64}");

        target.read("22T09:00", "{\"n\": 18446744073709551000}");
        target.read("22T09:01", n(10_000));

        assertThat(target.qualities("served")).containsExactly(Quality.ESTIMATED);
    }

    @Test
    void nasty55TotalOfAllTimeShouldBeCorrectedAndNeverReset() {
        Source target = Source.json("served: {value: n, semantics: total_forever, of: dokumen}");

        target.read("22T09:00", n(50_000));
        target.read("22T09:01", n(50_004));
        target.read("22T09:02", n(49_990));
        target.restart();
        target.read("22T09:03", n(49_991));

        assertThat(target.values("served")).containsExactly(4.0, -14.0, 1.0);
        assertThat(target.qualities("served")).containsExactly(Quality.OK, Quality.RESTATED, Quality.OK);
    }

    @Test
    void nasty55TotalThatAppearsLaterShouldBeABaseline() {
        Source target = Source.of(
                "agency: 33.08/opd\nread: json\nrow: {service: kode}",
                "served: {value: n, semantics: total_forever, of: dokumen}");

        target.read("22T09:00", "[{\"kode\": \"satu\", \"n\": 10}]");
        target.read("22T09:01", "[{\"kode\": \"satu\", \"n\": 11}, {\"kode\": \"dua\", \"n\": 5000}]");
        target.read("22T09:02", "[{\"kode\": \"satu\", \"n\": 11}, {\"kode\": \"dua\", \"n\": 5001}]");

        assertThat(target.counted(Source.DUA, "served"))
                .extracting(Sample::value)
                .containsExactly(1.0);
    }

    @ParameterizedTest(name = "{0} loses nothing by missed polls")
    @CsvSource({"since_boundary, 90", "since_start, 80", "total_forever, 80"})
    void nasty56MissedPollsShouldComeAsOneIncrease(String semantics, double sum) {
        Source target = Source.json("served: {value: n, semantics: " + semantics + ", of: dokumen}");

        target.read("22T09:00", n(10));
        target.lost("22T09:01", FeedState.REFUSED);
        target.read("22T12:00", n(90));

        assertThat(target.sum("served")).isEqualTo(sum);
        assertThat(target.qualities("served")).last().isEqualTo(Quality.CATCH_UP);
    }

    @Test
    void nasty57OwnPollsShouldBeTakenOffEvenThoseThatFailed() {
        Source target = Source.json("served: {value: n, semantics: since_start, of: transaksi, own_polls: subtract}");

        target.read("22T09:00", n(100));
        target.read("22T09:01", n(101));
        target.lost("22T09:02", FeedState.ERROR);
        target.restart();
        target.read("22T09:03", n(108));

        assertThat(target.values("served")).containsExactly(0.0, 5.0);
    }

    @Test
    void nasty57OwnPollsShouldBeLeftOutByLabel() {
        Source target = Source.of(
                "service: 33.08/opd/satu\nread: metrics\nrows: '$[name=\"permintaan_total\"]'",
                "served: {value: value, semantics: since_start, of: transaksi, reduce: sum,"
                        + " exclude: 'labels.uri = \"/metrics\"'}");

        target.read("22T09:00", requests(7, 3));
        target.read("22T09:01", requests(9, 4));

        assertThat(target.values("served")).containsExactly(2.0);
    }

    private static String requests(int real, int ours) {
        return "permintaan_total{uri=\"/\"} " + real + "\npermintaan_total{uri=\"/metrics\"} " + ours + "\n";
    }

    /** Increases of several counters over restarts of each, whether the start is named or a fall tells. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void increasesShouldSumToTheTrueTotalOverResets(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Source target = Source.of(
                "service: 33.08/opd/satu\nread: json\nrow: {name: nama}",
                "served: {value: n, semantics: since_start, of: dokumen, reduce: sum, started: mulai}");
        long[] counters = new long[3];
        Instant slot = Source.wib("22T00:00");
        Instant[] starts = {slot, slot, slot};
        long happened = 0;
        target.read(slot, Map.of(), body(counters, starts));
        for (int i = 0; i < 400; i++) {
            slot = slot.plusSeconds(60);
            for (int c = 0; c < counters.length; c++) {
                if (random.nextInt(20) == 0) {
                    counters[c] = 0;
                    starts[c] = slot.minusSeconds(30);
                }
                int more = random.nextInt(40);
                counters[c] += more;
                happened += more;
            }
            target.read(slot, Map.of(), body(counters, starts));
            if (random.nextInt(9) == 0) {
                target.restart();
            }
        }

        assertThat(target.sum("served")).isEqualTo((double) happened);
    }

    private static String body(long[] counters, Instant[] starts) {
        StringBuilder body = new StringBuilder("[");
        for (int c = 0; c < counters.length; c++) {
            body.append(c == 0 ? "" : ",")
                    .append("{\"nama\": \"")
                    .append(c)
                    .append("\", \"n\": ")
                    .append(counters[c])
                    .append(", \"mulai\": \"")
                    .append(starts[c])
                    .append("\"}");
        }
        return body.append("]").toString();
    }
}
