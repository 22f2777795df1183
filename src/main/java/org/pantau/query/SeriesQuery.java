package org.pantau.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pantau.catalogue.Catalogue;
import org.pantau.measure.Measure;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;

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
    static final int MOST_POINTS = 5_000;
    /** Distributions put together in one answer: well below a second of work. */
    static final int MOST_PARTS = 20_000;
    /** Roll-ups of 5 minutes added up in one answer about a wide place, where hours are kept ready: some 50 ms. */
    private static final int MOST_ROWS = 40_000;

    static final Duration LONGEST_RAW = Duration.ofHours(6);
    private static final Duration SHORT = Duration.ofHours(1);

    private final Pool pool;
    private final Catalogue catalogue;
    private final InstantSource clock;
    private final Recent recent;

    public SeriesQuery(Pool pool, Catalogue catalogue, InstantSource clock) {
        this.pool = pool;
        this.catalogue = catalogue;
        this.clock = clock;
        this.recent = new Recent(clock);
    }

    /**
     * The history of {@code measure} within {@code window}. Fails with a {@link StepRefusedException} where the step that was
     * asked for would give too much; 5 minutes of a wide place are answered by the hour where they are too many to add up,
     * and the answer says so.
     *
     * @param of what the counts shall count; empty for the kind most services have
     * @param step empty for the finest that gives at most 400 points; then the window grows to whole buckets, for the first
     *     and last of a chart to mean what the others mean
     */
    public Future<SeriesAnswer> series(
            ScopePath subject, Measure measure, Optional<String> of, Window window, Optional<Step> step) {
        Optional<StepRefusedException> refused =
                step.flatMap(asked -> refused(subject, window, asked, catalogue.zone(subject)));
        if (refused.isPresent()) {
            return Future.failedFuture(refused.get());
        }
        return Sources.find(pool, catalogue, subject, measure, of).compose(sources -> {
            Request request = new Request(sources, window, step);
            Step first = step(sources, window, step);
            return first == Step.RAW ? raw(request) : read(request, first);
        });
    }

    /** One question with everything that was found out about it. */
    private record Request(Sources sources, Window window, Optional<Step> asked) {

        SeriesAnswer answer(Step used, List<Point> points) {
            return new SeriesAnswer(
                    sources.subject(), sources.measure(), sources.chosen().of(), used, points);
        }
    }

    private Future<SeriesAnswer> raw(Request request) {
        Sources sources = request.sources();
        Chosen chosen = sources.chosen();
        if (chosen.isEmpty()) {
            return Future.succeededFuture(request.answer(Step.RAW, List.of()));
        }
        double samples = chosen.samples(request.window().length());
        if (samples > MOST_POINTS) {
            Duration rhythm =
                    Duration.ofMillis((long) (request.window().length().toMillis() / samples));
            return Future.failedFuture(StepRefusedException.tooMany(
                    Step.RAW, Math.round(samples), rhythm, request.window(), sources.zone()));
        }
        return pool.preparedQuery(SeriesSql.RAW)
                .execute(LiveTotals.values(chosen, sources.zone(), request.window(), List.of()))
                .map(rows -> request.answer(
                        Step.RAW, Buckets.raw(rows, sources.measure().kind())));
    }

    /** What is kept ready of a wide place, and the rest as it is now; a coarser step where that would take too long. */
    private Future<SeriesAnswer> read(Request request, Step step) {
        Sources sources = request.sources();
        Chosen chosen = sources.chosen();
        Window window = window(request, step);
        Buckets buckets = new Buckets(window, step, sources.zone(), clock.instant(), sources.expected(catalogue));
        LiveTotals live = sources.liveTotals(step);
        if (!sources.kept(step)) {
            return live.read(pool, List.of(window)).map(known -> request.answer(step, buckets.points(known)));
        }
        return sources.keptTotals(step).read(pool, chosen, window).compose(kept -> {
            List<Window> rest = buckets.rest(kept);
            long parts = rest.stream().mapToLong(step::buckets).sum() * chosen.places();
            if (sources.measure().kind() == Kind.DURATION && parts > MOST_PARTS && step != Step.MONTH) {
                return read(request, step.coarser());
            }
            return recent.of(sources, step, rest, () -> live.read(pool, rest)).map(known -> {
                Map<Instant, Total> all = new HashMap<>(known);
                all.putAll(kept);
                return request.answer(step, buckets.points(all));
            });
        });
    }

    /** Unless just this step was asked for, the window holds whole buckets: those that are kept are whole too. */
    private static Window window(Request request, Step step) {
        boolean asked = request.asked().filter(step::equals).isPresent();
        return asked
                ? request.window()
                : step.around(request.window(), request.sources().zone());
    }

    private static boolean one(ScopePath subject) {
        return subject.kind() == NodeKind.SERVICE || subject.kind() == NodeKind.FEED;
    }

    private static Optional<StepRefusedException> refused(ScopePath subject, Window window, Step asked, ZoneId zone) {
        if (asked != Step.RAW) {
            long points = asked.parts(window, zone);
            return points <= MOST_POINTS
                    ? Optional.empty()
                    : Optional.of(StepRefusedException.tooMany(asked, points, asked.longest(), window, zone));
        }
        if (!one(subject)) {
            return Optional.of(StepRefusedException.manySubjects(window, zone));
        }
        return window.length().compareTo(LONGEST_RAW) > 0
                ? Optional.of(StepRefusedException.tooLong(window, zone))
                : Optional.empty();
    }

    private static Step step(Sources sources, Window window, Optional<Step> asked) {
        Duration length = window.length();
        boolean samples = one(sources.subject())
                && length.compareTo(SHORT) <= 0
                && sources.chosen().samples(length) <= POINTS;
        Step first = asked.orElse(samples ? Step.RAW : Step.FIVE_MINUTES);
        long most = asked.isPresent() ? MOST_POINTS + 1L : POINTS;
        for (Step step : Step.values()) {
            if (step.compareTo(first) >= 0 && fine(step, sources, window, most)) {
                return step;
            }
        }
        return Step.MONTH;
    }

    private static boolean fine(Step step, Sources sources, Window window, long mostPoints) {
        if (step == Step.RAW || step == Step.MONTH) {
            return true;
        }
        Chosen chosen = sources.chosen();
        long points = step.buckets(window);
        long mostRows = sources.measure().kind() == Kind.DURATION
                ? MOST_PARTS
                : step == Step.FIVE_MINUTES && chosen.wide() ? MOST_ROWS : Long.MAX_VALUE;
        return points <= mostPoints && (sources.kept(step) || points * chosen.places() <= mostRows);
    }
}
