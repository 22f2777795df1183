package org.pantau.query;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Service;
import org.pantau.measure.Measure;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Measures;
import org.pantau.measure.NodeKind;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;
import org.pantau.query.Levels.Level;
import org.pantau.query.Levels.Mark;
import org.pantau.query.Levels.Marks;
import org.pantau.query.Levels.Piece;

/**
 * History of a measure, of one service or feed or of all services below a place. Three statements, however many series
 * have a part in it. Of two origins of one number, each bucket takes the most automatic that has data, so that a history
 * goes on in one line when an agency leaves a form for an interface; the next origin is told beside it where one subject is
 * asked for. Services the catalogue does not hold are in no total.
 */
public final class SeriesQuery {

    static final int POINTS = 400;
    private static final int MOST_POINTS = 5_000;
    /** Distributions put together in one answer: well below a second of work. */
    private static final int MOST_PARTS = 20_000;

    private static final Duration LONGEST_RAW = Duration.ofHours(6);
    private static final Duration SHORT = Duration.ofHours(1);
    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

    private final Pool pool;
    private final Catalogue catalogue;
    private final InstantSource clock;

    public SeriesQuery(Pool pool, Catalogue catalogue, InstantSource clock) {
        this.pool = pool;
        this.catalogue = catalogue;
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
        ZoneId zone = catalogue.government(subject).map(Government::zone).orElse(WIB);
        String stored = measure.equals(Measures.AVAILABILITY) ? Measures.UP.name() : measure.name();
        Future<RowSet<Row>> marks = pool.preparedQuery(SeriesSql.MARKS).execute(Tuple.of(zone.getId()));
        Future<RowSet<Row>> found =
                pool.preparedQuery(SeriesSql.FIND).execute(Tuple.of(stored).addArrayOfString(subjects(subject)));
        return Future.all(marks, found).compose(both -> {
            Chosen chosen = Chosen.of(found.result(), of.orElse(null), measure.kind());
            Step used = step(subject, measure, chosen, window, step);
            Request request = new Request(
                    subject,
                    measure,
                    chosen,
                    step.isEmpty() ? used.around(window, zone) : window,
                    used,
                    zone,
                    marks(marks.result(), subject, zone));
            return read(request).map(points -> new SeriesAnswer(subject, measure, chosen.of(), used, points));
        });
    }

    /** One question with everything that was found out about it. */
    private record Request(
            ScopePath subject, Measure measure, Chosen chosen, Window window, Step step, ZoneId zone, Marks marks) {}

    private Future<List<Point>> read(Request request) {
        Instant now = clock.instant();
        Buckets buckets = new Buckets(
                request.window(),
                request.step(),
                request.zone(),
                now,
                Expected.of(
                        catalogue, request.chosen().watched(), request.measure().kind(), request.zone()));
        if (request.chosen().isEmpty()) {
            return Future.succeededFuture(request.step() == Step.RAW ? List.of() : buckets.points(Map.of()));
        }
        if (request.step() == Step.RAW) {
            return pool.preparedQuery(SeriesSql.RAW)
                    .execute(values(request, List.of()))
                    .map(rows -> Buckets.raw(rows, request.measure().kind()));
        }
        List<Piece> pieces = Levels.pieces(request.window(), request.step(), request.marks(), request.zone());
        Kind kind = request.measure().kind();
        Speakers speakers = request.chosen().speakers();
        if (kind == Kind.DURATION) {
            return pool.preparedQuery(SeriesSql.times(request.step(), pieces))
                    .execute(values(request, pieces))
                    .compose(rows ->
                            besideTheLoop(() -> buckets.points(new Times(buckets, speakers.rivals()).merge(rows))));
        }
        return pool.preparedQuery(SeriesSql.numbers(kind, request.step(), pieces, speakers))
                .execute(values(request, pieces))
                .map(rows -> buckets.points(buckets.numbers(rows, kind, speakers)));
    }

    /** Thousands of distributions take longer to put together than an event loop may be held. */
    private static <T> Future<T> besideTheLoop(Callable<T> work) {
        Context context = Objects.requireNonNull(Vertx.currentContext(), "answers of the pool come on a context");
        return context.executeBlocking(work, false);
    }

    private static Tuple values(Request request, List<Piece> pieces) {
        Chosen chosen = request.chosen();
        Tuple values = Tuple.of(
                chosen.ids().toArray(Integer[]::new),
                chosen.placeOfId().toArray(Integer[]::new),
                chosen.origins().toArray(Short[]::new),
                chosen.every().toArray(Float[]::new),
                request.zone().getId(),
                utc(request.window().from()),
                utc(request.window().to()));
        for (Piece piece : pieces) {
            values.addValue(utc(piece.from())).addValue(utc(piece.to()));
        }
        return values;
    }

