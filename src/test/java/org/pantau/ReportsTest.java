package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people report on a form: opened by a link, saved once, corrected, asked about, and shown. */
class ReportsTest {

    private static final String CATALOGUE = """
            governments:
              - code: "33.08"
                name: Kabupaten Magelang
                agencies:
                  - id: dinkes
                    name: Dinas Kesehatan
                    services:
                      - {id: antrean, name: Antrean Puskesmas}
                      - {id: rujukan, name: Rujukan}
                  - id: pasar
                    name: Dinas Pasar
                    services: [{id: retribusi, name: Retribusi}]
            feeds:
              - id: harian
                agency: 33.08/dinkes
                report: {by: form, owner: Siti Aminah, deputy: Budi}
                measures: {received: {of: kunjungan}, pending: {}}
            """;
    private static final String MONDAY = "2026-11-23";

    private Whole pantau;
    private String admin;

    @BeforeEach
    void start(@TempDir Path folder) {
        pantau = new Whole(folder, CATALOGUE);
        admin = pantau.admin();
    }

    @AfterEach
    void stop() {
        pantau.close();
    }

    private JsonObject link() {
        return pantau.json(
                        "POST",
                        "/api/v1/reports/harian/links",
                        admin,
                        new JsonObject().put("holder", "Siti Aminah").put("days", 30))
                .ok();
    }

    private static JsonObject figure(String service, String measure, @Nullable Integer value) {
        JsonObject figure =
                new JsonObject().put("service", "33.08/dinkes/" + service).put("measure", measure);
        return value == null ? figure.put("absent", true) : figure.put("value", value);
    }

    private static JsonObject report(String key, String day, @Nullable Integer queue, @Nullable Integer waiting) {
        return new JsonObject()
                .put("key", key + "-0123456789abcdef")
                .put("day", day)
                .put("by", "Siti Aminah")
                .put(
                        "values",
                        new JsonArray()
                                .add(figure("antrean", "received", queue))
                                .add(figure("antrean", "pending", waiting))
                                .add(figure("rujukan", "received", 0))
                                .add(figure("rujukan", "pending", null)));
    }

    private JsonObject figureOf(String service, String measure) {
        JsonArray figures = pantau.get("/api/v1/services/33.08/dinkes/" + service, admin)
                .ok()
                .getJsonArray("figures");
        return figures.stream()
                .map(JsonObject.class::cast)
                .filter(figure -> figure.getString("measure").equals(measure))
                .findFirst()
                .orElseThrow(() -> new AssertionError(figures.encode()));
    }

    private double stored(String day, String service) {
        return await(pantau.database
                        .pool()
                        .query(
                                "select value, first_value, revision from period_value p join series s on s.id = p.series_id"
                                        + " where s.subject = '33.08/dinkes/" + service + "' and s.measure = 'received'"
                                        + " and p.start = '" + day + "T00:00:00+07:00'")
                        .execute())
                .iterator()
                .next()
                .getDouble(0);
    }

