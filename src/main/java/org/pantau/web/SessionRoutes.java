package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pantau.access.Access;
import org.pantau.access.Access.DemoAccount;
import org.pantau.access.Access.Login;
import org.pantau.access.Person;
import org.pantau.catalogue.Catalogue;
import org.pantau.measure.ScopePath;

/** Logging in and out, and who one is. */
final class SessionRoutes {

    private static final Duration COOKIE_LASTS = Duration.ofDays(7);

    private final Access access;
    private final Caller caller;
    private final Catalogue catalogue;
    private final List<DemoAccount> demoAccounts;
    private final boolean demo;

    SessionRoutes(Access access, Caller caller, Catalogue catalogue, boolean demo, List<DemoAccount> demoAccounts) {
        this.access = access;
        this.caller = caller;
        this.catalogue = catalogue;
        this.demo = demo;
        this.demoAccounts = List.copyOf(demoAccounts);
    }

    Future<Void> logIn(RoutingContext context, JsonObject body) {
        return attempt(context, body).compose(login -> {
            if (login instanceof Login.Done done) {
                context.response().addCookie(caller.cookie(context, done.token(), COOKIE_LASTS.toSeconds()));
                return Json.answer(context, 201, session(done.person()));
            }
            return Future.failedFuture(problem(login).orElseGet(Problem::refused));
        });
    }

    /** What keeps a password from being looked at; empty where it was. */
    static Optional<Problem> problem(Login login) {
        if (login instanceof Login.Wait wait) {
            return Optional.of(Problem.tooMany(seconds(wait.howLong())));
        }
        return login instanceof Login.Busy busy
                ? Optional.of(Problem.later(
                        "Banyak yang sedang masuk. Coba lagi sebentar. / Many are logging in. Try again in a moment.",
                        seconds(busy.howLong())))
                : Optional.empty();
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }

    private Future<Login> attempt(RoutingContext context, JsonObject body) {
        String demoName = body.getString("demo");
        if (demoName != null) {
            return demoAccounts.stream()
                    .filter(account -> account.username().equals(demoName))
                    .findFirst()
                    .map(account -> access.loginDemo(account, Caller.address(context), agent(context)))
                    .orElseGet(() -> Future.failedFuture(Problem.refused()));
        }
        String username = body.getString("username");
        String password = body.getString("password");
        if (username == null) {
            return Future.failedFuture(Problem.badField("username", "text"));
        }
        if (password == null) {
            return Future.failedFuture(Problem.badField("password", "text"));
        }
        return access.login(username, password, Caller.address(context), agent(context));
    }

    Future<Void> whoAmI(RoutingContext context) {
        return Json.answer(context, 200, session(caller.anybody(context)));
    }

    Future<Void> logOut(RoutingContext context) {
        String token = caller.token(context).filter(caller::open).orElseThrow(Problem::notLoggedIn);
        return access.logout(token).compose(done -> {
            context.response().addCookie(caller.cookie(context, "", 0));
            return Json.nothing(context);
        });
    }

    Future<Void> demoAccounts(RoutingContext context) {
        if (!demo) {
            throw Problem.notFound();
        }
        JsonArray accounts = new JsonArray();
        for (DemoAccount account : demoAccounts) {
            accounts.add(new JsonObject()
                    .put("username", account.username())
                    .put("name", account.name())
                    .put("role", account.role().word())
                    .put("scope", account.scope().value())
                    .put("scopeName", PlaceName.of(catalogue, account.scope())));
        }
        return Json.answer(context, 200, new JsonObject().put("accounts", accounts));
    }

    private JsonObject session(Person person) {
        JsonArray roles = new JsonArray();
        person.grants()
                .forEach(grant -> roles.add(new JsonObject()
                        .put("role", grant.role().word())
                        .put("scope", grant.scope().value())
                        .put("scopeName", PlaceName.full(catalogue, grant.scope()))));
        return new JsonObject()
                .put("user", new JsonObject().put("username", person.username()).put("name", person.name()))
                .put("roles", roles)
                .put("top", person.top(catalogue).map(ScopePath::value).orElse(null))
                .put("mustChange", access.mustChange(person))
                .put("demo", demo);
    }

    private static String agent(RoutingContext context) {
        return Objects.requireNonNullElse(context.request().getHeader("user-agent"), "");
    }
}
