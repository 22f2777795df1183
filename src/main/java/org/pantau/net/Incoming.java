package org.pantau.net;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of one answer as it comes: in memory, or, where it may be spooled and is larger than that, in a file. It is taken
 * from the connection hardly faster than the disk takes it, and nothing waits for the disk on the event loop. All on one
 * context.
 */
final class Incoming {

    /** Larger bodies go to a file. */
    static final int HELD_BYTES = 1 << 20;

    /**
     * So much waits for the disk before the connection is held up. Not sooner: Netty's epoll transport loses the rest of an
     * answer that is held up while its server closes the connection behind it.
     */
    private static final int WAITING_BYTES = 16 << 20;

    private final Vertx vertx;
    private final @Nullable Spool spool;
    private final Consumer<Throwable> failed;
    private final List<Buffer> chunks = new ArrayList<>(2);
    private int held;
    private long bytes;
    private @Nullable Spooled file;
    private @Nullable Future<Void> writing;
    private boolean heldUp;
    private boolean dropped;

    /**
     * @param spool null where the body stays in memory
     * @param failed told when the file cannot be written
     */
    Incoming(Vertx vertx, @Nullable Spool spool, Consumer<Throwable> failed) {
        this.vertx = vertx;
        this.spool = spool;
        this.failed = failed;
    }

    /** A whole body: in memory, or in a file. */
    @SuppressWarnings("ArrayRecordComponent") // read-only by agreement
    record Body(byte[] bytes, @Nullable Spooled file) {}

    /** Bytes that have come so far. */
    long bytes() {
        return bytes;
    }

    void add(Buffer chunk, HttpClientResponse from) {
        chunks.add(chunk);
        held += chunk.length();
        bytes += chunk.length();
        if (spool != null && held > HELD_BYTES && writing == null) {
            write(spool).onComplete(written -> {
                if (written.failed() && !dropped) {
                    failed.accept(written.cause());
                } else if (heldUp && !dropped) {
                    heldUp = false;
                    from.resume();
                }
            });
        } else if (spool != null && held > WAITING_BYTES && !heldUp) {
            heldUp = true;
            from.pause();
        }
    }

    /** All of it; the future fails where the file cannot be written. */
    Future<Body> end() {
        Future<Void> before = writing == null ? Future.succeededFuture() : writing;
        return before.compose(written -> {
            Spool to = spool;
            if (file == null || to == null) {
                return Future.succeededFuture(new Body(taken(), null));
            }
            Future<Void> rest = chunks.isEmpty() ? Future.succeededFuture() : write(to);
            return rest.map(all -> new Body(new byte[0], file));
        });
    }

    /** Nobody wants it any more. */
    void drop() {
        dropped = true;
        chunks.clear();
        if (writing == null) {
            closeFile();
        }
    }

    private Future<Void> write(Spool to) {
        List<Buffer> taken = List.copyOf(chunks);
        chunks.clear();
        held = 0;
        Promise<Void> promise = Promise.promise();
        writing = promise.future();
        vertx.<Spooled>executeBlocking(
                        () -> {
                            Spooled open = file == null ? Spooled.open(to) : file;
                            try {
                                for (Buffer chunk : taken) {
                                    open.write(chunk.getBytes());
                                }
                            } catch (Exception e) {
                                open.close();
                                throw e;
                            }
                            return open;
                        },
                        false)
                .onComplete(done -> {
                    writing = null;
                    file = done.succeeded() ? done.result() : null;
                    if (dropped) {
                        closeFile();
                    }
                    if (done.succeeded()) {
                        promise.complete();
                    } else {
                        promise.fail(done.cause());
                    }
                });
        return promise.future();
    }

    private void closeFile() {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    /** What is in memory, which then is no longer. */
    private byte[] taken() {
        byte[] all = chunks.size() == 1 ? chunks.get(0).getBytes() : new byte[held];
        if (chunks.size() != 1) {
            int at = 0;
            for (Buffer chunk : chunks) {
                chunk.getBytes(all, at);
                at += chunk.length();
            }
        }
        chunks.clear();
        held = 0;
        return all;
    }
}
