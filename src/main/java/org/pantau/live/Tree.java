package org.pantau.live;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Service;
import org.pantau.live.state.FeedClock;
import org.pantau.live.state.ServiceState;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;

/** The places of the board, built once from a catalogue: branches, services, and which feed speaks of which service. */
final class Tree {

    private final Catalogue catalogue;
    private final Map<String, FeedClock> feeds = new HashMap<>();
    private final Map<ScopePath, ServiceState> services = new LinkedHashMap<>();
    private final Map<ScopePath, Branch> branches = new LinkedHashMap<>();

    Tree(Catalogue catalogue) {
        this.catalogue = catalogue;
        for (Feed feed : catalogue.feeds()) {
            feeds.put(feed.id(), new FeedClock(feed, catalogue.calendar()));
        }
        if (catalogue.top().equals(ScopePath.ROOT) && !catalogue.governments().isEmpty()) {
            Government any = catalogue.governments().iterator().next();
            branches.put(ScopePath.ROOT, new Branch(ScopePath.ROOT, "", any.zone(), null, null));
        }
        // Governments come in order of their codes, so a province is there before its regencies.
        catalogue.governments().forEach(this::grow);
    }

    Optional<FeedClock> feed(String id) {
        return Optional.ofNullable(feeds.get(id));
    }

    /** Null where the catalogue has no such service. */
    @Nullable
    ServiceState service(ScopePath path) {
        return services.get(path);
    }

    Collection<ServiceState> services() {
        return Collections.unmodifiableCollection(services.values());
    }

    Collection<Branch> branches() {
        return Collections.unmodifiableCollection(branches.values());
    }

    /** The agency of a service. */
    Branch above(ServiceState service) {
        Branch agency = branches.get(service.service().path().parent());
        if (agency == null) {
            throw new IllegalStateException(
                    "no agency above " + service.service().path());
        }
        return agency;
    }

    private void grow(Government government) {
        Branch above = branches.get(government.path().parent());
        Branch parent = above != null ? above : branches.get(ScopePath.ROOT);
        Branch branch =
                new Branch(government.path(), government.name(), government.zone(), government.population(), parent);
        branches.put(branch.path(), branch);
        for (Agency agency : government.agencies()) {
            Branch below = new Branch(agency.path(), agency.name(), government.zone(), null, branch);
            branches.put(below.path(), below);
            for (Service service : agency.services()) {
                ServiceState state = new ServiceState(service, government.zone(), catalogue.calendar());
                connect(state);
                services.put(service.path(), state);
                below.add(state);
            }
        }
    }

    private void connect(ServiceState state) {
        for (Feed feed : catalogue.feedsOf(state.service().path())) {
            FeedClock clock = feeds.get(feed.id());
            if (clock == null) {
                continue;
            }
            state.connect(clock);
            if (feed.isProbe()) {
                state.expect(Measures.UP, Origin.MEASURED, null, clock);
            }
            if (catalogue.responseSubject(feed).equals(state.service().path())) {
                state.expect(Measures.RESPONSE, Origin.MEASURED, null, clock);
            }
            for (Mapping mapping : feed.measures()) {
                state.expect(mapping.measure(), feed.origin(), mapping.of(), clock);
            }
        }
    }
}