    @Test
    void formShouldBeOpenedSavedOnceAndCorrected() {
        String token = link().getString("token");

        JsonObject form = pantau.bearer("GET", "/api/v1/form", token, null).ok();
        assertThat(form.getString("day")).isEqualTo(MONDAY);
        assertThat(form.getJsonArray("fields")).hasSize(4);
        assertThat(form.getJsonArray("days").getJsonObject(0).getString("state"))
                .isEqualTo("open");
        assertThat(form.getJsonArray("days").getJsonObject(0).getString("due")).isEqualTo("2026-11-23T15:30:00+07:00");
        assertThat(form.getJsonArray("days").getJsonObject(1).getString("state"))
                .isEqualTo("off");

        JsonObject first = pantau.bearer("POST", "/api/v1/form", token, report("a", MONDAY, 31, 4))
                .ok();
        JsonObject again = pantau.bearer("POST", "/api/v1/form", token, report("a", MONDAY, 31, 4))
                .ok();
        pantau.clock.set("2026-11-23T03:05:00Z");
        JsonObject corrected = pantau.bearer("POST", "/api/v1/form", token, report("b", MONDAY, 33, 4))
                .ok();

        assertThat(first.getBoolean("replayed")).isFalse();
        assertThat(first.getJsonArray("changes")).hasSize(4);
        assertThat(again.getBoolean("replayed")).isTrue();
        assertThat(corrected.getJsonArray("changes").getJsonObject(0).getInteger("before"))
                .isEqualTo(31);
        Whole.until(
                () -> Double.valueOf(33).equals(figureOf("antrean", "received").getDouble("value")));
        JsonObject figure = figureOf("antrean", "received");
        assertThat(figure.getString("origin")).isEqualTo("entered");
        assertThat(figure.getString("trust")).isEqualTo("ok");
        assertThat(figureOf("rujukan", "received").getDouble("value")).isZero();
        assertThat(figureOf("rujukan", "pending").getValue("value")).isNull();
        JsonObject known = pantau.bearer("GET", "/api/v1/form", token, null).ok();
        assertThat(known.getJsonArray("history")).hasSize(2);
        assertThat(known.getJsonArray("fields").getJsonObject(3).getBoolean("absent"))
                .isTrue();
        var audit = await(pantau.database
                .pool()
                .query("select action, actor from audit order by id")
                .execute());
        assertThat(audit).extracting(row -> row.getString(0)).containsExactly("link-make", "report", "report");
        assertThat(audit).extracting(row -> row.getString(1)).anyMatch(actor -> actor.startsWith("link:"));
    }

    @Test
    void yesterdayShouldBeCorrectableWithinItsGraceAndNoLonger() {
        String token = link().getString("token");
        pantau.bearer("POST", "/api/v1/form", token, report("senin", MONDAY, 31, 4))
                .isOk();

        pantau.clock.set("2026-11-24T02:00:00Z");
        JsonObject late = pantau.bearer("POST", "/api/v1/form", token, report("koreksi", MONDAY, 35, 6))
                .ok();
        assertThat(late.getJsonArray("changes")).hasSize(2);
        assertThat(stored(MONDAY, "antrean")).isEqualTo(35);
        var level = await(pantau.database
                .pool()
                .query("select x.value from sample x join series s on s.id = x.series_id where s.measure = 'pending'"
                        + " and s.subject = '33.08/dinkes/antrean' and x.at < '2026-11-24T00:00:00+07:00'"
                        + " order by x.at desc limit 1")
                .execute());
        assertThat(level.iterator().next().getDouble(0)).isEqualTo(6);

        pantau.clock.set("2026-11-27T03:00:00Z");
        assertThat(pantau.bearer("POST", "/api/v1/form", token, report("telat", MONDAY, 40, 6))
                        .status())
                .isEqualTo(403);
        assertThat(pantau.bearer("POST", "/api/v1/form", token, report("besok", "2026-11-28", 40, 6))
                        .status())
                .isEqualTo(403);
        assertThat(stored(MONDAY, "antrean")).isEqualTo(35);
    }

