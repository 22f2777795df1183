package org.pantau.bench;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.Database;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;
import org.pantau.measure.time.Period;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.Table;
import org.pantau.store.pack.Packing;
import org.pantau.store.rollup.RollUp;
import org.pantau.store.series.CatalogueDescriber;

/**
 * A history of many months, made inside the server. A few services have real samples of some weeks, which the real roll-up
 * and the real packing take up; what these made of them is then repeated for all other services and months, so that every
 * row is as long as in life. Of what is not packed yet the others get all roll-ups, but samples of the last hours alone.
 */
final class History {

    static final List<String> MEASURES =
            List.of("response", "up", "poll", "received", "served", "pending", "app_response");

    /** Services with samples of their own. */
    private static final int SEEDS = 8;
    /** Days of samples of their own: one whole week of hours must be packed. */
    private static final int SEED_DAYS = 16;

    private static final int EVERY = 30;
    private static final Duration FRESH_SAMPLES = Duration.ofHours(6);
    /** Which service a series belongs to. */
    private static final String SEED = "((series_id - 1) / " + MEASURES.size() + ")";

    private static final int FIVE_MINUTES_KEPT = 60;

    /** Times vary by the hundred, every fiftieth poll brings nothing; counts are small; a queue goes up and down. */
    private static final String VALUE = """
            case measure
                when 'response' then round((exp(random() * 2 + 3.5) * 1000)::numeric) / 1000
                when 'app_response' then round((exp(random() * 2 + 3) * 10)::numeric) / 10
                when 'up' then (random() > 0.002)::int
                when 'poll' then 0
                when 'received' then floor(random() * 4)
                when 'served' then floor(random() * 3)
                else 40 + floor(10 * sin(extract(epoch from at) / 9000) + random() * 3) end
            """;

    private final Database database;
    private final Store store;
    private final int services;
    private final int days;
    private final Instant now;
    private final Instant today;

    private History(Vertx vertx, Database database, Catalogue catalogue, int services, int days, Instant now) {
        this.database = database;
        this.services = services;
        this.days = days;
        this.now = now;
        this.today = now.truncatedTo(ChronoUnit.DAYS);
        this.store = new Store(
                vertx,
                database.pool(),
                new CatalogueDescriber(catalogue),
                StoreSettings.DEFAULT,
                InstantSource.fixed(now));
    }

    /** Fills an empty database with {@code days} of {@link World}'s services, polled every 30 s, and says what it takes. */
    static void make(Vertx vertx, Database database, Catalogue catalogue, int services, int days, Instant now) {
        History history = new History(vertx, database, catalogue, services, days, now);
        long began = System.nanoTime();
        history.series();
        history.seeds();
        history.sizes();
        history.repeat();
        history.periods();
        run(database, "vacuum analyze");
        System.out.printf(
                Locale.ROOT,
                "history: %d services, %d series, %d days at %d s: %.2f thousand million samples, made in %.0f s%n",
                services,
                services * MEASURES.size(),
                days,
                EVERY,
                1e-9 * services * MEASURES.size() * days * 86_400 / EVERY,
                (System.nanoTime() - began) / 1e9);
    }

    private void series() {
        String[] subjects = LongStream.range(0, services)
                .mapToObj(i -> World.service((int) i))
                .toArray(String[]::new);
        String[] kinds = MEASURES.stream()
                .map(name -> Measures.standard().get(name))
                .map(Measure::kind)
                .map(Enum::name)
                .toArray(String[]::new);
        run(
                "insert into series (subject, measure, origin, counts, zone, every_seconds, kind, first_at)"
                        + " select s, m, 1, case k when 'COUNT' then 'permohonan' end, 'Asia/Jakarta', " + EVERY
                        + ", k, $4"
                        + " from unnest($1::text[]) with ordinality as a (s, i),"
                        + " unnest($2::text[], $3::text[]) with ordinality as b (m, k, j) order by i, j",
                Tuple.tuple()
                        .addArrayOfString(subjects)
                        .addArrayOfString(MEASURES.toArray(String[]::new))
                        .addArrayOfString(kinds)
                        .addOffsetDateTime(utc(today.minus(Duration.ofDays(days)))));
    }

