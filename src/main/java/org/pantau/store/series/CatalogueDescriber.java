package org.pantau.store.series;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;
import org.pantau.measure.NodeKind;
import org.pantau.measure.value.SeriesKey;

/** Describes series by the catalogue: the government's zone, the rhythm of the feed that brings them. */
public final class CatalogueDescriber implements SeriesDescriber {

    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");
    private static final Duration USUAL_RHYTHM = Duration.ofMinutes(1);

    private final Catalogue catalogue;

    public CatalogueDescriber(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public SeriesInfo describe(SeriesKey key) {
        ZoneId zone = catalogue.government(key.subject()).map(Government::zone).orElse(WIB);
        Measure.Kind kind =
                catalogue.measures().find(key.measure()).map(Measure::kind).orElse(Measure.Kind.LEVEL);
        List<Feed> feeds = feeds(key);
        Duration every = feeds.stream()
                .map(feed -> rhythm(feed, key.measure()))
                .min(Comparator.naturalOrder())
                .orElse(USUAL_RHYTHM);
        Optional<String> counts = feeds.stream()
                .flatMap(feed -> feed.measures().stream())
                .filter(mapping -> mapping.measure().name().equals(key.measure()))
                .flatMap(mapping -> Optional.ofNullable(mapping.of()).stream())
                .findFirst();
        return new SeriesInfo(zone, every, kind, counts.orElse(null));
    }

    /** A window is longer than the feed's rhythm: a new value comes less often. */
    private static Duration rhythm(Feed feed, String measure) {
        return feed.measures().stream()
                .filter(mapping -> mapping.measure().name().equals(measure))
                .map(mapping -> mapping.rhythm(feed.every()))
                .findFirst()
                .orElse(feed.every());
    }

    /** The feeds that bring the series; the agency's, where none is known to speak of the service. */
    private List<Feed> feeds(SeriesKey key) {
        if (key.subject().kind() == NodeKind.FEED) {
            return catalogue.feeds().stream()
                    .filter(feed -> feed.path().equals(key.subject()))
                    .toList();
        }
        List<Feed> known = catalogue.feedsOf(key.subject());
        List<Feed> candidates = known.isEmpty()
                ? catalogue.feeds().stream()
                        .filter(feed -> feed.agency().equals(key.subject().parent()))
                        .toList()
                : known;
        if (key.measure().equals(Measures.RESPONSE.name())) {
            return candidates.stream()
                    .filter(feed -> catalogue.responseSubject(feed).equals(key.subject()))
                    .toList();
        }
        return candidates.stream().filter(feed -> brings(feed, key.measure())).toList();
    }

    private static boolean brings(Feed feed, String measure) {
        return (feed.isProbe() && measure.equals(Measures.UP.name()))
                || (feed.hasHeartbeat()
                        && (measure.equals(Measures.UP.name()) || measure.equals(Measures.APP_RESPONSE.name())))
                || feed.measures().stream()
                        .map(Mapping::measure)
                        .anyMatch(it -> it.name().equals(measure));
    }
}
