package org.pantau.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.measure.value.LargeBody;
import org.pantau.read.Reader;
import org.pantau.read.Reading;
import org.pantau.read.Readings;

/**
 * Time and memory of reading one answer: ten measures out of 5 KB of JSON by plain paths and by expressions, 50,000 rows of
 * JSON, and a table of 100 MB; beside each what Jackson takes by hand for the same figures.
 *
 * <p>Memory is what the heap holds at most after a collection while the answer is read, without the body itself.
 */
final class ReadBench {

    private static final int ROUNDS = 9;
    private static final int READS = 4_000;
    private static final int HEAD_BYTES = 64 * 1024;
    private static final List<String> NAMES = List.of(
            "received",
            "served",
            "failed",
            "returned",
            "cancelled",
            "pending",
            "capacity",
            "occupied",
            "visits",
            "complaints_open");
    private static final ObjectMapper JACKSON = new ObjectMapper();

    private ReadBench() {}

    static void run(List<String> options) throws Exception {
        byte[] small = small();
        Feed plain = feed("json", "rows: data", "", "m%d");
        Feed expressions =
                feed("json", "rows: 'data[status != \"batal\"]'", "", "m%d > 0 ? $sum([m%<d, $number(\"0\")])");
        print("plain paths, 10 measures of " + small.length + " bytes", micros(() -> read(plain, small)));
        print("expressions, the same", micros(() -> read(expressions, small)));
        print("baseline: Jackson by hand, the same", micros(() -> byHand(small)));
        HarderFeedsBench.run();
        many();
        table();
    }

    /** A read whose result is used, so that none is left out. */
    interface Read {
        double run() throws Exception;
    }

    static double micros(Read read) throws Exception {
        double[] rounds = new double[ROUNDS];
        double used = 0;
        for (int i = 0; i < ROUNDS; i++) {
            double begun = Cpu.jvmMicros();
            for (int j = 0; j < READS; j++) {
                used += read.run();
            }
            rounds[i] = (Cpu.jvmMicros() - begun) / READS;
        }
        if (used == 0) {
            throw new IllegalStateException("nothing was read");
        }
        // The first rounds warm the JVM up.
        double[] warm = Arrays.copyOfRange(rounds, 3, ROUNDS);
        return StoreBench.median(warm);
    }

    private static void print(String what, double micros) {
        System.out.printf(Locale.ROOT, "read: %s: %.1f us of CPU%n", what, micros);
    }

