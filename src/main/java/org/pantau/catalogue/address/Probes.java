package org.pantau.catalogue.address;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.FlawedAddress;
import org.pantau.catalogue.model.WebAddress;
import org.pantau.measure.ScopePath;

/** What is watched: by the catalogue, and by the lines of a list read so far. */
final class Probes {

    private final Catalogue tree;
    private final Places places;
    private final Map<ScopePath, Integer> serviceToLine = new HashMap<>();
    private final Map<String, String> urlToWhere = new HashMap<>();
    private final Map<String, ScopePath> urlToService = new HashMap<>();

    Probes(Catalogue tree, Places places) {
        this.tree = tree;
        this.places = places;
        for (Feed feed : tree.feeds()) {
            ScopePath service = feed.service();
            String url = feed.isProbe() ? url(feed) : null;
            if (url != null && service != null && places.holds(service)) {
                urlToWhere.putIfAbsent(url, feed.id());
                urlToService.putIfAbsent(url, service);
            }
        }
    }

    private static @Nullable String url(Feed feed) {
        try {
            return WebAddress.of(feed.request().url()).url();
        } catch (FlawedAddress otherwise) {
            return null; // it is asked by means that a plain address has not
        }
    }

    /** Whether the catalogue watches this service at this address already. */
    boolean there(ScopePath service, WebAddress address) {
        return probe(service).map(Probes::url).filter(address.url()::equals).isPresent();
    }

    /** Notes what stands in the way of one more probe, and what is merely odd. */
    void check(ScopePath service, WebAddress address, Notes notes) {
        Integer line = serviceToLine.get(service);
        if (line != null) {
            notes.wrong(
                    "layanan '" + service + "' sudah ada di baris " + line + "; satu layanan satu alamat",
                    "service '" + service + "' is in line " + line + " already, expected one address a service");
            return;
        }
        if (there(service, address)) {
            return;
        }
        probe(service)
                .ifPresent(feed -> notes.wrong(
                        "layanan '" + service + "' sudah dipantau oleh '" + feed.id() + "' lewat alamat lain",
                        "service '" + service + "' is watched by '" + feed.id() + "' at another address already"));
        String id = Feed.idOfAddress(service);
        if (probe(service).isEmpty() && tree.feed(id).isPresent()) {
            notes.wrong(
                    "id '" + id + "' sudah dipakai sumber data lain",
                    "id '" + id + "' is that of another feed already");
        }
        String where = urlToWhere.get(address.url());
        if (where != null && !service.equals(urlToService.get(address.url()))) {
            notes.warn(
                    "alamat yang sama juga untuk '" + urlToService.get(address.url()) + "' (" + where + ")",
                    "the same address is also that of '" + urlToService.get(address.url()) + "' (" + where + ")");
        }
    }

    /** From now on this service and this address are taken. */
    void keep(int line, ScopePath service, WebAddress address) {
        serviceToLine.put(service, line);
        urlToWhere.putIfAbsent(address.url(), "baris / line " + line);
        urlToService.putIfAbsent(address.url(), service);
    }

    private Optional<Feed> probe(ScopePath service) {
        return places.holds(service)
                ? tree.feedsOf(service).stream().filter(Feed::isProbe).findFirst()
                : Optional.empty();
    }
}
