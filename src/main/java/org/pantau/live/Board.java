package org.pantau.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pantau.catalogue.Catalogue;
import org.pantau.live.state.FeedClock;
import org.pantau.live.state.ServiceState;
import org.pantau.measure.FeedState;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;
import org.pantau.measure.NodeKind;
import org.pantau.measure.Outcome;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PresentSeries;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.StatusChange;

/**
 * The present state of the tree, in memory. One thread restores, applies and ticks; {@link #snapshot} and {@link #view}
 * are for any thread. Samples of services the catalogue does not hold are ignored.
 */
public final class Board {

    /** How often time alone is looked at: figures that grow old, days that begin. */
    private static final Duration AGEING = Duration.ofSeconds(1);

    /** Up to so many services changed in a tick, what lies above them is added up at once; else with the next ageing. */
    private static final int FEW = 25;

    private static final Comparator<Branch> DEEPEST_FIRST =
            Comparator.comparingInt(Branch::depth).reversed().thenComparing(Branch::path);

    private final Catalogue catalogue;
    private final String epoch;
    private final Tree tree;
    private final Map<ScopePath, Node> nodes = new HashMap<>();
    private final Set<ServiceState> dirty = new LinkedHashSet<>();
    /** Branches to be added up anew. */
    private final Set<Branch> behind = new TreeSet<>(DEEPEST_FIRST);

    private long seq;
    private Live live;
    private boolean liveChanged;
    private Instant lastAgeing = Instant.MIN;
    private volatile BoardSnapshot snapshot;

    /** A board on which nothing has been heard yet. {@code epoch} must differ from any board's before. */
    public Board(Catalogue catalogue, InstantSource clock, String epoch) {
        this.catalogue = catalogue;
        this.epoch = epoch;
        this.tree = new Tree(catalogue);
        Instant now = clock.instant();
        this.live = new Live(now, true, "");
        for (ServiceState service : tree.services()) {
            var unused = service.recompute(now);
            nodes.put(service.service().path(), node(service));
        }
        tree.branches().stream().sorted(DEEPEST_FIRST).forEach(branch -> nodes.put(branch.path(), branch.recompute()));
        this.snapshot = new BoardSnapshot(catalogue, epoch, seq, live, nodes);
    }

    /**
     * Takes up where history left off; call it once, before the first {@link #apply}.
     *
     * @param changes the latest status of each service
     * @param lastPolls slot of the last poll by id of the feed
     */
    public void restore(
            List<PresentSeries> present, List<StatusChange> changes, Map<String, Instant> lastPolls, Instant now) {
        Map<ScopePath, FeedState> lastStates = new HashMap<>();
        for (PresentSeries series : present) {
            Sample last = series.last();
            if (series.key().measure().equals(Measures.POLL.name()) && last != null) {
                lastStates.put(series.key().subject(), FeedState.ofCode((int) last.value()));
            }
            ServiceState service = tree.service(series.key().subject());
            if (service != null) {
                service.restore(series, now);
            }
        }
        lastPolls.forEach((id, slot) -> tree.feed(id)
                .ifPresent(clock -> clock.polled(
                        slot, new Outcome(lastStates.getOrDefault(clock.feed().path(), FeedState.OK), ""))));
        for (StatusChange change : changes) {
            ServiceState service = tree.service(change.service());
            if (service != null) {
                service.restore(change);
            }
        }
        dirty.addAll(tree.services());
    }

    /** Takes what one poll brought. {@code slow}: a probe got the answer it expected, but too slowly. */
    public void apply(Batch batch, boolean slow) {
        Optional<FeedClock> feed = tree.feed(batch.feed());
        if (feed.isEmpty()) {
            return;
        }
        feed.get().polled(batch.slot(), batch.outcome());
        boolean late = slow;
        for (Sample sample : batch.samples()) {
            late |= take(sample, feed.get(), batch.slot());
        }
        for (Sample sample : batch.samples()) {
            ServiceState service = tree.service(sample.series().subject());
            if (service != null && sample.series().measure().equals(Measures.UP.name())) {
                service.observe(feed.get(), sample, late && feed.get().feed().isProbe(), batch.outcome());
            }
        }
        for (PeriodValue value : batch.periods()) {
            ServiceState service = tree.service(value.series().subject());
            Optional<Measure> measure = catalogue.measures().find(value.series().measure());
            if (service != null && measure.isPresent()) {
                service.add(value, measure.get(), feed.get(), batch.slot());
                dirty.add(service);
            }
        }
        if (!batch.outcome().ok()) {
            catalogue.servicesOf(feed.get().feed()).forEach(this::touch);
        }
    }

