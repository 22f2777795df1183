package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Access;
import org.pantau.access.Account;
import org.pantau.access.Appointment;
import org.pantau.access.Capacity;
import org.pantau.access.Grant;
import org.pantau.access.People.ChangedException;
import org.pantau.access.People.LastAdministratorException;
import org.pantau.access.Person;
import org.pantau.access.Role;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Government;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;
import org.pantau.web.json.Times;

/**
 * Accounts and their roles, for administrators of a place: of accounts that are theirs they change everything, of those they
 * share with others only the roles within their place.
 */
final class UserRoutes {

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,39}");
    private static final int LONGEST_NAME = 120;
    private static final int MOST_ROLES = 40;

    private final Access access;
    private final Caller caller;
    private final Catalogue catalogue;
    private final Deeds deeds;
    private final InstantSource clock;

    UserRoutes(Access access, Caller caller, Catalogue catalogue, Deeds deeds, InstantSource clock) {
        this.access = access;
        this.caller = caller;
        this.catalogue = catalogue;
        this.deeds = deeds;
        this.clock = clock;
    }

    Future<Void> all(RoutingContext context) {
        Person person = administrator(context);
        JsonArray users = new JsonArray();
        access.people().all().stream()
                .filter(account -> account.knownTo(person))
                .forEach(account -> users.add(json(account, person)));
        JsonArray opened = new JsonArray();
        catalogue.governments().stream()
                .map(Government::path)
                .filter(path ->
                        path.kind() == NodeKind.GOVERNMENT && !path.parent().equals(ScopePath.ROOT))
                .filter(person::administers)
                .forEach(path -> opened.add(opened(path, person)));
        return Json.answer(context, 200, new JsonObject().put("users", users).put("opened", opened));
    }

    Future<Void> create(RoutingContext context, JsonObject body) {
        Person person = administrator(context);
        String username = CatalogueRoutes.text(body, "username", 40);
        if (!USERNAME.matcher(username).matches()) {
            throw Problem.badField("username", "2 sampai 40 huruf kecil, angka, titik, garis bawah, tanda hubung");
        }
        String name = CatalogueRoutes.text(body, "name", LONGEST_NAME);
        ScopePath home = administered(person, "home", body.getString("home", ""));
        List<Appointment> roles = roles(person, body.getValue("roles", new JsonArray()), List.of());
        return access.create(username, name, home, roles, person.username())
                .compose(password -> password.isEmpty()
                        ? Future.failedFuture(Problem.conflict("Nama akun '" + username + "' sudah dipakai. / Taken."))
                        : deeds.keep(context, person, "user-create", username, said(name, roles), home)
                                .compose(kept -> Json.answer(
                                        context,
                                        201,
                                        new JsonObject()
                                                .put("user", json(found(username), person))
                                                .put("password", password.get()))));
    }

    /** Name, and whether it may log in. */
    Future<Void> change(RoutingContext context, String username, JsonObject body) {
        Person person = administrator(context);
        Account account = managed(person, username);
        String name = CatalogueRoutes.optional(body, "name", LONGEST_NAME).orElse(account.name());
        if (!(body.getValue("disabled", account.disabledAt() != null) instanceof Boolean disabled)) {
            throw Problem.badField("disabled", "true atau false");
        }
        if (disabled && username.equals(person.username())) {
            throw Problem.badField("disabled", "false untuk akun sendiri / false for one's own account");
        }
        Future<Void> ended = disabled ? access.closeSessions(username) : Future.succeededFuture();
        return access.people()
                .change(username, revision(body), name, disabled)
                .compose(done -> ended)
                .recover(UserRoutes::refused)
                .compose(done -> deeds.keep(
                        context, person, disabled ? "user-disable" : "user-change", username, name, account.home()))
                .compose(kept -> Json.answer(context, 200, json(found(username), person)));
    }

    /** All roles within what the caller administers, in place of those there were. */
    Future<Void> appoint(RoutingContext context, String username, JsonObject body) {
        Person person = administrator(context);
        Account account = known(person, username);
        List<Appointment> roles = roles(person, body.getValue("roles"), account.appointments());
        return access.people()
                .appoint(username, revision(body), roles, person::administers)
                .recover(UserRoutes::refused)
                .compose(done -> {
                    ScopePath place = roles.stream()
                            .map(each -> each.grant().scope())
                            .reduce(ScopePath::common)
                            .orElse(account.home());
                    return deeds.keep(context, person, "user-roles", username, said(account.name(), roles), place);
                })
                .compose(kept -> Json.answer(context, 200, json(found(username), person)));
    }

    /** A new made-up password, shown once. */
    Future<Void> reset(RoutingContext context, String username) {
        Person person = administrator(context);
        Account account = managed(person, username);
        return access.resetPassword(username)
                .compose(password -> deeds.keep(
                                context, person, "user-password", username, account.name(), account.home())
                        .compose(kept -> Json.answer(
                                context,
                                200,
                                new JsonObject()
                                        .put("password", password.orElseThrow(Problem::notFound))
                                        .put("user", json(found(username), person)))));
    }

    Future<Void> endSessions(RoutingContext context, String username) {
        Person person = administrator(context);
        Account account = managed(person, username);
        return access.closeSessions(username)
                .compose(done -> deeds.keep(context, person, "user-sessions", username, account.name(), account.home()))
                .compose(kept -> Json.nothing(context));
    }

    /** Whether a government lets its province look after its feeds too. */
    Future<Void> sharing(RoutingContext context, String code, JsonObject body) {
        Person person = administrator(context);
        ScopePath government = ScopePath.parse(code)
                .filter(path -> catalogue.government(path).isPresent() && person.maySee(path))
                .orElseThrow(Problem::notFound);
        if (!opens(person, government)) {
            throw Problem.notFound();
        }
        if (!(body.getValue("operating") instanceof Boolean open)) {
            throw Problem.badField("operating", "true atau false");
        }
        return access.people()
                .open(code, open, person.username())
                .compose(done ->
                        deeds.keep(context, person, open ? "sharing-open" : "sharing-close", code, "", government))
                .compose(kept -> Json.answer(context, 200, new JsonObject().put("operating", open)));
    }

    /** It is the government's own to decide, not its province's. */
    private static boolean opens(Person person, ScopePath government) {
        return person.grants().stream()
                .filter(grant -> grant.role() == Role.ADMINISTRATOR)
                .anyMatch(grant ->
                        grant.scope().equals(ScopePath.ROOT) || grant.scope().equals(government));
    }

    private JsonObject opened(ScopePath government, Person person) {
        return new JsonObject()
                .put("government", government.value())
                .put("name", PlaceName.of(catalogue, government))
                .put("operating", access.people().opened(government.value()))
                .put("may", opens(person, government));
    }

    private Person administrator(RoutingContext context) {
        Person person = caller.person(context);
        if (person.grants().stream().noneMatch(grant -> grant.role() == Role.ADMINISTRATOR)) {
            throw Problem.notFound();
        }
        return person;
    }

    private Account found(String username) {
        return access.people().find(username).orElseThrow(Problem::notFound);
    }

    private Account known(Person person, String username) {
        return Optional.of(found(username)).filter(each -> each.knownTo(person)).orElseThrow(Problem::notFound);
    }

    private Account managed(Person person, String username) {
        Account account = known(person, username);
        if (!account.managedBy(person)) {
            throw Problem.forbidden("Akun ini juga dikelola pihak lain; mintalah administrator di atasnya."
                    + " / Others look after this account too; ask the administrator above.");
        }
        return account;
    }

    private static int revision(JsonObject body) {
        if (!(body.getValue("revision") instanceof Integer revision)) {
            throw Problem.badField(
                    "revision", "angka yang dijawab ketika akun dibaca / the number the account was read with");
        }
        return revision;
    }

    /** A place the caller administers; empty text is the whole. */
    private ScopePath administered(Person person, String field, String text) {
        ScopePath place = ScopePath.parse(text)
                .orElseThrow(() -> Problem.badField(field, "tempat seperti 33, 33.08 atau 33.08/disdukcapil"));
        if (!person.administers(place) || !(place.equals(ScopePath.ROOT) || catalogue.holds(place))) {
            throw Problem.badField(field, "tempat yang Anda kelola / a place you administer");
        }
        return place;
    }

    private List<Appointment> roles(Person person, @Nullable Object given, List<Appointment> before) {
        if (!(given instanceof JsonArray asked) || asked.size() > MOST_ROLES) {
            throw Problem.badField("roles", "daftar, paling banyak " + MOST_ROLES + " / a list");
        }
        List<Appointment> roles = new ArrayList<>();
        Set<Grant> seen = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            String field = "roles[" + i + "]";
            if (!(asked.getValue(i) instanceof JsonObject each)) {
                throw Problem.badField(field, "role, scope");
            }
            Role role = Role.parse(String.valueOf(each.getValue("role")))
                    .orElseThrow(() -> Problem.badField(
                            field + ".role", "leader, agency_head, operator, administrator atau auditor"));
            ScopePath scope = administered(person, field + ".scope", String.valueOf(each.getValue("scope")));
            Capacity capacity = Capacity.parse(String.valueOf(each.getValue("capacity", Capacity.DEFINITIVE.word())))
                    .orElseThrow(() -> Problem.badField(field + ".capacity", "definitive, plt, plh, pj atau pjs"));
            Grant grant = new Grant(role, scope);
            if (!seen.add(grant)) {
                throw Problem.badField(field, "peran yang belum disebut / a role that was not named yet");
            }
            Instant from = time(field + ".from", each.getValue("from"));
            Instant to = time(field + ".to", each.getValue("to"));
            if (from != null && to != null && !from.isBefore(to)) {
                throw Problem.badField(field + ".to", "sesudah from / after from");
            }
            roles.add(new Appointment(grant, capacity, from, to, by(person, before, grant, capacity, from, to)));
        }
        return roles;
    }

    /** Who gave what stays as it was has given it still. */
    private static String by(
            Person person,
            List<Appointment> before,
            Grant grant,
            Capacity capacity,
            @Nullable Instant from,
            @Nullable Instant to) {
        return before.stream()
                .filter(each -> each.equals(new Appointment(grant, capacity, from, to, each.by())))
                .map(Appointment::by)
                .findFirst()
                .orElse(person.username());
    }

    private static @Nullable Instant time(String field, @Nullable Object given) {
        if (given == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(String.valueOf(given)).toInstant();
        } catch (DateTimeException notATime) {
            throw Problem.badField(field, "ISO 8601 dengan selisih waktu, seperti 2026-11-23T07:30:00+07:00");
        }
    }

    private static String said(String name, List<Appointment> roles) {
        List<String> words = roles.stream()
                .map(each -> each.grant().role().word() + "@"
                        + (each.grant().scope().equals(ScopePath.ROOT)
                                ? "*"
                                : each.grant().scope())
                        + (each.capacity() == Capacity.DEFINITIVE
                                ? ""
                                : " " + each.capacity().word())
                        + (each.from() == null ? "" : " from " + each.from())
                        + (each.to() == null ? "" : " to " + each.to()))
                .toList();
        return name + ": " + (words.isEmpty() ? "-" : String.join(", ", words));
    }

    private static Future<Void> refused(Throwable fault) {
        if (fault instanceof ChangedException) {
            return Future.failedFuture(Problem.conflict("Akun ini sudah diubah orang lain sesudah Anda membukanya."
                    + " Muat ulang, lalu ubah lagi. / Changed by somebody else since you opened it; reload."));
        }
        return Future.failedFuture(
                fault instanceof LastAdministratorException
                        ? Problem.conflict("Harus tetap ada satu administrator untuk semuanya."
                                + " / One administrator of everything must stay.")
                        : fault);
    }

    /** Roles on places that are not the caller's are not told. */
    private JsonObject json(Account account, Person person) {
        JsonArray roles = new JsonArray();
        Instant now = clock.instant();
        account.appointments().stream()
                .filter(each -> person.administers(each.grant().scope()))
                .forEach(each -> roles.add(role(each, now)));
        return new JsonObject()
                .put("username", account.username())
                .put("name", account.name())
                .put("home", account.home().value())
                .put("homeName", PlaceName.full(catalogue, account.home()))
                .put("disabledAt", iso(account.disabledAt(), account.home()))
                .put("mustChange", account.mustChange())
                .put("hasPassword", account.hasPassword())
                .put("managed", account.managedBy(person))
                .put("revision", account.revision())
                .put("roles", roles);
    }

    private JsonObject role(Appointment each, Instant now) {
        ScopePath scope = each.grant().scope();
        return new JsonObject()
                .put("role", each.grant().role().word())
                .put("scope", scope.value())
                .put("scopeName", PlaceName.full(catalogue, scope))
                .put("capacity", each.capacity().word())
                .put("from", iso(each.from(), scope))
                .put("to", iso(each.to(), scope))
                .put("holds", each.holds(now))
                .put("by", each.by());
    }

    private @Nullable String iso(@Nullable Instant at, ScopePath place) {
        return Times.isoOrNull(at, catalogue.zone(place));
    }
}
