package org.pantau.query;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Government;
import org.pantau.measure.Measure;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;
import org.pantau.query.Levels.Level;
import org.pantau.query.Levels.Marks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps closed buckets of wide places ready: the answers of the very statements that would be asked without them, so that
 * they cannot say anything else. What was touched since is thrown away first, then what is missing is made, the newest
 * first, some buckets in a transaction. A run may be cut off anywhere and repeated. Several Pantau may run it: whoever
 * takes away what was touched and whoever makes something are never at work at the same time, so that nothing is made of
 * values older than the last touch that was taken away. Nobody who writes or asks ever waits for it.
 */
public final class TotalKeeper {

    private static final Logger log = LoggerFactory.getLogger(TotalKeeper.class);

    /** Hours of a wide place are kept for a quarter: what is usual at an hour is told of the last twelve weeks. */
    private static final Duration HOURS_BACK = Duration.ofDays(91);
    /** A year, and the year before for the month it ends in. Those made once are kept for ever. */
    private static final Duration DAYS_BACK = Duration.ofDays(400);
    /** Most numbers of an hour or a day that is over have come by then; what a later one touches is made anew. */
    private static final Duration HOUR_SETTLES = Duration.ofMinutes(15);

    private static final Duration DAY_SETTLES = Duration.ofHours(1);
    /** Rows read in one transaction, about: some hundred milliseconds. */
    private static final int ROWS_AT_ONCE = 100_000;

    private static final int MOST_BUCKETS = 168;
    /** A run after a long time ends after so many transactions; the next goes on. */
    private static final int MOST_TRANSACTIONS = 2_000;