    /** Samples of the first services, rolled up and packed by the program itself. */
    private void seeds() {
        Instant first = today.minus(Duration.ofDays(SEED_DAYS + 7));
        store.partitions().ensure(Table.SAMPLE, daily(SEED_DAYS + 8)).await();
        run(
                "insert into sample (series_id, quality, at, value) select id, 0, at + id % 7 * interval '20 ms', "
                        + VALUE + " from generate_series($1::timestamptz, $2::timestamptz, interval '" + EVERY
                        + " seconds') at,"
                        + " (select * from series order by id limit " + SEEDS * MEASURES.size() + ") s"
                        + " where measure not in ('response', 'received') or random() > 0.02 order by at, id",
                Tuple.of(utc(first), utc(now.minusSeconds(EVERY))));
        run(database, "vacuum analyze sample");
        long rolled = System.nanoTime();
        new RollUp(database.pool(), store.partitions()).run(now).await();
        long packed = System.nanoTime();
        new Packing(database.pool(), store.partitions())
                .run(now.plus(Packing.FRESH))
                .await();
        double samples =
                (double) SEEDS * MEASURES.size() * Duration.between(first, now).toSeconds() / EVERY;
        System.out.printf(
                Locale.ROOT,
                "history: rolled up in %.2f us, packed in %.2f us a sample (wall clock, roll-ups included)%n",
                (packed - rolled) / 1e3 / samples,
                (System.nanoTime() - packed) / 1e3 / samples);
    }

    /** Bytes of what the program made of the seeds, indexes included, and what a year of a province comes to. */
    private void sizes() {
        double fresh = bytes("sample") / count("sample", "count(*)");
        double packed = bytes("sample_packed") / count("sample_packed", "sum(n)");
        double perBucket5m = bytes("rollup_5m_packed") / count("rollup_5m_packed", "sum(n)");
        double perBucket1h = bytes("rollup_1h_packed") / count("rollup_1h_packed", "sum(n)");
        double perBucket1d = bytes("rollup_1d") / count("rollup_1d", "count(*)");
        double perFresh5m = bytes("rollup_5m") / count("rollup_5m", "count(*)");
        double samples = 365 * 86_400.0 / EVERY;
        double rollUps = FIVE_MINUTES_KEPT * 288 * perBucket5m + 365 * 24 * perBucket1h + 365 * perBucket1d;
        System.out.printf(
                Locale.ROOT,
                "disk: %.1f bytes a fresh sample, %.2f a packed one; %.1f a fresh bucket of 5 minutes, %.1f a packed one,"
                        + " %.1f a packed hour, %.0f a day%n",
                fresh,
                packed,
                perFresh5m,
                perBucket5m,
                perBucket1h,
                perBucket1d);
        System.out.printf(
                Locale.ROOT,
                "disk: roll-ups of a year (5-minute ones kept %d days) are %.0f %% of its packed samples, %.2f bytes a sample%n",
                FIVE_MINUTES_KEPT,
                100 * rollUps / (samples * packed),
                rollUps / samples);
        for (int province : new int[] {200, 2_000, 20_000}) {
            double series = (double) province * MEASURES.size();
            System.out.printf(
                    Locale.ROOT,
                    "disk: a year of %d services, %d series at %d s: samples %.1f GB, roll-ups %.1f GB, four fresh days %.1f GB%n",
                    province,
                    (int) series,
                    EVERY,
                    series * samples * packed / 1e9,
                    series * rollUps / 1e9,
                    series * 4 * (2_880 * fresh + 288 * perFresh5m) / 1e9);
        }
    }

    /** The same for all other services and the months before, in the order in which it would have come. */
    private void repeat() {
        repeat(Table.SAMPLE_PACKED, "start", 1, days);
        repeat(Table.ROLLUP_5M_PACKED, "start", 1, Math.min(days, FIVE_MINUTES_KEPT));
        repeat(Table.ROLLUP_1H_PACKED, "start", 7, days);
        repeat(Table.ROLLUP_1D, "bucket", 1, days);
        // As retention says it: older questions by 5 minutes are answered from samples.
        run(
                "update rollup_until set since = $1 where level = 0",
                Tuple.of(utc(today.minus(Duration.ofDays(Math.min(days, FIVE_MINUTES_KEPT) - 1)))));
        for (Map.Entry<Table, String> fresh : Map.of(
                        Table.SAMPLE, "at", Table.ROLLUP_5M, "bucket", Table.ROLLUP_1H, "bucket")
                .entrySet()) {
            String columns = columns(fresh.getKey(), "series_id");
            run(
                    "insert into " + fresh.getKey().tableName() + " (series_id, " + columns
                            + ") select series_id + (s - "
                            + SEED + ") * $1, " + columns + " from generate_series($2, $3 - 1) s join "
                            + fresh.getKey().tableName() + " t on " + SEED
                            + " = s % $2 and series_id <= $1 * $2 and "
                            + fresh.getValue() + " >= $4 order by " + fresh.getValue() + ", 1",
                    Tuple.of(
                            MEASURES.size(),
                            SEEDS,
                            services,
                            fresh.getKey() == Table.SAMPLE ? utc(now.minus(FRESH_SAMPLES)) : OffsetDateTime.MIN));
        }
        running();
    }

