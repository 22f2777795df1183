package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Grant;
import org.pantau.access.Person;
import org.pantau.access.Role;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.ReportSpec.By;
import org.pantau.catalogue.model.ReportSpec.Holder;
import org.pantau.measure.ScopePath;
import org.pantau.operate.catalogue.Draft;
import org.pantau.operate.catalogue.ReportDraft;
import org.pantau.operate.manual.Link;
import org.pantau.operate.manual.ReportForm;
import org.pantau.operate.manual.Roster;
import org.pantau.web.json.Times;

/** Who reports by hand: the roster, the links, and feeds that are made for it. */
final class ReportRoutes {

    private static final int REMINDERS = 50;
    private static final int LONGEST_NAME = 100;
    private static final int USUAL_DAYS = 180;
    private static final int LONGEST_DAYS = 400;
    private static final int MOST_SERVICES = 50;

    private final Caller caller;
    private final Catalogue catalogue;
    private final Operating operating;
    private final CatalogueRoutes catalogues;
    private final InstantSource clock;

    ReportRoutes(
            Caller caller, Catalogue catalogue, Operating operating, CatalogueRoutes catalogues, InstantSource clock) {
        this.caller = caller;
        this.catalogue = catalogue;
        this.operating = operating;
        this.catalogues = catalogues;
        this.clock = clock;
    }

    Future<Void> roster(RoutingContext context, @Nullable String scope, @Nullable String day) {
        Person person = caller.person(context);
        ScopePath place = caller.scope(person, scope);
        List<ReportForm> forms = catalogue.feeds().stream()
                .filter(feed -> place.contains(feed.agency()))
                .filter(feed -> person.maySee(FeedRoutes.subject(feed)))
                .flatMap(feed -> ReportForm.of(feed, catalogue).stream())
                .toList();
        Instant now = clock.instant();
        LocalDate wanted = day == null ? now.atZone(catalogue.zone(place)).toLocalDate() : FormRoutes.day(day);
        List<String> looked = forms.stream()
                .filter(form -> person.operates(form.feed().agency()))
                .map(form -> form.feed().id())
                .toList();
        return operating
                .roster()
                .of(forms, wanted, now)
                .compose(lines -> operating
                        .reminders()
                        .newest(looked, REMINDERS)
                        .compose(reminders -> {
                            JsonArray feeds = new JsonArray();
                            lines.forEach(line -> feeds.add(json(line, person)));
                            JsonArray made = new JsonArray();
                            reminders.forEach(reminder -> made.add(new JsonObject()
                                    .put("at", Times.iso(reminder.at(), catalogue.zone(place)))
                                    .put("feed", reminder.feed())
                                    .put("day", reminder.day().toString())
                                    .put("kind", reminder.kind())
                                    .put("to", reminder.to())
                                    .put("sent", reminder.sent())));
                            return Json.answer(
                                    context,
                                    200,
                                    new JsonObject()
                                            .put("day", wanted.toString())
                                            .put("feeds", feeds)
                                            .put("reminders", made));
                        }));
    }

    /** How each day of a feed stands; for everybody who sees the feed. */
    Future<Void> history(RoutingContext context, String feed, String first, String last) {
        Person person = caller.person(context);
        ReportForm form = catalogue
                .feed(feed)
                .filter(found -> person.maySee(FeedRoutes.subject(found)))
                .flatMap(found -> ReportForm.of(found, catalogue))
                .orElseThrow(Problem::notFound);
        Instant now = clock.instant();
        DaySpan span = DaySpan.parse(first, last, form.today(now));
        return operating
                .roster()
                .days(form, span.from(), span.to(), now)
                .compose(days -> Json.answer(context, 200, ReportJson.history(feed, days, form.zone())));
    }