    private static final int TOUCHED_AT_ONCE = 1_000;
    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('pantau branch totals'))";
    private static final String BRANCHES = "unnest(array['', left(s.subject, 2), split_part(s.subject, '/', 1),"
            + " split_part(s.subject, '/', 1) || '/' || split_part(s.subject, '/', 2)])";

    /** What is being touched at this moment stays for the next run. Answers how many were taken, and all places they concern. */
    private static final String FORGET = """
            with gone as (
                delete from branch_touched where (series_id, at, period) in (
                    select series_id, at, period from branch_touched order by 1, 2, 3 limit %1$d for update skip locked)
                returning series_id, at, period),
            place as (
                select distinct branch, s.measure, g.at, g.period
                from gone g join series s on s.id = g.series_id cross join lateral %2$s as branch),
            hours as (
                delete from branch_total_1h t using place p
                where t.branch = p.branch and t.measure = p.measure and t.step >= p.period
                    and t.start <= p.at and t.start > p.at - interval '1 hour'),
            days as (
                delete from branch_total_1d t using place p
                where t.branch = p.branch and t.measure = p.measure and t.step >= p.period and t.start <= p.at
                    and t.start > p.at - case t.step when 1 then interval '1 day' when 2 then interval '7 days'
                        else interval '31 days' end)
            select (select count(*) from gone)::int, p.branch, p.measure
            from (values (1)) always left join (select distinct branch, measure from place) p on true
            """.formatted(TOUCHED_AT_ONCE, BRANCHES);

    private static final String WIDE = "select branch, s.measure, s.counts from series s cross join lateral " + BRANCHES
            + " as branch where s.subject not like '%/@%' group by 1, 2, 3 having count(distinct s.subject) >= "
            + Chosen.WIDE;

    private final Pool pool;
    private final Catalogue catalogue;
    private final Places places;
    private final BiFunction<String, Collection<Instant>, Future<Void>> makeRoom;
    private final Map<Task, Instant> doneUntil = new ConcurrentHashMap<>();
    private @Nullable Future<Integer> running;
    private volatile boolean stopped;

    /**
     * Of one edition of the catalogue.
     *
     * @param makeRoom sees to it that rows of a table, by its name, that start at these instants can be stored
     */
    public TotalKeeper(Pool pool, Catalogue catalogue, BiFunction<String, Collection<Instant>, Future<Void>> makeRoom) {
        this.pool = pool;
        this.catalogue = catalogue;
        this.places = new Places(catalogue);
        this.makeRoom = makeRoom;
    }

    /** What is kept together: all buckets of a step of one answer. */
    private record Task(
            ScopePath branch, Measure measure, @Nullable String counts, Step step) {}

    /** What there is to be made of it now, and up to where its parts are rolled up. */
    private record Due(Task task, Marks marks, Window window) {}

    /**
     * Makes what is missing at {@code now}; to be called after roll-ups. While a run is under way its future is answered
     * again. The future holds how many buckets were made.
     */
    public synchronized Future<Integer> run(Instant now) {
        Future<Integer> before = running;
        if (before != null && !before.isComplete()) {
            return before;
        }
        Future<Integer> run = forget().compose(alone -> alone ? due(now) : Future.succeededFuture(new ArrayDeque<>()))
                .compose(due -> {
                    Promise<Integer> done = Promise.promise();
                    work(due, MOST_TRANSACTIONS, 0, done);
                    return done.future();
                });
        running = run;
        return run;
    }

    /** Completes, whatever comes of it, when what is under way has ended; nothing more is made. */
    public synchronized Future<Void> stop() {
        stopped = true;
        return running == null
                ? Future.succeededFuture()
                : running.<Void>mapEmpty().otherwiseEmpty();
    }

    /** Throws away what was touched; false where another Pantau is at work. */
    private Future<Boolean> forget() {
        return pool.withTransaction(connection -> connection
                        .query(ALONE)
                        .execute()
                        .compose(alone -> {
                            if (!alone.iterator().next().getBoolean(0)) {
                                return Future.succeededFuture(-1);
                            }
                            return connection.query(FORGET).execute().map(rows -> {
                                int taken = 0;
                                for (Row row : rows) {
                                    taken = row.getInteger(0);
                                    String branch = row.getString(1);
                                    doneUntil
                                            .keySet()
                                            .removeIf(task -> task.branch()
                                                            .value()
                                                            .equals(branch)
                                                    && task.measure().name().equals(row.getString(2)));
                                }
                                return taken;
                            });
                        }))
                .compose(taken -> taken == TOUCHED_AT_ONCE ? forget() : Future.succeededFuture(taken >= 0));
    }

    /** Shorter steps first: they are asked for most. */
    private Future<Deque<Due>> due(Instant now) {
        Map<ZoneId, Marks> marks = new HashMap<>();
        Future<Void> marked = Future.succeededFuture();
        Set<ZoneId> zones = Stream.concat(
                        Stream.of(catalogue.zone(ScopePath.ROOT)),
                        catalogue.governments().stream().map(Government::zone))
                .collect(Collectors.toSet());
        for (ZoneId zone : zones) {
            marked = marked.compose(done -> pool.preparedQuery(SeriesSql.MARKS)
                    .execute(Tuple.of(zone.getId()))
                    .map(rows -> {
                        marks.put(zone, Marks.of(rows, true));
                        return null;
                    }));
        }
        return marked.compose(done -> pool.query(WIDE).execute()).map(rows -> {
            Deque<Due> due = new ArrayDeque<>();
            for (Step step : Step.values()) {
                for (Row row : rows) {
                    Task task = task(row, step);
                    Marks found = task == null ? null : marks.get(catalogue.zone(task.branch()));
                    if (task == null || found == null) {
                        continue;
                    }
                    Marks own = places.sameZone(task.branch()) ? found : found.without(Level.DAY);
                    Window window = window(task, own, now);
                    if (window != null && !window.to().equals(doneUntil.get(task))) {
                        due.add(new Due(task, own, window));
                    }
                }
            }
            return due;
        });
    }

    private @Nullable Task task(Row row, Step step) {
        ScopePath branch = ScopePath.of(row.getString(0));
        Measure measure = catalogue.measures().find(row.getString(1)).orElse(null);
        String counts = row.getString(2);
        return KeptTotals.keeps(step)
                        && measure != null
                        && (measure.kind() == Kind.COUNT || counts == null)
                        && stands(branch)
                ? new Task(branch, measure, counts, step)
                : null;
    }

    /** Whether there is more to a branch than to one below it. */
    private boolean stands(ScopePath branch) {
        Stream<ScopePath> below =
                catalogue.governments().stream().map(Government::path).filter(branch::contains);
        return switch (branch.kind()) {
            case ROOT ->
                below.map(path -> path.value().substring(0, 2)).distinct().count() > 1;
            case GOVERNMENT -> catalogue.government(branch).isPresent() || below.count() > 1;
            default -> catalogue.agency(branch).isPresent();
        };
    }

    private void work(Deque<Due> due, int left, int made, Promise<Integer> done) {
        Due next = left == 0 || stopped ? null : due.pollFirst();
        if (next == null) {
            done.complete(made);
            return;
        }
        make(next).onComplete(ended -> {
            if (ended.failed()) {
                done.fail(ended.cause());
            } else if (ended.result() < 0) {
                done.complete(made);
            } else {
                if (ended.result() > 0) {
                    due.addLast(next);
                } else {
                    doneUntil.put(next.task(), next.window().to());
                }
                work(due, left - 1, made + ended.result(), done);
            }
        });
    }

    /** The closed buckets that are to be kept; null where there are none. */
    private @Nullable Window window(Task task, Marks marks, Instant now) {
        Step step = task.step();
        ZoneId zone = catalogue.zone(task.branch());
        boolean hours = step == Step.HOUR;
        Instant rolledUp = marks.until(Level.HOUR);
        if (!hours && places.sameZone(task.branch())) {
            rolledUp = earlier(rolledUp, marks.until(Level.DAY));
        }
        Instant settled = earlier(rolledUp, now.minus(hours ? HOUR_SETTLES : DAY_SETTLES));
        Instant from = step.floor(now.minus(hours ? HOURS_BACK : DAYS_BACK), zone);
        if (!from.isBefore(settled)) {
            return null;
        }
        Instant to = step.floor(settled, zone);
        return from.isBefore(to) ? new Window(from, to) : null;
    }

    /** Makes the newest buckets that are missing. The future holds how many, -1 where another Pantau is at work. */
    private Future<Integer> make(Due due) {
        List<Instant> days = Stream.iterate(
                        due.window().from(),
                        day -> day.isBefore(due.window().to()),
                        day -> day.plus(Duration.ofDays(1)))
                .collect(Collectors.toCollection(ArrayList::new));
        days.add(due.window().to());
        return makeRoom.apply(KeptTotals.table(due.task().step()), days)
                .compose(room -> pool.withTransaction(connection -> connection
                        .query(ALONE)
                        .execute()
                        .compose(alone -> alone.iterator().next().getBoolean(0)
                                ? make(connection, due)
                                : Future.succeededFuture(-1))));
    }

    /** Everything is read after it is certain that we are alone: a series that comes to be later has a higher number. */
    private Future<Integer> make(SqlConnection connection, Due due) {
        Task task = due.task();
        Kind kind = task.measure().kind();
        ZoneId zone = catalogue.zone(task.branch());
        Step step = task.step();
        KeptTotals kept = new KeptTotals(
                task.branch(), task.measure().name(), Objects.requireNonNullElse(task.counts(), ""), step, zone);
        return connection
                .preparedQuery(SeriesSql.FIND)
                .execute(Tuple.of(task.measure().name()).addArrayOfString(places.subjects(task.branch())))
                .compose(rows -> {
                    Chosen chosen = Chosen.of(rows, task.counts(), kind);
                    if (!chosen.wide() || !Objects.equals(chosen.of(), task.counts())) {
                        return Future.succeededFuture(0);
                    }
                    Fingerprint madeOf = new Fingerprint(chosen.ids());
                    return kept.starts(connection, madeOf, due.window()).compose(there -> {
                        List<Instant> missing = missing(step, zone, due.window(), there, chosen.places());
                        if (missing.isEmpty()) {
                            return Future.succeededFuture(0);
                        }
                        Window span = new Window(missing.get(0), step.next(missing.get(missing.size() - 1), zone));
                        LiveTotals live = new LiveTotals(
                                kind, chosen, new Speakers(List.of(Origin.values()), false), step, zone, due.marks());
                        return newest(connection)
                                .compose(newest -> live.read(connection, List.of(span))
                                        .compose(known -> kept.write(connection, newest, madeOf, missing, known))
                                        .map(written -> {
                                            log.debug("kept {} buckets of {}", missing.size(), task);
                                            return missing.size();
                                        }));
                    });
                });
    }

    /** The newest that stand together, in order of time. */
    private static List<Instant> missing(Step step, ZoneId zone, Window window, Set<Instant> there, int places) {
        List<Instant> all = new ArrayList<>();
        for (Instant start = window.from(); start.isBefore(window.to()); start = step.next(start, zone)) {
            all.add(start);
        }
        Collections.reverse(all);
        // A week is read as its days.
        long days = Math.max(1, step.longest().toDays());
        long most = Math.max(1, Math.min(MOST_BUCKETS, ROWS_AT_ONCE / (places * days)));
        List<Instant> missing = new ArrayList<>();
        for (Instant start : all) {
            if (!there.contains(start) && missing.size() < most) {
                missing.add(start);
            } else if (!missing.isEmpty()) {
                break;
            }
        }
        Collections.reverse(missing);
        return missing;
    }

    private static Future<Integer> newest(SqlConnection connection) {
        return connection
                .query("select max(id) from series")
                .execute()
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
