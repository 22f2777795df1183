package org.pantau;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Answers about the store as the OpenAPI document says them. */
final class StoreAnswers {

    private static final List<String> PACKED = List.of("samples", "rollups_5m", "rollups_1h");

    private StoreAnswers() {}

    /** A year of a province: all is well, and the disk will be full some day. */
    static JsonObject filled() {
        JsonArray kinds = new JsonArray()
                .add(kind("samples", 1_620_000_000L, 2_210_000_000L, "2025-11-20", 400, 6_100_000))
                .add(kind("periods", 88_000_000L, 0, "2025-11-01", null, 240_000))
                .add(kind("rollups_5m", 410_000_000L, 190_000_000L, "2026-09-26", 60, 3_200_000))
                .add(kind("rollups_1h", 120_000_000L, 640_000_000L, "2025-11-20", 1827, 1_700_000))
                .add(kind("rollups_1d", 96_000_000L, 0, "2025-11-20", null, 260_000))
                .add(kind("totals_1h", 21_000_000L, 0, "2026-09-21", 60, 340_000))
                .add(kind("totals_1d", 9_000_000L, 0, "2025-11-20", null, 24_000))
                .add(kind("failures", 4_300_000L, 0, "2026-08-24", 90, 47_000));
        return answer(new JsonObject()
                .put(
                        "sizes",
                        new JsonObject()
                                .put("at", "2026-11-25T15:04:31+07:00")
                                .put("databaseBytes", 5_424_000_000L)
                                .put("otherBytes", 15_700_000)
                                .put("kinds", kinds))
                .put("disk", new JsonObject().put("totalBytes", 80_000_000_000L).put("freeBytes", 4_100_000_000L))
                .put("forecast", forecast("full", 420, "2028-03-14"))
                .put("waiting", waiting(0, 0, null))
                .put("versions", versions("18.6", true)));
    }

    /** The first morning: tables, hardly anything in them, and no whole day. */
    static JsonObject firstDay() {
        JsonObject answer = filled().putNull("lastNight");
        JsonObject machine = answer.getJsonObject("machine").put("forecast", forecast("too_few_days", 0, null));
        JsonObject sizes =
                machine.getJsonObject("sizes").put("databaseBytes", 9_900_000).put("otherBytes", 9_500_000);
        JsonArray kinds = new JsonArray();
        sizes.getJsonArray("kinds")
                .forEach(each -> kinds.add(kind(((JsonObject) each).getString("kind"), 49_152, 0, null, 60, null)));
        sizes.put("kinds", kinds);
        return answer;
    }

    /** The database has been away for an hour, and some of what came once could not be read. */
    static JsonObject away(int setAside) {
        JsonObject answer = filled().put("awaySince", "2026-11-25T14:02:00+07:00");
        JsonArray files = new JsonArray();
        IntStream.range(0, Math.min(100, setAside))
                .forEach(n -> files.add(new JsonObject()
                        .put("name", "entries-20261124T0102%02d.000Z".formatted(n))
                        .put("bytes", 18_432)
                        .put("at", "2026-11-24T08:02:03+07:00")
                        .put("why", n == 1 ? "" : "ERROR: value \"1e400\" is out of range (22003)")));
        answer.getJsonObject("machine")
                .put(
                        "waiting",
                        waiting(84_518, 28_000_000, "2026-11-25T14:02:01+07:00")
                                .put("setAside", setAside)
                                .put("files", files));
        return answer;
    }

    /** As an operator of one regency is told. */
    static JsonObject scoped() {
        JsonObject answer = filled().putNull("machine");
        answer.getJsonObject("lastNight").putNull("expected").putNull("stored");
        return answer;
    }

    /** Its disk is not seen. */
    static JsonObject external() {
        JsonObject answer = filled();
        answer.getJsonObject("machine")
                .putNull("disk")
                .put("forecast", forecast("unknown_disk", 420, null))
                .put("versions", versions("15.18 (Debian 15.18-1.pgdg120+1)", false));
        return answer;
    }

    /** Last night so many feeds lacked some. */
    static JsonObject lacking(JsonObject answer, int feeds) {
        JsonArray named = new JsonArray();
        IntStream.range(0, Math.min(500, feeds))
                .forEach(n -> named.add(new JsonObject()
                        .put("feed", "disdukcapil-pelayanan-terpadu-" + n)
                        .put("place", "33.08/dinkes/antrean")
                        .put("placeName", "Penerbitan Kartu Tanda Penduduk Elektronik dan Pencatatan Biodata " + n)
                        .put("agencyName", "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Magelang")
                        .put("expected", 2_880)
                        .put("stored", Math.min(2_878, 40 * n))));
        answer.getJsonObject("lastNight").put("lacking", feeds).put("feeds", named);
        return answer;
    }

    private static JsonObject answer(JsonObject machine) {
        JsonObject night = new JsonObject()
                .put("day", "2026-11-24")
                .put("expected", 5_616_010)
                .put("stored", 5_614_300)
                .put("lacking", 0)
                .put("feeds", new JsonArray());
        return lacking(
                new JsonObject().putNull("awaySince").put("lastNight", night).put("machine", machine), 3);
    }

    private static JsonObject kind(
            String kind,
            long fresh,
            long packed,
            @Nullable String oldest,
            @Nullable Integer keptDays,
            @Nullable Integer bytesPerDay) {
        return new JsonObject()
                .put("kind", kind)
                .put("freshBytes", fresh)
                .put("packedBytes", PACKED.contains(kind) ? packed : 0)
                .put("oldest", oldest)
                .put("newest", oldest == null ? null : "2026-11-25")
                .put("keptDays", keptDays)
                .put("partitions", 20)
                .put("bytesPerDay", bytesPerDay);
    }

    private static JsonObject forecast(String verdict, int days, @Nullable String full) {
        boolean known = days > 0;
        return new JsonObject()
                .put("verdict", verdict)
                .put("knownDays", days)
                .put("neededDays", 4)
                .put("bytesPerDay", known ? 11_900_000 : null)
                .put(
                        "settled",
                        known
                                ? new JsonObject()
                                        .put("day", "2030-12-26")
                                        .put("bytes", 12_400_000_000L)
                                        .put("bytesPerDay", 524_000)
                                : null)
                .put("full", full);
    }

    private static JsonObject waiting(int samples, int bytes, @Nullable String since) {
        return new JsonObject()
                .put("samples", samples)
                .put("bytes", bytes)
                .put("since", since)
                .put("inMemory", 0)
                .put("fault", "")
                .put("setAside", 0)
                .put("files", new JsonArray());
    }

    private static JsonObject versions(String postgresql, boolean embedded) {
        return new JsonObject()
                .put("pantau", "1.0.0")
                .put("postgresql", postgresql)
                .put("embedded", embedded)
                .put("schema", 7);
    }
}
