package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Person;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.yaml.Mistake;
import org.pantau.operate.Previews;
import org.pantau.operate.Previews.Author;
import org.pantau.operate.Report;

/** Tries a feed once, of the catalogue or just written, and says step by step what it would bring. */
final class PreviewRoutes {

    private static final long BUSY_SECONDS = 5;

    private final Caller caller;
    private final Catalogue catalogue;
    private final Previews previews;
    private final Predicate<Feed> guarded;

    PreviewRoutes(Caller caller, Catalogue catalogue, Previews previews, Predicate<Feed> guarded) {
        this.guarded = guarded;
        this.caller = caller;
        this.catalogue = catalogue;
        this.previews = previews;
    }

    Future<Void> preview(RoutingContext context, JsonObject body) {
        Person person = caller.person(context);
        String id = body.getString("id");
        String yaml = body.getString("feed");
        if ((id == null) == (yaml == null)) {
            throw Problem.badField("feed", "either the text of a feed, or id: a feed of the catalogue");
        }
        return id != null ? known(context, person, id) : written(context, person, yaml);
    }

    private Future<Void> known(RoutingContext context, Person person, String id) {
        Feed feed = catalogue
                .feed(id)
                .filter(found -> person.operates(FeedRoutes.subject(found)))
                .orElseThrow(Problem::notFound);
        return answer(context, catalogue, feed, guarded.test(feed) ? Author.GUARDED : Author.TRUSTED);
    }

    private Future<Void> written(RoutingContext context, Person person, @Nullable String yaml) {
        if (person.top(catalogue).filter(person::operates).isEmpty()) {
            throw Problem.notFound();
        }
        CatalogueReader.Reading reading = CatalogueReader.readFeed(catalogue, yaml == null ? "" : yaml);
        if (reading.catalogue().isEmpty()) {
            return Json.answer(context, 200, new JsonObject().put("mistakes", mistakes(reading.mistakes())));
        }
        Catalogue alone = reading.catalogue().get();
        Feed feed = alone.feeds().iterator().next();
        if (!person.operates(FeedRoutes.subject(feed))) {
            throw Problem.notFound();
        }
        Author author = person.administers(catalogue.top()) ? Author.TRUSTED : Author.GUARDED;
        return answer(context, alone, feed, author);
    }

    private Future<Void> answer(RoutingContext context, Catalogue tree, Feed feed, Author author) {
        return previews.of(tree, feed, author)
                .orElseThrow(() -> Problem.tooMany(BUSY_SECONDS))
                .compose(report -> Json.answer(context, 200, json(report)));
    }

    private static JsonArray mistakes(List<Mistake> mistakes) {
        JsonArray list = new JsonArray();
        mistakes.forEach(
                mistake -> list.add(new JsonObject().put("line", mistake.line()).put("message", mistake.message())));
        return list;
    }

    private static JsonObject json(Report report) {
        JsonArray requests = new JsonArray();
        report.requests()
                .forEach(request -> requests.add(new JsonObject()
                        .put("status", request.status())
                        .put("contentType", request.contentType())
                        .put("bytes", request.bytes())
                        .put("tookMs", request.tookMs())
                        .put("state", request.outcome().state().word())
                        .put("reason", request.outcome().reason())
                        .put("rows", request.rows())
                        .put("outline", request.outline())));
        JsonArray fields = new JsonArray();
        report.fields()
                .forEach(field -> fields.add(new JsonObject()
                        .put("row", field.row())
                        .put("service", field.service())
                        .put("measure", field.name())
                        .put(
                                "value",
                                field.value() == null ? null : field.value().toString())
                        .put("problem", field.problem())));
        JsonArray meanings = new JsonArray();
        report.meanings()
                .forEach(meaning -> meanings.add(new JsonObject()
                        .put("measure", meaning.measure())
                        .put("id", meaning.indonesian())
                        .put("en", meaning.english())));
        JsonArray stored = new JsonArray();
        report.stored()
                .forEach(value -> stored.add(new JsonObject()
                        .put("subject", value.subject())
                        .put("measure", value.measure())
                        .put("origin", value.origin())
                        .put("value", value.value())
                        .put("quality", value.quality())
                        .put("period", value.period())));
        return new JsonObject()
                .put("mistakes", new JsonArray())
                .put("feed", report.feed().id())
                .put("well", report.well())
                .put("state", report.outcome().state().word())
                .put("reason", report.outcome().reason())
                .put("requests", requests)
                .put("rows", report.rows())
                .put("fields", fields)
                .put("meanings", meanings)
                .put("stored", stored)
                .put("problems", new JsonArray(report.problems()))
                .put("unconfirmed", new JsonArray(report.unconfirmed()));
    }
}