    @Test
    void whatIsFarFromUsualShouldBeAskedAboutAndNeverRefused() {
        String token = link().getString("token");
        for (int day = 23; day <= 27; day++) {
            pantau.clock.set("2026-11-" + day + "T08:00:00Z");
            pantau.bearer("POST", "/api/v1/form", token, report("hari" + day, "2026-11-" + day, 30 + day % 5, 4))
                    .isOk();
        }
        pantau.clock.set("2026-11-30T08:00:00Z");

        JsonObject usual = pantau.bearer("GET", "/api/v1/form", token, null)
                .ok()
                .getJsonArray("fields")
                .getJsonObject(0)
                .getJsonObject("usual");
        JsonObject slip = report("salah-ketik", "2026-11-30", 310, 4);
        Whole.Said asked = pantau.bearer("POST", "/api/v1/form", token, slip);

        assertThat(usual.getInteger("low")).isEqualTo(30);
        assertThat(usual.getInteger("high")).isEqualTo(34);
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.json().getJsonArray("unusual")).hasSize(1);
        assertThat(pantau.submissions()).isEqualTo(5);
        assertThat(pantau.bearer("POST", "/api/v1/form", token, slip.put("confirmed", true))
                        .ok()
                        .getBoolean("saved"))
                .isTrue();
        assertThat(stored("2026-11-30", "antrean")).isEqualTo(310);
    }

    @Test
    void wrongReportsShouldSayWhatWasExpectedAndSaveNothing() {
        String token = link().getString("token");
        JsonObject fraction = report("pecahan", MONDAY, 31, 4);
        fraction.getJsonArray("values").getJsonObject(0).put("value", 12.5);
        JsonObject partial = report("sebagian", MONDAY, 31, 4);
        partial.getJsonArray("values").remove(3);
        JsonObject twice = report("dua-kali", MONDAY, 31, 4);
        twice.getJsonArray("values").add(figure("antrean", "received", 3));
        JsonObject foreign = report("asing", MONDAY, 31, 4);
        foreign.getJsonArray("values").getJsonObject(0).put("service", "33.08/pasar/retribusi");
        JsonObject both = report("keduanya", MONDAY, 31, 4);
        both.getJsonArray("values").getJsonObject(0).put("absent", true);
        JsonObject text = report("teks", MONDAY, 31, 4);
        text.getJsonArray("values").getJsonObject(0).put("value", "31");

        assertThat(errors(pantau.bearer("POST", "/api/v1/form", token, fraction), 422))
                .containsExactly("values[0].value");
        assertThat(errors(pantau.bearer("POST", "/api/v1/form", token, partial), 422))
                .containsExactly("values");
        assertThat(errors(pantau.bearer("POST", "/api/v1/form", token, twice), 422))
                .containsExactly("values[4]");
        assertThat(errors(pantau.bearer("POST", "/api/v1/form", token, foreign), 422))
                .contains("values[0]");
        assertThat(errors(pantau.bearer("POST", "/api/v1/form", token, both), 400))
                .containsExactly("values[0]");
        assertThat(errors(pantau.bearer("POST", "/api/v1/form", token, text), 400))
                .containsExactly("values[0]");
        assertThat(errors(pantau.bearer("POST", "/api/v1/form", token, report("x", "kemarin---", 1, 1)), 400))
                .containsExactly("day");
        assertThat(await(pantau.database
                                .pool()
                                .query("select count(*) from report_submission")
                                .execute())
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();

        pantau.bearer("POST", "/api/v1/form", token, report("benar", MONDAY, 31, 4))
                .isOk();
        assertThat(errors(pantau.bearer("POST", "/api/v1/form", token, report("tarik", MONDAY, null, 4)), 422))
                .containsExactly("values[0].value");
    }

    private static List<String> errors(Whole.Said said, int status) {
        assertThat(said.status()).as(said.text()).isEqualTo(status);
        return said.json().getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("field"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tebakan", "", "' or 1=1 --", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void guessedLinksShouldOpenNothing(String token) {
        assertThat(pantau.bearer("GET", "/api/v1/form", token, null).status()).isEqualTo(401);
    }

    @Test
    void revokedAndExpiredLinksShouldOpenNothingAndGuessingShouldBeSlow() {
        JsonObject revoked = link();
        JsonObject expired = link();
        String path = "/api/v1/reports/harian/links";

        assertThat(pantau.send("DELETE", path + "/" + revoked.getString("id"), null, java.util.Map.of("cookie", admin))
                        .status())
                .isEqualTo(204);
        assertThat(pantau.bearer("GET", "/api/v1/form", revoked.getString("token"), null)
                        .status())
                .isEqualTo(401);
        pantau.clock.set("2026-12-28T03:00:00Z");
        admin = pantau.admin();
        assertThat(pantau.bearer("GET", "/api/v1/form", expired.getString("token"), null)
                        .status())
                .isEqualTo(401);
        JsonArray links = pantau.get(path, admin).ok().getJsonArray("links");
        assertThat(links).hasSize(2);
        assertThat(links.encode()).doesNotContain(expired.getString("token"));

        int tries = 0;
        while (pantau.bearer("GET", "/api/v1/form", "tebakan-" + tries, null).status() == 401) {
            tries++;
        }
        assertThat(tries).isLessThan(25);
    }

    @Test
    void sentAtTheSameMomentFromTwoTabsShouldCountOnce() throws Exception {
        String token = link().getString("token");
        ExecutorService tabs = Executors.newFixedThreadPool(8);
        Callable<Whole.Said> send = () -> pantau.bearer("POST", "/api/v1/form", token, report("tab", MONDAY, 31, 4));

        List<Future<Whole.Said>> all = tabs.invokeAll(List.of(send, send, send, send, send, send, send, send));

        for (Future<Whole.Said> each : all) {
            assertThat(each.get().status()).isEqualTo(200);
        }
        tabs.shutdown();
        assertThat(await(pantau.database
                                .pool()
                                .query("select count(*) from report_submission")
                                .execute())
                        .iterator()
                        .next()
                        .getLong(0))
                .isEqualTo(1);
        assertThat(stored(MONDAY, "antrean")).isEqualTo(31);
    }

    @Test
    void rosterShouldSayWhoHasReportedAndWhoHasNot() {
        String token = link().getString("token");
        assertThat(roster(MONDAY).getString("state")).isEqualTo("waiting");
        pantau.bearer("POST", "/api/v1/form", token, report("senin", MONDAY, 31, 4))
                .isOk();
        assertThat(roster(MONDAY).getString("state")).isEqualTo("reported");
        assertThat(roster(MONDAY).getString("reportedBy")).isEqualTo("Siti Aminah");

        pantau.clock.set("2026-11-24T08:31:00Z");
        assertThat(roster("2026-11-24").getString("state")).isEqualTo("missing");
        pantau.bearer("POST", "/api/v1/form", token, report("selasa", "2026-11-24", 30, 4))
                .isOk();
        assertThat(roster("2026-11-24").getString("state")).isEqualTo("late");
        pantau.clock.set("2026-11-25T09:00:00Z");
        JsonObject line = roster("2026-11-25");

        assertThat(line.getString("lastDay")).isEqualTo("2026-11-24");
        assertThat(roster("2026-11-22").getString("state")).isEqualTo("off");
        assertThat(roster("2026-11-20").getString("state"))
                .as("a Friday, before anybody was asked to report")
                .isEqualTo("off");
        assertThat(line.getJsonArray("months").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("month", "2026-11")
                        .put("due", 3)
                        .put("onTime", 1)
                        .put("late", 1)
                        .put("missing", 1));
    }

    private JsonObject roster(String day) {
        admin = pantau.admin();
        return pantau.get("/api/v1/reports?day=" + day, admin)
                .ok()
                .getJsonArray("feeds")
                .getJsonObject(0);
    }

    @Test
    void reportsShouldSurviveARestart() {
        String token = link().getString("token");
        pantau.bearer("POST", "/api/v1/form", token, report("a", MONDAY, 31, 4)).isOk();

        pantau.restart();

        Whole.until(
                () -> Double.valueOf(31).equals(figureOf("antrean", "received").getDouble("value")));
        JsonObject feed = pantau.get("/api/v1/feeds/harian", pantau.admin()).ok();
        assertThat(feed.getString("state")).as("it need not report again today").isEqualTo("ok");
        assertThat(feed.getString("lastOk")).startsWith("2026-11-23T10:00");
        assertThat(pantau.bearer("POST", "/api/v1/form", token, report("a", MONDAY, 31, 4))
                        .ok()
                        .getBoolean("replayed"))
                .isTrue();
    }
}
