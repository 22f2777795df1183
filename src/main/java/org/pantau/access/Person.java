package org.pantau.access;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Government;
import org.pantau.measure.ScopePath;

/** Somebody who is logged in, and what is theirs to see. Immutable. */
public record Person(String username, String name, List<Grant> grants) {

    public Person {
        grants = List.copyOf(grants);
    }

    /** Whether this place is theirs to see. What is not does not exist for them. */
    public boolean maySee(ScopePath place) {
        return grants.stream().anyMatch(grant -> grant.scope().contains(place));
    }

    /** Whether they look after the feeds of this place. */
    public boolean operates(ScopePath place) {
        return grants.stream()
                .anyMatch(grant -> grant.role().operates() && grant.scope().contains(place));
    }

    /** Whether they administer this place. */
    public boolean administers(ScopePath place) {
        return grants.stream()
                .anyMatch(grant ->
                        grant.role() == Role.ADMINISTRATOR && grant.scope().contains(place));
    }

    /**
     * The highest place they may see: the first of the shortest scopes granted; for one that the catalogue does not hold
     * (the whole tree, a province of which it holds regencies only) the highest place of the catalogue below it. Empty where
     * nothing of theirs is in the catalogue.
     */
    public Optional<ScopePath> top(Catalogue catalogue) {
        return grants.stream()
                .map(Grant::scope)
                .flatMap(scope -> held(scope, catalogue).stream())
                .min(Comparator.comparingInt((ScopePath scope) -> scope.value().length())
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static Optional<ScopePath> held(ScopePath scope, Catalogue catalogue) {
        if (scope.equals(ScopePath.ROOT)) {
            return Optional.of(catalogue.top());
        }
        return catalogue.holds(scope)
                ? Optional.of(scope)
                : catalogue.governments().stream()
                        .map(Government::path)
                        .filter(scope::contains)
                        .findFirst();
    }
}
