package org.pantau.live;

import java.time.Instant;
import java.util.List;

/**
 * What changed on the board in one tick.
 *
 * @param seq grows by one with every change of an epoch
 * @param nodes every node that differs from before, whole, each once
 * @param live how the watching itself does
 */
public record Change(long seq, Instant at, List<Node> nodes, Live live) {
    public Change {
        nodes = List.copyOf(nodes);
    }
}
