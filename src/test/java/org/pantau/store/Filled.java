package org.pantau.store;

import static org.pantau.database.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.pantau.database.TestDatabase;
import org.pantau.measure.Measure;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.store.series.SeriesInfo;
import org.pantau.store.spool.Spool;

/** Batches with something of everything in them, stores to write them, and what the tables then hold. */
final class Filled {

    static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    static final Instant MIDNIGHT = Instant.parse("2026-11-22T17:00:00Z");
    /** Quick to notice, to give up waiting and to try again. */
    static final StoreSettings IMPATIENT = new StoreSettings(
            Duration.ofMillis(1), 50, 100, 1_000, Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(10));

    private static final List<String> TABLES = List.of(
            "select subject, measure, at, value, weight, quality, as_of from sample join series s on s.id = series_id"
                    + " order by 1, 2, 3",
            "select measure, period, start, value, weight, quality, first_value, first_seen, seen_at, revision, closed,"
                    + " unconfirmed from period_value join series s on s.id = series_id order by 1, 2, 3",
            "select * from feed_memory order by 1",
            "select * from poll_failure order by 1, 2",
            "select * from status_change order by 1, 2",
            "select feed, day from feed_history order by 1, 2",
            "select feed, key, body, answer from push_key order by 1, 2");

    private Filled() {}

    static Store store(
            Vertx vertx, TestDatabase database, @Nullable Spool spool, StoreSettings settings, InstantSource clock) {
        return new Store(
                        vertx,
                        database.pool(),
                        any -> new SeriesInfo(
                                ZoneId.of("Asia/Jakarta"), Duration.ofSeconds(30), Measure.Kind.COUNT, "dokumen"),
                        settings,
                        clock)
                .spooling(spool);
    }

    static SeriesKey key(String measure) {
        return new SeriesKey(ScopePath.of("33.08/disdukcapil/ktp-el"), measure, Origin.REPORTED);
    }

    /** The i-th poll of a feed whose counters go up by one each time, and down again at times. */
    static Batch poll(int i) {
        return poll("f", NOW.plusSeconds(i), i);
    }

    static Batch poll(String feed, Instant slot, int i) {
        return new Batch(
                feed,
                slot,
                Outcome.OK,
                List.of(new Sample(key("served-" + feed), slot, 1, i % 3 + 1, Quality.OK, slot.minusMillis(i))),
                List.of(new PeriodValue(
                        key("day-" + feed), Period.DAY, MIDNIGHT, i % 7, i % 2 + 1, Quality.OK, slot, i % 11 == 10)),
                "{\"position\":" + i + "}");
    }

    /** What the tables hold, but for numbers and times that differ from run to run. */
    static List<String> everything(TestDatabase database) {
        return TABLES.stream().flatMap(sql -> rows(database, sql).stream()).toList();
    }

    static List<String> rows(TestDatabase database, String sql) {
        return StreamSupport.stream(await(database.pool().query(sql).execute()).spliterator(), false)
                .map(Filled::text)
                .toList();
    }

    private static String text(Row row) {
        var cells = IntStream.range(0, row.size()).mapToObj(i -> String.valueOf(row.getValue(i)));
        return String.join("|", cells.toList());
    }
}
