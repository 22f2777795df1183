package org.pantau.pipeline;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.pantau.store.Retention;
import org.pantau.store.Store;
import org.pantau.store.pack.Packing;
import org.pantau.store.rollup.RollUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store needs done now and then: rolling up closed buckets, partitions ahead, packing what is no longer fresh,
 * retention. Never two of a kind at a time.
 */
public final class Upkeep {

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private final Vertx vertx;
    private final Store store;
    private final RollUp rollUp;
    private final Retention retention;
    private final Packing packing;
    private final PipelineSettings settings;
    private final InstantSource clock;
    private final Function<Instant, Future<?>> afterwards;
    private Future<Void> keeping = Future.succeededFuture();
    private Future<Void> rolling = Future.succeededFuture();
    private Future<Void> tidying = Future.succeededFuture();
    private long rollTimer = -1;
    private long upkeepTimer = -1;
    private long firstTimer = -1;

    /** @param afterwards what else is to be made of roll-ups; may take long, and longer than until the next */
    public Upkeep(
            Vertx vertx,
            Store store,
            RollUp rollUp,
            Retention retention,
            Packing packing,
            Function<Instant, Future<?>> afterwards,
            PipelineSettings settings,
            InstantSource clock) {
        this.vertx = vertx;
        this.store = store;
        this.rollUp = rollUp;
        this.retention = retention;
        this.packing = packing;
        this.afterwards = afterwards;
        this.settings = settings;
        this.clock = clock;
    }

    /** Starts both rhythms; what has piled up while nobody ran is tidied soon. */
    public void start() {
        firstTimer = vertx.setTimer(settings.rollUpEvery().toMillis(), id -> tidy());
        rollTimer = vertx.setPeriodic(settings.rollUpEvery().toMillis(), id -> roll());
        upkeepTimer = vertx.setPeriodic(settings.upkeepEvery().toMillis(), id -> tidy());
    }

    /** Completed when a roll-up that is under way has ended. */
    public Future<Void> stop() {
        vertx.cancelTimer(rollTimer);
        vertx.cancelTimer(upkeepTimer);
        vertx.cancelTimer(firstTimer);
        return rolling.timeout(Duration.ofSeconds(10).toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }

    private void roll() {
        if (rolling.isComplete()) {
            rolling = rollUp.run(clock.instant())
                    .<Void>mapEmpty()
                    .onSuccess(rolled -> goOn())
                    .onFailure(fault -> log.warn("roll-up put off: {}", fault.getMessage()))
                    .otherwiseEmpty();
        }
    }

    private void goOn() {
        if (keeping.isComplete()) {
            keeping = afterwards
                    .apply(clock.instant())
                    .<Void>mapEmpty()
                    .onFailure(fault -> log.warn("totals put off: {}", fault.getMessage()))
                    .otherwiseEmpty();
        }
    }

    private void tidy() {
        if (tidying.isComplete()) {
            tidying = store.partitions()
                    .createAhead(clock.instant())
                    .compose(created -> retention.run(clock.instant()))
                    .compose(dropped -> packing.run(clock.instant()))
                    .<Void>mapEmpty()
                    .onFailure(fault -> log.warn("partitions put off: {}", fault.getMessage()))
                    .otherwiseEmpty();
        }
    }
}
