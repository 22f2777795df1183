package org.pantau.live;

import java.util.List;
import java.util.Optional;
import org.pantau.measure.value.StatusChange;

/**
 * What one tick of the board brought about.
 *
 * @param transitions services whose status changed, to be stored
 * @param change empty where nothing on the board differs
 */
public record Tick(List<StatusChange> transitions, Optional<Change> change) {
    public Tick {
        transitions = List.copyOf(transitions);
    }
}
