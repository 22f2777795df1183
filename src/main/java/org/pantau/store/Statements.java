package org.pantau.store;

import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.StatusChange;
import org.pantau.store.NumberedChunk.NumberedSample;
import org.pantau.store.pack.Packable;
import org.pantau.store.pack.Packing;

/**
 * The statements of a transaction, but for period values. All take arrays, ordered by key: neighbours in the index are
 * written together, and two writers never wait for each other in a circle.
 */
final class Statements {

    /** Longest reason kept of a failed poll, in characters. */
    static final int REASON = 300;

    /** Roll-ups begin 20 s after a bucket's end; what comes in the second half of that may already be too late. */
    static final Duration LATE = Duration.ofSeconds(10);

    private static final long BUCKET_SECONDS = 300;
    private static final String SAMPLES =
            "insert into sample (series_id, quality, at, value, weight, as_of) select * from unnest("
                    + "$1::int[], $2::smallint[], $3::timestamptz[], $4::float8[], $5::real[], $6::timestamptz[])";
    private static final String NEW_SAMPLES = SAMPLES + " on conflict do nothing";
    /** Touches the row that is there already, so that a roll-up deleting it meanwhile waits for our samples. */
    private static final String DIRTY = """
            insert into rollup_dirty (series_id, bucket) select * from unnest($1::int[], $2::timestamptz[])
            on conflict (series_id, bucket) do update set bucket = excluded.bucket
            """;

    private static final String MEMORY = """
            insert into feed_memory (feed, slot, memory)
            select * from unnest($1::text[], $2::timestamptz[], $3::text[])
            on conflict (feed) do update set slot = excluded.slot, memory = excluded.memory
            where feed_memory.slot <= excluded.slot
            """;
    private static final String FAILURES = "insert into poll_failure (feed, at, state, reason) select * from unnest("
            + "$1::text[], $2::timestamptz[], $3::smallint[], $4::text[]) on conflict do nothing";
    private static final String CHANGES = """
            insert into status_change (service, at, status, basis, reason, detail)
            select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[])
            on conflict (service, at) do update set status = excluded.status, basis = excluded.basis,
                reason = excluded.reason, detail = excluded.detail
            """;
    private static final String READ =
            "insert into feed_history (feed, day, read_at) select *, $3::timestamptz from unnest($1::text[], $2::date[])"
                    + " on conflict do nothing";

    private Statements() {}

    static void samples(List<NumberedSample> rows, boolean ignoreDuplicates, List<Statement> statements) {
        if (rows.isEmpty()) {
            return;
        }
        Tuple values = Tuple.tuple()
                .addArrayOfInteger(array(rows, NumberedSample::series, Integer[]::new))
                .addArrayOfShort(
                        array(rows, row -> (short) row.sample().quality().code(), Short[]::new))
                .addArrayOfOffsetDateTime(array(rows, row -> utc(row.at()), OffsetDateTime[]::new))
                .addArrayOfDouble(array(rows, row -> row.sample().value(), Double[]::new))
                .addArrayOfFloat(array(rows, row -> weight(row.sample().weight()), Float[]::new))
                .addArrayOfOffsetDateTime(array(rows, row -> utc(row.sample().asOf()), OffsetDateTime[]::new));
        statements.add(new Statement(ignoreDuplicates ? NEW_SAMPLES : SAMPLES, values));
    }

    /** Unpacks the days of series of which something old comes: it must meet what is there. */
    static void unpack(List<NumberedSample> samples, Instant now, List<Statement> statements) {
        Instant old = now.minus(Packing.PERHAPS_PACKED);
        Map<Integer, Set<Instant>> seriesToTimes = new LinkedHashMap<>();
        for (NumberedSample sample : samples) {
            if (sample.at().isBefore(old)) {
                seriesToTimes
                        .computeIfAbsent(sample.series(), any -> new LinkedHashSet<>())
                        .add(sample.at());
            }
        }
        if (!seriesToTimes.isEmpty()) {
            statements.add(new Statement(Packable.SAMPLES.unpack(), Packable.SAMPLES.named(seriesToTimes)));
        }
    }

    /** Names the buckets that roll-ups may already have passed. */
    static void late(List<NumberedSample> samples, Instant now, List<Statement> statements) {
        Set<Bucket> buckets = new LinkedHashSet<>();
        for (NumberedSample sample : samples) {
            if (late(sample.at(), now)) {
                buckets.add(new Bucket(sample.series(), bucket(sample.at())));
            }
        }
        if (!buckets.isEmpty()) {
            List<Bucket> rows = List.copyOf(buckets);
            statements.add(new Statement(
                    DIRTY,
                    Tuple.tuple()
                            .addArrayOfInteger(array(rows, Bucket::series, Integer[]::new))
                            .addArrayOfOffsetDateTime(array(rows, row -> utc(row.start()), OffsetDateTime[]::new))));
        }
    }

