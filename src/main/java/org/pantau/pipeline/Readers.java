package org.pantau.pipeline;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pantau.measure.value.Answer;
import org.pantau.read.Readings;

/** Where answers of polled feeds are read: short plain ones in place, others on workers, and very large ones apart from those. */
final class Readers {

    /** Larger bodies are read on a worker even where the mapping is plain, so that nobody else's slot comes late. */
    private static final int READ_IN_PLACE_BYTES = 64 * 1024;

    private static final String LARGE_WORKERS = "pantau-read-large";
    private static final int LARGE_MINUTES = 10;

    private final WorkerExecutor usual;
    private final WorkerExecutor large;

    Readers(Vertx vertx) {
        this.usual = vertx.createSharedWorkerExecutor(ReadAhead.WORKERS, ReadAhead.AT_ONCE);
        // One at a time: each takes minutes of a processor and tens of megabytes.
        this.large = vertx.createSharedWorkerExecutor(LARGE_WORKERS, 1, LARGE_MINUTES, TimeUnit.MINUTES);
    }

    /** Workers for whatever else is read. */
    WorkerExecutor usual() {
        return usual;
    }

    /** Reads the answers of one slot and lets go of them. */
    Future<List<Readings>> read(FeedLine line, List<Answer> answers, Instant slot) {
        return Future.succeededFuture()
                .compose(begun -> begin(line, answers, slot))
                .onComplete(done -> answers.forEach(Answer::close));
    }

    private Future<List<Readings>> begin(FeedLine line, List<Answer> answers, Instant slot) {
        long bytes = answers.stream().mapToLong(Answer::size).sum();
        if (line.plain && bytes < READ_IN_PLACE_BYTES) {
            return Future.succeededFuture(ReadAhead.readAll(line.feed, answers));
        }
        // An interpreted expression, or a large body, would hold up every other feed's slot.
        return line.feed.request().large()
                ? large.executeBlocking(() -> ReadAhead.readAll(line.feed, answers, line.normaliser.fold(slot)), false)
                : usual.executeBlocking(() -> ReadAhead.readAll(line.feed, answers), false);
    }
}
