package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Access;
import org.pantau.access.Access.Login;
import org.pantau.access.Person;
import org.pantau.access.Tokens.Token;
import org.pantau.catalogue.Catalogue;
import org.pantau.measure.ScopePath;
import org.pantau.web.json.Times;

/** What is one's own: the password, open sessions, keys for programs. A key itself opens none of this. */
final class OwnRoutes {

    /** OWASP ASVS 5, 6.2.1 asks for at least 8 and recommends 15; 6.2.9 for at least 64. */
    private static final int SHORTEST_PASSWORD = 12;

    private static final int LONGEST_PASSWORD = 128;
    private static final int LONGEST_NAME = 80;
    private static final int MOST_DAYS = 366;
    private static final int MOST_TOKENS = 50;

    private final Access access;
    private final Caller caller;
    private final Catalogue catalogue;
    private final Deeds deeds;

    OwnRoutes(Access access, Caller caller, Catalogue catalogue, Deeds deeds) {
        this.access = access;
        this.caller = caller;
        this.catalogue = catalogue;
        this.deeds = deeds;
    }

    Future<Void> changePassword(RoutingContext context, JsonObject body) {
        Person person = caller.anybody(context);
        String before = text(body, "before");
        String after = text(body, "after");
        int length = after.codePointCount(0, after.length());
        if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
            throw Problem.badField("after", SHORTEST_PASSWORD + " sampai " + LONGEST_PASSWORD + " huruf / characters");
        }
        if (after.equals(before)
                || after.toLowerCase(Locale.ROOT).contains(person.username())
                || after.chars().distinct().count() < 5) {
            throw Problem.badField(
                    "after",
                    "kata sandi baru, tanpa nama akun, bukan huruf yang itu-itu saja / a new one, without the account's name,"
                            + " not the same few characters");
        }
        String token = caller.token(context).orElseThrow(Problem::notLoggedIn);
        return access.changePassword(person, token, before, after, Caller.address(context))
                .compose(came -> {
                    Problem held = SessionRoutes.problem(came).orElse(null);
                    if (held != null) {
                        return Future.failedFuture(held);
                    }
                    if (came instanceof Login.Refused) {
                        return Future.failedFuture(
                                Problem.badField("before", "kata sandi sekarang / the present password"));
                    }
                    return deeds.keep(context, person, "password-change", person.username(), "", caller.top(person))
                            .compose(kept -> Json.nothing(context));
                });
    }

    Future<Void> sessions(RoutingContext context) {
        Person person = caller.own(context);
        ZoneId zone = catalogue.zone(caller.top(person));
        JsonArray sessions = new JsonArray();
        access.sessions(person, caller.token(context).orElse(""))
                .forEach(each -> sessions.add(new JsonObject()
                        .put("id", each.id())
                        .put("current", each.current())
                        .put("created", Times.iso(each.created(), zone))
                        .put("seen", Times.iso(each.seen(), zone))
                        .put("address", each.address())
                        .put("agent", each.agent())));
        return Json.answer(context, 200, new JsonObject().put("sessions", sessions));
    }

    Future<Void> endSession(RoutingContext context, String id) {
        Person person = caller.own(context);
        return access.closeSession(person, id)
                .compose(closed -> closed
                        ? deeds.keep(context, person, "session-end", person.username(), "", caller.top(person))
                        : Future.failedFuture(Problem.notFound()))
                .compose(kept -> Json.nothing(context));
    }

    Future<Void> tokens(RoutingContext context) {
        Person person = caller.own(context);
        JsonArray tokens = new JsonArray();
        access.tokens().of(person.username()).forEach(each -> tokens.add(json(each)));
        return Json.answer(context, 200, new JsonObject().put("tokens", tokens));
    }

    /** A key that reads what its owner may see within a place; shown this once. */
    Future<Void> makeToken(RoutingContext context, JsonObject body) {
        Person person = caller.own(context);
        String name = CatalogueRoutes.text(body, "name", LONGEST_NAME);
        ScopePath scope = caller.scope(person, body.getString("scope"));
        if (!(body.getValue("days") instanceof Integer days) || days < 1 || days > MOST_DAYS) {
            throw Problem.badField("days", "1 sampai " + MOST_DAYS);
        }
        if (access.tokens().of(person.username()).size() >= MOST_TOKENS) {
            throw Problem.conflict(
                    "Sudah ada " + MOST_TOKENS + " kunci; cabut yang tidak dipakai. / Revoke some first.");
        }
        return access.tokens()
                .make(person.username(), name, scope, Duration.ofDays(days))
                .compose(made -> deeds.keep(
                                context, person, "token-make", made.token().id(), name, scope)
                        .compose(kept ->
                                Json.answer(context, 201, json(made.token()).put("token", made.secret()))));
    }

    Future<Void> revokeToken(RoutingContext context, String id) {
        Person person = caller.own(context);
        return access.tokens().revoke(person.username(), id).compose(revoked -> {
            Token token = revoked.orElseThrow(Problem::notFound);
            return deeds.keep(context, person, "token-revoke", token.id(), token.name(), token.scope())
                    .compose(kept -> Json.nothing(context));
        });
    }

    private JsonObject json(Token token) {
        ZoneId zone = catalogue.zone(token.scope());
        return new JsonObject()
                .put("id", token.id())
                .put("name", token.name())
                .put("scope", token.scope().value())
                .put("scopeName", PlaceName.full(catalogue, token.scope()))
                .put("created", Times.iso(token.created(), zone))
                .put("expires", Times.iso(token.expires(), zone))
                .put("lastUsed", Times.isoOrNull(token.lastUsed(), zone));
    }

    private static String text(JsonObject body, String field) {
        @Nullable Object given = body.getValue(field);
        if (!(given instanceof String text) || text.length() > 4 * LONGEST_PASSWORD) {
            throw Problem.badField(field, "teks / text");
        }
        return text;
    }
}
