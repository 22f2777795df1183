package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Audit;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Government;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.ScopePath;
import org.pantau.operate.manual.DayClosed;
import org.pantau.operate.manual.Link;
import org.pantau.operate.manual.ReportDesk;
import org.pantau.operate.manual.ReportForm;
import org.pantau.operate.manual.ReportRefused;
import org.pantau.operate.manual.Said;
import org.pantau.operate.manual.Submission;
import org.pantau.web.json.Times;

/** The form of whoever has its link, without an account. The link's token comes in a header, never in an address. */
final class FormRoutes {

    /** A person looks, corrects, sends again; a program would do nothing but try. */
    private static final double PER_SECOND = 1;

    private static final double AT_ONCE = 30;
    private static final double GUESSES_PER_SECOND = 0.1;
    private static final double GUESSES_AT_ONCE = 20;
    private static final int HISTORY = 10;
    private static final int SHORTEST_KEY = 16;
    private static final int LONGEST_KEY = 100;
    private static final int LONGEST_NAME = 100;
    private static final long LONGEST_WAIT_SECONDS = 20;

    private final Catalogue catalogue;
    private final Operating operating;
    private final InstantSource clock;
    private final Rates rates;
    private final Rates guesses;

    FormRoutes(Catalogue catalogue, Operating operating, InstantSource clock) {
        this.catalogue = catalogue;
        this.operating = operating;
        this.clock = clock;
        this.rates = new Rates(PER_SECOND, AT_ONCE, clock);
        this.guesses = new Rates(GUESSES_PER_SECOND, GUESSES_AT_ONCE, clock);
    }

    private record Opened(Link link, ReportForm form) {}

    Future<Void> look(RoutingContext context, @Nullable String day) {
        return open(context).compose(opened -> {
            ReportForm form = opened.form();
            LocalDate wanted = day == null ? form.today(clock.instant()) : day(day);
            List<LocalDate> days =
                    form.days(clock.instant()).stream().map(ReportForm.Day::day).toList();
            Future<ReportDesk.Known> known = operating.reports().known(form, wanted);
            Future<Map<LocalDate, List<Submission>>> handed =
                    operating.reports().handed(form, days);
            return Future.all(known, handed)
                    .compose(both -> Json.answer(context, 200, json(opened, wanted, known.result(), handed.result())));
        });
    }

    Future<Void> submit(RoutingContext context, JsonObject body) {
        return open(context).compose(opened -> {
            ReportDesk.Handed handed = handed(opened.link(), body);
            LocalDate day = handed.days().firstKey();
            return operating
                    .reports()
                    .submit(opened.form(), handed)
                    .timeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
                    .recover(fault -> Future.failedFuture(problem(fault)))
                    .compose(receipt -> {
                        Instant at = receipt.at();
                        if (at == null) {
                            return Json.answer(context, 409, questions(receipt));
                        }
                        JsonObject answer = new JsonObject()
                                .put("saved", true)
                                .put("at", Times.iso(at, opened.form().zone()))
                                .put("replayed", receipt.replayed())
                                .put("changes", ReportJson.changes(receipt.changes()));
                        return audited(context, opened, handed, day, receipt)
                                .compose(kept -> Json.answer(context, 200, answer));
                    });
        });
    }

    private Future<Void> audited(
            RoutingContext context,
            Opened opened,
            ReportDesk.Handed handed,
            LocalDate day,
            ReportDesk.Receipt receipt) {
        if (receipt.replayed()) {
            return Future.succeededFuture();
        }
        return operating
                .audit()
                .keep(new Audit.Deed(
                        "link:" + opened.link().id(),
                        Caller.address(context),
                        "report",
                        opened.form().feed().path().value(),
                        day + ", " + handed.by() + ", " + receipt.changes().size() + " changed",
                        opened.form().feed().agency()));
    }

    /** What a report that failed is to whoever handed it in. */
    static Throwable problem(Throwable fault) {
        if (fault instanceof ReportRefused refused) {
            return Problem.refused(refused.items().stream()
                    .map(item -> new Problem.FieldError(item.field(), item.expected()))
                    .toList());
        }
        return fault instanceof DayClosed closed
                ? Problem.forbidden(String.valueOf(closed.getMessage()))
                : PushRoutes.problem(fault);
    }

