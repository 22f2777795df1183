package org.pantau.web.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.pantau.query.Point;
import org.pantau.query.SeriesAnswer;

/** History in JSON: fields that do not apply are left out, a gap has value null. */
public final class SeriesJson {

    private SeriesJson() {}

    public static JsonObject series(SeriesAnswer answer, ZoneId zone) {
        JsonArray points = new JsonArray();
        answer.points().forEach(point -> points.add(point(point, zone)));
        JsonObject json = new JsonObject()
                .put("service", answer.subject().value())
                .put("measure", answer.measure().name())
                .put("unit", answer.measure().unit().symbol())
                .put("step", answer.step().word())
                .put("points", points);
        return answer.of() == null ? json : json.put("of", answer.of());
    }

    private static JsonObject point(Point point, ZoneId zone) {
        JsonObject json = new JsonObject()
                .put("from", Times.iso(point.from(), zone))
                .put("value", point.value())
                .put("coverage", Math.round(point.coverage() * 1000) / 1000.0);
        put(json, "min", point.min());
        put(json, "max", point.max());
        put(json, "p50", point.p50());
        put(json, "p95", point.p95());
        put(json, "p99", point.p99());
        put(json, "n", point.n());
        if (point.origin() != null) {
            json.put("origin", point.origin().word());
        }
        if (point.origins() != null) {
            json.put("origins", Origins.json(point.origins()));
        }
        if (point.other() != null) {
            json.put(
                    "other",
                    new JsonObject()
                            .put("origin", point.other().origin().word())
                            .put("value", point.other().value()));
        }
        return json;
    }

    private static void put(JsonObject json, String name, @Nullable Number value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
