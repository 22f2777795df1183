package org.pantau.web.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneId;
import org.pantau.query.Band;
import org.pantau.query.UsualHours;

/** What is usual, in JSON: what is not known is null, never zero. */
public final class UsualJson {

    private UsualJson() {}

    public static JsonObject usual(UsualHours usual, ZoneId zone) {
        JsonArray days = new JsonArray();
        usual.days().forEach(day -> days.add(day.toString()));
        JsonArray hours = new JsonArray();
        usual.hours().forEach(hour -> hours.add(hour(hour, zone)));
        JsonObject json = new JsonObject()
                .put("service", usual.subject().value())
                .put("measure", usual.measure().name())
                .put("unit", usual.measure().unit().symbol())
                .put("day", usual.day().toString())
                .put("days", days)
                .put("hours", hours);
        if (usual.of() != null) {
            json.put("of", usual.of());
        }
        if (usual.holiday() != null) {
            json.put("reason", holiday(usual.holiday()));
        }
        if (!usual.yearsWithoutCalendar().isEmpty()) {
            json.put("withoutCalendar", new JsonArray(usual.yearsWithoutCalendar()));
        }
        return json;
    }

    private static JsonObject holiday(String name) {
        return new JsonObject()
                .put("code", "holiday")
                .put("id", "Hari libur (" + name + ") tidak dibandingkan dengan hari lain.")
                .put("en", "A holiday (" + name + ") is compared with no other day.");
    }

    private static JsonObject hour(UsualHours.Hour hour, ZoneId zone) {
        JsonObject json = new JsonObject().put("start", Times.iso(hour.start(), zone));
        json.mergeIn(band(hour.value()));
        return hour.soFar() == null ? json : json.put("soFar", band(hour.soFar()));
    }

    private static JsonObject band(Band band) {
        return new JsonObject()
                .put("low", band.low())
                .put("median", band.median())
                .put("high", band.high())
                .put("n", band.n());
    }
}