    /** The hour and the day that run, of the others too. */
    private void running() {
        run(database, "update rollup_until set running = '-infinity'");
        run(database, "vacuum analyze");
        long began = System.nanoTime();
        new RollUp(database.pool(), store.partitions()).run(now).await();
        System.out.printf(
                Locale.ROOT,
                "history: hour and day that run rolled up in %.0f us a series%n",
                (System.nanoTime() - began) / 1e3 / (services * MEASURES.size()));
    }

    private void repeat(Table table, String time, int step, int back) {
        Row known = database.pool()
                .query("select max(" + time + "), count(distinct " + time + ") from " + table.tableName())
                .execute()
                .await()
                .iterator()
                .next();
        OffsetDateTime last = known.getOffsetDateTime(0);
        long seeds = known.getLong(1);
        String columns = columns(table, "series_id, " + time);
        String sql = "insert into " + table.tableName() + " (series_id, " + time + ", " + columns
                + ") select series_id + (s - "
                + SEED + ") * $1, $5, " + columns + " from generate_series(0, $3 - 1) s join " + table.tableName()
                + " t on "
                + SEED + " = s % $2 and series_id <= $1 * $2 and " + time
                + " = $4 where s >= $2 or $4 <> $5 order by 1";
        for (int i = 0; i * step < back; i++) {
            OffsetDateTime target = last.minusDays((long) i * step);
            store.partitions().ensure(table, List.of(target.toInstant())).await();
            run(sql, Tuple.of(MEASURES.size(), SEEDS, services, last.minusDays(i % seeds * step), target));
        }
    }

    /** What agencies said of each day. */
    private void periods() {
        store.partitions().ensure(Table.PERIOD_VALUE, daily(days + 1)).await();
        run(
                "insert into period_value (series_id, period, start, value, quality, first_value, first_seen, seen_at, closed)"
                        + " select id, " + Period.DAY.code()
                        + ", d, v, 0, v, d + interval '1 day', d + interval '1 day', true"
                        + " from (select id, d, 3000 + floor(random() * 2000) as v from"
                        + " generate_series($1::timestamptz, $2::timestamptz, interval '1 day') d, series"
                        + " where measure in ('received', 'served') order by d, id) days",
                Tuple.of(
                        utc(today.minus(Duration.ofDays(days)).minus(Duration.ofHours(7))),
                        utc(today.minus(Duration.ofHours(31)))));
    }

    private List<Instant> daily(int back) {
        return LongStream.rangeClosed(0, back)
                .mapToObj(day -> now.minus(Duration.ofDays(day)))
                .toList();
    }

    private String columns(Table table, String without) {
        String sql = "select string_agg(quote_ident(column_name), ', ' order by ordinal_position)"
                + " from information_schema.columns where table_schema = 'public' and table_name = $1"
                + " and column_name <> all(string_to_array($2, ', '))";
        return database.pool()
                .preparedQuery(sql)
                .execute(Tuple.of(table.tableName(), without))
                .await()
                .iterator()
                .next()
                .getString(0);
    }

    private double bytes(String table) {
        return number("select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = '" + table
                + "'::regclass");
    }

    private double count(String table, String count) {
        return number("select " + count + " from " + table);
    }

    private double number(String sql) {
        Row row = database.pool().query(sql).execute().await().iterator().next();
        return row.getNumeric(0).doubleValue();
    }

    private void run(String sql, Tuple values) {
        database.pool().preparedQuery(sql).execute(values).await();
    }

    private static void run(Database database, String sql) {
        database.pool().query(sql).execute().await();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
