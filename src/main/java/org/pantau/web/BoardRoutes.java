package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Person;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Service;
import org.pantau.live.Board;
import org.pantau.live.BoardSnapshot;
import org.pantau.live.BoardView;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;
import org.pantau.measure.NodeKind;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;
import org.pantau.web.json.BoardJson;
import org.pantau.web.stream.Audience;
import org.pantau.web.stream.LiveHub;

/** The present: a place's board, services, and the live stream. */
final class BoardRoutes {

    private final Caller caller;
    private final Catalogue catalogue;
    private final Board board;
    private final FeedRoutes feeds;
    private final LiveHub hub;
    private final boolean demo;

    BoardRoutes(Caller caller, Catalogue catalogue, Board board, FeedRoutes feeds, LiveHub hub, boolean demo) {
        this.caller = caller;
        this.catalogue = catalogue;
        this.board = board;
        this.feeds = feeds;
        this.hub = hub;
        this.demo = demo;
    }

    Future<Void> board(RoutingContext context, @Nullable String scopeText) {
        Person person = caller.person(context);
        ScopePath scope = place(person, scopeText);
        BoardSnapshot now = board.snapshot();
        BoardView view = cut(person, now.view(scope));
        return Json.answer(
                context, 200, BoardJson.board(view, place -> now.above(place, scope), demo, person.operates(scope)));
    }

    Future<Void> services(RoutingContext context, @Nullable String scopeText) {
        Person person = caller.person(context);
        ScopePath scope = place(person, scopeText);
        JsonArray services = BoardJson.nodes(board.snapshot().services(scope), person.operates(scope));
        return Json.answer(context, 200, new JsonObject().put("services", services));
    }

    Future<Void> service(RoutingContext context, String id) {
        Person person = caller.person(context);
        ScopePath path = caller.visible(
                person,
                ScopePath.parse(id)
                        .filter(found -> found.kind() == NodeKind.SERVICE)
                        .orElseThrow(Problem::notFound));
        Service service = catalogue.service(path).orElseThrow(Problem::notFound);
        BoardView view = cut(person, board.view(path));
        boolean operator = person.operates(path);
        JsonArray feedList = new JsonArray();
        catalogue
                .feedsOf(path)
                .forEach(feed -> feedList.add(feeds.feed(feed, person.operates(FeedRoutes.subject(feed)))));
        JsonObject json = BoardJson.node(view.node(), operator)
                .put("path", BoardJson.path(view.path()))
                .put("hours", service.hours().text())
                .put("feeds", feedList)
                .put("measures", measures(path));
        return Json.answer(context, 200, json);
    }

    /** Opens the live stream; it stays open until either side ends it. */
    Future<Void> live(RoutingContext context, @Nullable String scopeText, @Nullable String lastEventId) {
        Person person = caller.person(context);
        ScopePath scope = place(person, scopeText);
        if (hub.full()) {
            throw Problem.unavailable("Terlalu banyak pemirsa pada saat ini.");
        }
        String token = caller.token(context).orElse("");
        hub.connect(
                context.response(),
                new Audience(scope, person.operates(scope)),
                Optional.ofNullable(context.request().getHeader("last-event-id"))
                        .orElse(lastEventId),
                view -> cut(person, view),
                () -> caller.stillIs(token, person));
        return Future.succeededFuture();
    }

    /** Boards exist for everything but feeds. */
    private ScopePath place(Person person, @Nullable String text) {
        ScopePath scope = caller.scope(person, text);
        if (scope.kind() == NodeKind.FEED) {
            throw Problem.notFound();
        }
        return scope;
    }

    /** Places above what is theirs are not named. */
    private static BoardView cut(Person person, BoardView view) {
        return new BoardView(
                view.epoch(),
                view.seq(),
                view.at(),
                view.path().stream().filter(place -> person.maySee(place.id())).toList(),
                view.node(),
                view.children(),
                view.attention(),
                view.live());
    }

    private JsonArray measures(ScopePath service) {
        JsonArray list = new JsonArray();
        for (Feed feed : catalogue.feedsOf(service)) {
            for (Mapping mapping : feed.measures()) {
                JsonObject json = measure(mapping.measure(), feed.origin())
                        .put("semantics", mapping.semantics().word());
                list.add(mapping.of() == null ? json : json.put("of", mapping.of()));
            }
            if (feed.isProbe()) {
                list.add(measure(Measures.UP, Origin.MEASURED));
            }
            if (feed.hasHeartbeat()) {
                list.add(measure(Measures.UP, feed.origin()));
                list.add(measure(Measures.APP_RESPONSE, feed.origin()));
            }
            if (!feed.isPushed() && catalogue.responseSubject(feed).equals(service)) {
                list.add(measure(Measures.RESPONSE, Origin.MEASURED));
            }
        }
        return list;
    }

    private static JsonObject measure(Measure measure, Origin origin) {
        return new JsonObject()
                .put("measure", measure.name())
                .put("unit", measure.unit().symbol())
                .put("kind", measure.kind().name().toLowerCase(java.util.Locale.ROOT))
                .put("origin", origin.word());
    }
}
