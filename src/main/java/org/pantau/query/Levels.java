package org.pantau.query;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a window is read from which table: the coarsest roll-up that fits takes the middle, finer ones the edges
 * and what is not rolled up yet, single samples the rest.
 */
final class Levels {

    /** Where values are kept, the coarsest first. */
    enum Level {
        DAY(Step.DAY, 2, "rollup_1d", "rollups_1d"),
        HOUR(Step.HOUR, 1, "rollup_1h", "rollups_1h"),
        FIVE_MINUTES(Step.FIVE_MINUTES, 0, "rollup_5m", "rollups_5m"),
        RAW(Step.RAW, -1, "sample", "samples");

        private final Step step;
        private final int code;
        private final String table;
        private final String function;

        Level(Step step, int code, String table, String function) {
            this.step = step;
            this.code = code;
            this.table = table;
            this.function = function;
        }

        /** @throws IllegalArgumentException when no level is kept in that table */
        static Level of(String table) {
            return Stream.of(values())
                    .filter(level -> level.table.equals(table))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no level is kept in " + table));
        }

        /** What a roll-up is called in {@code rollup_until}. */
        int code() {
            return code;
        }

        /** Name of the table that holds what is fresh. */
        String table() {
            return table;
        }

        /** Name of the function that also finds what is packed. */
        String function() {
            return function;
        }

        Step step() {
            return step;
        }

        /** Whether its buckets can be put together to buckets of {@code wanted}. */
        boolean fits(Step wanted) {
            return step.longest().compareTo(wanted.longest()) <= 0;
        }
    }

    /** Where the values of a piece are. */
    enum Place {
        /** In the level's own table alone: nothing of the span is packed. */
        FRESH,
        PERHAPS_PACKED,
        /** It is the part that has closed of the bucket that runs. */
        RUNNING
    }

    /** A span read from one level. */
    record Piece(Level level, Instant from, Instant to, Place place) {}

    /**
     * What a level holds.
     *
     * @param since older buckets are not kept any longer
     * @param until up to where it is rolled up; {@link Instant#MIN} where it is not at all
     * @param running up to where the bucket that begins at {@code until} is rolled up; not after it where nothing is
     * @param packed what is older may be packed
     */
    record Mark(Instant since, Instant until, Instant running, Instant packed) {
        static final Mark NONE = new Mark(Instant.MIN, Instant.MIN, Instant.MIN, Instant.MIN);

        Place place(Instant from) {
            return from.isBefore(packed) ? Place.PERHAPS_PACKED : Place.FRESH;
        }
    }

    /** The marks of all levels; single samples are always there. */
    record Marks(Map<Level, Mark> levelToMark) {

        /**
         * Of the rows of {@link SeriesSql#MARKS}. Days are rolled up in each series' own zone: they help only where all
         * share it.
         */
        static Marks of(Iterable<Row> rows, boolean sameZone) {
            Map<Level, Mark> levelToMark = new EnumMap<>(Level.class);
            for (Row row : rows) {
                Level level = Level.of(row.getString(0));
                levelToMark.put(
                        level,
                        new Mark(
                                instant(row.getOffsetDateTime(1)),
                                instant(row.getOffsetDateTime(2)),
                                instant(row.getOffsetDateTime(3)),
                                instant(row.getOffsetDateTime(4))));
            }
            Marks marks = new Marks(levelToMark);
            return sameZone ? marks : marks.without(Level.DAY);
        }

        private Mark of(Level level) {
            return levelToMark.getOrDefault(level, Mark.NONE);
        }

        /** Until when a level is rolled up; long before anything where it is not. */
        Instant until(Level level) {
            return of(level).until();
        }

        /** As if a level were not rolled up. */
        Marks without(Level level) {
            Map<Level, Mark> others = new EnumMap<>(levelToMark);
            others.remove(level);
            return new Marks(others);
        }

        /** Minus infinity and what is not there come long before anything. */
        private static Instant instant(@Nullable OffsetDateTime time) {
            return time == null || time.equals(OffsetDateTime.MIN) ? Instant.MIN : time.toInstant();
        }
    }

    private Levels() {}

    /** The pieces of a window in order of time; they touch and do not overlap. */
    static List<Piece> pieces(Window window, Step wanted, Marks marks, ZoneId zone) {
        List<Piece> pieces = new ArrayList<>();
        cut(window.from(), window.to(), Level.DAY, wanted, marks, zone, pieces);
        pieces.sort(Comparator.comparing(Piece::from));
        return pieces;
    }

    private static void cut(
            Instant from, Instant to, Level level, Step wanted, Marks marks, ZoneId zone, List<Piece> pieces) {
        if (!from.isBefore(to)) {
            return;
        }
        Mark mark = marks.of(level);
        if (level == Level.RAW) {
            pieces.add(new Piece(level, from, to, mark.place(from)));
            return;
        }
        Level finer = level == Level.DAY ? Level.HOUR : level == Level.HOUR ? Level.FIVE_MINUTES : Level.RAW;
        Instant rest = from;
        if (level.fits(wanted)) {
            Instant start = ceiling(level.step, later(mark.since(), from), zone);
            Instant limit = mark.until().isBefore(to) ? mark.until() : to;
            if (start.isBefore(limit) && start.isBefore(level.step.floor(limit, zone))) {
                cut(rest, start, finer, wanted, marks, zone, pieces);
                rest = level.step.floor(limit, zone);
                pieces.add(new Piece(level, start, rest, mark.place(start)));
            }
            boolean runs = mark.running().isAfter(mark.until());
            if (runs && !rest.isAfter(mark.until()) && !mark.running().isAfter(to)) {
                cut(rest, mark.until(), finer, wanted, marks, zone, pieces);
                pieces.add(new Piece(level, mark.until(), mark.running(), Place.RUNNING));
                rest = mark.running();
            }
        }
        cut(rest, to, finer, wanted, marks, zone, pieces);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant ceiling(Step step, Instant time, ZoneId zone) {
        Instant floor = step.floor(time, zone);
        return floor.equals(time) ? time : step.next(floor, zone);
    }
}
