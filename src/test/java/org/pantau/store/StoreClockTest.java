package org.pantau.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.done;
import static org.pantau.store.Filled.IMPATIENT;
import static org.pantau.store.Filled.NOW;
import static org.pantau.store.Filled.key;
import static org.pantau.store.Filled.poll;
import static org.pantau.store.Filled.rows;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.database.TestDatabase;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.Sample;
import org.pantau.store.rollup.RollUp;

/** Clocks that jump, and two writers of the same slots. */
class StoreClockTest {

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh(vertx);
    private Instant now = NOW;

    @AfterEach
    void close() {
        database.close();
        done(vertx.close());
    }

    @ParameterizedTest(name = "by {0} hours")
    @ValueSource(longs = {-400, -30, -3, 3, 30})
    void aClockThatJumpsShouldLoseNothingAndLeaveNoBucketBehind(long hours) {
        Store target = store();
        for (int i = 0; i < 40; i++) {
            if (i == 20) {
                rollUp(target);
                now = now.plus(Duration.ofHours(hours));
            }
            write(target, i);
        }
        now = now.plus(Duration.ofMinutes(10));
        rollUp(target);

        assertThat(rows(database, "select count(*), sum(value) from sample")).containsExactly("40|40.0");
        assertRolledUpWhole();
    }

    @Test
    void aClockThatWasPutBackWhilePantauWasDownShouldLeaveNoBucketBehind() {
        Store first = store();
        write(first, 0);
        now = now.plus(Duration.ofMinutes(10));
        rollUp(first);
        now = NOW.minus(Duration.ofHours(2));
        Store second = store();
        write(second, 1);
        now = now.plus(Duration.ofMinutes(10));
        rollUp(second);

        assertRolledUpWhole();
    }

    @Test
    void ofTwoWritersOfOneSlotTheFirstShouldStayAndBothShouldBeTold() {
        Store one = store();
        Store other = store();
        List<Future<Void>> written = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Instant slot = NOW.plusSeconds(i);
            written.add(one.write(poll("f", slot, 1)));
            written.add(other.write(poll("f", slot, 2)));
        }
        done(Future.all(written));

        assertThat(rows(database, "select count(*), count(distinct at) from sample"))
                .containsExactly("200|200");
        for (Store each : List.of(one, other)) {
            assertThat(each.counters().accepted()).isEqualTo(200);
            assertThat(each.counters().written()).isEqualTo(200);
            assertThat(each.state()).isEqualTo(new StoreState(null, 0));
        }
    }

    private void assertRolledUpWhole() {
        assertThat(rows(database, "select sum(n)::int from rollup_5m"))
                .isEqualTo(rows(
                        database,
                        "select count(*)::int"
                                + " from sample where at < (select max(until) from rollup_until where level = 0)"));
        assertThat(rows(
                        database,
                        "select count(*) from rollup_dirty where bucket <"
                                + " (select max(until) from rollup_until where level = 0)"))
                .containsExactly("0");
    }

    private Store store() {
        Store store = Filled.store(vertx, database, null, IMPATIENT, () -> now);
        done(store.start());
        return store;
    }

    private void rollUp(Store store) {
        done(new RollUp(database.pool(), store.partitions()).run(now));
    }

    private void write(Store target, int i) {
        now = now.plusSeconds(20);
        done(target.write(new Batch(
                "f",
                now,
                Outcome.OK,
                List.of(new Sample(key("served"), now, 1, Quality.OK)),
                List.of(),
                "{\"i\":" + i + "}")));
    }
}
