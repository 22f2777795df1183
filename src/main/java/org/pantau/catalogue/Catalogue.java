package org.pantau.catalogue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Service;
import org.pantau.measure.Measures;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.WorkCalendar;

/** Everything that is watched, checked and immutable, with the look-ups all rooms need. */
public final class Catalogue {

    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

    private final SortedMap<ScopePath, Government> governments = new TreeMap<>();
    private final Map<ScopePath, Agency> agencies = new LinkedHashMap<>();
    private final Map<ScopePath, Service> services = new LinkedHashMap<>();
    private final Map<String, Feed> feeds = new LinkedHashMap<>();
    private final Map<ScopePath, List<Feed>> feedsOfService = new LinkedHashMap<>();
    private final Map<ScopePath, Feed> responseFeeds = new LinkedHashMap<>();
    private final Measures measures;
    private final WorkCalendar calendar;
    private final Map<String, String> shared;
    private final Map<String, String> feedToDocument;

    public Catalogue(
            Collection<Government> governments, Collection<Feed> feeds, Measures measures, WorkCalendar calendar) {
        this(governments, feeds, measures, calendar, Map.of(), Map.of());
    }

    /**
     * Everything at once.
     *
     * @param shared the id of each shared system to its name
     * @param feedToDocument the id of a feed to the name of the document it stands in, where that is known
     */
    public Catalogue(
            Collection<Government> governments,
            Collection<Feed> feeds,
            Measures measures,
            WorkCalendar calendar,
            Map<String, String> shared,
            Map<String, String> feedToDocument) {
        this.shared = Map.copyOf(shared);
        this.feedToDocument = Map.copyOf(feedToDocument);
        this.measures = measures;
        this.calendar = calendar;
        for (Government government : governments) {
            this.governments.put(government.path(), government);
            for (Agency agency : government.agencies()) {
                agencies.put(agency.path(), agency);
                agency.services().forEach(service -> services.put(service.path(), service));
            }
        }
        for (Feed feed : feeds) {
            this.feeds.put(feed.id(), feed);
            servicesOf(feed)
                    .forEach(path -> feedsOfService
                            .computeIfAbsent(path, any -> new ArrayList<>())
                            .add(feed));
            Optional.ofNullable(feed.isPushed() ? null : feed.service())
                    .ifPresent(path -> responseFeeds.merge(path, feed, Catalogue::closer));
        }
    }

    public Collection<Government> governments() {
        return governments.values();
    }

    public Collection<Agency> agencies() {
        return agencies.values();
    }

    public Collection<Service> services() {
        return services.values();
    }

    public Collection<Feed> feeds() {
        return feeds.values();
    }

    public Measures measures() {
        return measures;
    }

    public WorkCalendar calendar() {
        return calendar;
    }

    /** Id of each shared system that services or feeds rest on, to its name. */
    public Map<String, String> shared() {
        return shared;
    }

    public Optional<Government> government(ScopePath path) {
        return Optional.ofNullable(governments.get(ScopePath.of(path.government())));
    }

    public Optional<Agency> agency(ScopePath path) {
        return Optional.ofNullable(agencies.get(path));
    }

    public Optional<Service> service(ScopePath path) {
        return Optional.ofNullable(services.get(path));
    }

    public Optional<Feed> feed(String id) {
        return Optional.ofNullable(feeds.get(id));
    }

    /** The document a feed stands in; empty where that is not known. */
    public String documentOf(Feed feed) {
        return feedToDocument.getOrDefault(feed.id(), "");
    }

    /** Whether a service is within its service hours; true for one the catalogue does not hold. */
    public boolean openAt(ScopePath path, Instant at) {
        Service service = services.get(path);
        return service == null || service.hours().always() || service.hours().openAt(at, zone(path), calendar);
    }

    /** The zone a place's days are cut in. */
    public ZoneId zone(ScopePath path) {
        return government(path).map(Government::zone).orElse(WIB);
    }

    /** The feeds that speak of a service; empty for one that is not connected. */
    public List<Feed> feedsOf(ScopePath service) {
        return feedsOfService.getOrDefault(service, List.of());
    }

    /** The services a feed is known to speak of before it has answered. */
    public Collection<ScopePath> servicesOf(Feed feed) {
        return feed.service() != null
                ? List.of(feed.service())
                : feed.services().values().stream().distinct().toList();
    }

    /**
     * Where the response time of a feed's exchange belongs: to its service where the feed is the one that stands for it
     * (its probe, else the only feed that names exactly this service), else to the feed itself.
     */
    public ScopePath responseSubject(Feed feed) {
        ScopePath service = feed.service();
        if (service == null) {
            return feed.path();
        }
        Feed standing = responseFeeds.get(service);
        return standing != null && standing.id().equals(feed.id()) ? service : feed.path();
    }

    /** The places directly below a node that the catalogue holds, in order of their paths. */
    public List<ScopePath> children(ScopePath path) {
        if (path.kind() == NodeKind.AGENCY) {
            return agency(path).stream()
                    .flatMap(agency -> agency.services().stream())
                    .map(Service::path)
                    .toList();
        }
        List<ScopePath> children = new ArrayList<>();
        Optional.ofNullable(governments.get(path))
                .ifPresent(government -> government.agencies().forEach(agency -> children.add(agency.path())));
        governments.keySet().stream()
                .filter(other -> !other.equals(path) && nearestGovernment(other).equals(path))
                .forEach(children::add);
        return children;
    }

    /** The highest place that holds everything: the only top government, else {@link ScopePath#ROOT}. */
    public ScopePath top() {
        List<ScopePath> tops = governments.keySet().stream()
                .filter(path -> nearestGovernment(path).equals(ScopePath.ROOT))
                .toList();
        return tops.size() == 1 ? tops.get(0) : ScopePath.ROOT;
    }

    /** Whether the catalogue holds this place. */
    public boolean holds(ScopePath path) {
        return switch (path.kind()) {
            case ROOT -> true;
            case GOVERNMENT -> governments.containsKey(path);
            case AGENCY -> agencies.containsKey(path);
            case SERVICE -> services.containsKey(path);
            case FEED -> feeds.values().stream().anyMatch(feed -> feed.path().equals(path));
        };
    }

    private ScopePath nearestGovernment(ScopePath government) {
        ScopePath above = government.parent();
        return governments.containsKey(above) ? above : ScopePath.ROOT;
    }

    private static Feed closer(Feed one, Feed other) {
        return other.isProbe() && !one.isProbe() ? other : one;
    }
}
