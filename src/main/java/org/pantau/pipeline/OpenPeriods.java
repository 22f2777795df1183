package org.pantau.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.value.PeriodValue;

/** Hands stored values of open periods back to the feeds that report them. */
final class OpenPeriods {

    private OpenPeriods() {}

    /** By the agency of their service, so that each feed looks only at its own. */
    static Map<String, List<PeriodValue>> bySubject(List<PeriodValue> open) {
        Map<String, List<PeriodValue>> byAgency = new HashMap<>();
        for (PeriodValue value : open) {
            byAgency.computeIfAbsent(value.series().subject().parent().value(), any -> new ArrayList<>())
                    .add(value);
        }
        return byAgency;
    }

    /** Those of services and measures this feed speaks of. Unconfirmed services of its agency count as its own. */
    static List<PeriodValue> of(Catalogue catalogue, Feed feed, Map<String, List<PeriodValue>> byAgency) {
        return byAgency.getOrDefault(feed.agency().value(), List.of()).stream()
                .filter(value -> value.series().origin() == feed.origin())
                .filter(value -> feed.measures().stream()
                        .anyMatch(mapping ->
                                mapping.measure().name().equals(value.series().measure())))
                .filter(value -> catalogue
                                .servicesOf(feed)
                                .contains(value.series().subject())
                        || (feed.service() == null
                                && catalogue.service(value.series().subject()).isEmpty()))
                .toList();
    }
}
