package org.pantau;

import io.vertx.core.Future;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Waits for a future on the main thread of a command, which has nothing else to do. */
final class Blocking {

    /** The future failed; the cause says why. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(@Nullable Throwable cause) {
            super(cause);
        }
    }

    private Blocking() {}

    static <T> T await(Future<T> future) throws FailedException {
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<@Nullable T> value = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
        future.onComplete(result -> {
            value.set(result.result());
            fault.set(result.cause());
            done.countDown();
        });
        Main.awaitQuietly(done, Long.MAX_VALUE);
        T result = value.get();
        if (result == null) {
            throw new FailedException(fault.get());
        }
        return result;
    }
}
