package org.pantau.operate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as lines for a terminal, Indonesian first. */
public final class ReportText {

    private static final int MOST_LINES = 40;

    private ReportText() {}

    /** Every step, one after the other; details only where something is wrong or {@code whole} is asked for. */
    public static List<String> lines(Report report, boolean whole) {
        List<String> lines = new ArrayList<>();
        boolean ok = report.outcome().ok();
        lines.add(report.feed().id() + ": " + report.outcome().state().word()
                + (ok ? "" : " - " + report.outcome().reason()));
        Suggestion.of(report.outcome().state())
                .ifPresent(each -> lines.add("  saran / suggestion: " + each.indonesian() + " / " + each.english()));
        for (Report.Request request : report.requests()) {
            lines.add("  permintaan / request: " + (request.status() == 0 ? "-" : "HTTP " + request.status()) + " "
                    + request.contentType() + ", " + request.bytes() + " byte, " + request.tookMs() + " ms, "
                    + request.rows() + " baris / rows"
                    + (request.outcome().ok()
                            ? ""
                            : ", " + request.outcome().state().word() + ": "
                                    + request.outcome().reason()));
            if ((whole || !request.outcome().ok()) && !request.outline().isEmpty()) {
                request.outline().lines().limit(MOST_LINES).forEach(line -> lines.add("    | " + line));
            }
        }
        if (whole) {
            report.fields().stream().limit(MOST_LINES).forEach(field -> lines.add(field(field)));
        }
        for (Report.Stored stored : report.stored()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-50s %-18s %14.3f  %s%s",
                    stored.subject(),
                    stored.measure(),
                    stored.value(),
                    stored.period(),
                    stored.quality().equals("ok") ? "" : " [" + stored.quality() + "]"));
        }
        for (Meaning meaning : report.meanings()) {
            lines.add("  " + meaning.measure() + ": " + meaning.indonesian() + " / " + meaning.english());
        }
        report.problems().forEach(problem -> lines.add("  ! " + problem));
        report.unconfirmed().forEach(code -> lines.add("  ? kode tidak dikenal / unknown code: " + code));
        return lines;
    }

    private static String field(Report.Field field) {
        String value = field.value() == null ? "-" : field.value().toString();
        return "    " + field.row() + (field.service().isEmpty() ? "" : " " + field.service()) + " " + field.name()
                + " = " + (field.problem().isEmpty() ? value : "! " + field.problem());
    }
}
