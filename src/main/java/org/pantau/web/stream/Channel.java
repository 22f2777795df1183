package org.pantau.web.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pantau.live.BoardSnapshot;
import org.pantau.live.Change;
import org.pantau.live.Live;
import org.pantau.live.Node;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;
import org.pantau.web.json.BoardJson;
import org.pantau.web.json.Times;

/** Everybody of one audience, and the events they share: each change is encoded once for all of them. */
final class Channel {

    private static final int RING_BYTES = 512 * 1024;

    private final Audience audience;
    private final boolean demo;
    private final Set<ScopePath> children;
    private final Set<Viewer> viewers = new LinkedHashSet<>();
    private final Ring ring;
    private List<ScopePath> attention;
    private Live live;
    private long emptySince;

    Channel(Audience audience, boolean demo, Set<ScopePath> children, BoardSnapshot now) {
        this.audience = audience;
        this.demo = demo;
        this.children = children;
        this.ring = new Ring(RING_BYTES, now.seq());
        this.attention = ids(now.attention(audience.scope()));
        this.live = now.live();
    }

    void add(Viewer viewer) {
        viewers.add(viewer);
    }

    /** Says whether the viewer was still here: closing is told more than once. */
    boolean remove(Viewer viewer, long nowMs) {
        emptySince = nowMs;
        return viewers.remove(viewer);
    }

    /** Nobody watches and nobody is likely to come back for what they missed. */
    boolean abandoned(long nowMs, long keepMs) {
        return viewers.isEmpty() && nowMs - emptySince > keepMs;
    }

    Optional<List<Numbered>> after(long seq) {
        return ring.after(seq);
    }

    /** Tells everybody; says to how many, empty where there was nothing to tell. */
    OptionalInt publish(Change change, BoardSnapshot now) {
        List<Node> present = now.attention(audience.scope());
        List<ScopePath> ids = ids(present);
        List<Node> relevant = relevant(change, ids);
        boolean reordered = !ids.equals(attention);
        if (relevant.isEmpty() && !reordered && sameLive(change.live())) {
            return OptionalInt.empty();
        }
        addNewcomers(relevant, present);
        attention = ids;
        live = change.live();
        Numbered event = new Numbered(change.seq(), encode(change, relevant, reordered, now));
        ring.add(event);
        int told = 0;
        for (Viewer viewer : viewers()) {
            told += viewer.tell(event) ? 1 : 0;
        }
        return OptionalInt.of(told);
    }

    private boolean sameLive(Live other) {
        return live.ok() == other.ok() && live.reason().equals(other.reason());
    }

    List<Viewer> viewers() {
        return List.copyOf(viewers);
    }

    /** The place itself, its children, and services that want attention or just stopped wanting it. */
    private List<Node> relevant(Change change, List<ScopePath> attentionNow) {
        Set<ScopePath> watched = new HashSet<>(attention);
        watched.addAll(attentionNow);
        List<Node> relevant = new ArrayList<>();
        for (Node node : change.nodes()) {
            if (node.id().equals(audience.scope())
                    || children.contains(node.id())
                    || (node.kind() == NodeKind.SERVICE && watched.contains(node.id()))) {
                relevant.add(node);
            }
        }
        return relevant;
    }

    /** A service may enter the list because another left it: viewers need it whole although it did not change. */
    private void addNewcomers(List<Node> relevant, List<Node> present) {
        Set<ScopePath> known = new HashSet<>(attention);
        relevant.forEach(node -> known.add(node.id()));
        present.stream().filter(node -> !known.contains(node.id())).forEach(relevant::add);
    }

    private Buffer encode(Change change, List<Node> nodes, boolean reordered, BoardSnapshot now) {
        var zone = now.view(audience.scope()).node().zone();
        JsonObject json = new JsonObject()
                .put("seq", change.seq())
                .put("at", Times.iso(change.at(), zone))
                .put("nodes", json(nodes, now))
                .put("live", BoardJson.live(change.live(), zone, demo));
        if (reordered) {
            json.put("attention", BoardJson.ids(attention));
        }
        return Events.event("change", now.epoch() + "-" + change.seq(), json);
    }

    /** Nodes that want attention say where they belong, as they do on the board. */
    private JsonArray json(List<Node> nodes, BoardSnapshot now) {
        Set<ScopePath> wanting = new HashSet<>(attention);
        JsonArray array = new JsonArray();
        for (Node node : nodes) {
            JsonObject json = BoardJson.node(node, audience.operator());
            if (wanting.contains(node.id())) {
                json.put("path", BoardJson.path(now.above(node.id(), audience.scope())));
            }
            array.add(json);
        }
        return array;
    }

    private static List<ScopePath> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }
}
