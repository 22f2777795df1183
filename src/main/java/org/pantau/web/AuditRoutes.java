package org.pantau.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Audit;
import org.pantau.access.Audit.Entry;
import org.pantau.access.Person;
import org.pantau.catalogue.Catalogue;
import org.pantau.query.Window;
import org.pantau.web.json.Times;

/** Who did what, for auditors and administrators of the place where it was done. */
final class AuditRoutes {

    private static final Duration DEFAULT_WINDOW = Duration.ofDays(30);
    private static final int A_PAGE = 100;
    private static final int A_FILE = 50_000;
    private static final int LONGEST_TEXT = 100;
    private static final String HEADER = "at,actor,address,action,subject,detail,place\r\n";

    private final Caller caller;
    private final Catalogue catalogue;
    private final Deeds deeds;
    private final InstantSource clock;

    AuditRoutes(Caller caller, Catalogue catalogue, Deeds deeds, InstantSource clock) {
        this.caller = caller;
        this.catalogue = catalogue;
        this.deeds = deeds;
        this.clock = clock;
    }

    Future<Void> entries(RoutingContext context, Asked asked) {
        Person person = reader(context);
        ZoneId zone = zone(person);
        return deeds.audit().find(person, question(asked, zone), A_PAGE + 1).compose(found -> {
            List<Entry> page = found.subList(0, Math.min(A_PAGE, found.size()));
            JsonArray entries = new JsonArray();
            page.forEach(each -> entries.add(json(each, zone)));
            return Json.answer(
                    context,
                    200,
                    new JsonObject()
                            .put("entries", entries)
                            .put(
                                    "before",
                                    found.size() > A_PAGE
                                            ? Long.valueOf(
                                                    page.get(page.size() - 1).id())
                                            : null));
        });
    }

    /** The same as a file; that it was taken is kept too. */
    Future<Void> file(RoutingContext context, Asked asked) {
        Person person = reader(context);
        ZoneId zone = zone(person);
        return deeds.audit().find(person, question(asked, zone), A_FILE + 1).compose(found -> {
            if (found.size() > A_FILE) {
                return Future.failedFuture(Problem.badField(
                        "from", "jangka waktu dengan paling banyak " + A_FILE + " catatan / a shorter time"));
            }
            return deeds.keep(context, person, "audit-export", "audit", found.size() + " entries", caller.top(person))
                    .compose(kept -> context.response()
                            .putHeader("content-type", "text/csv; charset=utf-8")
                            .putHeader("content-disposition", "attachment; filename=\"audit.csv\"")
                            .end(csv(found, zone)));
        });
    }

    private Person reader(RoutingContext context) {
        Person person = caller.person(context);
        if (person.grants().stream().noneMatch(grant -> person.audits(grant.scope()))) {
            throw Problem.notFound();
        }
        return person;
    }

    private ZoneId zone(Person person) {
        return catalogue.zone(caller.top(person));
    }

    private Audit.Question question(Asked asked, ZoneId zone) {
        // What was done this very moment belongs to it.
        Window window = AskedWindow.of(asked, zone, clock.instant().plusSeconds(1), DEFAULT_WINDOW);
        return new Audit.Question(
                before(asked.query("before")),
                window.from(),
                window.to(),
                bounded("actor", asked.query("actor")),
                bounded("action", asked.query("action")),
                bounded("text", asked.query("text")));
    }

    private static @Nullable Long before(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException notANumber) {
            throw Problem.badField("before", "the number a page ended with");
        }
    }

    private static @Nullable String bounded(String field, @Nullable String text) {
        if (text != null && text.length() > LONGEST_TEXT) {
            throw Problem.badField(field, "paling banyak " + LONGEST_TEXT + " huruf / characters");
        }
        return text == null || text.isBlank() ? null : text.strip();
    }

    private JsonObject json(Entry entry, ZoneId zone) {
        Audit.Deed deed = entry.deed();
        return new JsonObject()
                .put("id", entry.id())
                .put("at", Times.iso(entry.at(), zone))
                .put("actor", deed.actor())
                .put("address", deed.address())
                .put("action", deed.action())
                .put("subject", deed.subject())
                .put("detail", deed.detail())
                .put("place", deed.place().value())
                .put("placeName", PlaceName.full(catalogue, deed.place()));
    }

    private static String csv(List<Entry> entries, ZoneId zone) {
        StringWriter text = new StringWriter();
        text.write(HEADER);
        try (CsvWriter writer = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(text)) {
            entries.forEach(entry -> writer.writeRecord(cells(entry, zone)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static List<String> cells(Entry entry, ZoneId zone) {
        Audit.Deed deed = entry.deed();
        return Stream.of(
                        Times.iso(entry.at(), zone),
                        deed.actor(),
                        deed.address(),
                        deed.action(),
                        deed.subject(),
                        deed.detail(),
                        deed.place().value())
                .map(AuditRoutes::told)
                .toList();
    }

    /** A text that a table calculates would read as a formula is told as text. */
    private static String told(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
