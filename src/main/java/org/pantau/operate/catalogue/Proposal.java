package org.pantau.operate.catalogue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Service;
import org.pantau.catalogue.yaml.Mistake;
import org.pantau.measure.ScopePath;

/**
 * What a draft would make of the catalogue.
 *
 * @param edition null where there are mistakes
 * @param mistakes all of them; those of other documents too, where the draft makes them wrong
 * @param common whether it changes what holds for every place: the governments, or the holidays
 */
public record Proposal(
        @Nullable Edition edition, List<Mistake> mistakes, Difference adds, Difference removes, boolean common) {

    public Proposal {
        mistakes = List.copyOf(mistakes);
    }

    static Proposal wrong(List<Mistake> mistakes) {
        return new Proposal(null, mistakes, Difference.NONE, Difference.NONE, false);
    }

    /** What becomes of {@code before} where this document changes. */
    static Proposal of(Edition next, Catalogue before, String document) {
        Catalogue after = next.catalogue();
        return new Proposal(
                next,
                List.of(),
                Difference.between(after, before, document),
                Difference.between(before, after, document),
                !after.calendar().equals(before.calendar())
                        || !governments(after).equals(governments(before)));
    }

    /** Without their agencies, which are places of their own. */
    private static List<Government> governments(Catalogue catalogue) {
        return catalogue.governments().stream()
                .map(each -> new Government(each.path(), each.name(), each.zone(), each.population(), List.of()))
                .toList();
    }

    /** Places and feeds that one catalogue has and another has not, or has otherwise. */
    public record Difference(List<ScopePath> agencies, List<ScopePath> services, List<Feed> feeds) {

        static final Difference NONE = new Difference(List.of(), List.of(), List.of());

        public Difference {
            agencies = List.copyOf(agencies);
            services = List.copyOf(services);
            feeds = List.copyOf(feeds);
        }

        /** What {@code one} holds and {@code other} does not, or otherwise; feeds of this document may always differ. */
        static Difference between(Catalogue one, Catalogue other, String document) {
            return new Difference(
                    one.agencies().stream()
                            .filter(agency -> other.agency(agency.path())
                                    .filter(same -> same.name().equals(agency.name()))
                                    .isEmpty())
                            .map(Agency::path)
                            .toList(),
                    one.services().stream()
                            .filter(service -> !other.service(service.path()).equals(Optional.of(service)))
                            .map(Service::path)
                            .toList(),
                    one.feeds().stream()
                            .filter(feed -> other.feed(feed.id()).isEmpty()
                                    || one.documentOf(feed).equals(document))
                            .toList());
        }

        /** Every place it concerns. */
        public Set<ScopePath> places() {
            Set<ScopePath> places = new LinkedHashSet<>(agencies);
            places.addAll(services);
            feeds.forEach(feed -> places.add(feed.agency()));
            return places;
        }
    }
}
