package org.pantau.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.Database;
import org.pantau.database.DatabaseSettings;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Sketch;
import org.pantau.query.SeriesQuery;
import org.pantau.query.Window;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.Table;
import org.pantau.store.series.CatalogueDescriber;

/**
 * History of one service and of 200 together, over 24 hours, 30 days and a year; of {@code received} every tenth service,
 * the first among them, has a person's word beside its system's. Baseline: the same buckets summed up from
 * single samples, as far as it can be waited for.
 */
final class QueryBench {

    private static final int SERVICES = 200;
    private static final int RUNS = 40;
    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");
    private static final Duration YEAR = Duration.ofDays(365);

    private final Database database;
    private final Catalogue catalogue;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private final AtomicInteger statements = new AtomicInteger();

    private QueryBench(Database database, Catalogue catalogue) {
        this.database = database;
        this.catalogue = catalogue;
    }

    static void run(List<String> options) throws Exception {
        Vertx vertx = Bench.vertx();
        Path folder = Files.createTempDirectory(Path.of("target"), "bench").toAbsolutePath();
        Database database =
                Database.start(vertx, DatabaseSettings.embedded(folder)).await();
        try {
            database.migrate().await();
            Catalogue catalogue = World.of(SERVICES, "60s", "10s", feed -> "http://127.0.0.1:9/" + feed);
            QueryBench bench = new QueryBench(database, catalogue);
            bench.generate(new Store(
                    vertx,
                    database.pool(),
                    new CatalogueDescriber(catalogue),
                    StoreSettings.DEFAULT,
                    InstantSource.system()));
            bench.questions();
        } finally {
            database.close().await();
            vertx.close().await();
            Rig.delete(folder);
        }
    }

    /** 13 months of days, 90 days of hours, 3 days of 5 minutes, 2 days of samples; of one service a year of samples. */
    private void generate(Store store) {
        Instant today = now.atZone(WIB).truncatedTo(ChronoUnit.DAYS).toInstant();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Instant bucket = Instant.ofEpochSecond(now.getEpochSecond() / 300 * 300);
        for (Table table : List.of(Table.SAMPLE, Table.ROLLUP_5M, Table.ROLLUP_1H, Table.ROLLUP_1D)) {
            store.partitions()
                    .ensure(
                            table,
                            LongStream.rangeClosed(0, 400)
                                    .mapToObj(day -> now.minus(Duration.ofDays(day)))
                                    .toList())
                    .await();
        }
        execute(
                "insert into series (subject, measure, origin, counts, zone, every_seconds, kind)"
                        + " select s, m, 1, case m when 'served' then 'permohonan' end, 'Asia/Jakarta', 60, k"
                        + " from unnest($1::text[]) s, (values ('served', 'COUNT'), ('app_response', 'DURATION')) as v (m, k)",
                Tuple.tuple().addArrayOfString(services(1)));
        execute(
                "insert into series (subject, measure, origin, counts, zone, every_seconds, kind)"
                        + " select s, 'received', 1, 'permohonan', 'Asia/Jakarta', 60, 'COUNT' from unnest($1::text[]) s"
                        + " union all"
                        + " select s, 'received', 3, 'permohonan', 'Asia/Jakarta', 86400, 'COUNT' from unnest($2::text[]) s",
                Tuple.tuple().addArrayOfString(services(1)).addArrayOfString(services(10)));
        samples("true", Duration.ofDays(2), now);
        samples("subject = '" + World.service(0) + "' and measure = 'served'", YEAR, now.minus(Duration.ofDays(2)));
        rollUps("rollup_5m", "5 minutes", 5, bucket, Duration.ofDays(3));
        rollUps("rollup_1h", "1 hour", 60, hour, Duration.ofDays(90));
        rollUps("rollup_1d", "1 day", 1440, today, Duration.ofDays(395));
        execute(
                "insert into rollup_until (level, zone, until)"
                        + " values (0, '', $1), (1, '', $2), (2, 'Asia/Jakarta', $3)",
                Tuple.of(utc(bucket), utc(hour), utc(today)));
        database.pool().query("vacuum analyze").execute().await();
    }

    /** Every so many of the services. */
    private static String[] services(int each) {
        return LongStream.range(0, SERVICES)
                .filter(i -> i % each == 0)
                .mapToObj(i -> World.service((int) i))
                .toArray(String[]::new);
    }

