package org.pantau.access;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Government;
import org.pantau.measure.ScopePath;

/**
 * Somebody who is logged in, and what is theirs to see now. A province sees figures and status of its regencies and cities;
 * their feeds, answers, mappings and audit only where they have opened them to it. Immutable.
 *
 * @param opened codes of the governments that have
 */
public record Person(String username, String name, List<Grant> grants, Set<String> opened) {

    public Person {
        grants = List.copyOf(grants);
        opened = Set.copyOf(opened);
    }

    public Person(String username, String name, List<Grant> grants) {
        this(username, name, grants, Set.of());
    }

    /** Whether this place is theirs to see. What is not does not exist for them. */
    public boolean maySee(ScopePath place) {
        return grants.stream().anyMatch(grant -> grant.scope().contains(place));
    }

    /** Whether they look after the feeds of this place. */
    public boolean operates(ScopePath place) {
        return within(place, Role::operates);
    }

    /** Whether they administer this place. */
    public boolean administers(ScopePath place) {
        return within(place, role -> role == Role.ADMINISTRATOR);
    }

    /** Whether they may read who did what in this place. */
    public boolean audits(ScopePath place) {
        return within(place, role -> role == Role.ADMINISTRATOR || role == Role.AUDITOR);
    }

    private boolean within(ScopePath place, Predicate<Role> role) {
        return grants.stream()
                .anyMatch(grant ->
                        role.test(grant.role()) && grant.scope().contains(place) && reaches(grant.scope(), place));
    }

    private boolean reaches(ScopePath scope, ScopePath place) {
        return scope.equals(ScopePath.ROOT)
                || scope.government().equals(place.government())
                || opened.contains(place.government());
    }

    /** The same person, seeing no more than lies within this place. */
    public Person within(ScopePath place) {
        List<Grant> cut = grants.stream()
                .filter(grant -> grant.scope().contains(place) || place.contains(grant.scope()))
                .map(grant -> place.contains(grant.scope()) ? grant : cut(grant, place))
                .toList();
        return new Person(username, name, cut, opened);
    }

    /** What a role on a place above comes to here: where it does not reach, looking at figures is left. */
    private Grant cut(Grant grant, ScopePath place) {
        return new Grant(reaches(grant.scope(), place) ? grant.role() : Role.LEADER, place);
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
