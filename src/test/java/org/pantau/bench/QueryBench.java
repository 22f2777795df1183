package org.pantau.bench;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.Database;
import org.pantau.database.DatabaseSettings;
import org.pantau.measure.Measures;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;
import org.pantau.query.PresentQuery;
import org.pantau.query.SeriesAnswer;
import org.pantau.query.SeriesQuery;
import org.pantau.query.TotalKeeper;
import org.pantau.query.UsualHours;
import org.pantau.query.UsualHoursQuery;
import org.pantau.query.Window;
import org.pantau.store.Partitions;

/**
 * Questions about 13 months of history of 200 services polled every 30 s ({@code --services N}, {@code --days N} for others),
 * warm, and after PostgreSQL and the system's cache of files were emptied. Baseline: one narrow table of samples in order of
 * time, neither rolled up nor packed, of 50 series over 30 days.
 */
final class QueryBench {

    private static final int RUNS = 100;
    private static final int WARM_UP = 20;
    private static final int NAIVE_SERIES = 50;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final List<String> ASKED = List.of("served", "app_response", "up", "pending");

    private final Database database;
    private final SeriesQuery query;
    private final UsualHoursQuery usual;
    private final int services;
    private final Instant now;
    private final AtomicInteger statements = new AtomicInteger();

    private QueryBench(Database database, Catalogue catalogue, int services, Instant now) {
        this.database = database;
        this.services = services;
        this.now = now;
        this.query = new SeriesQuery(counted(database.pool()), catalogue, InstantSource.fixed(now));
        this.usual = new UsualHoursQuery(counted(database.pool()), catalogue, InstantSource.fixed(now));
    }

    static void run(List<String> options) throws Exception {
        int services = Bench.number(options, "--services", 200);
        int days = Bench.number(options, "--days", 395);
        Vertx vertx = Bench.vertx();
        Path folder = Files.createTempDirectory(Path.of("target"), "bench").toAbsolutePath();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        Catalogue catalogue = World.of(services, "30s", "10s", feed -> "http://127.0.0.1:9/" + feed);
        try {
            with(vertx, folder, database -> {
                database.migrate().await();
                History.make(vertx, database, catalogue, services, days, now);
                keepTotals(database, catalogue, now);
                QueryBench bench = new QueryBench(database, catalogue, services, now);
                bench.warm();
                bench.makeNaive();
                bench.naive("warm", 10);
            });
            for (String measure : ASKED) {
                cold(
                        vertx,
                        folder,
                        database -> new QueryBench(database, catalogue, services, now)
                                .ask("1 service, cold", service -> World.service(11), measure, YEAR, Duration.ZERO, 1));
            }
            cold(vertx, folder, database -> new QueryBench(database, catalogue, services, now).naive("cold", 1));
        } finally {
            vertx.close().await();
            Rig.delete(folder);
        }
    }

    /** As the program does in the background, until nothing is left to be made. */
    private static void keepTotals(Database database, Catalogue catalogue, Instant now) {
        Partitions partitions = new Partitions(database.pool());
        TotalKeeper keeper = new TotalKeeper(database.pool(), catalogue, partitions::ensure);
        long began = System.nanoTime();
        long made = 0;
        int more = keeper.run(now).await();
        while (more > 0) {
            made += more;
            more = keeper.run(now).await();
        }
        System.out.printf(
                Locale.ROOT,
                "history: %d totals of wide places made in %.0f s%n",
                made,
                (System.nanoTime() - began) / 1e9);
    }

    private static void with(Vertx vertx, Path folder, Consumer<Database> work) {
        DatabaseSettings settings =
                new DatabaseSettings(folder, null, DatabaseSettings.DEFAULT_POOL_SIZE, Map.of("max_wal_size", "4GB"));
        Database database = Database.start(vertx, settings).await();
        try {
            work.accept(database);
        } finally {
            database.close().await();
        }
    }

    /** The first question after everything was forgotten: PostgreSQL's own memory, and the system's where it may be. */
    private static void cold(Vertx vertx, Path folder, Consumer<Database> question) throws IOException {
        Path caches = Path.of("/proc/sys/vm/drop_caches");
        if (Files.isWritable(caches)) {
            Files.writeString(caches, "3");
        } else {
            System.out.println("query: the system's cache of files cannot be emptied here: cold is only half cold");
        }
        with(vertx, folder, question);
    }