    private void samples(String which, Duration length, Instant to) {
        execute(
                "insert into sample (series_id, at, value, quality) select id, at, 1 + id % 7 + extract(minute from at), 0"
                        + " from series, generate_series($1::timestamptz, $2::timestamptz, interval '1 minute') at where "
                        + which,
                Tuple.of(utc(to.minus(length)), utc(to.minusSeconds(60))));
    }

    private void rollUps(String table, String step, int minutes, Instant to, Duration length) {
        Sketch sketch = Sketch.empty();
        for (int i = 0; i < 300; i++) {
            sketch.add(80 + i * 3);
        }
        execute(
                "insert into " + table + " (series_id, bucket, n, sum, min, max, last, expected, sketch)"
                        + " select id, b, $3, $3 * 10, 1, 60, 10, $3, case kind when 'DURATION' then $4::bytea end"
                        + " from series, generate_series($1::timestamptz, $2::timestamptz, interval '" + step + "') b",
                Tuple.of(
                        utc(to.minus(length)),
                        utc(to.minusSeconds(60L * minutes)),
                        minutes,
                        Buffer.buffer(sketch.encode())));
    }

    private void questions() {
        SeriesQuery query = new SeriesQuery(counted(database.pool()), catalogue, InstantSource.fixed(now));
        ScopePath service = ScopePath.of(World.service(0));
        ScopePath all = ScopePath.of("33.08");
        for (Measure measure : List.of(
                Measures.SERVED,
                Measures.standard().get("received"),
                Measures.standard().get("app_response"))) {
            for (Duration length : List.of(Duration.ofDays(1), Duration.ofDays(30), YEAR)) {
                Window window = new Window(now.minus(length), now);
                ask(query, service, measure, window, "1 service");
                ask(query, all, measure, window, SERVICES + " services");
            }
        }
        naive("1 service", 1, Duration.ofDays(1), "5 minutes", 10);
        naive("1 service", 1, Duration.ofDays(30), "1 day", 10);
        naive("1 service", 1, YEAR, "1 day", 5);
        naive(SERVICES + " services", SERVICES, Duration.ofDays(1), "5 minutes", 5);
    }

    private void ask(SeriesQuery query, ScopePath subject, Measure measure, Window window, String name) {
        double[] millis = new double[RUNS];
        int points = 0;
        int most = 0;
        for (int i = -5; i < RUNS; i++) {
            statements.set(0);
            long began = System.nanoTime();
            points = query.series(subject, measure, Optional.empty(), window, Optional.empty())
                    .await()
                    .points()
                    .size();
            most = Math.max(most, statements.get());
            if (i >= 0) {
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        // Of a wide place what is kept is read first, then each of at most four spans that are not.
        if (most < 3 || most > (subject.kind() == NodeKind.SERVICE ? 3 : 8)) {
            throw new IllegalStateException(most + " statements for " + name);
        }
        print("query: " + measure.name(), name, window, points, millis);
    }

    private void naive(String name, int services, Duration length, String step, int runs) {
        Window window = new Window(now.minus(length), now);
        double[] millis = new double[runs];
        int points = 0;
        for (int i = 0; i < runs; i++) {
            long began = System.nanoTime();
            points = database.pool()
                    .preparedQuery(
                            "select date_bin('" + step + "', at, timestamptz '2000-01-01 00:00+07') b, sum(value)"
                                    + " from sample where series_id in (select id from series where measure = 'served'"
                                    + " and subject = any($3)) and at >= $1 and at < $2 group by b order by b")
                    .execute(Tuple.of(utc(window.from()), utc(window.to()))
                            .addArrayOfString(LongStream.range(0, services)
                                    .mapToObj(s -> World.service((int) s))
                                    .toArray(String[]::new)))
                    .await()
                    .size();
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        print("baseline: served summed up from single samples", name, window, points, millis);
    }

    private static void print(String what, String name, Window window, int points, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%s of %s over %d days: %d points, p50 %.1f ms p95 %.1f ms%n",
                what,
                name,
                Duration.between(window.from(), window.to()).toDays(),
                points,
                millis[millis.length / 2],
                millis[(int) (millis.length * 0.95)]);
    }

    /** The pool, counting the statements prepared on it. */
    private Pool counted(Pool pool) {
        return (Pool) Proxy.newProxyInstance(
                Pool.class.getClassLoader(), new Class<?>[] {Pool.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("preparedQuery")
                            || method.getName().equals("query")) {
                        statements.incrementAndGet();
                    }
                    try {
                        return method.invoke(pool, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void execute(String sql, Tuple values) {
        Future<?> done = database.pool().preparedQuery(sql).execute(values);
        done.await();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
