package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Audit;
import org.pantau.access.Person;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.ReportSpec.By;
import org.pantau.measure.value.Sha256;
import org.pantau.operate.manual.Link;
import org.pantau.operate.manual.ReportDesk;
import org.pantau.operate.manual.ReportForm;
import org.pantau.operate.manual.Said;
import org.pantau.operate.manual.Submission;
import org.pantau.operate.sheet.ReportSheet;
import org.pantau.operate.sheet.ReportTemplate;
import org.pantau.pipeline.PushIntake;
import org.pantau.web.json.Times;

/** Reports as files: the template, a preview of a filled-in one, and its saving; by a person or a program. */
final class SheetRoutes {

    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 62;
    private static final long LONGEST_WAIT_SECONDS = 20;
    private static final double PER_SECOND = 0.5;
    private static final double AT_ONCE = 20;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Caller caller;
    private final Catalogue catalogue;
    private final Operating operating;
    private final @Nullable PushIntake intake;
    private final InstantSource clock;
    private final Rates rates;

    SheetRoutes(
            Caller caller, Catalogue catalogue, Operating operating, @Nullable PushIntake intake, InstantSource clock) {
        this.caller = caller;
        this.catalogue = catalogue;
        this.operating = operating;
        this.intake = intake;
        this.clock = clock;
        this.rates = new Rates(PER_SECOND, AT_ONCE, clock);
    }

    /** Before the routes of the OpenAPI document, whose validator reads no files. */
    void mount(Router root) {
        root.get("/api/v1/reports/:feed/template").handler(context -> answer(context, template(context)));
        root.post("/api/v1/reports/:feed/file").handler(context -> answer(context, file(context)));
    }

    private static void answer(RoutingContext context, Future<Void> answered) {
        answered.onFailure(context::fail);
    }

    /** Who hands in, for whom; {@code link} is null for a person with an account, and for the feed's own token. */
    private record Sender(
            ReportForm form,
            String name,
            String actor,
            @Nullable String link) {}

    private Future<Sender> sender(RoutingContext context) {
        String id = String.valueOf(context.pathParam("feed"));
        ReportForm form = catalogue
                .feed(id)
                .filter(feed ->
                        feed.report().filter(report -> report.by() == By.FILE).isPresent())
                .flatMap(feed -> ReportForm.of(feed, catalogue))
                .orElse(null);
        String token = PushRoutes.token(context);
        if (token.isEmpty()) {
            Person person = caller.person(context);
            if (form == null || !ReportRoutes.edits(person, form.feed().agency())) {
                throw Problem.notFound();
            }
            return Future.succeededFuture(new Sender(form, person.name(), person.username(), null));
        }
        if (form != null && intake != null) {
            Feed own = intake.feed(id, token).orElse(null);
            if (own != null) {
                return Future.succeededFuture(new Sender(form, "Program pengirim", "feed:" + id, null));
            }
        }
        return operating.links().find(token).map(found -> {
            Link link = found.filter(one -> one.kind() == Link.Kind.UPLOAD)
                    .filter(one -> one.feed().equals(id))
                    .orElse(null);
            if (link == null || form == null) {
                throw Problem.deadLink();
            }
            return new Sender(form, link.holder(), "link:" + link.id(), link.id());
        });
    }

    private Future<Void> template(RoutingContext context) {
        return sender(context).compose(sender -> {
            boolean csv = "csv".equals(context.queryParams().get("format"));
            LocalDate today = sender.form().today(clock.instant());
            List<LocalDate> days = Stream.iterate(today, day -> day.minusDays(1))
                    .limit(days(context.queryParams().get("days")))
                    .filter(day -> sender.form().dueOn(day) != null || day.equals(today))
                    .toList();
            byte[] file = csv ? ReportTemplate.csv(sender.form(), days) : ReportTemplate.xlsx(sender.form(), days);
            return context.response()
                    .putHeader("content-type", csv ? "text/csv; charset=utf-8" : XLSX)
                    .putHeader(
                            "content-disposition",
                            "attachment; filename=\"" + sender.form().feed().id() + (csv ? ".csv\"" : ".xlsx\""))
                    .end(Buffer.buffer(file));
        });
    }

