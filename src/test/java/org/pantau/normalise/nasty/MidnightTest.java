package org.pantau.normalise.nasty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.normalise.nasty.Source.SATU;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.measure.Origin;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.SeriesKey;

/** Days in west, middle and east begin an hour after each other: which day a figure belongs to. */
// What a slot came to is looked at in the source.
@SuppressWarnings("CheckReturnValue")
class MidnightTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

    private static Source source(String zone, String rows) {
        return Source.of("service: 33.08/opd/satu\nzone: " + zone + "\nread: json\n" + rows);
    }

    private static Instant local(LocalDate day, String time, String zone) {
        return day.atTime(java.time.LocalTime.parse(time))
                .atZone(ZoneId.of(zone))
                .toInstant();
    }

    private static double day(Source source, LocalDate day, String zone) {
        Instant start = day.atStartOfDay(ZoneId.of(zone)).toInstant();
        PeriodValue value =
                source.periods.get(List.of(new SeriesKey(SATU, "received", Origin.REPORTED), Period.DAY, start));
        return value == null ? Double.NaN : value.value();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WIB  | Asia/Jakarta  | waktu
            WITA | Asia/Makassar | waktu
            WIT  | Asia/Jayapura | waktu
            WIB  | Asia/Jakarta  | $tgl(waktu, "yyyy-MM-dd HH:mm")
            WITA | Asia/Makassar | $tgl(waktu, "yyyy-MM-dd HH:mm")
            WIT  | Asia/Jayapura | $tgl(waktu, "yyyy-MM-dd HH:mm")
            WIT  | Asia/Jayapura | $tgl($substring(waktu, 0), "yyyy-MM-dd HH:mm")
            WITA | Asia/Makassar | $tgl($substring(waktu, 11), "HH:mm")
            WITA | Asia/Makassar | $today()
            WIT  | Asia/Jayapura | $today
            """)
    void nasty41And43TimesWithoutZoneShouldBeOfTheFeedsOwnDay(String word, String zone, String at) {
        Source target = source(word, """
                row: {at: '%s'}
                measures: {received: {value: n, semantics: since_boundary, of: permohonan}}
                """.formatted(at));

        target.read(
                local(TODAY.minusDays(1), "23:59", zone), Map.of(), "{\"n\": 120, \"waktu\": \"2026-11-22 23:59\"}");
        target.read(local(TODAY, "00:01", zone), Map.of(), "{\"n\": 2, \"waktu\": \"2026-11-23 00:01\"}");

        assertThat(day(target, TODAY.minusDays(1), zone)).isEqualTo(120);
        assertThat(day(target, TODAY, zone)).isEqualTo(2);
        assertThat(target.sum("received")).isEqualTo(122);
    }

    @ParameterizedTest
    @CsvSource({"WIB, Asia/Jakarta", "WITA, Asia/Makassar", "WIT, Asia/Jayapura"})
    void eventsShouldBeCountedOnTheDayOfTheirAgency(String word, String zone) {
        Source target = source(word, """
                semantics: events
                events: {id: id, count: {received: '$tgl(waktu, "dd/MM/yyyy HH:mm")'}, recount: 2d}
                """);

        target.read(
                local(TODAY, "09:00", zone),
                Map.of(),
                "[{\"id\": 1, \"waktu\": \"22/11/2026 23:59\"}, {\"id\": 2, \"waktu\": \"23/11/2026 00:00\"},"
                        + " {\"id\": 3, \"waktu\": \"22/11/2026 24:00\"}, {\"id\": 4, \"waktu\": \"22/11/2026 23:59 WIB\"}]");

        boolean west = word.equals("WIB");
        assertThat(day(target, TODAY.minusDays(1), zone)).isEqualTo(west ? 2 : 1);
        assertThat(day(target, TODAY, zone)).isEqualTo(west ? 2 : 3);
    }
}