    /** The subject itself, or the services below it. */
    private String[] subjects(ScopePath scope) {
        if (scope.kind() == NodeKind.SERVICE || scope.kind() == NodeKind.FEED) {
            return new String[] {scope.value()};
        }
        return catalogue.services().stream()
                .map(Service::path)
                .filter(scope::contains)
                .map(ScopePath::value)
                .toArray(String[]::new);
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
            boolean fine = step == Step.RAW
                    || step == Step.MONTH
                    || (step.buckets(window) <= most
                            && (measure.kind() != Kind.DURATION
                                    || step.buckets(window) * chosen.places() <= MOST_PARTS));
            if (step.compareTo(first) >= 0 && fine) {
                return step;
            }
        }
        return Step.MONTH;
    }

    /** Days are rolled up in each series' own zone: they help only where all below share the zone. */
    private Marks marks(RowSet<Row> rows, ScopePath subject, ZoneId zone) {
        boolean sameZone = catalogue.governments().stream()
                .filter(government -> subject.contains(government.path()))
                .allMatch(government -> government.zone().equals(zone));
        Map<Level, Mark> levelToMark = new EnumMap<>(Level.class);
        for (Row row : rows) {
            Level level = Level.of(row.getString(0));
            Instant until = instant(row.getOffsetDateTime(2));
            levelToMark.put(
                    level,
                    new Mark(
                            instant(row.getOffsetDateTime(1)),
                            level == Level.DAY && !sameZone ? Instant.MIN : until,
                            instant(row.getOffsetDateTime(3))));
        }
        return new Marks(levelToMark);
    }

    /** Minus infinity and what is not there come long before anything. */
    private static Instant instant(@Nullable OffsetDateTime time) {
        return time == null || time.equals(OffsetDateTime.MIN) ? Instant.MIN : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** The series that have a part in the answer. {@code places}: how many subjects they belong to. */
    private record Chosen(
            @Nullable String of,
            List<Integer> ids,
            List<Integer> placeOfId,
            List<Short> origins,
            List<Float> every,
            Map<String, Instant> watched,
            int places) {

        static Chosen of(RowSet<Row> rows, @Nullable String asked, Kind kind) {
            String of = kind == Kind.COUNT ? likeliest(rows, asked) : null;
            List<Integer> ids = new ArrayList<>();
            List<Integer> placeOfId = new ArrayList<>();
            List<Short> origins = new ArrayList<>();
            List<Float> every = new ArrayList<>();
            Map<String, Integer> places = new HashMap<>();
            Map<String, Instant> watched = new HashMap<>();
            for (Row row : rows) {
                if (kind != Kind.COUNT || Objects.equals(of, row.getString(4))) {
                    ids.add(row.getInteger(0));
                    placeOfId.add(places.computeIfAbsent(row.getString(1), any -> places.size()));
                    origins.add(row.getShort(2));
                    every.add(row.getFloat(3));
                    OffsetDateTime first = row.getOffsetDateTime(5);
                    watched.merge(
                            row.getString(1),
                            first == null ? Instant.MIN : first.toInstant(),
                            (one, other) -> one.isBefore(other) ? one : other);
                }
            }
            return new Chosen(of, ids, placeOfId, origins, every, watched, places.size());
        }

        boolean isEmpty() {
            return ids.isEmpty();
        }

        Speakers speakers() {
            List<Origin> distinct =
                    origins.stream().distinct().sorted().map(Origin::ofCode).toList();
            return new Speakers(distinct, places == 1);
        }

        /** How many samples the liveliest series has in this time. */
        double samples(Duration length) {
            return every.stream()
                    .mapToDouble(seconds -> length.toSeconds() / seconds)
                    .max()
                    .orElse(0);
        }

        private static @Nullable String likeliest(RowSet<Row> rows, @Nullable String asked) {
            if (asked != null) {
                return asked;
            }
            Map<String, Integer> kinds = new HashMap<>();
            String best = null;
            for (Row row : rows) {
                String kind = row.getString(4);
                if (kind != null) {
                    int count = kinds.merge(kind, 1, Integer::sum);
                    int leader = best == null ? 0 : kinds.getOrDefault(best, 0);
                    best = count > leader ? kind : best;
                }
            }
            return best;
        }
    }
}
