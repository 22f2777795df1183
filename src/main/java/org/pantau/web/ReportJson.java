package org.pantau.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.operate.manual.Link;
import org.pantau.operate.manual.ReportDesk;
import org.pantau.operate.manual.Roster;
import org.pantau.operate.manual.Submission;
import org.pantau.query.Usual;
import org.pantau.web.json.Times;

/** Reports by people, as they are told to pages and programs. */
final class ReportJson {

    private ReportJson() {}

    static @Nullable JsonObject usual(@Nullable Usual usual) {
        return usual == null
                ? null
                : new JsonObject()
                        .put("low", number(usual.low()))
                        .put("median", number(usual.median()))
                        .put("high", number(usual.high()))
                        .put("n", usual.n());
    }

    static JsonArray history(Collection<Submission> submissions, ZoneId zone, int most) {
        JsonArray history = new JsonArray();
        submissions.stream()
                .limit(most)
                .forEach(submission -> history.add(new JsonObject()
                        .put("at", Times.iso(submission.at(), zone))
                        .put("by", submission.saidBy())
                        .put("how", submission.how())));
        return history;
    }

    static JsonArray changes(List<ReportDesk.Changed> changes) {
        JsonArray list = new JsonArray();
        changes.forEach(change -> list.add(new JsonObject()
                .put("day", change.day().toString())
                .put("service", change.figure().service().value())
                .put("measure", change.figure().measure())
                .put("before", number(change.before()))
                .put("value", number(change.value()))));
        return list;
    }

    static JsonArray questions(List<ReportDesk.Questioned> questions) {
        JsonArray list = new JsonArray();
        questions.forEach(question -> list.add(new JsonObject()
                .put("day", question.day().toString())
                .put("service", question.said().service().value())
                .put("measure", question.said().measure())
                .put("value", number(question.said().value()))
                .put("usual", usual(question.usual()))));
        return list;
    }

    static JsonObject link(Link link, ZoneId zone) {
        return new JsonObject()
                .put("id", link.id())
                .put("kind", link.kind().word())
                .put("holder", link.holder())
                .put("createdBy", link.createdBy())
                .put("createdAt", Times.iso(link.createdAt(), zone))
                .put("expiresAt", Times.iso(link.expiresAt(), zone))
                .put("revokedAt", Times.isoOrNull(link.revokedAt(), zone))
                .put("lastUsedAt", Times.isoOrNull(link.lastUsedAt(), zone));
    }

    static JsonObject history(String feed, List<Roster.Day> days, ZoneId zone) {
        JsonArray list = new JsonArray();
        days.forEach(day -> list.add(json(day, zone)));
        return new JsonObject().put("feed", feed).put("days", list);
    }

    private static JsonObject json(Roster.Day day, ZoneId zone) {
        return new JsonObject()
                .put("day", day.day().toString())
                .put("due", Times.isoOrNull(day.due(), zone))
                .put("state", day.state().word())
                .put("reportedAt", Times.isoOrNull(day.reportedAt(), zone))
                .put("correctedAt", Times.isoOrNull(day.correctedAt(), zone))
                .put("reportedBy", day.reportedBy())
                .put("how", day.how())
                .put("corrections", day.corrections());
    }

    static JsonArray months(List<Roster.Month> months) {
        JsonArray list = new JsonArray();
        months.forEach(month -> list.add(new JsonObject()
                .put("month", month.month().toString())
                .put("due", month.due())
                .put("onTime", month.onTime())
                .put("late", month.late())
                .put("missing", month.missing())));
        return list;
    }

    /** Whole numbers without a fraction; null stays null. */
    static @Nullable Number number(@Nullable Double value) {
        if (value == null) {
            return null;
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Number) value.longValue() : value;
    }

    static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
