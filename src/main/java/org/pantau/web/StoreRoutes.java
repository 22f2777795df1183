package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pantau.access.Person;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.ScopePath;
import org.pantau.query.Reconciliation;
import org.pantau.store.StoreState;
import org.pantau.web.json.StorageJson;
import org.pantau.web.json.Times;

/**
 * How the store is doing, for those who look after feeds. What is about the whole machine is told to those alone who look
 * after everything it watches, as {@code /metrics} is.
 */
final class StoreRoutes {

    /** Feeds named; where more lack something, it is no longer about single feeds. */
    private static final int MOST_FEEDS = 500;

    private final Catalogue catalogue;
    private final CatalogueRoutes operators;
    private final Keeping keeping;

    StoreRoutes(Catalogue catalogue, CatalogueRoutes operators, Keeping keeping) {
        this.catalogue = catalogue;
        this.operators = operators;
        this.keeping = keeping;
    }

    Future<Void> store(RoutingContext context) {
        Person person = operators.operator(context);
        StoreState state = keeping.state().get();
        ZoneId zone = catalogue.zone(catalogue.top());
        boolean whole = person.operates(catalogue.top());
        JsonObject json = new JsonObject()
                .put("awaySince", Times.isoOrNull(state.awaySince(), zone))
                .put(
                        "lastNight",
                        keeping.lastNight()
                                .get()
                                .map(night -> night(night, person, whole))
                                .orElse(null));
        if (!whole) {
            return Json.answer(context, 200, json.putNull("machine"));
        }
        return keeping.storage()
                .look(state.ok())
                .compose(seen -> Json.answer(
                        context,
                        200,
                        json.put(
                                "machine",
                                new StorageJson(zone)
                                        .machine(seen, state, keeping.storage().embedded(), keeping.version()))));
    }

    private record Lacking(Reconciliation.Missing missing, Feed feed) {}

    /** Whole counts would tell of feeds that are not theirs. */
    private JsonObject night(Reconciliation night, Person person, boolean whole) {
        Map<String, Feed> pathToFeed = catalogue.feeds().stream()
                .filter(feed -> person.operates(FeedRoutes.subject(feed)))
                .collect(Collectors.toMap(feed -> feed.path().value(), Function.identity()));
        List<Lacking> theirs = night.feeds().stream()
                .flatMap(missing ->
                        Optional.ofNullable(pathToFeed.get(missing.feed()))
                                .map(feed -> new Lacking(missing, feed))
                                .stream())
                .toList();
        JsonArray feeds = new JsonArray();
        theirs.stream().limit(MOST_FEEDS).forEach(each -> feeds.add(feed(each.missing(), each.feed())));
        return new JsonObject()
                .put("day", night.day().toString())
                .put("expected", whole ? night.expected() : null)
                .put("stored", whole ? night.stored() : null)
                .put("lacking", theirs.size())
                .put("feeds", feeds);
    }

    private JsonObject feed(Reconciliation.Missing missing, Feed feed) {
        ScopePath place = feed.service() == null ? feed.agency() : feed.service();
        return new JsonObject()
                .put("feed", feed.id())
                .put("place", place.value())
                .put("placeName", PlaceName.of(catalogue, place))
                .put("agencyName", PlaceName.of(catalogue, feed.agency()))
                .put("expected", missing.expected())
                .put("stored", missing.stored());
    }
}
