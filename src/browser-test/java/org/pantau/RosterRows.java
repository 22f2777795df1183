package org.pantau;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Reports of a day and previews of files, as the server tells them. */
final class RosterRows {

    private static final String DUE = DeskStub.TODAY + "T15:30:00+07:00";

    private RosterRows() {}

    /**
     * A feed from files.
     *
     * @param due days of this month on which it was due, of which {@code onTime} were kept
     */
    static JsonObject row(String feed, String name, String state, int due, int onTime) {
        boolean came = List.of("reported", "late").contains(state);
        JsonObject month = new JsonObject()
                .put("month", "2026-11")
                .put("due", due)
                .put("onTime", onTime)
                .put("late", due - onTime)
                .put("missing", 0);
        return new JsonObject()
                .put("feed", feed)
                .put("agency", "33.08/" + feed)
                .put("agencyName", name)
                .put("government", "Kabupaten Magelang")
                .put("by", "file")
                .put("owner", "Siti Aminah")
                .put("deputy", "Budi Santoso")
                .put("services", 3)
                .put("due", state.equals("off") ? null : DUE)
                .put("state", state)
                .put("reportedAt", came ? DeskStub.TODAY + "T14:40:00+07:00" : null)
                .put("reportedBy", came ? "Siti Aminah" : null)
                .put("corrections", 0)
                .put("lastDay", "2026-11-24")
                .put("months", new JsonArray().add(month))
                .put("may", new JsonObject().put("edit", true));
    }

    static JsonObject mistake(String field, String expected) {
        return new JsonObject().put("field", field).put("expected", expected);
    }

    /** One new value, far above the usual. */
    static JsonObject unusualPreview() {
        JsonObject usual = new JsonObject()
                .put("low", 20)
                .put("median", 31)
                .put("high", 44)
                .put("n", 8);
        JsonObject row = new JsonObject()
                .put("cell", "C7")
                .put("day", DeskStub.TODAY)
                .put("service", "33.08/dinkes/antrean")
                .put("serviceName", "Antrean puskesmas")
                .put("measure", "received")
                .putNull("before")
                .put("value", 1200)
                .put("change", "new")
                .put("unusual", usual);
        return preview(1, 0, new JsonArray().add(row)).put("unusual", new JsonArray().add(row));
    }

    static JsonObject samePreview() {
        return preview(0, 24, new JsonArray());
    }

    private static JsonObject preview(int fresh, int same, JsonArray rows) {
        return new JsonObject()
                .put("days", new JsonArray().add(DeskStub.TODAY))
                .put("rows", rows)
                .put(
                        "counts",
                        new JsonObject()
                                .put("new", fresh)
                                .put("corrected", 0)
                                .put("same", same)
                                .put("empty", 0))
                .put("notes", new JsonArray());
    }
}
