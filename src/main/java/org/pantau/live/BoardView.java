package org.pantau.live;

import java.time.Instant;
import java.util.List;
import org.pantau.measure.ScopePath;

/**
 * The board as seen from one place. Immutable.
 *
 * @param epoch changes when the board is built anew; sequence numbers of two epochs cannot be compared
 * @param seq the last change it contains
 * @param path places from the top down to this one, this one included
 * @param children what lies directly below
 * @param attention troubled services at or below this place: down, then degraded, then without data, the oldest first; at
 *     most {@link BoardSnapshot#ATTENTION_LIMIT}
 */
public record BoardView(
        String epoch,
        long seq,
        Instant at,
        List<Place> path,
        Node node,
        List<Node> children,
        List<Node> attention,
        Live live) {

    public BoardView {
        path = List.copyOf(path);
        children = List.copyOf(children);
        attention = List.copyOf(attention);
    }

    /** A place with its name. */
    public record Place(ScopePath id, String name) {}
}
