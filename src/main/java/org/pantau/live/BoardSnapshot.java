package org.pantau.live;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.live.BoardView.Place;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Status;

/** The whole board at one moment. Immutable, for any thread. */
public final class BoardSnapshot {

    /** Longest list of services that want attention. */
    public static final int ATTENTION_LIMIT = 50;

    private static final Comparator<Node> WORST_THEN_OLDEST = Comparator.comparing(Node::status)
            .thenComparing(Node::since, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Node::id);

    private final Catalogue catalogue;
    private final String epoch;
    private final long seq;
    private final Live live;
    private final Map<ScopePath, Node> nodes;
    private final List<Node> troubled;

    BoardSnapshot(Catalogue catalogue, String epoch, long seq, Live live, Map<ScopePath, Node> nodes) {
        this.catalogue = catalogue;
        this.epoch = epoch;
        this.seq = seq;
        this.live = live;
        this.nodes = Map.copyOf(nodes);
        this.troubled = nodes.values().stream()
                .filter(node -> node.kind() == NodeKind.SERVICE && node.status().compareTo(Status.TANPA_DATA) <= 0)
                .sorted(WORST_THEN_OLDEST)
                .toList();
    }

    public String epoch() {
        return epoch;
    }

    /** Number of the last change it contains. */
    public long seq() {
        return seq;
    }

    public Instant at() {
        return live.at();
    }

    public Live live() {
        return live;
    }

    /** Empty where the board has no such place. */
    public Optional<Node> node(ScopePath path) {
        return Optional.ofNullable(nodes.get(path));
    }

    /** Services at or below a place, in order of their paths. */
    public List<Node> services(ScopePath scope) {
        return nodes.values().stream()
                .filter(node -> node.kind() == NodeKind.SERVICE && scope.contains(node.id()))
                .sorted(Comparator.comparing(Node::id))
                .toList();
    }

    /** Services at or below a place that want attention: see {@link BoardView#attention}. */
    public List<Node> attention(ScopePath scope) {
        return troubled.stream()
                .filter(node -> scope.contains(node.id()))
                .limit(ATTENTION_LIMIT)
                .toList();
    }

    /**
     * The board from one place; {@link ScopePath#ROOT} stands for the highest place there is.
     *
     * @throws IllegalArgumentException when the board has no such place
     */
    public BoardView view(ScopePath scope) {
        ScopePath path = scope.equals(ScopePath.ROOT) ? catalogue.top() : scope;
        Node node = nodes.get(path);
        if (node == null) {
            throw new IllegalArgumentException("not on the board: " + scope);
        }
        List<Node> children = new ArrayList<>();
        for (ScopePath child : catalogue.children(path)) {
            children.add(Objects.requireNonNull(nodes.get(child), child::value));
        }
        return new BoardView(epoch, seq, live.at(), path(path), node, children, attention(path), live);
    }

    /**
     * The places above this one, from the top down, that lie at or below {@code scope}: what somebody who looks at that
     * scope may know of where it belongs.
     */
    public List<Place> above(ScopePath place, ScopePath scope) {
        ScopePath from = scope.equals(ScopePath.ROOT) ? catalogue.top() : scope;
        return path(place).stream()
                .filter(above -> !above.id().equals(place) && from.contains(above.id()))
                .toList();
    }

    /** Places from the top down to this one that the board has. */
    private List<Place> path(ScopePath path) {
        ArrayDeque<Place> places = new ArrayDeque<>();
        @Nullable ScopePath at = path;
        while (at != null) {
            Node node = nodes.get(at);
            if (node != null) {
                places.addFirst(new Place(at, node.name()));
            }
            at = at.equals(ScopePath.ROOT) ? null : at.parent();
        }
        return List.copyOf(places);
    }
}