    private static void many() throws Exception {
        StringBuilder body = new StringBuilder("{\"data\":[");
        for (int i = 0; i < 50_000; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"id\":")
                    .append(i)
                    .append(",\"nama\":\"Layanan nomor ")
                    .append(i);
            body.append("\",\"status\":\"selesai\",\"masuk\":")
                    .append(i % 97)
                    .append(",\"keluar\":")
                    .append(i % 89);
            body.append(",\"tanggal\":\"2026-11-22\"}");
        }
        byte[] bytes = body.append("]}").toString().getBytes(UTF_8);
        body.setLength(0);
        body.trimToSize();
        Feed feed = feed("json", "rows: data\n    keep_columns: [id, masuk]", "id", "masuk");
        String what = "50,000 rows of JSON, " + bytes.length / 1_000_000 + " MB";
        heap(what, () -> {
            Readings readings = read(feed, answer(bytes));
            return readings.rows().size();
        });
        heap("baseline: Jackson's tree, " + what, () -> {
            JsonNode tree = JACKSON.readTree(bytes);
            return tree.get("data").size();
        });
    }

    private static void table() throws Exception {
        Path file = Files.createTempFile(Path.of("target"), "bench", ".csv");
        try {
            long size = 0;
            try (var out = Files.newBufferedWriter(file, UTF_8)) {
                out.write("id;nama;status;masuk;tanggal\n");
                for (int i = 0; size < 100_000_000; i++) {
                    String line = i + ";Layanan nomor " + i + ";selesai;" + i % 97 + ";2026-11-22\n";
                    out.write(line);
                    size += line.length();
                }
            }
            Feed feed = feed("table", "rows: $", "id", "masuk");
            // Once for its time, once more for its memory: looking at the memory takes time.
            long begun = System.nanoTime();
            double rows = sum(feed, file);
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(Locale.ROOT, "read: %.0f rows of a table, %.0f rows/s%n", rows, rows / seconds);
            heap("a table of 100 MB from a file", () -> sum(feed, file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** A body that is not held. */
    private record InFile(Path file, long size) implements LargeBody {
        @Override
        public InputStream read() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public void close() {}
    }

    /** Rows that have a value, taken one by one. */
    private static double sum(Feed feed, Path file) throws IOException {
        AtomicLong rows = new AtomicLong();
        try (var in = Files.newInputStream(file)) {
            Answer answer = answer(in.readNBytes(HEAD_BYTES)).of(new InFile(file, Files.size(file)));
            Readings readings = Reader.stream(feed, answer, Integer.MAX_VALUE, row -> {
                Reading.Cell cell = row.cells().get(NAMES.get(0));
                rows.addAndGet(cell != null && cell.value() instanceof Number ? 1 : 0);
            });
            if (!readings.outcome().ok()) {
                throw new IllegalStateException(readings.outcome().toString());
            }
        }
        return rows.get();
    }

    /** Peak of the heap after collections while reading, above what was held before. */
    private static void heap(String what, Read read) throws Exception {
        AtomicLong peak = new AtomicLong();
        long before = held();
        Thread sampler = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                peak.accumulateAndGet(held(), Math::max);
                LockSupport.parkNanos(
                        Duration.ofMillis(100).toNanos()); // a collection without end would stop the reading
            }
        });
        sampler.setDaemon(true);
        sampler.start();
        double used = read.run();
        sampler.interrupt();
        sampler.join();
        if (used == 0) {
            throw new IllegalStateException("nothing was read");
        }
        System.out.printf(Locale.ROOT, "read: %s: heap %.1f MB%n", what, Math.max(0, peak.get() - before) / 1e6);
    }

    /** What is alive now. */
    @SuppressWarnings("SystemGc") // what is alive is known only after a collection
    private static long held() {
        System.gc();
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null) {
                used += pool.getCollectionUsage().getUsed();
            }
        }
        return used;
    }

    private static double read(Feed feed, byte[] body) {
        Readings readings = read(feed, answer(body));
        double sum = 0;
        for (Reading row : readings.rows()) {
            sum += row.cells().size();
        }
        return sum;
    }

    private static Readings read(Feed feed, Answer answer) {
        Readings readings = Reader.read(feed, answer);
        if (!readings.outcome().ok() || !readings.problems().isEmpty()) {
            throw new IllegalStateException(readings.outcome() + " " + readings.problems());
        }
        return readings;
    }

    private static double byHand(byte[] body) throws Exception {
        double sum = 0;
        for (JsonNode row : JACKSON.readTree(body).get("data")) {
            for (int i = 0; i < NAMES.size(); i++) {
                sum += row.get("m" + i).asDouble();
            }
        }
        return sum;
    }

    /** Seven services with ten figures each and what else such an answer holds, about 5 KB. */
    private static byte[] small() {
        List<String> rows = new ArrayList<>();
        for (int service = 0; service < 7; service++) {
            StringBuilder row = new StringBuilder("{\"kode\":\"L0" + service + "\",\"status\":\"aktif\",\"uraian\":\"");
            row.append("Pelayanan administrasi kependudukan dan pencatatan sipil ".repeat(10))
                    .append("\"");
            for (int i = 0; i < NAMES.size(); i++) {
                row.append(",\"m").append(i).append("\":").append(service * 100 + i + 1);
            }
            rows.add(row.append("}").toString());
        }
        return ("{\"metadata\":{\"code\":200},\"data\":[" + String.join(",", rows) + "]}").getBytes(UTF_8);
    }

    private static Feed feed(String read, String more, String service, String value) {
        StringBuilder yaml = new StringBuilder("""
                governments:
                  - code: "33.08"
                    name: Kabupaten Magelang
                    agencies: [{id: opd, name: OPD, services: [{id: l, name: L}]}]
                feeds:
                  - id: f
                    agency: 33.08/opd
                    request: {url: "http://127.0.0.1:1/"}
                """);
        yaml.append("    read: ").append(read).append("\n    ").append(more);
        yaml.append("\n    row: {service: ")
                .append(service.isEmpty() ? "kode" : service)
                .append("}\n    measures:\n");
        int count = service.isEmpty() ? NAMES.size() : 1;
        for (int i = 0; i < count; i++) {
            boolean level = List.of("pending", "capacity", "occupied", "complaints_open")
                    .contains(NAMES.get(i));
            yaml.append("      ").append(NAMES.get(i)).append(": {value: '");
            yaml.append(String.format(Locale.ROOT, value, i)).append('\'');
            yaml.append(level ? "" : ", semantics: since_boundary, of: permohonan")
                    .append("}\n");
        }
        var reading = CatalogueReader.read("bench.yaml", yaml.toString());
        return reading.catalogue()
                .orElseThrow(() -> new IllegalStateException(reading.mistakes().toString()))
                .feeds()
                .iterator()
                .next();
    }

    private static Answer answer(byte[] body) {
        return new Answer(Outcome.OK, 200, Map.of(), body, Map.of(), Instant.now(), Duration.ofMillis(5), null, null);
    }
}
