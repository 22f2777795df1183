package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Person;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.ScopePath;
import org.pantau.operate.Suggestion;
import org.pantau.pipeline.FeedPresent;
import org.pantau.query.FeedQuery;
import org.pantau.web.json.Times;

/** How feeds are doing. Reasons and problems are for those who look after them. */
final class FeedRoutes {

    private static final int LAST_FAILURES = 20;

    private final Caller caller;
    private final Catalogue catalogue;
    private final Function<String, Optional<FeedPresent>> present;
    private final FeedQuery query;

    FeedRoutes(Caller caller, Catalogue catalogue, Function<String, Optional<FeedPresent>> present, FeedQuery query) {
        this.caller = caller;
        this.catalogue = catalogue;
        this.present = present;
        this.query = query;
    }

    Future<Void> feeds(RoutingContext context, @Nullable String scopeText) {
        Person person = caller.person(context);
        ScopePath scope = caller.scope(person, scopeText);
        JsonArray feeds = new JsonArray();
        catalogue.feeds().stream()
                .filter(feed -> scope.contains(subject(feed)))
                .forEach(feed -> feeds.add(feed(feed, person.operates(subject(feed)))));
        return Json.answer(context, 200, new JsonObject().put("feeds", feeds));
    }

    Future<Void> feed(RoutingContext context, String id) {
        Person person = caller.person(context);
        Feed feed = catalogue
                .feed(id)
                .filter(found -> person.maySee(subject(found)))
                .orElseThrow(Problem::notFound);
        JsonObject json = feed(feed, person.operates(subject(feed)));
        if (!person.operates(subject(feed))) {
            return Json.answer(context, 200, json);
        }
        return query.lastFailures(id, LAST_FAILURES).compose(failures -> {
            JsonArray list = new JsonArray();
            failures.forEach(failure -> list.add(new JsonObject()
                    .put("at", Times.iso(failure.at(), feed.zone()))
                    .put("state", failure.state().word())
                    .put("reason", failure.reason())));
            return Json.answer(context, 200, json.put("lastFailures", list));
        });
    }

    JsonObject feed(Feed feed, boolean operator) {
        ZoneId zone = feed.zone();
        FeedPresent now = present.apply(feed.id()).orElse(null);
        JsonObject json = new JsonObject()
                .put("id", feed.id())
                .put("agency", feed.agency().value())
                .put(
                        "read",
                        feed.report().isPresent()
                                ? "report"
                                : feed.isPushed() ? "push" : feed.read().name().toLowerCase(Locale.ROOT))
                .put("everySeconds", feed.every().toMillis() / 1000.0)
                .put(
                        "state",
                        now == null || now.outcome() == null
                                ? "waiting"
                                : now.outcome().state().word())
                .put("failures", now == null ? 0 : now.failures())
                .put("lastPoll", now == null ? null : Times.isoOrNull(now.lastPoll(), zone))
                .put("lastOk", now == null ? null : Times.isoOrNull(now.lastOk(), zone))
                .put("next", now == null ? null : Times.isoOrNull(now.next(), zone));
        if (feed.service() != null) {
            json.put("service", feed.service().value());
        }
        if (now != null && !"ok".equals(json.getString("state"))) {
            standing(json, now, zone);
        }
        if (now != null && now.took() != null) {
            json.put("tookMs", now.took().toMillis());
        }
        return operator && now != null ? withCauses(json, now) : json;
    }

    private static void standing(JsonObject json, FeedPresent now, ZoneId zone) {
        if (now.lasting() != null && now.outcome() != null) {
            json.put("since", Times.iso(now.lasting().since(), zone));
        }
        Suggestion.of(now.lasting())
                .ifPresent(suggestion -> json.put(
                        "suggestion",
                        new JsonObject()
                                .put("code", suggestion.code())
                                .put("since", Times.isoOrNull(suggestion.since(), zone))
                                .put("id", suggestion.indonesian())
                                .put("en", suggestion.english())));
    }

    private static JsonObject withCauses(JsonObject json, FeedPresent now) {
        if (now.outcome() != null) {
            json.put("reason", now.outcome().reason());
        }
        return json.put("problems", new JsonArray(now.problems())).put("unconfirmed", new JsonArray(now.unconfirmed()));
    }

    /** Whose feed it is: a service's, else its agency's. */
    static ScopePath subject(Feed feed) {
        return feed.service() == null ? feed.path() : feed.service();
    }
}
