package org.pantau.catalogue.address;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;

/** Finds the agency a line speaks of: one of the tree, that of the line above, or a new one. */
final class AgencyFinder {

    /** A new agency that signs with a government's name. */
    private static final Pattern ELSEWHERE = Pattern.compile(" (?:kabupaten|kota) ");

    private final Places places;
    private final ScopePath within;
    private @Nullable Place above;
    private boolean aboveUnknown;
    private List<ScopePath> governmentAbove = List.of();
    private boolean governmentSaid;

    AgencyFinder(Places places, ScopePath within) {
        this.places = places;
        this.within = within;
    }

    /** What the lines below mean where they name no agency; null where nobody knows. */
    void goOnWith(@Nullable Place agency) {
        above = agency;
        aboveUnknown = agency == null;
    }

    /** Null, and something wrong noted, where it cannot be found out. */
    @Nullable
    Place find(Fields fields, Notes notes) {
        boolean silent = Notes.text(fields.agency()).isEmpty();
        Place agency = agency(fields, notes);
        if (!silent || agency != null) {
            goOnWith(agency);
        }
        return agency;
    }

    private @Nullable Place agency(Fields fields, Notes notes) {
        String text = Notes.text(fields.agency());
        ScopePath path = Notes.path(NodeKind.AGENCY, fields.agency());
        if (path != null) {
            Optional<Place> found = places.holds(path) ? places.agency(path) : Optional.empty();
            if (found.isEmpty()) {
                notes.wrong(
                        "'" + path + "' tidak ada di katalog" + fence(),
                        "'" + path + "' is not in the catalogue" + inFence());
            }
            return found.orElse(null);
        }
        Governments governments = governments(fields, notes);
        if (governments == null) {
            return null;
        }
        if (text.isEmpty()) {
            return unsaid(Notes.text(fields.service()), governments, notes);
        }
        Match match = matching(text, governments);
        if (match.places().size() > 1) {
            notes.ambiguous("instansi", "agency", text, match);
            return null;
        }
        return match.none() ? newAgency(text, governments.own(), notes) : match.only();
    }

    /** The agencies a text may mean, those of the line's own government before others. */
    Match matching(String text, Governments governments) {
        Match own = governments.own() == null ? Match.NONE : places.agencies(text, List.of(governments.own()));
        return own.none() ? places.agencies(text, governments.all()) : own;
    }

    /** The agency of a line that names none: the one the list is about, that of the line above, or the service's own. */
    private @Nullable Place unsaid(String service, Governments governments, Notes notes) {
        if (within.kind() == NodeKind.AGENCY) {
            return places.agency(within).orElseThrow();
        }
        if (above != null && governments.all().contains(above.path().parent())) {
            return above;
        }
        Place only = service.isEmpty() || aboveUnknown
                ? null
                : places.servicesAmong(service, governments.all()).only();
        if (only != null) {
            return places.agency(only.path().parent()).orElseThrow();
        }
        notes.wrong(
                aboveUnknown
                        ? "instansi kosong, dan yang di baris atas tidak dikenal"
                        : "instansi kosong; tulis namanya atau jalurnya, misalnya 33.08/dinkes",
                aboveUnknown
                        ? "no agency, and that of the line above is unknown"
                        : "no agency, expected its name or its path such as 33.08/dinkes");
        return null;
    }

    /** An agency that the list brings; null, and something wrong noted, where nothing says of which government. */
    @Nullable
    Place newAgency(String name, @Nullable ScopePath government, Notes notes) {
        if (within.kind() == NodeKind.AGENCY) {
            notes.wrong(
                    "'" + name + "' bukan " + within + ", yang daftar ini bicarakan",
                    "'" + name + "' is not " + within + ", which this list is about");
            return null;
        }
        if (government == null) {
            notes.wrong(
                    "instansi '" + name
                            + "' tidak dikenal; untuk instansi baru sebut pemerintahnya (kolom Pemerintah, atau"
                            + " pilih satu pemerintah untuk seluruh daftar)",
                    "agency '" + name
                            + "' is unknown; for a new one name its government (a column Government, or choose one"
                            + " for the whole list)");
            return null;
        }
        String key = Names.key(name);
        String own = places.name(government);
        if (ELSEWHERE.matcher(key).find() && !key.endsWith(" " + Names.key(own))) {
            notes.warn(
                    "instansi baru '" + name + "' menyebut pemerintah lain daripada " + own,
                    "new agency '" + name + "' names another government than " + own);
        }
        Place fresh = places.newAgency(government, name);
        places.like(fresh)
                .ifPresent(like -> notes.warn(
                        "instansi baru '" + name + "' mirip " + like + "; salah tulis?",
                        "new agency '" + name + "' is almost " + like + "; mistyped?"));
        return fresh;
    }

    /**
     * The governments a line may speak of.
     *
     * @param own where its new agencies belong; null where nothing says so
     */
    record Governments(@Nullable ScopePath own, Collection<ScopePath> all) {}

    /**
     * The governments of a line, that of the line above where it names none; null, and something wrong noted, where it names
     * one that is not there.
     */
    @Nullable
    Governments governments(Fields fields, Notes notes) {
        String text = Notes.text(fields.government());
        if (text.isEmpty() && governmentSaid) {
            if (governmentAbove.isEmpty()) {
                notes.wrong(
                        "pemerintah kosong, dan yang di baris atas tidak dikenal",
                        "no government, and that of the line above is unknown");
                return null;
            }
            return new Governments(governmentAbove.get(0), governmentAbove);
        }
        if (text.isEmpty()) {
            Collection<ScopePath> all = places.governments();
            ScopePath own = within.kind() == NodeKind.GOVERNMENT
                    ? within
                    : all.size() == 1 ? all.iterator().next() : null;
            return new Governments(own, all);
        }
        List<ScopePath> found = places.government(text);
        governmentSaid = true;
        governmentAbove = found.size() == 1 ? found : List.of();
        if (found.size() == 1) {
            return new Governments(found.get(0), found);
        }
        if (found.isEmpty()) {
            notes.wrong(
                    "pemerintah '" + text + "' tidak ada di katalog" + fence(),
                    "government '" + text + "' is not in the catalogue" + inFence());
        } else {
            String names = String.join(
                    ", ",
                    found.stream()
                            .map(each -> places.name(each) + " (" + each + ")")
                            .toList());
            notes.wrong(
                    "pemerintah '" + text + "' dapat berarti " + names, "government '" + text + "' may mean " + names);
        }
        return null;
    }

    /** Why else a place is not there, in Indonesian. */
    String fence() {
        return within.equals(ScopePath.ROOT) ? "" : ", atau di luar " + within;
    }

    /** The same in English. */
    String inFence() {
        return within.equals(ScopePath.ROOT) ? "" : ", or outside of " + within;
    }
}
