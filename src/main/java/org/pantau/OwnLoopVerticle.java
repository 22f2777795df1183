package org.pantau;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a part an event loop of its own: a thousand viewers, or the demonstration's simulated agencies, must not make slots
 * late or response times long.
 */
final class OwnLoopVerticle<T> extends VerticleBase {

    private final Supplier<Future<T>> begin;
    private volatile @Nullable T part;

    private OwnLoopVerticle(Supplier<Future<T>> begin) {
        this.begin = begin;
    }

    /** Starts the part on a loop of its own; completes on the caller's. */
    static <T> Future<T> start(Vertx vertx, Supplier<Future<T>> begin) {
        OwnLoopVerticle<T> verticle = new OwnLoopVerticle<>(begin);
        return vertx.deployVerticle(verticle).map(deployed -> Objects.requireNonNull(verticle.part));
    }

    @Override
    public Future<?> start() {
        return begin.get().onSuccess(started -> part = started);
    }
}
