package org.pantau.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Vertx vertx = Vertx.vertx();
    private final Turns turns = new Turns(vertx);
    private final Promise<Void> gate = Promise.promise();
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        done(vertx.close());
    }

    /** Takes a turn that ends when the gate opens; empty where there is no place. */
    private Optional<Future<String>> take(String name, boolean familiar) {
        return turns.take(name, familiar, () -> {
            order.add(name);
            return gate.future().map(name);
        });
    }

    @Test
    void oneNameShouldNotTakeAllPlaces() {
        for (int i = 0; i < Turns.AT_WORK + Turns.OF_ONE_NAME; i++) {
            assertThat(take("attacked", false)).isPresent();
        }

        assertThat(take("attacked", false)).as("of this name too many wait").isEmpty();
        assertThat(take("attacked", true)).as("its owner at home").isPresent();
        assertThat(take("another", false)).isPresent();
    }

    @Test
    void queueShouldBeBoundedAndMoveOn() {
        List<Future<String>> taken = new ArrayList<>();
        for (int i = 0; i < Turns.AT_WORK + Turns.WAITING; i++) {
            taken.add(take("name" + i, false).orElseThrow());
        }
        assertThat(take("late", false)).isEmpty();
        Future<String> owner = take("owner", true).orElseThrow();

        gate.complete();

        assertThat(await(owner)).isEqualTo("owner");
        done(Future.all(taken).mapEmpty());
        assertThat(order.get(Turns.AT_WORK))
                .as("before all strangers that wait")
                .isEqualTo("owner");
        assertThat(await(take("late", false).orElseThrow())).isEqualTo("late");
    }

    @Test
    void workThatFailsShouldGiveItsPlaceBack() {
        gate.fail("database away");
        for (int i = 0; i < Turns.AT_WORK + 1; i++) {
            Future<String> failed = take("name", false).orElseThrow();
            assertThat(await(failed.otherwise("failed"))).isEqualTo("failed");
        }
    }
}
