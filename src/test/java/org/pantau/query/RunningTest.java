package org.pantau.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.TestDatabase;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;
import org.pantau.measure.Outcome;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.rollup.RollUp;

/** Answers must be the same whether the hour and the day that run are read as they are rolled up so far or from below. */
class RunningTest {

    private static final int SERVICES = 8;
    private static final int QUESTIONS = 14;
    /** 7.00 WIB, 8.00 WITA. */
    private static final Instant BEGIN = Instant.parse("2026-11-04T00:00:00Z");

    private static final double POISON = 987_654_321;

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh(vertx);
    private final Pool fromBelow = fromBelow(database.pool());
    private final WidePlace place = new WidePlace(11);
    private final Random random = new Random(11);
    private final Catalogue catalogue = WidePlace.catalogue(0, SERVICES);
    private Instant now = BEGIN;
    private final Store store =
            new Store(vertx, database.pool(), WidePlace::describe, StoreSettings.DEFAULT, () -> now);
    private final RollUp target = new RollUp(database.pool(), store.partitions());

    @BeforeEach
    void start() {
        done(store.start());
    }

    @AfterEach
    void close() {
        database.close();
        done(vertx.close());
    }

    @Test
    void answersShouldBeTheSameAtAnyTime() {
        // Within an hour, just after an hour, at noon in one zone, around midnight of both, after a stop of many hours.
        for (var minutes : List.of(7, 27, 61, 309, 927, 962, 1_023, 1_089, 1_611)) {
            var before = now;
            now = BEGIN.plus(Duration.ofMinutes(minutes)).plusSeconds(21);
            write(samples(before, now, 1));
            done(target.run(now));
            check(minutes + " minutes");

            now = now.plusSeconds(60);
            write(samples(before, now.minusSeconds(60), 30));
            check(minutes + " minutes, late samples");
            done(target.run(now));
            check(minutes + " minutes, late samples rolled up");
        }
    }

    @Test
    void twoMayRunAtOnceAndBeCutOff() {
        var other = new RollUp(database.pool(), store.partitions());
        for (int i = 1; i < 8; i++) {
            var before = now;
            now = now.plus(Duration.ofMinutes(23));
            write(samples(before, now, 1));
            boolean unused = TestDatabase.ended(Future.join(target.run(now), other.run(now)));
            check("two at once, " + i);
            write(samples(before, now.minusSeconds(60), 20));
            var runs = Future.join(target.run(now), other.run(now));
            if (i % 3 == 0) {
                database.cutConnections();
            }
            unused = TestDatabase.ended(runs);
        }
        while (!TestDatabase.ended(target.run(now))) {
            Thread.onSpinWait();
        }
        done(target.run(now));

        check("in the end");
    }

    @Test
    void whatRunsShouldBeReadAsItIsRolledUpSoFar() {
        now = BEGIN.plus(Duration.ofMinutes(200)).plusSeconds(30);
        write(samples(BEGIN, now, 1));
        done(target.run(now));
        done(database.pool().query("update rollup_running set max = " + POISON).execute());

        var all = answer(
                database.pool(),
                "33.10",
                Measures.standard().get("app_response"),
                Step.DAY,
                now.minusSeconds(90_000),
                now);
        var ended = answer(
                database.pool(),
                "33.10",
                Measures.standard().get("app_response"),
                Step.DAY,
                now.minusSeconds(90_000),
                now.minusSeconds(3_600));

        assertThat(all.points().get(all.points().size() - 1).max()).isEqualTo(POISON);
        assertThat(await(new PresentQuery(database.pool()).present(now)).series())
                .as("a start reads it too")
                .anyMatch(series -> series.today().max() == POISON);
        assertThat(ended.points().get(ended.points().size() - 1).max())
                .as("of a window that ends before")
                .isLessThan(POISON);
    }

    /** Some of all questions there are, other ones each time. */
    private void check(String when) {
        for (int i = 0; i < QUESTIONS; i++) {
            var branch =
                    one(List.of("33", "33.08", "33.10", WidePlace.subject(3).value()));
            var name = one(List.of("served", "pending", "app_response", "up", "satisfaction"));
            var step = one(List.of(Step.FIVE_MINUTES, Step.HOUR, Step.HOUR, Step.DAY, Step.DAY, Step.WEEK));
            var to = now.minus(one(List.of(Duration.ZERO, Duration.ofMinutes(17), Duration.ofMinutes(130))));
            var from = to.minus(Duration.ofMinutes(random.nextInt(20, 3_000)));
            Measure measure = Measures.standard().get(name);
            assertThat(answer(database.pool(), branch, measure, step, from, to))
                    .as("%s of %s by %s from %s to %s: %s", name, branch, step.word(), from, to, when)
                    .usingRecursiveComparison()
                    .withComparatorForType(RunningTest::nearly, Double.class)
                    .isEqualTo(answer(fromBelow, branch, measure, step, from, to));
        }
        checkPresent(when);
    }

    /** What a start must know of today. */
    private void checkPresent(String when) {
        assertThat(today(database.pool()))
                .as(when)
                .usingRecursiveComparison()
                .withComparatorForType(RunningTest::nearly, Double.class)
                .isEqualTo(today(fromBelow));
    }

    private Map<SeriesKey, List<Double>> today(Pool pool) {
        Map<SeriesKey, List<Double>> today = new HashMap<>();
        for (var series : await(new PresentQuery(pool).present(now)).series()) {
            var all = series.today();
            var known = new ArrayList<>(
                    List.of(all.weight(), all.sum(), all.weightedSum(), all.min(), all.max(), all.last()));
            var sketch = all.distribution();
            if (sketch != null) {
                known.addAll(List.of(sketch.count(), sketch.quantile(0.5), sketch.quantile(0.99)));
            }
            today.put(series.key(), known);
        }
        return today;
    }

    private <V> V one(List<V> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    private List<Sample> samples(Instant from, Instant to, int each) {
        List<Sample> samples = new ArrayList<>();
        for (var at = from; at.isBefore(to); at = at.plusSeconds(240)) {
            for (int service = 0; service < SERVICES; service++) {
                for (var key : WidePlace.keys(service)) {
                    if (random.nextInt(each) == 0 && random.nextInt(8) > 0) {
                        samples.add(place.sample(key, at.plusMillis(random.nextInt(240_000))));
                    }
                }
            }
        }
        return samples.stream().filter(sample -> sample.at().isBefore(to)).toList();
    }

    private void write(List<Sample> samples) {
        for (int i = 0; i < samples.size(); i += 5_000) {
            done(store.write(new Batch(
                    "f", now, Outcome.OK, samples.subList(i, Math.min(samples.size(), i + 5_000)), List.of(), null)));
        }
    }

    private SeriesAnswer answer(Pool pool, String branch, Measure measure, Step step, Instant from, Instant to) {
        return await(new SeriesQuery(pool, catalogue, () -> now)
                .series(ScopePath.of(branch), measure, Optional.empty(), new Window(from, to), Optional.of(step)));
    }

    /** Sums of fractions may be added up in another order, and what is expected of a bucket is kept as a short fraction. */
    private static int nearly(Double one, Double other) {
        return Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(one)) ? 0 : Double.compare(one, other);
    }

    /** The pool as if nothing of what runs were rolled up. */
    private static Pool fromBelow(Pool pool) {
        return RewrittenPool.of(
                pool,
                sql -> sql.replaceAll("\\b[rd]\\.running\\b", "'-infinity'::timestamptz")
                        .replace("select running from", "select '-infinity'::timestamptz from"));
    }
}