    Future<Void> links(RoutingContext context, String feed) {
        ReportForm form = theirs(caller.person(context), feed);
        return operating.links().of(feed).compose(links -> {
            JsonArray list = new JsonArray();
            links.forEach(link -> list.add(ReportJson.link(link, form.zone())));
            return Json.answer(context, 200, new JsonObject().put("links", list));
        });
    }

    Future<Void> makeLink(RoutingContext context, String feed, JsonObject body) {
        Person person = caller.person(context);
        ReportForm form = theirs(person, feed);
        String holder = CatalogueRoutes.text(body, "holder", LONGEST_NAME);
        int days = body.getValue("days") instanceof Number given ? given.intValue() : USUAL_DAYS;
        if (days < 1 || days > LONGEST_DAYS) {
            throw Problem.badField("days", "1 sampai " + LONGEST_DAYS + " hari");
        }
        Link.Kind kind = form.report().by() == By.FORM ? Link.Kind.FORM : Link.Kind.UPLOAD;
        String open = Caller.base(context) + "/lapor.html#"; // what stands behind # browsers send to nobody
        return operating
                .links()
                .make(feed, kind, holder, person.username(), Duration.ofDays(days))
                .compose(made -> audited(
                                context, person, "link-make", form, made.link().id() + " " + holder)
                        .compose(kept -> Json.answer(
                                context,
                                201,
                                ReportJson.link(made.link(), form.zone())
                                        .put("token", made.token())
                                        .put("url", kind == Link.Kind.FORM ? open + made.token() : null))));
    }

    Future<Void> revokeLink(RoutingContext context, String feed, String id) {
        Person person = caller.person(context);
        ReportForm form = theirs(person, feed);
        return operating.links().revoke(feed, id, person.username()).compose(done -> {
            if (!done) {
                return Future.failedFuture(Problem.notFound());
            }
            return audited(context, person, "link-revoke", form, id).compose(kept -> Json.nothing(context));
        });
    }

    /** Makes a feed that people report for, with the agency and services that are not there yet. */
    Future<Void> make(RoutingContext context, JsonObject body) {
        Person person = catalogues.operator(context);
        ReportDraft wanted = draft(body);
        ReportDraft.Document document = wanted.document(catalogue);
        Draft draft = new Draft(
                document.feed(), title(wanted), document.yaml(), person.username(), catalogues.administers(person));
        return catalogues
                .save(context, person, draft, Boolean.TRUE.equals(body.getValue("save")), CatalogueRoutes.Seen.NOTHING)
                .compose(answer -> Json.answer(
                        context, 200, answer.put("feed", document.feed()).put("yaml", document.yaml())));
    }

    /** What tells the addition from others, in the words of those who look after it. */
    private String title(ReportDraft wanted) {
        String fresh = wanted.newAgency();
        String agency = fresh != null
                ? fresh
                : catalogue
                        .agency(wanted.place())
                        .map(Agency::name)
                        .orElse(wanted.place().value());
        String title = (wanted.by() == By.FORM ? "Formulir " : "Berkas ") + agency;
        return title.substring(0, Math.min(title.length(), CatalogueRoutes.LONGEST_TITLE));
    }

    private static ReportDraft draft(JsonObject body) {
        Object agency = body.getValue("agency");
        String place = agency instanceof String path
                ? path
                : agency instanceof JsonObject fresh ? CatalogueRoutes.text(fresh, "government", 5) : "";
        String name = agency instanceof JsonObject fresh ? CatalogueRoutes.text(fresh, "name", LONGEST_NAME) : null;
        ScopePath path = ScopePath.parse(place)
                .filter(found -> !found.equals(ScopePath.ROOT))
                .orElseThrow(() ->
                        Problem.badField("agency", "perangkat daerah seperti 33.08/dinkes, atau {government, name}"));
        return new ReportDraft(
                path,
                name,
                services(body),
                texts(body, "measures"),
                CatalogueRoutes.optional(body, "of", 40).orElse("permohonan"),
                By.parse(CatalogueRoutes.text(body, "by", 10))
                        .orElseThrow(() -> Problem.badField("by", "form atau file")),
                holder(body, "owner"),
                holder(body, "deputy"),
                CatalogueRoutes.optional(body, "due", 40).orElse("hari kerja 15.30"));
    }

