package org.pantau.live;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Targets;
import org.pantau.live.state.ServiceState;
import org.pantau.live.state.Standing;
import org.pantau.live.state.Tally;
import org.pantau.live.state.Total;
import org.pantau.measure.Measure;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Status;

/** An agency or government of the board: adds up what lies directly below it. */
final class Branch {

    private static final List<String> ORDER =
            List.of("availability", "response", "received", "served", "pending", "complaints_open");
    private static final Comparator<Tally> USUAL_ORDER = Comparator.comparingInt((Tally tally) -> rank(tally.measure()))
            .thenComparing(tally -> tally.measure().name())
            .thenComparing(Tally::inputs, Comparator.reverseOrder())
            .thenComparing(tally -> tally.of() == null ? "" : tally.of());

    private final ScopePath path;
    private final String name;
    private final ZoneId zone;
    private final @Nullable Long population;
    private final @Nullable Branch parent;
    private final int depth;
    private final List<ServiceState> services = new ArrayList<>();
    private final List<Branch> branches = new ArrayList<>();

    private List<Tally> tallies = List.of();
    private Counts counts = Counts.NONE;
    private @Nullable Instant since;

    private record Like(String measure, @Nullable String of) {}

    Branch(ScopePath path, String name, ZoneId zone, @Nullable Long population, @Nullable Branch parent) {
        this.path = path;
        this.name = name;
        this.zone = zone;
        this.population = population;
        this.parent = parent;
        this.depth = parent == null ? 0 : parent.depth + 1;
        if (parent != null) {
            parent.branches.add(this);
        }
    }

    void add(ServiceState service) {
        services.add(service);
    }

    ScopePath path() {
        return path;
    }

    ZoneId zone() {
        return zone;
    }

    @Nullable
    Branch parent() {
        return parent;
    }

    /** 0 at the top. */
    int depth() {
        return depth;
    }

    /** Adds up anew; what lies below must be up to date. */
    Node recompute() {
        Map<Like, Total> totals = new HashMap<>();
        counts = Counts.NONE;
        for (ServiceState service : services) {
            counts = counts.plus(Counts.one(service.standing().status()));
            service.tallies().forEach(tally -> add(totals, tally));
        }
        for (Branch branch : branches) {
            counts = counts.plus(branch.counts);
            branch.tallies.forEach(tally -> add(totals, tally));
        }
        tallies =
                totals.values().stream().map(Total::result).sorted(USUAL_ORDER).toList();
        Status worst = counts.worst();
        since = oldest(worst);
        return new Node(
                path,
                path.kind(),
                name,
                zone,
                null,
                worst,
                worst == Status.BELUM_TERHUBUNG ? "none" : "children",
                since,
                "",
                "",
                tallies.stream().map(Figure::of).toList(),
                counts,
                null,
                Targets.NONE,
                population);
    }

    private static void add(Map<Like, Total> totals, Tally tally) {
        totals.computeIfAbsent(
                        new Like(tally.measure().name(), tally.of()), like -> new Total(tally.measure(), tally.of()))
                .add(tally);
    }

    /** Since when a trouble lasts: the oldest of the services in it. Null without trouble. */
    private @Nullable Instant oldest(Status worst) {
        if (worst.compareTo(Status.TANPA_DATA) > 0) {
            return null;
        }
        Instant found = null;
        for (ServiceState service : services) {
            Standing standing = service.standing();
            found = standing.status() == worst ? earlier(found, standing.since()) : found;
        }
        for (Branch branch : branches) {
            found = branch.counts.worst() == worst ? earlier(found, branch.since) : found;
        }
        return found;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    static int rank(Measure measure) {
        int index = ORDER.indexOf(measure.name());
        return index < 0 ? ORDER.size() : index;
    }
}