    /** Says how the watching itself does; shown with the next tick. */
    public void live(boolean ok, String reason) {
        if (live.ok() != ok || !live.reason().equals(reason)) {
            live = new Live(live.at(), ok, reason);
            liveChanged = true;
        }
    }

    /**
     * Brings the board up to {@code now}: what was touched, and about once a second what has grown old. Totals follow at
     * once where a status changed or little happens, else within that second: on a busy board every branch would be added
     * up at every tick.
     */
    public Tick tick(Instant now) {
        boolean ageing = Duration.between(lastAgeing, now).abs().compareTo(AGEING) >= 0;
        if (ageing) {
            lastAgeing = now;
            tree.services().stream()
                    .filter(service -> !now.isBefore(service.nextLook()))
                    .forEach(dirty::add);
        }
        List<StatusChange> transitions = new ArrayList<>();
        List<Node> changed = new ArrayList<>();
        for (ServiceState service : dirty) {
            service.recompute(now).ifPresent(transitions::add);
            put(node(service), changed);
        }
        addAbove(dirty);
        if (ageing || !transitions.isEmpty() || dirty.size() <= FEW) {
            behind.forEach(branch -> put(branch.recompute(), changed));
            behind.clear();
        }
        dirty.clear();
        return publish(now, transitions, changed);
    }

    public BoardSnapshot snapshot() {
        return snapshot;
    }

    /** See {@link BoardSnapshot#view}. */
    public BoardView view(ScopePath scope) {
        return snapshot.view(scope);
    }

    private Tick publish(Instant now, List<StatusChange> transitions, List<Node> changed) {
        live = new Live(now, live.ok(), live.reason());
        if (changed.isEmpty() && !liveChanged) {
            return new Tick(transitions, Optional.empty());
        }
        liveChanged = false;
        seq++;
        snapshot = new BoardSnapshot(catalogue, epoch, seq, live, nodes);
        return new Tick(transitions, Optional.of(new Change(seq, now, changed, live)));
    }

    /** Returns whether the sample is a response longer than its service's target. */
    private boolean take(Sample sample, FeedClock feed, Instant slot) {
        ServiceState service = tree.service(sample.series().subject());
        Optional<Measure> measure = catalogue.measures().find(sample.series().measure());
        if (service == null || measure.isEmpty()) {
            return false;
        }
        service.add(sample, measure.get(), feed, slot);
        dirty.add(service);
        return measure.get().equals(Measures.RESPONSE) && service.overTarget(sample.value());
    }

    private void touch(ScopePath path) {
        ServiceState service = tree.service(path);
        if (service != null) {
            dirty.add(service);
        }
    }

    private void put(Node node, List<Node> changed) {
        if (!node.equals(nodes.put(node.id(), node))) {
            changed.add(node);
        }
    }

    private void addAbove(Collection<ServiceState> services) {
        for (ServiceState service : services) {
            Branch branch = tree.above(service);
            while (branch != null && behind.add(branch)) {
                branch = branch.parent();
            }
        }
    }

    private static Node node(ServiceState state) {
        var service = state.service();
        var standing = state.standing();
        return new Node(
                service.path(),
                NodeKind.SERVICE,
                service.name(),
                state.zone(),
                service.sector(),
                standing.status(),
                standing.basis(),
                standing.since(),
                standing.reason(),
                standing.detail(),
                state.tallies().stream().map(Figure::of).toList(),
                Counts.one(standing.status()),
                service.standard() == null ? null : service.standard().text(),
                service.targets(),
                null);
    }
}
