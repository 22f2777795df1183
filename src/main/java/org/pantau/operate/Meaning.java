package org.pantau.operate;

import java.time.Duration;
import java.time.ZoneId;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.time.Period;

/**
 * What a mapping says of its number, in a plain sentence: who connects a feed sees at once whether that is what the agency
 * means.
 *
 * @param measure name of the measure
 * @param indonesian the sentence in Indonesian
 * @param english the sentence in English
 */
public record Meaning(String measure, String indonesian, String english) {

    static Meaning of(Feed feed, Mapping mapping) {
        String zone = zoneName(feed.zone());
        Says says = switch (mapping.semantics()) {
            case GAUGE -> new Says("keadaan saat ini, tidak dijumlahkan", "a level now, never summed");
            case COUNTDOWN -> new Says("sisa kuota saat ini", "what is left of a quota now");
            case SINCE_START ->
                new Says(
                        "penghitung berjalan sejak sistem hidup; yang disimpan kenaikannya, mulai pembacaan kedua",
                        "a counter since the system started; its increase is kept, from the second reading on");
            case TOTAL_FOREVER ->
                new Says(
                        "jumlah sepanjang masa; yang disimpan selisihnya, turun berarti koreksi",
                        "a total of all time; the difference is kept, a decrease is a correction");
            case SINCE_BOUNDARY -> sinceBoundary(mapping, zone);
            case PER_PERIOD ->
                new Says(
                        "jumlah per " + indonesian(mapping.period())
                                + " yang disebut barisnya, pembacaan terakhir berlaku",
                        "the total of the " + mapping.period().word() + " its row names, the latest reading holds");
            case WINDOWED ->
                new Says(
                        "kejadian dalam jendela waktu terakhir; jendela yang bertumpang tindih tidak dijumlahkan",
                        "what happened within the last window; windows that overlap are never added");
            case DELTA_READ ->
                new Says(
                        "tambahan sejak pembacaan terakhir, dijumlahkan sekali",
                        "what was added since the last reading, added once");
            case EVENTS ->
                new Says(
                        "tiap baris satu kejadian, dihitung ulang per tanggal pada setiap pembacaan",
                        "each row is one event, counted anew by date at every reading");
        };
        String of = mapping.of() == null ? "" : " (" + mapping.of() + ")";
        return new Meaning(mapping.measure().name(), says.indonesian + of, says.english + of);
    }

    private record Says(String indonesian, String english) {}

    private static Says sinceBoundary(Mapping mapping, String zone) {
        boolean day = mapping.period() == Period.DAY;
        String until = hours(mapping.grace());
        return new Says(
                (day ? "dihitung sejak pukul 00.00 " + zone : "dihitung sejak awal " + indonesian(mapping.period()))
                        + ", dikoreksi sampai " + until + " jam sesudahnya",
                (day
                                ? "counted since 00:00 " + zone
                                : "counted since the " + mapping.period().word() + " began") + ", corrected until "
                        + until + " hours after its end");
    }

    private static String hours(Duration grace) {
        return grace.toMinutes() % 60 == 0
                ? Long.toString(grace.toHours())
                : Double.toString(Math.round(grace.toMinutes() / 6.0) / 10.0);
    }

    private static String indonesian(Period period) {
        return switch (period.word()) {
            case "hour" -> "jam";
            case "day" -> "hari";
            case "week" -> "minggu";
            case "month" -> "bulan";
            case "year" -> "tahun";
            default -> period.word();
        };
    }

    private static String zoneName(ZoneId zone) {
        return switch (zone.getId()) {
            case "Asia/Jakarta", "Asia/Pontianak" -> "WIB";
            case "Asia/Makassar" -> "WITA";
            case "Asia/Jayapura" -> "WIT";
            default -> zone.getId();
        };
    }
}
