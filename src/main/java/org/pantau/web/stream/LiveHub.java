package org.pantau.web.stream;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.live.Board;
import org.pantau.live.BoardSnapshot;
import org.pantau.live.BoardView;
import org.pantau.live.Change;
import org.pantau.web.json.BoardJson;
import org.pantau.web.json.Times;

/**
 * All open streams. Belongs to one context; {@link #publish} may be called from any thread. Encodes a change once per
 * audience, keeps a short ring to resume from, and lets go of whoever is gone.
 */
public final class LiveHub {

    /** A role withdrawn ends its streams within 5 s. */
    private static final long LOOK_MS = 2_000;

    private final Vertx vertx;
    private final Context context;
    private final Catalogue catalogue;
    private final Board board;
    private final boolean demo;
    private final StreamSettings settings;
    private final Map<Audience, Channel> channels = new HashMap<>();
    private final long pinger;
    private final long watcher;
    /** Written on the hub's context alone; read by anybody. */
    private volatile int viewers;

    /** Changes encoded: at most one per audience and change, however many viewers there are. */
    public final LongAdder encoded = new LongAdder();

    /** Events handed to viewers. */
    public final LongAdder delivered = new LongAdder();

    /** Belongs to the context it is made on; streams are opened there too. */
    public LiveHub(Vertx vertx, Catalogue catalogue, Board board, boolean demo, StreamSettings settings) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.catalogue = catalogue;
        this.board = board;
        this.demo = demo;
        this.settings = settings;
        this.pinger = vertx.setPeriodic(settings.ping().toMillis(), id -> ping());
        this.watcher = vertx.setPeriodic(Math.min(LOOK_MS, settings.ping().toMillis()), id -> look());
    }

    /** Tells every audience that a change concerns. */
    public void publish(Change change) {
        BoardSnapshot now = board.snapshot();
        context.runOnContext(any -> {
            for (Channel channel : channels.values()) {
                channel.publish(change, now).ifPresent(told -> {
                    encoded.increment();
                    delivered.add(told);
                });
            }
        });
    }

    public boolean full() {
        return viewers >= settings.maxViewers();
    }

    public int viewers() {
        return viewers;
    }

    /**
     * Opens a stream.
     *
     * @param lastEventId {@code epoch-seq} of the last event the viewer has; null for none
     * @param cut takes from a view what this person may not see
     * @param mayStillSee asked now and then; the stream ends when it says no
     */
    public void connect(
            HttpServerResponse response,
            Audience audience,
            @Nullable String lastEventId,
            UnaryOperator<BoardView> cut,
            BooleanSupplier mayStillSee) {
        Supplier<Numbered> snapshot = () -> snapshot(audience, cut);
        Viewer viewer = new Viewer(response, snapshot, mayStillSee);
        Channel channel = channels.computeIfAbsent(
                audience,
                any -> new Channel(
                        audience, demo, new HashSet<>(catalogue.children(audience.scope())), board.snapshot()));
        response.setChunked(true)
                .putHeader("content-type", "text/event-stream; charset=utf-8")
                .putHeader("cache-control", "no-cache, no-transform")
                .putHeader("content-encoding", "identity")
                .putHeader("x-accel-buffering", "no");
        response.closeHandler(closed -> remove(audience, viewer));
        response.exceptionHandler(broken -> remove(audience, viewer));
        setViewers(viewers + 1);
        channel.add(viewer);
        viewer.send(Events.RETRY);
        OptionalLong known = known(lastEventId);
        Optional<List<Numbered>> missed = known.isPresent() ? channel.after(known.getAsLong()) : Optional.empty();
        if (missed.isPresent()) {
            viewer.resume(known.getAsLong());
            for (Numbered change : missed.get()) {
                boolean unused = viewer.tell(change);
            }
        } else {
            viewer.begin();
        }
    }

    /** Ends all streams. */
    public void close() {
        vertx.cancelTimer(pinger);
        vertx.cancelTimer(watcher);
        context.runOnContext(any ->
                channels.forEach((audience, channel) -> channel.viewers().forEach(viewer -> end(audience, viewer))));
    }

    /** Number of the last change a viewer has; empty where it has none, or one this board never made. */
    private OptionalLong known(@Nullable String lastEventId) {
        BoardSnapshot now = board.snapshot();
        int dash = lastEventId == null ? -1 : lastEventId.lastIndexOf('-');
        if (lastEventId == null || dash < 0 || !lastEventId.substring(0, dash).equals(now.epoch())) {
            return OptionalLong.empty();
        }
        try {
            long seq = Long.parseLong(lastEventId.substring(dash + 1));
            return seq > now.seq() ? OptionalLong.empty() : OptionalLong.of(seq);
        } catch (NumberFormatException notOurs) {
            return OptionalLong.empty();
        }
    }

    private Numbered snapshot(Audience audience, UnaryOperator<BoardView> cut) {
        BoardSnapshot now = board.snapshot();
        BoardView view = cut.apply(now.view(audience.scope()));
        return new Numbered(
                view.seq(),
                Events.event(
                        "snapshot",
                        view.epoch() + "-" + view.seq(),
                        BoardJson.board(view, place -> now.above(place, audience.scope()), demo, audience.operator())));
    }

    private void end(Audience audience, Viewer viewer) {
        viewer.end();
        // The close handler tells only of connections that break.
        remove(audience, viewer);
    }

    private void remove(Audience audience, Viewer viewer) {
        Channel channel = channels.get(audience);
        if (channel != null && channel.remove(viewer, System.currentTimeMillis())) {
            setViewers(viewers - 1);
        }
    }

    private void setViewers(int now) {
        viewers = now;
    }

    /** Ends the streams of those who may not see them any more, or not in the same way. */
    private void look() {
        channels.forEach((audience, channel) -> {
            for (Viewer viewer : channel.viewers()) {
                if (viewer.sessionOver()) {
                    end(audience, viewer);
                }
            }
        });
    }

    private void ping() {
        long now = System.currentTimeMillis();
        Buffer ping = Events.ping(Times.iso(board.snapshot().at(), ZoneOffset.UTC));
        channels.values().forEach(channel -> channel.viewers().forEach(viewer -> viewer.send(ping)));
        channels.values()
                .removeIf(channel -> channel.abandoned(now, settings.keep().toMillis()));
    }
}