    private static List<ReportDraft.Wanted> services(JsonObject body) {
        if (!(body.getValue("services") instanceof JsonArray list) || list.isEmpty() || list.size() > MOST_SERVICES) {
            throw Problem.badField("services", "1 sampai " + MOST_SERVICES + " layanan");
        }
        List<ReportDraft.Wanted> services = new ArrayList<>();
        for (Object item : list) {
            if (!(item instanceof JsonObject one)) {
                throw Problem.badField("services", "{id: …} atau {name: …}");
            }
            String id = CatalogueRoutes.optional(one, "id", 60).orElse(null);
            services.add(new ReportDraft.Wanted(id, id == null ? CatalogueRoutes.text(one, "name", 200) : null));
        }
        return services;
    }

    private static List<String> texts(JsonObject body, String field) {
        if (!(body.getValue(field) instanceof JsonArray list)
                || list.isEmpty()
                || !list.stream().allMatch(String.class::isInstance)) {
            throw Problem.badField(field, "paling sedikit satu, misalnya received");
        }
        return list.stream().map(String.class::cast).distinct().toList();
    }

    private static Holder holder(JsonObject body, String field) {
        Object given = body.getValue(field);
        if (given instanceof JsonObject person) {
            return new Holder(
                    CatalogueRoutes.text(person, "name", LONGEST_NAME),
                    CatalogueRoutes.optional(person, "contact", LONGEST_NAME).orElse(null));
        }
        return new Holder(CatalogueRoutes.text(body, field, LONGEST_NAME), null);
    }

    /** The form of a feed they may hand out links for: operators, and the head of its agency. */
    ReportForm theirs(Person person, String feed) {
        return catalogue
                .feed(feed)
                .filter(found -> edits(person, found.agency()))
                .flatMap(found -> ReportForm.of(found, catalogue))
                .orElseThrow(Problem::notFound);
    }

    /** Operators of the place, and the head of the agency. */
    static boolean edits(Person person, ScopePath agency) {
        return person.operates(agency)
                || person.grants().stream()
                        .filter(grant -> grant.role() == Role.AGENCY_HEAD)
                        .map(Grant::scope)
                        .anyMatch(scope -> scope.contains(agency));
    }

    private Future<Void> audited(RoutingContext context, Person person, String action, ReportForm form, String detail) {
        return new Deeds(operating.audit())
                .keep(
                        context,
                        person,
                        action,
                        form.feed().path().value(),
                        detail,
                        form.feed().agency());
    }

    private JsonObject json(Roster.Line line, Person person) {
        ReportForm form = line.form();
        ZoneId zone = form.zone();
        ScopePath agency = form.feed().agency();
        return new JsonObject()
                .put("feed", form.feed().id())
                .put("agency", agency.value())
                .put("agencyName", catalogue.agency(agency).map(Agency::name).orElse(agency.value()))
                .put(
                        "government",
                        catalogue.government(agency).map(Government::name).orElse(""))
                .put("by", form.report().by().word())
                .put("owner", form.report().owner().name())
                .put("deputy", form.report().deputy().name())
                .put("services", catalogue.servicesOf(form.feed()).size())
                .put("due", Times.isoOrNull(line.due(), zone))
                .put("state", line.state().word())
                .put("reportedAt", Times.isoOrNull(line.reportedAt(), zone))
                .put("reportedBy", line.reportedBy())
                .put("corrections", line.corrections())
                .put("lastDay", ReportJson.day(line.lastDay()))
                .put("months", ReportJson.months(line.months()))
                .put("may", new JsonObject().put("edit", edits(person, agency)));
    }
}
