package org.pantau.pipeline;

import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.normalise.Memory;
import org.pantau.normalise.Normaliser;
import org.pantau.poll.BackOff;
import org.pantau.poll.Cadence;
import org.pantau.read.Reader;

/** What the pipeline keeps of one feed between its polls. Belongs to the ingest context. */
final class FeedLine {

    final Feed feed;
    final Cadence cadence;
    final Normaliser normaliser;
    /** Whether its answers may be read on the event loop. */
    final boolean plain;

    BackOff backOff;
    Memory memory;
    boolean busy;

    @Nullable
    Instant lastSlot;

    /** Ends when everything pushed so far has been dealt with; never fails. */
    Future<Void> lastPush = Future.succeededFuture();

    /** Whether it was watched until just now, and so keeps its rhythm instead of being asked at once. */
    boolean goesOn;

    int pushesWaiting;
    /** Whether its silence has been said already. */
    boolean silent;

    FeedState lastState = FeedState.UNMONITORED;
    /** Also read by the HTTP edge. */
    volatile FeedPresent present;

    FeedLine(Feed feed, Normaliser normaliser, Memory memory) {
        this.feed = feed;
        this.cadence = Cadence.of(feed.id(), feed.every());
        this.normaliser = normaliser;
        this.plain = Reader.plain(feed);
        this.backOff = BackOff.none(feed);
        this.memory = memory;
        this.present = FeedPresent.unasked(feed.id());
    }

    /** A slot is served once: also after a restart, or when the wall clock jumped back. */
    boolean isNew(Instant slot) {
        return lastSlot == null || slot.isAfter(lastSlot);
    }
}
