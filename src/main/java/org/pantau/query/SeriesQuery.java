package org.pantau.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pantau.catalogue.Catalogue;
import org.pantau.measure.Measure;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Measures;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;
import org.pantau.query.Levels.Marks;

/**
 * History of a measure, of one service or feed or of all services below a place. Three statements, however many series
 * have a part in it. Closed buckets of wide places are kept ready, see {@link KeptTotals}: there it is one more for each step
 * that is tried, and one for each span that is not kept, of which there are four at most. Of two origins of one number, each
 * bucket takes the most automatic that has data, so that a history goes on in one line when an agency leaves a form for an
 * interface; the next origin is told beside it where one subject is asked for. Services the catalogue does not hold are in
 * no total.
 */
public final class SeriesQuery {

    static final int POINTS = 400;
    private static final int MOST_POINTS = 5_000;
    /** Distributions put together in one answer: well below a second of work. */
    private static final int MOST_PARTS = 20_000;
    /** Roll-ups of 5 minutes added up in one answer about a wide place, where hours are kept ready: some 50 ms. */
    private static final int MOST_ROWS = 40_000;

    private static final Duration LONGEST_RAW = Duration.ofHours(6);
    private static final Duration SHORT = Duration.ofHours(1);

    private final Pool pool;
    private final Catalogue catalogue;
    private final Places places;
    private final InstantSource clock;

    public SeriesQuery(Pool pool, Catalogue catalogue, InstantSource clock) {
        this.pool = pool;
        this.catalogue = catalogue;
        this.places = new Places(catalogue);
        this.clock = clock;
    }

    /**
     * The history of {@code measure} within {@code window}.
     *
     * @param of what the counts shall count; empty for the kind most services have
     * @param step empty for the finest that gives at most 400 points; then the window grows to whole buckets, for the first
     *     and last of a chart to mean what the others mean
     */
    public Future<SeriesAnswer> series(
            ScopePath subject, Measure measure, Optional<String> of, Window window, Optional<Step> step) {
        ZoneId zone = catalogue.zone(subject);
        String stored = measure.equals(Measures.AVAILABILITY) ? Measures.UP.name() : measure.name();
        Future<RowSet<Row>> marks = pool.preparedQuery(SeriesSql.MARKS).execute(Tuple.of(zone.getId()));
        Future<RowSet<Row>> found =
                pool.preparedQuery(SeriesSql.FIND).execute(Tuple.of(stored).addArrayOfString(places.subjects(subject)));
        return Future.all(marks, found).compose(both -> {
            Chosen chosen = Chosen.of(found.result(), of.orElse(null), measure.kind());
            Step first = step(subject, measure, chosen, window, step);
            Request request = new Request(
                    subject,
                    measure,
                    stored,
                    chosen,
                    window,
                    step,
                    zone,
                    Marks.of(marks.result(), places.sameZone(subject)));
            return first == Step.RAW ? raw(request) : read(request, first);
        });
    }

    /** One question with everything that was found out about it. {@code stored}: the name its series are kept under. */
    private record Request(
            ScopePath subject,
            Measure measure,
            String stored,
            Chosen chosen,
            Window window,
            Optional<Step> asked,
            ZoneId zone,
            Marks marks) {

        SeriesAnswer answer(Step used, List<Point> points) {
            return new SeriesAnswer(subject, measure, chosen.of(), used, points);
        }
    }

    private Future<SeriesAnswer> raw(Request request) {
        if (request.chosen().isEmpty()) {
            return Future.succeededFuture(request.answer(Step.RAW, List.of()));
        }
        return pool.preparedQuery(SeriesSql.RAW)
                .execute(LiveTotals.values(request.chosen(), request.zone(), request.window(), List.of()))
                .map(rows -> request.answer(
                        Step.RAW, Buckets.raw(rows, request.measure().kind())));
    }

    /** What is kept ready of a wide place, and the rest as it is now; a coarser step where that would take too long. */
    private Future<SeriesAnswer> read(Request request, Step step) {
        Chosen chosen = request.chosen();
        Kind kind = request.measure().kind();
        ZoneId zone = request.zone();
        Window window = window(request, step);
        Buckets buckets =
                new Buckets(window, step, zone, clock.instant(), Expected.of(catalogue, chosen.watched(), kind, zone));
        LiveTotals live = new LiveTotals(kind, chosen, chosen.speakers(), step, zone, request.marks());
        if (!chosen.wide() || !KeptTotals.keeps(step)) {
            return live.read(pool, List.of(window)).map(known -> request.answer(step, buckets.points(known)));
        }
        String counts = Objects.requireNonNullElse(chosen.of(), "");
        return new KeptTotals(request.subject(), request.stored(), counts, step, zone)
                .read(pool, chosen, window)
                .compose(kept -> {
                    List<Window> rest = buckets.rest(kept);
                    long parts = rest.stream().mapToLong(step::buckets).sum() * chosen.places();
                    if (kind == Kind.DURATION && parts > MOST_PARTS && step != Step.MONTH) {
                        return read(request, step.coarser());
                    }
                    return live.read(pool, rest).map(known -> {
                        Map<Instant, Total> all = new HashMap<>(known);
                        all.putAll(kept);
                        return request.answer(step, buckets.points(all));
                    });
                });
    }

    /** Unless just this step was asked for, the window holds whole buckets: those that are kept are whole too. */
    private static Window window(Request request, Step step) {
        boolean asked = request.asked().filter(step::equals).isPresent();
        return asked ? request.window() : step.around(request.window(), request.zone());
    }

    private static Step step(ScopePath subject, Measure measure, Chosen chosen, Window window, Optional<Step> asked) {
        boolean one = subject.kind() == NodeKind.SERVICE || subject.kind() == NodeKind.FEED;
        Duration length = Duration.between(window.from(), window.to());
        Step first = asked.orElse(
                length.compareTo(SHORT) <= 0 && chosen.samples(length) <= POINTS ? Step.RAW : Step.FIVE_MINUTES);
        if (first == Step.RAW && (!one || length.compareTo(LONGEST_RAW) > 0)) {
            first = Step.FIVE_MINUTES;
        }
        int most = asked.isPresent() ? MOST_POINTS : POINTS;
        for (Step step : Step.values()) {
            if (step.compareTo(first) >= 0 && fine(step, measure, chosen, window, most)) {
                return step;
            }
        }
        return Step.MONTH;
    }

    private static boolean fine(Step step, Measure measure, Chosen chosen, Window window, int mostPoints) {
        if (step == Step.RAW || step == Step.MONTH) {
            return true;
        }
        long points = step.buckets(window);
        boolean kept = chosen.wide() && KeptTotals.keeps(step);
        long mostRows = measure.kind() == Kind.DURATION
                ? MOST_PARTS
                : step == Step.FIVE_MINUTES && chosen.wide() ? MOST_ROWS : Long.MAX_VALUE;
        return points <= mostPoints && (kept || points * chosen.places() <= mostRows);
    }
}
