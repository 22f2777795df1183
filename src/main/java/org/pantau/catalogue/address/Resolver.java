package org.pantau.catalogue.address;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.table.SmallTable.Cell;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;

/** Finds whom a line speaks of: an agency and a service of the tree, or new ones. */
final class Resolver {

    /** What an address without a service is taken for. */
    private static final String SITE = "Situs web";

    private static final int LONGEST_NAME = 300;
    /** What the names of agencies begin with, where a single name may also be that of a service. */
    private static final Set<String> AGENCY_WORDS = Set.of(
            "dinas",
            "badan",
            "kantor",
            "kecamatan",
            "kelurahan",
            "desa",
            "rsud",
            "rsu",
            "puskesmas",
            "inspektorat",
            "sekretariat",
            "bagian",
            "satpol",
            "satuan",
            "upt",
            "uptd",
            "bpbd",
            "dprd",
            "setda",
            "setwan",
            "mpp",
            "mal",
            "perumda",
            "pdam",
            "biro");

    private final Places places;
    private final ScopePath within;
    private final AgencyFinder agencies;

    Resolver(Places places, ScopePath within) {
        this.places = places;
        this.within = within;
        this.agencies = new AgencyFinder(places, within);
    }

    /** An agency and a service of it; either may be new. */
    record Target(Place agency, Place service) {}

    /** Null, and something wrong noted, where it cannot be found out. */
    @Nullable
    Target resolve(Fields fields, Notes notes) {
        if (unusable(fields, notes)) {
            agencies.goOnWith(null);
            return null;
        }
        if (!Notes.text(fields.name()).isEmpty()) {
            return single(fields, notes);
        }
        ScopePath path = Notes.path(NodeKind.SERVICE, fields.code(), fields.service());
        if (path != null) {
            return written(path, fields, notes);
        }
        Place agency = agencies.find(fields, notes);
        return agency == null
                ? null
                : target(agency, service(agency, Notes.text(fields.service()), Notes.text(fields.code()), notes));
    }

    /** A service by its path. */
    private @Nullable Target written(ScopePath path, Fields fields, Notes notes) {
        Place agency = places.holds(path) ? places.agency(path.parent()).orElse(null) : null;
        Place service = agency == null ? null : places.service(path).orElse(null);
        String name = Notes.text(fields.service());
        if (agency != null && service == null && ScopePath.parse(name).isEmpty() && !name.isEmpty()) {
            service = places.newService(agency.path(), name, Place.id(path));
        }
        if (agency == null || service == null) {
            notes.wrong(
                    "'" + path + "' tidak ada di katalog" + agencies.fence(),
                    "'" + path + "' is not in the catalogue" + agencies.inFence());
            return null;
        }
        String owner = Notes.text(fields.agency());
        Place meant = agency;
        boolean other = !owner.isEmpty()
                && !owner.equals(agency.path().value())
                && places.agencies(owner, List.of(agency.path().parent())).places().stream()
                        .noneMatch(each -> each.path().equals(meant.path()));
        if (other) {
            notes.wrong(
                    "'" + path + "' bukan layanan '" + owner + "'", "'" + path + "' is no service of '" + owner + "'");
            return null;
        }
        agencies.goOnWith(agency);
        return new Target(agency, service);
    }

    private @Nullable Place service(Place agency, String text, String code, Notes notes) {
        String name = text.isEmpty() && code.isEmpty() ? SITE : text;
        if (text.isEmpty() && code.isEmpty()) {
            notes.warn(
                    "layanan tidak disebut; dipantau sebagai '" + SITE + "'",
                    "no service named; watched as '" + SITE + "'");
        }
        String id = Names.plain(code);
        if (!code.isEmpty() && id.isEmpty()) {
            notes.wrong("kode '" + code + "' tanpa huruf atau angka", "code '" + code + "' has no letters or digits");
            return null;
        }
        Match match = name.isEmpty() ? Match.NONE : places.services(name, agency.path());
        Place byCode =
                id.isEmpty() ? null : places.service(agency.path().child(id)).orElse(null);
        if (byCode != null) {
            if (!name.isEmpty() && match.places().stream().noneMatch(byCode::equals)) {
                notes.warn(
                        "kode '" + id + "' adalah layanan '" + byCode.name() + "'",
                        "code '" + id + "' is the service '" + byCode.name() + "'");
            }
            return byCode;
        }
        if (match.places().size() > 1) {
            notes.ambiguous("layanan", "service", name, match);
            return null;
        }
        Place only = match.only();
        return only == null ? newService(agency, name, id, notes) : only;
    }

