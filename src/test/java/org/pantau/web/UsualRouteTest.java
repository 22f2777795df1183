package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.measure.Origin;
import org.pantau.measure.time.Period;

/** What is usual, as a page gets it; the clock stands at a Monday, 10.00 WIB. */
class UsualRouteTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

    private static Edge edge;
    private static String regent;

    /** KTP-el served 1 an hour twelve weeks ago, 2 the week after, and so on; Bansos a thousand times as many. */
    @BeforeAll
    static void start() {
        edge = Edge.demo();
        regent = edge.session("bupati");
        done(edge.database
                .pool()
                .query("create table period_value_before partition of period_value"
                        + " for values from ('2026-08-01 00:00+00') to ('2026-11-14 00:00+00')")
                .execute());
        hours(Edge.KTP, 1, 1);
        hours(Edge.FOREIGN, 2, 1000);
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static void hours(String service, int id, int factor) {
        done(edge.database
                .pool()
                .preparedQuery(
                        "insert into series (id, subject, measure, origin, counts, zone, every_seconds, kind)"
                                + " overriding system value values ($1, $2, 'served', $3, 'dokumen', 'Asia/Jakarta', 60, 'COUNT')")
                .execute(Tuple.of(id, service, (short) Origin.REPORTED.code())));
        List<Tuple> hours = IntStream.rangeClosed(1, 12)
                .boxed()
                .flatMap(week -> IntStream.range(0, 24)
                        .mapToObj(hour -> Tuple.of(
                                id,
                                (short) Period.HOUR.code(),
                                TODAY.minusWeeks(13L - week)
                                        .atTime(hour, 0)
                                        .atZone(WIB)
                                        .toInstant()
                                        .atOffset(ZoneOffset.UTC),
                                (double) week * factor)))
                .toList();
        done(edge.database
                .pool()
                .preparedQuery("insert into period_value (series_id, period, start, value, quality, first_value,"
                        + " first_seen, seen_at, closed) values ($1, $2, $3, $4, 0, $4, $3, $3, true)")
                .executeBatch(hours));
    }

    @Test
    void todayShouldBeToldByTheMondaysBefore() {
        JsonObject usual =
                edge.get("/api/v1/usual?service=33.08&measure=served", regent).json();

        assertThat(usual.getString("service")).isEqualTo("33.08");
        assertThat(usual.getString("unit")).isEqualTo("count");
        assertThat(usual.getString("of")).isEqualTo("dokumen");
        assertThat(usual.getString("day")).isEqualTo("2026-11-23");
        assertThat(usual.getJsonArray("days"))
                .hasSize(12)
                .startsWith("2026-08-31", "2026-09-07")
                .endsWith("2026-11-16");
        assertThat(usual.containsKey("reason")).isFalse();
        assertThat(usual.containsKey("withoutCalendar")).isFalse();
        JsonArray hours = usual.getJsonArray("hours");
        assertThat(hours).hasSize(24);
        assertThat(hours.getJsonObject(9))
                .isEqualTo(new JsonObject("{\"start\": \"2026-11-23T09:00:00+07:00\", \"low\": 2.1, \"median\": 6.5,"
                        + " \"high\": 10.9, \"n\": 12, \"soFar\": {\"low\": 21.0, \"median\": 65.0, \"high\": 109.0,"
                        + " \"n\": 12}}"));
    }

    @Test
    void whatDoesNotAddUpShouldHaveNoTotal() {
        JsonObject usual =
                edge.get("/api/v1/usual?service=33.08&measure=response", regent).json();

        assertThat(usual.containsKey("of")).isFalse();
        assertThat(usual.getJsonArray("hours").getJsonObject(0))
                .isEqualTo(new JsonObject("{\"start\": \"2026-11-23T00:00:00+07:00\", \"low\": null, \"median\": null,"
                        + " \"high\": null, \"n\": 0}"));
    }

    @Test
    void aHolidayShouldSayWhyItIsComparedWithNothing() {
        JsonObject usual = edge.get("/api/v1/usual?service=33.08&measure=served&day=2026-08-17", regent)
                .json();

        assertThat(usual.getJsonArray("days")).isEmpty();
        assertThat(usual.getJsonObject("reason").getString("code")).isEqualTo("holiday");
        assertThat(usual.getJsonObject("reason").getString("id")).contains("libur", "Proklamasi Kemerdekaan");
        assertThat(usual.getJsonObject("reason").getString("en")).contains("holiday", "Proklamasi Kemerdekaan");
        assertThat(usual.getJsonArray("hours")).hasSize(24);
    }

    @Test
    void yearsWithoutCalendarShouldBeNamed() {
        JsonObject usual = edge.get("/api/v1/usual?service=33.08&measure=served&day=2025-12-01", regent)
                .json();

        assertThat(usual.getJsonArray("withoutCalendar")).containsExactly(2025);
    }

    /** The median at nine: of one's own place and below alone. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            place                      | gubernur | bupati | kadis | operator | operator-provinsi
            33                         | 6506.5   | 404    | 404   | 404      | 6506.5
            33.08                      | 6.5      | 6.5    | 404   | 6.5      | 6.5
            33.08/disdukcapil          | 6.5      | 6.5    | 6.5   | 6.5      | 6.5
            33.08/disdukcapil/ktp-el   | 6.5      | 6.5    | 6.5   | 6.5      | 6.5
            33.08/disdukcapil/kk       | null     | null   | null  | null     | null
            33.08/disdukcapil/@kk-online | null   | null   | null  | null     | null
            33.08/disdukcapil/lain     | 404      | 404    | 404   | 404      | 404
            33.10                      | 6500.0   | 404    | 404   | 404      | 6500.0
            33.10/dinsos/bansos        | 6500.0   | 404    | 404   | 404      | 6500.0
            33.99                      | 404      | 404    | 404   | 404      | 404
            """)
    void everyRoleShouldSeeItsOwnAndNothingElse(ArgumentsAccessor row) {
        String place = Objects.requireNonNull(row.getString(0));
        List<String> who = List.of("gubernur", "bupati", "kadis", "operator", "operator-provinsi");
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> was = new TreeMap<>();
        for (int i = 0; i < who.size(); i++) {
            expected.put(who.get(i), Objects.requireNonNull(row.getString(1 + i)));
            Reply reply = edge.get("/api/v1/usual?measure=served&service=" + place, edge.session(who.get(i)));
            was.put(who.get(i), reply.status() == 200 ? medianAtNine(reply.json()) : "" + reply.status());
        }

        assertThat(was).isEqualTo(expected);
        edge.get("/api/v1/usual?measure=served&service=" + place, null).isProblem(401);
    }

    private static String medianAtNine(JsonObject usual) {
        return String.valueOf(usual.getJsonArray("hours").getJsonObject(9).getValue("median"));
    }
}