    static JsonObject questions(ReportDesk.Receipt receipt) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", "Angka jauh dari biasanya")
                .put("status", 409)
                .put("detail", "Belum disimpan. Periksa, lalu kirim lagi dengan confirmed: true bila memang benar.")
                .put("unusual", ReportJson.questions(receipt.questions()));
    }

    private Future<Opened> open(RoutingContext context) {
        String token = PushRoutes.token(context);
        String address = Caller.address(context);
        guesses.check(address);
        return operating.links().find(token).map(found -> {
            Link link = found.filter(one -> one.kind() == Link.Kind.FORM).orElse(null);
            ReportForm form = link == null
                    ? null
                    : catalogue
                            .feed(link.feed())
                            .flatMap(feed -> ReportForm.of(feed, catalogue))
                            .orElse(null);
            if (link == null || form == null) {
                guesses.take(address);
                throw Problem.deadLink();
            }
            rates.take(link.id());
            return new Opened(link, form);
        });
    }

    private JsonObject json(
            Opened opened, LocalDate day, ReportDesk.Known known, Map<LocalDate, List<Submission>> handed) {
        ReportForm form = opened.form();
        ZoneId zone = form.zone();
        Instant now = clock.instant();
        ScopePath agency = form.feed().agency();
        return new JsonObject()
                .put("feed", form.feed().id())
                .put(
                        "agency",
                        new JsonObject()
                                .put("id", agency.value())
                                .put(
                                        "name",
                                        catalogue
                                                .agency(agency)
                                                .map(Agency::name)
                                                .orElse(agency.value())))
                .put(
                        "government",
                        catalogue.government(agency).map(Government::name).orElse(""))
                .put("owner", form.report().owner().name())
                .put("deputy", form.report().deputy().name())
                .put("holder", opened.link().holder())
                .put("day", day.toString())
                .put("today", form.today(now).toString())
                .put("zone", zone.getId())
                .put("now", Times.iso(now, zone))
                .put("days", days(form, handed, now))
                .put("expires", Times.iso(opened.link().expiresAt(), zone))
                .put("fields", fields(form, known))
                .put("history", ReportJson.history(known.history(), zone, HISTORY));
    }

    private static JsonArray days(ReportForm form, Map<LocalDate, List<Submission>> handed, Instant now) {
        JsonArray days = new JsonArray();
        form.days(now).forEach(day -> {
            List<Submission> reports = handed.getOrDefault(day.day(), List.of());
            Submission last = reports.isEmpty() ? null : reports.get(reports.size() - 1);
            days.add(new JsonObject()
                    .put("day", day.day().toString())
                    .put("state", last != null ? "reported" : day.due() == null ? "off" : "open")
                    .put("due", Times.isoOrNull(day.due(), form.zone()))
                    .put("reportedAt", last == null ? null : Times.iso(last.at(), form.zone()))
                    .put("reportedBy", last == null ? null : last.saidBy()));
        });
        return days;
    }

    private static JsonArray fields(ReportForm form, ReportDesk.Known known) {
        JsonArray fields = new JsonArray();
        form.entries().forEach(entry -> {
            Said said = known.said().get(entry.figure());
            fields.add(new JsonObject()
                    .put("service", entry.figure().service().value())
                    .put("serviceName", entry.serviceName())
                    .put("measure", entry.figure().measure())
                    .put("kind", entry.mapping().measure().kind() == Kind.COUNT ? "count" : "level")
                    .put("of", entry.mapping().of())
                    .put("value", said == null ? null : ReportJson.number(said.value()))
                    .put("absent", said != null && said.value() == null)
                    .put("usual", ReportJson.usual(known.usual().get(entry.figure()))));
        });
        return fields;
    }

    private static ReportDesk.Handed handed(Link link, JsonObject body) {
        String key = text(body, "key", SHORTEST_KEY, LONGEST_KEY);
        String by = text(body, "by", 1, LONGEST_NAME);
        LocalDate day = day(text(body, "day", 10, 10));
        Object confirmed = body.getValue("confirmed");
        if (!(body.getValue("values") instanceof JsonArray values)) {
            throw Problem.badField("values", "daftar angka formulir");
        }
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            said.add(said("values[" + i + "]", values.getValue(i)));
        }
        TreeMap<LocalDate, List<Said>> days = new TreeMap<>();
        days.put(day, said);
        return new ReportDesk.Handed(
                key,
                by,
                "form",
                link.id(),
                Collections.unmodifiableSortedMap(days),
                true,
                Boolean.TRUE.equals(confirmed));
    }

    private static Said said(String field, Object value) {
        if (!(value instanceof JsonObject item)
                || !(item.getValue("service") instanceof String service)
                || !(item.getValue("measure") instanceof String measure)) {
            throw Problem.badField(field, "{service, measure, value} atau {service, measure, absent: true}");
        }
        ScopePath path = ScopePath.parse(service)
                .orElseThrow(() -> Problem.badField(field + ".service", "layanan seperti 33.08/disdukcapil/ktp-el"));
        boolean absent = Boolean.TRUE.equals(item.getValue("absent"));
        Object number = item.getValue("value");
        if (absent == (number != null) || (number != null && !(number instanceof Number))) {
            throw Problem.badField(field, "salah satu: value berupa bilangan, atau absent: true");
        }
        return new Said(path, measure, number instanceof Number given ? (Double) given.doubleValue() : null);
    }

    private static String text(JsonObject body, String field, int least, int most) {
        String text = body.getValue(field) instanceof String given ? given.strip() : "";
        if (text.length() < least || text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.badField(field, "teks " + least + " sampai " + most + " huruf");
        }
        return text;
    }

    static LocalDate day(String text) {
        return day("day", text);
    }

    static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException noDay) {
            throw Problem.badField(field, "tanggal seperti 2026-11-25 / a date such as 2026-11-25");
        }
    }
}
