package org.pantau.catalogue.address;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Service;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;

/**
 * The places a list may speak of: those of the tree that lie within its fence, and those it has brought itself so far. What
 * lies outside does not exist here, not even as a candidate.
 */
final class Places {

    /** A spreadsheet makes a number of 33.08 and shows 33.1 for 33.10, or 33,08 where the comma is the decimal point. */
    private static final Pattern CODE = Pattern.compile("(\\d{2})(?:[.,](\\d{1,2}))?");

    private final ScopePath within;
    private final Map<ScopePath, Government> governments = new LinkedHashMap<>();
    private final Map<ScopePath, Known> agencies = new LinkedHashMap<>();
    private final Map<ScopePath, Known> services = new LinkedHashMap<>();
    private final Map<String, Match> agencyMatches = new HashMap<>();

    Places(Catalogue tree, ScopePath within) {
        this.within = within;
        for (Government government : tree.governments()) {
            boolean own = government.path().value().equals(within.government());
            if (!own && !within.contains(government.path())) {
                continue;
            }
            governments.put(government.path(), government);
            agencies.put(government.path(), new Known());
            government.agencies().stream()
                    .filter(agency -> within.contains(agency.path()))
                    .forEach(agency -> add(government, agency));
        }
    }

    private void add(Government government, Agency agency) {
        boolean unused =
                agencies(government.path()).add(Place.agency(agency.path(), agency.name(), false, government.name()));
        Known own = services(agency.path());
        for (Service service : agency.services()) {
            boolean unusedToo = own.add(Place.service(service.path(), service.name(), false));
        }
    }

    /** Whether the fence lets a list speak of this place. */
    boolean holds(ScopePath path) {
        return within.contains(path);
    }

    /** The governments a list may speak of. */
    Collection<ScopePath> governments() {
        return governments.keySet();
    }

    String name(ScopePath government) {
        return Optional.ofNullable(governments.get(government))
                .map(Government::name)
                .orElse(government.value());
    }

    /** The governments meant by a code or a name. */
    List<ScopePath> government(String text) {
        Matcher code = CODE.matcher(text);
        if (code.matches()) {
            String second = code.group(2);
            String whole = second == null
                    ? code.group(1)
                    : code.group(1) + "." + (second.length() == 1 ? second + "0" : second);
            return governments.containsKey(ScopePath.of(whole)) ? List.of(ScopePath.of(whole)) : List.of();
        }
        String key = Names.key(text).replaceFirst("^pemerintah (?:daerah )?", "");
        List<ScopePath> same = governments.values().stream()
                .filter(each -> Names.key(each.name()).equals(key))
                .map(Government::path)
                .toList();
        return !same.isEmpty()
                ? same
                : governments.values().stream()
                        .filter(each -> Names.key(each.name()).endsWith(" " + key))
                        .map(Government::path)
                        .toList();
    }

    Optional<Place> agency(ScopePath path) {
        return agencies(path.parent()).at(path);
    }

    Optional<Place> service(ScopePath path) {
        return services(path.parent()).at(path);
    }

    /** The agencies of these governments that a text may mean. */
    Match agencies(String text, Collection<ScopePath> among) {
        Match match = Match.NONE;
        for (ScopePath government : among) {
            match = match.or(agencyMatches.computeIfAbsent(
                    government + " " + text,
                    any -> agencies(government).match(Place.agencyForms(text, name(government)))));
        }
        return match;
    }

    /** The services of an agency that a text may mean. */
    Match services(String text, ScopePath agency) {
        return services(agency).match(Place.serviceForms(text));
    }

    /** The services of any agency of these governments that a text may mean. */
    Match servicesAmong(String text, Collection<ScopePath> among) {
        List<Set<String>> forms = Place.serviceForms(text);
        Match match = Match.NONE;
        for (ScopePath government : among) {
            for (Place agency : agencies(government).all()) {
                match = match.or(services(agency.path()).match(forms));
            }
        }
        return match;
    }

    /** An agency that the list brings; it is there for the lines that follow once it is {@link #keep kept}. */
    Place newAgency(ScopePath government, String name) {
        String shorter = Names.plain(Names.inBrackets(name));
        boolean oneWord = !shorter.isEmpty() && shorter.indexOf('-') < 0 && shorter.length() <= 20;
        String id = Names.id(
                oneWord ? shorter : name,
                taken -> agencies(government).at(government.child(taken)).isPresent(),
                "instansi");
        return Place.agency(government.child(id), name, true, name(government));
    }

    /** A service that the list brings; it is there for the lines that follow once it is {@link #keep kept}. */
    Place newService(ScopePath agency, String name, @Nullable String code) {
        String id = Names.id(
                code == null ? name : code,
                taken -> services(agency).at(agency.child(taken)).isPresent(),
                "layanan");
        return Place.service(agency.child(id), name, true);
    }

    /** From now on other lines may mean these places too. */
    void keep(Place agency, Place service) {
        if (agencies(agency.path().parent()).add(agency)) {
            agencyMatches.clear();
        }
        boolean unused = services(agency.path()).add(service);
    }

    /** A name of the catalogue that is almost the same, for somebody who may have mistyped it. */
    Optional<String> like(Place place) {
        Known others = place.path().kind() == NodeKind.AGENCY
                ? agencies(place.path().parent())
                : services(place.path().parent());
        return others.like(place).map(other -> other.name() + " (" + other.path() + ")");
    }

    private Known agencies(ScopePath government) {
        return agencies.computeIfAbsent(government, any -> new Known());
    }

    private Known services(ScopePath agency) {
        return services.computeIfAbsent(agency, any -> new Known());
    }
}
