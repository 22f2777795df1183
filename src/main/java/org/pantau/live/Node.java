package org.pantau.live;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Targets;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Status;

/**
 * A place of the tree as it stands now. Immutable.
 *
 * @param zone the government's, in which "today" is cut
 * @param sector null except for services that name one
 * @param basis what says so: probe, reported, figures or children; "none" where nothing does
 * @param since from when the status holds; above services the oldest of the services that make it; null where it never
 *     changed
 * @param reason a code the page translates; empty when all is well
 * @param detail plain text for operators only; may be empty
 * @param counts services below by status; a service counts itself
 * @param standard promised handling time as written; null where none is
 * @param targets {@link Targets#NONE} for anything but a service
 * @param population residents of a government; null where unknown
 */
public record Node(
        ScopePath id,
        NodeKind kind,
        String name,
        ZoneId zone,
        @Nullable String sector,
        Status status,
        String basis,
        @Nullable Instant since,
        String reason,
        String detail,
        List<Figure> figures,
        Counts counts,
        @Nullable String standard,
        Targets targets,
        @Nullable Long population) {
    public Node {
        figures = List.copyOf(figures);
    }
}