    private @Nullable Place newService(Place agency, String name, String id, Notes notes) {
        if (name.isEmpty()) {
            notes.wrong(
                    "layanan '" + id + "' tidak ada di " + agency.path() + "; untuk layanan baru tulis namanya",
                    "service '" + id + "' is not in " + agency.path() + "; for a new one write its name");
            return null;
        }
        Place fresh = places.newService(agency.path(), name, id.isEmpty() ? null : id);
        places.like(fresh)
                .ifPresent(like -> notes.warn(
                        "layanan baru '" + name + "' mirip " + like + "; salah tulis?",
                        "new service '" + name + "' is almost " + like + "; mistyped?"));
        return fresh;
    }

    /** The only name of a line may be that of a service, or of an agency whose site the address is. */
    private @Nullable Target single(Fields fields, Notes notes) {
        String text = Notes.text(fields.name());
        ScopePath path = Notes.path(NodeKind.SERVICE, fields.name());
        if (path != null) {
            return written(path, fields, notes);
        }
        AgencyFinder.Governments governments = agencies.governments(fields, notes);
        if (governments == null) {
            return null;
        }
        if (within.kind() == NodeKind.AGENCY) {
            Place own = places.agency(within).orElseThrow();
            boolean itself = !places.agencies(text, governments.all()).none()
                    && places.services(text, within).none();
            return target(own, service(own, itself ? "" : text, "", notes));
        }
        ScopePath agencyPath = Notes.path(NodeKind.AGENCY, fields.name());
        Match owners = agencyPath == null
                ? agencies.matching(text, governments)
                : new Match(
                        places.holds(agencyPath)
                                ? places.agency(agencyPath).stream().toList()
                                : List.of(),
                        0);
        Match nearest = owners.or(places.servicesAmong(text, governments.all()));
        return nearest.none() ? site(text, governments.own(), notes) : named(text, nearest, notes);
    }

    /** What a single name means where it means something known. */
    private @Nullable Target named(String text, Match nearest, Notes notes) {
        Place only = nearest.only();
        if (only == null) {
            notes.ambiguous("nama", "name", text, nearest);
            return null;
        }
        return only.path().kind() == NodeKind.AGENCY
                ? target(only, service(only, "", "", notes))
                : target(places.agency(only.path().parent()).orElseThrow(), only);
    }

    /** What a single name means where it is unknown: an agency if it sounds like one. */
    private @Nullable Target site(String text, @Nullable ScopePath government, Notes notes) {
        if (government != null && AGENCY_WORDS.contains(Names.key(text).split(" ", 2)[0])) {
            Place agency = agencies.newAgency(text, government, notes);
            return agency == null ? null : target(agency, service(agency, "", "", notes));
        }
        notes.wrong(
                "'" + text + "' bukan instansi atau layanan yang dikenal; tulis instansi, layanan, dan alamat",
                "'" + text + "' is no agency or service that is known, expected agency, service and address");
        return null;
    }

    private static @Nullable Target target(Place agency, @Nullable Place service) {
        return service == null ? null : new Target(agency, service);
    }

    /** Whether a cell that names a place says nothing, or too much. */
    private static boolean unusable(Fields fields, Notes notes) {
        boolean found = false;
        for (Cell cell :
                List.of(fields.government(), fields.agency(), fields.service(), fields.name(), fields.code())) {
            String text = Notes.text(cell);
            if (cell.flaw() != null) {
                notes.wrong(cell.flaw());
                found = true;
            } else if (text.codePointCount(0, text.length()) > LONGEST_NAME) {
                notes.wrong(
                        "nama lebih dari " + LONGEST_NAME + " huruf",
                        "a name of more than " + LONGEST_NAME + " letters");
                found = true;
            }
        }
        return found;
    }
}
