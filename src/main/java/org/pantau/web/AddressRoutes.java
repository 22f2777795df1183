package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Person;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.address.AddressLine;
import org.pantau.catalogue.address.AddressLine.Becomes;
import org.pantau.catalogue.address.AddressLine.State;
import org.pantau.catalogue.address.AddressList;
import org.pantau.catalogue.model.Said;
import org.pantau.catalogue.table.UnreadableTable;
import org.pantau.measure.ScopePath;
import org.pantau.operate.catalogue.Draft;

/** A list of addresses, pasted or as a file, becomes probes: what is wrong with each line is said before anything is saved. */
final class AddressRoutes {

    private final Caller caller;
    private final Catalogue catalogue;
    private final CatalogueRoutes catalogues;
    private final InstantSource clock;

    AddressRoutes(Caller caller, Catalogue catalogue, CatalogueRoutes catalogues, InstantSource clock) {
        this.caller = caller;
        this.catalogue = catalogue;
        this.catalogues = catalogues;
        this.clock = clock;
    }

    /** Before the routes of the OpenAPI document, whose validator reads no files. */
    void mount(Router root) {
        root.post("/api/v1/catalogue/addresses")
                .handler(context -> read(context).onFailure(context::fail));
    }

    private Future<Void> read(RoutingContext context) {
        Person person = catalogues.operator(context);
        ScopePath within = within(person, context.queryParams().get("government"));
        boolean save = "true".equals(context.queryParams().get("save"));
        boolean pasted =
                String.valueOf(context.request().getHeader("content-type")).startsWith("text/plain");
        String name = pasted ? "daftar.txt" : "daftar";
        return PushBody.read(context.request(), AddressList.MOST_BYTES)
                .compose(body ->
                        context.vertx().executeBlocking(() -> AddressList.read(body, name, catalogue, within), false))
                .recover(fault -> Future.failedFuture(
                        fault instanceof UnreadableTable table
                                ? Problem.refused(List.of(new Problem.FieldError(
                                        "berkas", table.said().indonesian())))
                                : fault))
                .compose(list -> answer(context, person, list, save));
    }

    /** The government or agency named, else the highest place of theirs; only what they look after. */
    private ScopePath within(Person person, @Nullable String text) {
        ScopePath place = caller.scope(person, text);
        if (!person.operates(place)) {
            throw Problem.notFound();
        }
        return place;
    }

    private Future<Void> answer(RoutingContext context, Person person, AddressList list, boolean save) {
        JsonArray lines = new JsonArray();
        list.lines().forEach(line -> lines.add(json(line)));
        JsonObject answer = new JsonObject()
                .put("saved", false)
                .put("lines", lines)
                .put(
                        "counts",
                        new JsonObject()
                                .put("good", list.count(State.NEW) + list.count(State.UNCHANGED))
                                .put("wrong", list.count(State.WRONG)))
                .put("notes", texts(list.remarks()))
                .put("part", (String) null);
        if (!save || !list.sound() || list.count(State.NEW) == 0) {
            return Json.answer(context, 200, answer);
        }
        String part = "alamat-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS")
                        .format(clock.instant().atZone(catalogue.zone(catalogue.top())));
        Draft draft = new Draft(
                part,
                list.count(State.NEW) + " alamat",
                list.toYaml(),
                person.username(),
                catalogues.administers(person));
        return catalogues
                .save(context, person, draft, true, CatalogueRoutes.Seen.NOTHING)
                .compose(saved -> Json.answer(
                        context,
                        200,
                        answer.put("saved", saved.getBoolean("saved"))
                                .put("mistakes", saved.getJsonArray("mistakes"))
                                .put("part", part)));
    }

    private static JsonObject json(AddressLine line) {
        Becomes becomes = line.becomes();
        return new JsonObject()
                .put("line", line.number())
                .put("text", line.agency() + "; " + line.service() + "; " + line.address())
                .put("agency", becomes == null ? line.agency() : becomes.agencyName())
                .put("service", becomes == null ? line.service() : becomes.serviceName())
                .put("url", becomes == null ? line.address() : becomes.address().shown())
                .put("becomes", becomes == null ? null : word(becomes))
                .put(
                        "wrong",
                        line.wrong().isEmpty()
                                ? null
                                : line.wrong().stream().map(Said::indonesian).collect(Collectors.joining("; ")))
                .put("warnings", texts(line.warnings()));
    }

    private static String word(Becomes becomes) {
        if (becomes.there()) {
            return "there";
        }
        return becomes.newAgency() ? "new-agency" : becomes.newService() ? "new-service" : "probe";
    }

    private static JsonArray texts(List<Said> said) {
        JsonArray texts = new JsonArray();
        said.forEach(each -> texts.add(each.indonesian()));
        return texts;
    }
}
