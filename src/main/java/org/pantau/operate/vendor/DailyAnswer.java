package org.pantau.operate.vendor;

import static org.pantau.operate.vendor.Finding.missing;
import static org.pantau.operate.vendor.Finding.note;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pantau.measure.value.Answer;

/**
 * What the endpoint says of one day, as far as it is written as the specification wants.
 *
 * @param zone empty where it names none of Indonesia's
 * @param counts service code to what came and what was finished; only whole numbers that are not negative
 */
record DailyAnswer(LocalDate day, Optional<ZoneId> zone, Map<String, List<Long>> counts) {

    static final List<String> ZONES = List.of("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura");

    private static final Set<String> ERROR_KEYS =
            Set.of("error", "errors", "message", "pesan", "status", "success", "code", "kode", "metadata", "metaData");
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Sum of all counts. */
    long sum() {
        return counts.values().stream()
                .flatMap(List::stream)
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Reads an answer that should hold a day; empty, with the reason among the findings, where it holds none. */
    static Optional<DailyAnswer> read(Answer answer, LocalDate day, Instant now, Findings findings) {
        if (answer.status() != 200) {
            findings.add(day, status(answer.status()));
            return Optional.empty();
        }
        Optional<JsonNode> tree = tree(answer, day, findings);
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        JsonNode root = tree.get();
        Set<String> personal = PersonalData.fields(root);
        if (!personal.isEmpty()) {
            findings.add(
                    day,
                    missing(
                            "ada data pribadi: " + String.join(", ", personal) + "; kirim jumlah saja, hapus kolom itu",
                            "personal data: send totals only, remove these fields"));
        }
        if (!root.path("layanan").isArray()) {
            findings.add(day, withoutServices(root));
            return Optional.empty();
        }
        return Optional.of(new DayReader(day, now, findings).read(root, personal));
    }

    private static Finding status(int status) {
        if (status == 404) {
            return missing(
                    "HTTP 404 untuk hari ini atau hari lalu; hari tanpa pelayanan tetap dijawab 200 dengan angka 0",
                    "HTTP 404 for a day; answer 200 with zeros for a day without services");
        }
        if (status == 401 || status == 403) {
            return missing(
                    "kunci yang diberikan ditolak (HTTP " + status + "); periksa --key", "the given key is refused");
        }
        return missing(
                "HTTP " + status + " padahal diharapkan 200; hari ini dan 7 hari lalu harus selalu dapat dibaca",
                "200 is expected: today and the 7 days before must always be readable");
    }

    private static Optional<JsonNode> tree(Answer answer, LocalDate day, Findings findings) {
        String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
        if (text.startsWith("<")) {
            findings.add(
                    day,
                    missing(
                            "jawabannya halaman HTML; kirim JSON, dan galat dengan status 4xx atau 5xx",
                            "an HTML page; answer JSON, and errors with a status of 4xx or 5xx"));
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree != null && tree.isObject()) {
                if (!answer.headers().getOrDefault("content-type", "").startsWith("application/json")) {
                    findings.add(
                            day,
                            note("Content-Type sebaiknya application/json", "Content-Type should be application/json"));
                }
                return Optional.of(tree);
            }
        } catch (IOException notJson) {
            // said below
        }
        findings.add(
                day,
                missing(
                        "jawabannya bukan objek JSON; bandingkan dengan contoh di layanan-harian.openapi.yaml",
                        "not a JSON object; compare with the example of the specification"));
        return Optional.empty();
    }

    private static Finding withoutServices(JsonNode root) {
        return ERROR_KEYS.stream().anyMatch(root::has)
                ? missing(
                        "HTTP 200 tetapi isinya galat; galat harus berstatus 4xx atau 5xx",
                        "HTTP 200 with an error inside; errors need a status of 4xx or 5xx")
                : missing("daftar layanan tidak ada; kirim layanan: [ … ]", "the list layanan is missing");
    }
}