    private static int days(@Nullable String text) {
        if (text == null) {
            return USUAL_DAYS;
        }
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_DAYS) {
            throw Problem.badField("days", "1 sampai " + MOST_DAYS);
        }
        return Integer.parseInt(text);
    }

    private Future<Void> file(RoutingContext context) {
        // A body that nobody reads yet waits for whoever sends it to be known.
        context.request().pause();
        boolean preview = flag(context, "preview");
        boolean confirmed = flag(context, "confirmed");
        Instant now = clock.instant();
        return sender(context).compose(sender -> {
            rates.take(sender.form().feed().id());
            Future<byte[]> body = PushBody.read(context.request(), ReportSheet.MOST_BYTES);
            context.request().resume();
            return body.compose(file -> context.vertx()
                            .executeBlocking(() -> ReportSheet.read(file, sender.form(), now), false)
                            .compose(sheet -> taken(context, sender, file, sheet, preview, confirmed)))
                    .recover(
                            fault -> Future.failedFuture(fault instanceof Problem ? fault : FormRoutes.problem(fault)));
        });
    }

    private Future<Void> taken(
            RoutingContext context, Sender sender, byte[] file, ReportSheet sheet, boolean preview, boolean confirmed) {
        var days = sheet.byDay();
        ReportForm form = sender.form();
        return operating.reports().handed(form, List.copyOf(days.keySet())).compose(before -> {
            int submissions = before.values().stream().mapToInt(List::size).sum();
            ReportDesk.Handed handed = new ReportDesk.Handed(
                    key(file, submissions), sender.name(), "file", sender.link(), days, false, confirmed);
            // One that is to be saved without a word about them is asked about when it is handed in.
            Future<List<ReportDesk.Questioned>> unusual = preview || confirmed
                    ? operating.reports().questions(form, handed)
                    : Future.succeededFuture(List.of());
            return unusual.compose(questions -> {
                JsonObject answer = json(form, sheet, before, questions);
                int news = answer.getJsonObject("counts").getInteger("new")
                        + answer.getJsonObject("counts").getInteger("corrected");
                if (preview || news == 0) {
                    return Json.answer(context, 200, answer.put("saved", false));
                }
                return save(context, sender, handed, answer);
            });
        });
    }

    private Future<Void> save(RoutingContext context, Sender sender, ReportDesk.Handed handed, JsonObject answer) {
        return operating
                .reports()
                .submit(sender.form(), handed)
                .timeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
                .compose(receipt -> {
                    Instant at = receipt.at();
                    if (at == null) {
                        return Json.answer(context, 409, FormRoutes.questions(receipt));
                    }
                    Audit.Deed deed = new Audit.Deed(
                            sender.actor(),
                            Caller.address(context),
                            "report-file",
                            sender.form().feed().path().value(),
                            handed.days().firstKey() + " – " + handed.days().lastKey() + ", "
                                    + receipt.changes().size() + " changed",
                            sender.form().feed().agency());
                    answer.put("saved", true)
                            .put("at", Times.iso(at, sender.form().zone()));
                    return operating.audit().keep(deed).compose(kept -> Json.answer(context, 200, answer));
                });
    }

    private static JsonObject json(
            ReportForm form,
            ReportSheet sheet,
            Map<LocalDate, List<Submission>> before,
            List<ReportDesk.Questioned> questions) {
        Map<Object, ReportDesk.Questioned> questioned = new HashMap<>();
        questions.forEach(each -> questioned.put(List.of(each.day(), each.said().figure()), each));
        Map<String, String> names = new HashMap<>();
        form.entries().forEach(entry -> names.put(entry.figure().service().value(), entry.serviceName()));
        JsonArray rows = new JsonArray();
        Map<String, Integer> counts = new HashMap<>();
        for (ReportSheet.Value value : sheet.values()) {
            Said known = ReportDesk.latest(before.getOrDefault(value.day(), List.of()))
                    .get(value.said().figure());
            Double old = known == null ? null : known.value();
            String change =
                    old == null ? "new" : Objects.equals(old, value.said().value()) ? "same" : "corrected";
            counts.merge(change, 1, Integer::sum);
            JsonObject row = new JsonObject()
                    .put("cell", value.cell())
                    .put("day", value.day().toString())
                    .put("service", value.said().service().value())
                    .put("serviceName", names.get(value.said().service().value()))
                    .put("measure", value.said().measure())
                    .put("before", ReportJson.number(old))
                    .put("value", ReportJson.number(value.said().value()))
                    .put("change", change);
            ReportDesk.Questioned unusual =
                    questioned.get(List.of(value.day(), value.said().figure()));
            if (unusual != null) {
                row.put("unusual", ReportJson.usual(unusual.usual()));
            }
            rows.add(row);
        }
        JsonArray days = new JsonArray();
        sheet.byDay().keySet().forEach(day -> days.add(day.toString()));
        return new JsonObject()
                .put("days", days)
                .put("rows", rows)
                .put(
                        "counts",
                        new JsonObject()
                                .put("new", counts.getOrDefault("new", 0))
                                .put("corrected", counts.getOrDefault("corrected", 0))
                                .put("same", counts.getOrDefault("same", 0))
                                .put("empty", sheet.empty()))
                .put("notes", new JsonArray(new ArrayList<>(sheet.notes())));
    }

    /** The same file on top of the same reports is the same submission; on top of others it may take them back. */
    private static String key(byte[] file, int submissions) {
        return "file-" + HexFormat.of().formatHex(Sha256.of(file)) + "-" + submissions;
    }

    private static boolean flag(RoutingContext context, String name) {
        String text = context.queryParams().get(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw Problem.badField(name, "true atau false");
        }
        return "true".equals(text);
    }
}
