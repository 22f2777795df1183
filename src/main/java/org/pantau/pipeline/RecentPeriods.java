package org.pantau.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.PeriodValue;
import org.pantau.normalise.Memory;

/** Hands stored values of recent periods back to the feeds that report them. */
final class RecentPeriods {

    private RecentPeriods() {}

    /** By the agency of their service, so that each feed looks only at its own. */
    static Map<String, List<PeriodValue>> byAgency(List<PeriodValue> recent) {
        Map<String, List<PeriodValue>> byAgency = new HashMap<>();
        for (PeriodValue value : recent) {
            byAgency.computeIfAbsent(value.series().subject().parent().value(), any -> new ArrayList<>())
                    .add(value);
        }
        return byAgency;
    }

    /**
     * Those of services and measures this feed speaks of: what the catalogue says, and what its rows named of themselves. A
     * value left out would be counted a second time; one of another feed would be corrected or closed by this one.
     */
    static List<PeriodValue> of(
            Catalogue catalogue, Feed feed, Memory memory, Map<String, List<PeriodValue>> byAgency) {
        Set<ScopePath> own = new HashSet<>(catalogue.servicesOf(feed));
        own.addAll(memory.services());
        return byAgency.getOrDefault(feed.agency().value(), List.of()).stream()
                .filter(value -> value.series().origin() == feed.origin())
                .filter(value -> feed.measures().stream()
                        .anyMatch(mapping ->
                                mapping.measure().name().equals(value.series().measure())))
                .filter(value -> own.contains(value.series().subject()))
                .toList();
    }
}