    /** What is kept per feed: its memory, and why polls failed. */
    static void feeds(List<Batch> batches, List<Statement> statements) {
        Map<String, Batch> feedToLast = new LinkedHashMap<>();
        batches.stream()
                .filter(batch -> batch.memory() != null)
                .sorted(Comparator.comparing(Batch::feed).thenComparing(Batch::slot))
                .forEach(batch -> feedToLast.put(batch.feed(), batch));
        List<Batch> remembered = List.copyOf(feedToLast.values());
        if (!remembered.isEmpty()) {
            statements.add(new Statement(
                    MEMORY,
                    Tuple.tuple()
                            .addArrayOfString(array(remembered, Batch::feed, String[]::new))
                            .addArrayOfOffsetDateTime(
                                    array(remembered, batch -> utc(batch.slot()), OffsetDateTime[]::new))
                            .addArrayOfString(array(remembered, Batch::memory, String[]::new))));
        }
        List<Batch> failed = batches.stream()
                .filter(batch -> !batch.outcome().ok())
                .sorted(Comparator.comparing(Batch::feed).thenComparing(Batch::slot))
                .toList();
        if (!failed.isEmpty()) {
            statements.add(new Statement(
                    FAILURES,
                    Tuple.tuple()
                            .addArrayOfString(array(failed, Batch::feed, String[]::new))
                            .addArrayOfOffsetDateTime(array(failed, batch -> utc(batch.slot()), OffsetDateTime[]::new))
                            .addArrayOfShort(array(
                                    failed,
                                    batch -> (short) batch.outcome().state().code(),
                                    Short[]::new))
                            .addArrayOfString(
                                    array(failed, batch -> text(batch.outcome().reason()), String[]::new))));
        }
    }

    /** Changes of status, and past days that were read. */
    static void others(List<Entry> chunk, Instant now, List<Statement> statements) {
        Map<Map.Entry<String, Instant>, StatusChange> keyToChange = new LinkedHashMap<>();
        chunk.stream()
                .flatMap(entry -> entry.changes().stream())
                .sorted(Comparator.comparing(StatusChange::service).thenComparing(StatusChange::at))
                .forEach(change -> keyToChange.put(
                        Map.entry(change.service().value(), change.at().truncatedTo(ChronoUnit.MICROS)), change));
        List<StatusChange> changes = List.copyOf(keyToChange.values());
        if (!changes.isEmpty()) {
            statements.add(new Statement(
                    CHANGES,
                    Tuple.tuple()
                            .addArrayOfString(
                                    array(changes, change -> change.service().value(), String[]::new))
                            .addArrayOfOffsetDateTime(array(changes, change -> utc(change.at()), OffsetDateTime[]::new))
                            .addArrayOfString(
                                    array(changes, change -> change.status().word(), String[]::new))
                            .addArrayOfString(array(changes, StatusChange::basis, String[]::new))
                            .addArrayOfString(array(changes, StatusChange::reason, String[]::new))
                            .addArrayOfString(array(changes, change -> text(change.detail()), String[]::new))));
        }
        List<Entry.DayRead> days = chunk.stream()
                .map(Entry::read)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .sorted(Comparator.comparing(Entry.DayRead::feed).thenComparing(Entry.DayRead::day))
                .toList();
        if (!days.isEmpty()) {
            statements.add(new Statement(
                    READ,
                    Tuple.tuple()
                            .addArrayOfString(array(days, Entry.DayRead::feed, String[]::new))
                            .addArrayOfLocalDate(array(days, Entry.DayRead::day, LocalDate[]::new))
                            .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))));
        }
    }

    /** One value of every row. */
    static <R, V> V[] array(List<R> rows, Function<R, ? extends @Nullable V> value, IntFunction<V[]> newArray) {
        V[] values = newArray.apply(rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        return values;
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    /** A weight of one is what null stands for. */
    static @Nullable Float weight(double weight) {
        return weight == 1 ? null : (float) weight;
    }

    private static boolean late(Instant at, Instant now) {
        return !bucket(at).plusSeconds(BUCKET_SECONDS).plus(LATE).isAfter(now);
    }

    private static Instant bucket(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), BUCKET_SECONDS) * BUCKET_SECONDS);
    }

    /** PostgreSQL's texts hold anything but a zero character. */
    private static String text(String text) {
        String kept = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        return kept.length() <= REASON ? kept : kept.substring(0, REASON);
    }

    private record Bucket(int series, Instant start) {}
}
