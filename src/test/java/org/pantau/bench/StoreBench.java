package org.pantau.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pantau.database.Database;
import org.pantau.database.DatabaseSettings;
import org.pantau.measure.Measure;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.series.SeriesInfo;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Samples per second through {@link Store#write}, polls of seven samples each, against PostgreSQL's own text COPY of the
 * same rows into a table of the same columns, partitions, key and durability. Rounds take turns; medians are told.
 */
final class StoreBench {

    private static final int FEEDS = 1_000;
    private static final List<String> MEASURES =
            List.of("received", "served", "failed", "pending", "app_response", "response", "poll");
    private static final int SLOTS = 30;
    private static final int ROUNDS = 7;
    /** Copied in transactions of this many rows. */
    private static final int COPIED_TOGETHER = 10_000;

    private final Store store;
    private final Connection jdbc;
    private Instant slot = Instant.now();

    private StoreBench(Store store, Connection jdbc) {
        this.store = store;
        this.jdbc = jdbc;
    }

    /** Samples per second, and microseconds of CPU per sample of this JVM and of PostgreSQL. */
    private record Round(double rate, double jvm, double postgres) {}

    private interface Write {
        void run() throws Exception;
    }

    static void run(List<String> options) throws Exception {
        Vertx vertx = Bench.vertx();
        Path folder = Files.createTempDirectory(Path.of("target"), "bench").toAbsolutePath();
        Database database =
                Database.start(vertx, DatabaseSettings.embedded(folder)).await();
        try (Connection jdbc = Rig.jdbc(database, folder)) {
            database.migrate().await();
            Store store = new Store(
                    vertx,
                    database.pool(),
                    key -> new SeriesInfo(ZoneId.of("Asia/Jakarta"), Duration.ofSeconds(1), Measure.Kind.LEVEL, null),
                    StoreSettings.DEFAULT,
                    InstantSource.system());
            store.start().await();
            new StoreBench(store, jdbc).rounds();
            store.drain().await();
        } finally {
            database.close().await();
            vertx.close().await();
            Rig.delete(folder);
        }
    }

    private void rounds() throws Exception {
        try (Statement statement = jdbc.createStatement()) {
            statement.execute("create table copied (like sample, primary key (series_id, at)) partition by range (at)");
            statement.execute("create table copied_all partition of copied default");
        }
        List<Round> ours = new ArrayList<>();
        List<Round> copy = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            List<Batch> batches = batches();
            ours.add(measured(() -> write(batches)));
            List<String> texts = texts();
            copy.add(measured(() -> copy(texts)));
        }
        // The first rounds warm the JVM up.
        Round store1 = median(ours.subList(2, ROUNDS));
        Round copy1 = median(copy.subList(2, ROUNDS));
        print("store: Store.write, polls of 7 samples", store1);
        print("baseline: COPY text, " + COPIED_TOGETHER + " rows a transaction", copy1);
        System.out.printf(
                Locale.ROOT,
                "store: %.0f %% of COPY's rate, PostgreSQL's CPU per sample %.2f of COPY's%n",
                100 * store1.rate() / copy1.rate(),
                store1.postgres() / copy1.postgres());
    }

    private static void print(String name, Round round) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f samples/s, CPU per sample: PostgreSQL %.1f us, JVM %.1f us%n",
                name,
                round.rate(),
                round.postgres(),
                round.jvm());
    }

    private static Round measured(Write write) throws Exception {
        double jvm = Cpu.jvmMicros();
        double postgres = Cpu.postgresMicros();
        long began = System.nanoTime();
        write.run();
        double seconds = (System.nanoTime() - began) / 1e9;
        double samples = (double) FEEDS * SLOTS * MEASURES.size();
        return new Round(
                samples / seconds, (Cpu.jvmMicros() - jvm) / samples, (Cpu.postgresMicros() - postgres) / samples);
    }

    private void write(List<Batch> batches) {
        List<Future<Void>> written = new ArrayList<>(batches.size());
        for (Batch batch : batches) {
            written.add(store.write(batch));
            // As much under way as fits the store's queue.
            if (written.size() == 20_000) {
                Future.all(written).await();
                written.clear();
            }
        }
        Future.all(written).await();
    }

    private List<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            slot = slot.plusSeconds(1);
            for (int feed = 0; feed < FEEDS; feed++) {
                List<Sample> samples = new ArrayList<>();
                for (String measure : MEASURES) {
                    SeriesKey key = new SeriesKey(
                            ScopePath.of("33.08/opd-" + feed / 20 + "/s-" + feed), measure, Origin.REPORTED);
                    samples.add(new Sample(key, slot, value(feed, i), Quality.OK));
                }
                batches.add(new Batch("feed-" + feed, slot, Outcome.OK, samples, List.of(), null));
            }
        }
        return batches;
    }

    /** The same rows as PostgreSQL's COPY reads them, in parts of one transaction each, each part in order of its key. */
    private List<String> texts() {
        int slotsTogether = Math.max(1, COPIED_TOGETHER / (FEEDS * MEASURES.size()));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < SLOTS; i += slotsTogether) {
            StringBuilder text = new StringBuilder();
            for (int series = 0; series < FEEDS * MEASURES.size(); series++) {
                for (int j = i; j < Math.min(SLOTS, i + slotsTogether); j++) {
                    text.append(series)
                            .append("\t0\t")
                            .append(slot.plusSeconds(j))
                            .append('\t')
                            .append(value(series, j))
                            .append("\t\\N\t\\N\n");
                }
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static double value(int series, int slot) {
        return 100 + series % 37 + slot;
    }

    private void copy(List<String> texts) throws Exception {
        CopyManager copying = jdbc.unwrap(PGConnection.class).getCopyAPI();
        for (String text : texts) {
            long unused = copying.copyIn("copy copied from stdin", new StringReader(text), 64 * 1024);
        }
    }

    private static Round median(List<Round> rounds) {
        return new Round(
                median(rounds.stream().mapToDouble(Round::rate).toArray()),
                median(rounds.stream().mapToDouble(Round::jvm).toArray()),
                median(rounds.stream().mapToDouble(Round::postgres).toArray()));
    }

    static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
