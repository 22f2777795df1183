package org.pantau.operate.vendor;

import static org.pantau.operate.vendor.Finding.missing;
import static org.pantau.operate.vendor.Finding.note;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One document on its way through all that is required of it. */
final class DayReader {

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Set<String> KEYS = Set.of("tanggal", "zona", "dibuat", "tutup", "layanan");
    private static final Set<String> SERVICE_KEYS =
            Set.of("kode", "nama", "masuk", "selesai", "dikembalikan", "menunggu", "rata_menit");

    private final LocalDate day;
    private final Instant now;
    private final Findings findings;

    DayReader(LocalDate day, Instant now, Findings findings) {
        this.day = day;
        this.now = now;
        this.findings = findings;
    }

    DailyAnswer read(JsonNode root, Set<String> personal) {
        unknown(root, KEYS, personal);
        if (!root.path("tanggal").isTextual() || !root.path("tanggal").asText().equals(day.toString())) {
            say(
                    "tanggal di jawaban bukan tanggal yang diminta; hitung dan sebut hari yang diminta (YYYY-MM-DD)",
                    "tanggal is not the day asked for: the parameter is ignored, or written otherwise");
        }
        Optional<ZoneId> zone = DailyAnswer.ZONES.contains(root.path("zona").asText())
                ? Optional.of(ZoneId.of(root.path("zona").asText()))
                : Optional.empty();
        if (zone.isEmpty()) {
            say("zona harus salah satu dari " + String.join(", ", DailyAnswer.ZONES), "zona must be one of these");
        }
        times(root, zone);
        Map<String, List<Long>> counts = new TreeMap<>();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < root.path("layanan").size(); i++) {
            service("layanan[" + i + "]", root.path("layanan").get(i), codes, counts, personal);
        }
        return new DailyAnswer(day, zone, counts);
    }

    private void times(JsonNode root, Optional<ZoneId> zone) {
        Optional<OffsetDateTime> made = moment(root.path("dibuat"));
        if (made.isEmpty()) {
            say(
                    "dibuat harus waktu dengan zona, misalnya 2026-11-23T10:00:00+07:00",
                    "dibuat must be a time with its offset");
        } else if (made.get().toInstant().isAfter(now.plus(AHEAD))) {
            say("dibuat lebih dari 5 menit di masa depan; betulkan jam server", "dibuat is in the future");
        }
        JsonNode closed = root.path("tutup");
        if (!closed.isBoolean()) {
            say("tutup harus true atau false", "tutup must be true or false");
        } else if (closed.booleanValue() && zone.isPresent()) {
            Instant end = day.plusDays(1).atStartOfDay(zone.get()).toInstant();
            if (now.isBefore(end)) {
                say("tutup true padahal harinya belum habis", "tutup is true before the day is over");
            } else if (made.isPresent() && made.get().toInstant().isBefore(end)) {
                say(
                        "tutup true padahal dibuat sebelum harinya habis; hitung sekali lagi sesudah tengah malam",
                        "tutup is true, but the figures are from before the end of the day");
            }
        }
    }

    private static Optional<OffsetDateTime> moment(JsonNode node) {
        try {
            return node.isTextual() ? Optional.of(OffsetDateTime.parse(node.asText())) : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private void service(
            String place, JsonNode row, Set<String> codes, Map<String, List<Long>> counts, Set<String> personal) {
        if (!row.isObject()) {
            say("layanan[…] harus objek", "each of layanan must be an object");
            return;
        }
        unknown(row, SERVICE_KEYS, personal);
        String code = row.path("kode").isTextual() ? row.path("kode").asText() : "";
        if (code.isBlank()) {
            say("layanan[…].kode harus teks yang tidak kosong dan tetap", "kode must be a text that stays");
        } else if (!codes.add(code)) {
            say(place + ": kode layanan ini muncul dua kali; jumlahkan menjadi satu baris", "this code comes twice");
        }
        if (!row.path("nama").isTextual() || row.path("nama").asText().isBlank()) {
            say("layanan[…].nama harus nama layanannya", "nama must be the name of the service");
        }
        Optional<Long> received = count(row, "masuk", true);
        Optional<Long> served = count(row, "selesai", true);
        Optional<Long> unused = count(row, "dikembalikan", false);
        unused = count(row, "menunggu", false);
        JsonNode minutes = row.path("rata_menit");
        if (!minutes.isMissingNode()) {
            boolean unusedMinutes = number("rata_menit", minutes);
        }
        if (received.isPresent() && served.isPresent()) {
            counts.put(code, List.of(received.get(), served.get()));
        }
    }

    private Optional<Long> count(JsonNode row, String name, boolean required) {
        JsonNode node = row.path(name);
        if (node.isMissingNode()) {
            if (required) {
                say("layanan[…]." + name + " tidak ada; nol ditulis 0", name + " is missing; zero is said as 0");
            }
            return Optional.empty();
        }
        if (!number(name, node)) {
            return Optional.empty();
        }
        if (!node.canConvertToLong() || !node.canConvertToExactIntegral()) {
            say("layanan[…]." + name + " harus bilangan bulat", name + " must be a whole number");
            return Optional.empty();
        }
        return Optional.of(node.longValue());
    }

    /** Whether it is a number that is not negative. */
    private boolean number(String name, JsonNode node) {
        if (node.isNull()) {
            say(
                    "layanan[…]." + name + " berisi null; yang tidak diketahui dihilangkan, nol ditulis 0",
                    name + " is null; leave out what is unknown");
        } else if (node.isTextual()) {
            say(
                    "layanan[…]." + name + " ditulis sebagai teks; tulis bilangan tanpa tanda kutip",
                    name + " is a text; write a number without quotes");
        } else if (!node.isNumber()) {
            say("layanan[…]." + name + " harus bilangan", name + " must be a number");
        } else if (node.decimalValue().signum() < 0) {
            say("layanan[…]." + name + " negatif", name + " is negative");
        } else {
            return true;
        }
        return false;
    }

    private void unknown(JsonNode node, Set<String> known, Set<String> personal) {
        node.fieldNames().forEachRemaining(name -> {
            String shown = PersonalData.shown(name);
            if (!known.contains(name) && !personal.contains(shown)) {
                findings.add(day, note("bidang " + shown + " tidak dibaca Pantau", "Pantau does not read this field"));
            }
        });
    }

    private void say(String indonesian, String english) {
        findings.add(day, missing(indonesian, english));
    }
}
