package org.pantau;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forms as the contract has them, and what a report does to one. Simulated numbers of simulated services. */
final class FormData {

    static final String TODAY = "2026-11-25";
    static final String YESTERDAY = "2026-11-24";
    static final String QUEUE = "33.08/dinkes/antrean";
    static final String REFERRAL = "33.08/dinkes/rujukan";

    private FormData() {}

    /** Two services with three numbers; today open, yesterday reported, a holiday and a day closed before. */
    static JsonObject clinic() {
        JsonArray fields = new JsonArray()
                .add(field(QUEUE, "Antrean puskesmas", "received", "kunjungan", usual(20, 31, 44)))
                .add(field(QUEUE, "Antrean puskesmas", "served", "kunjungan", usual(18, 29, 41)))
                .add(field(REFERRAL, "Rujukan pasien", "pending", null, null));
        return form(fields);
    }

    /** Names as long as they come, and forty numbers. */
    static JsonObject large() {
        JsonArray fields = new JsonArray();
        for (int i = 1; i <= 10; i++) {
            String name = "Pelayanan Administrasi Penerbitan Surat Keterangan Kependudukan dan "
                    + "Pencatatan Perubahan Elemen Data Penduduk Nonpermanen Loket " + i;
            for (String measure : List.of("received", "served", "returned", "pending")) {
                fields.add(field("33.08/dinkes/l" + i, name, measure, "permohonan", usual(1200, 3100, 4400)));
            }
        }
        return form(fields);
    }

    static JsonObject single() {
        return form(new JsonArray().add(field(QUEUE, "Antrean puskesmas", "received", "kunjungan", null)));
    }

    private static JsonObject form(JsonArray fields) {
        JsonArray days = new JsonArray()
                .add(day(TODAY, "open", TODAY + "T15:30:00+07:00"))
                .add(day(YESTERDAY, "reported", YESTERDAY + "T15:30:00+07:00")
                        .put("reportedAt", YESTERDAY + "T15:12:00+07:00")
                        .put("reportedBy", "Budi Santoso"))
                .add(day("2026-11-23", "off", null))
                .add(day("2026-11-22", "closed", null));
        return new JsonObject()
                .put("feed", "dinkes-harian")
                .put("agency", new JsonObject().put("id", "33.08/dinkes").put("name", "Dinas Kesehatan"))
                .put("government", "Kabupaten Magelang")
                .put("owner", "Siti Aminah")
                .put("deputy", "Budi Santoso")
                .put("holder", "Siti Aminah")
                .put("today", TODAY)
                .put("zone", "Asia/Jakarta")
                .put("now", TODAY + "T15:20:11+07:00")
                .put("expires", "2027-05-24T00:00:00+07:00")
                .put("days", days)
                .put("fields", fields)
                .put("reported", new JsonObject().put(YESTERDAY, yesterday(fields)));
    }

    private static JsonObject yesterday(JsonArray fields) {
        JsonObject values = new JsonObject();
        for (int i = 0; i < fields.size(); i++) {
            values.put(key(fields.getJsonObject(i)), i == fields.size() - 1 ? null : Integer.valueOf(10 + i));
        }
        JsonArray history = new JsonArray()
                .add(new JsonObject()
                        .put("at", YESTERDAY + "T15:12:00+07:00")
                        .put("by", "Budi Santoso")
                        .put("how", "form"));
        return new JsonObject().put("values", values).put("history", history);
    }

    private static JsonObject day(String day, String state, @Nullable String due) {
        return new JsonObject()
                .put("day", day)
                .put("state", state)
                .put("due", due)
                .putNull("reportedAt")
                .putNull("reportedBy");
    }

    private static JsonObject field(
            String service, String name, String measure, @Nullable String of, @Nullable JsonObject usual) {
        return new JsonObject()
                .put("service", service)
                .put("serviceName", name)
                .put("measure", measure)
                .put("kind", measure.equals("pending") ? "level" : "count")
                .put("of", of)
                .put("usual", usual);
    }

    private static JsonObject usual(int low, int median, int high) {
        return new JsonObject()
                .put("low", low)
                .put("median", median)
                .put("high", high)
                .put("n", 8);
    }

    private static String key(JsonObject field) {
        return field.getString("service") + " " + field.getString("measure");
    }

    /** The form of one day, as GET answers it. */
    static JsonObject of(JsonObject form, String day) {
        JsonObject answer = form.copy().put("day", day);
        JsonObject reported = form.getJsonObject("reported").getJsonObject(day, new JsonObject());
        JsonObject values = reported.getJsonObject("values", new JsonObject());
        for (Object each : answer.getJsonArray("fields")) {
            JsonObject field = (JsonObject) each;
            Object value = values.getValue(key(field));
            field.put("value", value).put("absent", values.containsKey(key(field)) && value == null);
        }
        answer.remove("reported");
        return answer.put("history", reported.getJsonArray("history", new JsonArray()));
    }

    /** Values of a report ten times beyond the usual. */
    static JsonArray unusual(JsonObject form, JsonObject report) {
        JsonArray found = new JsonArray();
        for (int i = 0; i < report.getJsonArray("values").size(); i++) {
            JsonObject value = report.getJsonArray("values").getJsonObject(i);
            JsonObject usual = form.getJsonArray("fields").getJsonObject(i).getJsonObject("usual");
            Integer number = value.getInteger("value");
            if (usual != null && number != null && number > 5 * usual.getInteger("high")) {
                found.add(value.copy().put("usual", usual));
            }
        }
        return found;
    }

    /** Takes a report into the form; the answer names what changed. */
    static JsonObject saved(JsonObject form, JsonObject report) {
        String day = report.getString("day");
        String at = TODAY + "T15:21:30+07:00";
        JsonObject reported = form.getJsonObject("reported").getJsonObject(day, new JsonObject());
        JsonObject values = reported.getJsonObject("values", new JsonObject());
        JsonArray changes = new JsonArray();
        for (Object each : report.getJsonArray("values")) {
            JsonObject value = (JsonObject) each;
            Integer before = values.getInteger(key(value));
            Integer now = value.getInteger("value");
            if (!values.containsKey(key(value)) || !java.util.Objects.equals(before, now)) {
                changes.add(new JsonObject()
                        .put("service", value.getString("service"))
                        .put("measure", value.getString("measure"))
                        .put("before", before)
                        .put("value", now));
            }
            values.put(key(value), now);
        }
        JsonArray history = new JsonArray()
                .add(new JsonObject()
                        .put("at", at)
                        .put("by", report.getString("by"))
                        .put("how", "form"));
        reported.getJsonArray("history", new JsonArray()).forEach(history::add);
        form.getJsonObject("reported")
                .put(day, new JsonObject().put("values", values).put("history", history));
        form.getJsonArray("days").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("day").equals(day))
                .forEach(one ->
                        one.put("state", "reported").put("reportedAt", at).put("reportedBy", report.getString("by")));
        return new JsonObject()
                .put("saved", true)
                .put("at", at)
                .put("replayed", false)
                .put("changes", changes);
    }
}
