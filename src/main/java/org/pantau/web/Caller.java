package org.pantau.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Access;
import org.pantau.access.Person;
import org.pantau.access.Tokens;
import org.pantau.catalogue.Catalogue;
import org.pantau.measure.ScopePath;
import org.pantau.web.door.Whence;

/** Who asks, and what of it is theirs to see: the one place where scope is cut. */
final class Caller {

    static final String COOKIE = "pantau_session";
    private static final String BEARER = "Bearer ";

    private final Access access;
    private final Catalogue catalogue;

    Caller(Access access, Catalogue catalogue) {
        this.access = access;
        this.catalogue = catalogue;
    }

    /** The person behind the session cookie, or the key of a program, which reads and does nothing else. */
    Person person(RoutingContext context) {
        Person person = anybody(context);
        if (access.mustChange(person)) {
            throw Problem.forbidden(
                    "Ganti dahulu kata sandi yang dibuatkan untuk Anda. / Change the password made up for"
                            + " you first.");
        }
        return person;
    }

    /** The person behind the session cookie: what a key does not open. */
    Person own(RoutingContext context) {
        if (context.request().getCookie(COOKIE) == null) {
            throw Problem.notLoggedIn();
        }
        return person(context);
    }

    /** Also somebody who must change their password before anything else. */
    Person anybody(RoutingContext context) {
        return find(context).orElseThrow(Problem::notLoggedIn);
    }

    Optional<Person> find(RoutingContext context) {
        Optional<Person> found = token(context).flatMap(access::person);
        if (found.isPresent() && context.request().getCookie(COOKIE) == null && !reads(context)) {
            throw Problem.forbidden("Kunci program hanya membaca. / A program's key only reads.");
        }
        return found;
    }

    private static boolean reads(RoutingContext context) {
        HttpMethod method = context.request().method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    /** Of the session, or else of a program. */
    Optional<String> token(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie != null) {
            return Optional.of(cookie.getValue());
        }
        String header = context.request().getHeader("authorization");
        return Optional.ofNullable(header)
                .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(text -> text.substring(BEARER.length()).strip())
                .filter(Tokens::isKey);
    }

    /** Whether a session or key still opens what it did: the same places in the same roles. */
    boolean stillIs(String token, Person person) {
        return access.person(token).filter(person::equals).isPresent();
    }

    /** Whether a session is still open. */
    boolean open(String token) {
        return access.person(token).isPresent();
    }

    /** The place a request names, or the highest the person may see; a place that is not theirs does not exist. */
    ScopePath scope(Person person, @Nullable String text) {
        return text == null || text.isEmpty()
                ? person.top(catalogue).orElseThrow(Problem::notFound)
                : place(person, "scope", text);
    }

    /** The highest place the person may see; the whole where nothing of theirs is in the catalogue. */
    ScopePath top(Person person) {
        return person.top(catalogue).orElse(ScopePath.ROOT);
    }

    /** The place this field names. */
    ScopePath place(Person person, String field, String text) {
        ScopePath place = ScopePath.parse(text)
                .filter(found -> !found.equals(ScopePath.ROOT))
                .orElseThrow(
                        () -> Problem.badField(
                                field,
                                "tempat seperti 33, 33.08 atau 33.08/disdukcapil / a place such as 33, 33.08 or 33.08/disdukcapil"));
        return visible(person, place);
    }

    /** This place, when it exists and is theirs. */
    ScopePath visible(Person person, ScopePath place) {
        if (!person.maySee(place) || !catalogue.holds(place)) {
            throw Problem.notFound();
        }
        return place;
    }

    Cookie cookie(RoutingContext context, String token, long maxAgeSeconds) {
        return Cookie.cookie(COOKIE, token)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setSecure(secure(context))
                .setMaxAge(maxAgeSeconds);
    }

    /** The address the request came from; a trusted proxy is believed about whom it speaks for. */
    static String address(RoutingContext context) {
        return Whence.of(context).address();
    }

    /** How the caller's browser names this server; a trusted proxy is believed about it. */
    static String base(RoutingContext context) {
        return (secure(context) ? "https://" : "http://") + context.request().authority();
    }

    static boolean fromThisMachine(RoutingContext context) {
        return Whence.of(context).thisMachine();
    }

    private static boolean secure(RoutingContext context) {
        return Whence.of(context).secure();
    }
}
