package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The days of one feed that people report: when each came, by whom, how, and what was corrected. */
class ReportHistoryTest {

    private static final String CATALOGUE = """
            governments:
              - code: "33.08"
                name: Kabupaten Magelang
                agencies:
                  - id: dinkes
                    name: Dinas Kesehatan
                    services: [{id: antrean, name: Antrean Puskesmas}]
            feeds:
              - id: harian
                agency: 33.08/dinkes
                report: {by: form, owner: Siti Aminah, deputy: Budi}
                measures: {received: {of: kunjungan}}
              - id: antrean-luar
                service: 33.08/dinkes/antrean
                every: 1h
                request: {url: "http://127.0.0.1:9/"}
                read: probe
            """;

    private Whole pantau;
    private String token;

    @BeforeEach
    void start(@TempDir Path folder) {
        pantau = new Whole(folder, CATALOGUE);
        token = pantau.json(
                        "POST",
                        "/api/v1/reports/harian/links",
                        pantau.admin(),
                        new JsonObject().put("holder", "Siti Aminah").put("days", 30))
                .ok()
                .getString("token");
    }

    @AfterEach
    void stop() {
        pantau.close();
    }

    private void report(String day, String by, @Nullable Integer value) {
        JsonObject figure =
                new JsonObject().put("service", "33.08/dinkes/antrean").put("measure", "received");
        JsonObject body = new JsonObject()
                .put("key", day + by + value + "-0123456789abcdef")
                .put("day", day)
                .put("by", by)
                .put(
                        "values",
                        new JsonArray().add(value == null ? figure.put("absent", true) : figure.put("value", value)));
        pantau.bearer("POST", "/api/v1/form", token, body).isOk();
    }

    private List<JsonObject> days(String query) {
        return pantau.get("/api/v1/reports/harian/history?" + query, pantau.admin()).ok().getJsonArray("days").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void everyDayShouldSayHowItWasReported() {
        report("2026-11-23", "Siti Aminah", 31);
        pantau.clock.set("2026-11-24T08:31:00Z"); // a minute after it was due
        report("2026-11-24", "Siti Aminah", null);
        pantau.clock.set("2026-11-24T09:00:00Z");
        report("2026-11-23", "Budi", 32);
        pantau.clock.set("2026-11-26T03:00:00Z");

        List<JsonObject> days = days("from=2026-11-22&to=2026-11-26");

        assertThat(days)
                .extracting(day -> day.getString("day"))
                .containsExactly("2026-11-26", "2026-11-25", "2026-11-24", "2026-11-23", "2026-11-22");
        assertThat(days)
                .extracting(day -> day.getString("state"))
                .as("not due yet, never came, late though only to say that there is none, in time, a Sunday")
                .containsExactly("waiting", "missing", "late", "reported", "off");
        assertThat(days.get(1).getString("reportedAt")).isNull();
        assertThat(days.get(2).getString("reportedAt")).startsWith("2026-11-24T15:31");
        assertThat(days.get(2).getString("correctedAt")).isNull();
        JsonObject corrected = days.get(3);
        assertThat(corrected.getString("due")).startsWith("2026-11-23T15:30");
        assertThat(corrected.getString("reportedAt")).startsWith("2026-11-23T10:00");
        assertThat(corrected.getString("correctedAt")).startsWith("2026-11-24T16:00");
        assertThat(corrected.getString("reportedBy")).isEqualTo("Budi");
        assertThat(corrected.getString("how")).isEqualTo("form");
        assertThat(corrected.getInteger("corrections")).isEqualTo(1);
        assertThat(days.get(4).getString("due")).isNull();
    }

    /** The same words as the roster's, whatever day is asked for. */
    @Test
    void historyShouldSayWhatTheRosterSays() {
        report("2026-11-23", "Siti Aminah", 31);
        pantau.clock.set("2026-11-26T03:00:00Z");

        for (JsonObject day : days("from=2026-11-18&to=2026-11-26")) {
            JsonObject roster = pantau.get("/api/v1/reports?day=" + day.getString("day"), pantau.admin())
                    .ok()
                    .getJsonArray("feeds")
                    .getJsonObject(0);
            for (String key : List.of("state", "due", "reportedAt", "reportedBy", "corrections")) {
                assertThat(day.getValue(key)).as(day.encode() + " " + key).isEqualTo(roster.getValue(key));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "to=2026-11-23, from",
        "from=2026-11-01, to",
        "from=kemarin&to=2026-11-23, from",
        "from=2026-11-01&to=2026-11-31, to",
        "from=2026-11-23&to=2026-11-22, to",
        "from=2026-11-23&to=2026-11-24, to",
        "from=2026-08-15&to=2026-11-23, to",
        "from=-9999-01-01&to=-9999-01-02, from",
    })
    void badSpanShouldBeNamed(String query, String field) {
        Whole.Said refused = pantau.get("/api/v1/reports/harian/history?" + query, pantau.admin());

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo(field);
    }

    @Test
    void hundredDaysShouldBeAnsweredAndOtherFeedsNot() {
        assertThat(days("from=2026-08-16&to=2026-11-23")).hasSize(100);
        assertThat(pantau.get("/api/v1/reports/antrean-luar/history?from=2026-11-01&to=2026-11-23", pantau.admin())
                        .status())
                .as("nobody reports it by hand")
                .isEqualTo(404);
    }
}