    private void warm() {
        IntFunction<String> one = i -> World.service(i * 37 % services);
        IntFunction<String> all = i -> "33.08";
        for (String measure : ASKED) {
            ask("1 service", one, measure, HOUR, Duration.ZERO, RUNS);
            ask("1 service", one, measure, DAY, Duration.ZERO, RUNS);
            ask("1 service", one, measure, MONTH, Duration.ZERO, RUNS);
            ask("1 service", one, measure, YEAR, Duration.ZERO, RUNS);
            ask("1 service, 300 days ago", one, measure, HOUR, Duration.ofDays(300), RUNS);
            ask("1 service, 30 days ago", one, measure, DAY, MONTH, RUNS);
            ask("1 service, 300 days ago", one, measure, DAY, Duration.ofDays(300), RUNS);
            ask(services + " services", all, measure, DAY, Duration.ZERO, RUNS);
            ask(services + " services", all, measure, MONTH, Duration.ZERO, RUNS);
            ask(services + " services", all, measure, YEAR, Duration.ZERO, RUNS);
            usual("1 service", one, measure);
            usual(
                    "an agency's services",
                    i -> ScopePath.of(one.apply(i)).parent().value(),
                    measure);
            usual(services + " services", all, measure);
        }
        present();
    }

    /** @param ago how long before now the window ends */
    private void ask(
            String name, IntFunction<String> subject, String measure, Duration length, Duration ago, int runs) {
        Window window = new Window(now.minus(ago).minus(length), now.minus(ago));
        double[] millis = new double[runs];
        int most = 0;
        SeriesAnswer answer = null;
        for (int i = runs == 1 ? 0 : -WARM_UP; i < runs; i++) {
            statements.set(0);
            long began = System.nanoTime();
            answer = query.series(
                            ScopePath.of(subject.apply(i + WARM_UP)),
                            Measures.standard().get(measure),
                            Optional.empty(),
                            window,
                            Optional.empty())
                    .await();
            most = Math.max(most, statements.get());
            if (i >= 0) {
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        // Of a wide place what is kept is read first, then each of at most four spans that are not.
        if (most < 3 || most > (ScopePath.of(subject.apply(0)).kind() == NodeKind.SERVICE ? 3 : 8)) {
            throw new IllegalStateException(most + " statements for " + name);
        }
        long known = Objects.requireNonNull(answer).points().stream()
                .filter(point -> point.value() != null)
                .count();
        print("query: " + measure + " of " + name, length, answer.step() + ", " + known + " points", millis);
    }

    /** What is usual today, of the same weekday of twelve weeks. */
    private void usual(String name, IntFunction<String> subject, String measure) {
        LocalDate today = LocalDate.ofInstant(now, ZoneId.of("Asia/Jakarta"));
        double[] millis = new double[RUNS];
        UsualHours answer = null;
        for (int i = -WARM_UP; i < RUNS; i++) {
            statements.set(0);
            long began = System.nanoTime();
            answer = usual.on(
                            ScopePath.of(subject.apply(i + WARM_UP)),
                            Measures.standard().get(measure),
                            Optional.empty(),
                            today)
                    .await();
            if (statements.get() > 4) {
                throw new IllegalStateException(statements + " statements for what is usual of " + name);
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        int days = Objects.requireNonNull(answer).days().size();
        print(
                "query: usual " + measure + " of " + name,
                Duration.ofDays(84),
                "by the hour of " + days + " days",
                millis);
    }

    /** What a start must know. */
    private void present() {
        double[] millis = new double[5];
        for (int i = 0; i < millis.length; i++) {
            long began = System.nanoTime();
            var unused = new PresentQuery(database.pool()).present(now).await();
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        print("query: the present of " + services + " services, at a start", Duration.ZERO, "", millis);
    }

    private void makeNaive() {
        database.pool()
                .query("create table naive (series_id integer not null, at timestamptz not null, value float8 not null,"
                        + " primary key (series_id, at))")
                .execute()
                .await();
        database.pool()
                .preparedQuery("insert into naive select s, at, floor(random() * 4) from"
                        + " generate_series($1::timestamptz, $2::timestamptz, interval '30 seconds') at,"
                        + " generate_series(1, $3) s order by at, s")
                .execute(
                        Tuple.of(now.minus(MONTH).atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC), NAIVE_SERIES))
                .await();
        database.pool().query("vacuum analyze naive").execute().await();
    }

    private void naive(String name, int runs) {
        double[] millis = new double[runs];
        int points = 0;
        for (int i = 0; i < runs; i++) {
            long began = System.nanoTime();
            points = database.pool()
                    .preparedQuery("select date_trunc('day', at, 'Asia/Jakarta') b, sum(value) from naive"
                            + " where series_id = $1 group by b order by b")
                    .execute(Tuple.of(1 + i % NAIVE_SERIES))
                    .await()
                    .size();
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        print("baseline: one series of a naive table, " + name, MONTH, "DAY, " + points + " points", millis);
    }

    private static void print(String what, Duration length, String answer, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%s over %s: %s, p50 %.1f ms p99 %.1f ms%n",
                what,
                length.toDays() > 0 ? length.toDays() + " days" : length.toHours() + " hours",
                answer,
                millis[millis.length / 2],
                millis[(int) (millis.length * 0.99)]);
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
}
