package org.pantau.query;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which part of a window is read from which table: the coarsest roll-up that fits takes the middle, finer ones the edges
 * and what is not rolled up yet, single samples the rest.
 */
final class Levels {

    /** Where values are kept, the coarsest first. */
    enum Level {
        DAY(Step.DAY, "rollup_1d"),
        HOUR(Step.HOUR, "rollup_1h"),
        FIVE_MINUTES(Step.FIVE_MINUTES, "rollup_5m"),
        RAW(Step.RAW, "sample");

        private final Step step;
        private final String table;

        Level(Step step, String table) {
            this.step = step;
            this.table = table;
        }

        String table() {
            return table;
        }

        /** Whether its buckets can be put together to buckets of {@code wanted}. */
        boolean fits(Step wanted) {
            return step.longest().compareTo(wanted.longest()) <= 0;
        }
    }

    /** A span read from one table. */
    record Piece(Level level, Instant from, Instant to) {}

    /** Up to where each level is rolled up; {@link Instant#MIN} where it is not at all. */
    record Marks(Instant fiveMinutes, Instant hours, Instant days) {
        static final Marks NONE = new Marks(Instant.MIN, Instant.MIN, Instant.MIN);

        private Instant of(Level level) {
            return switch (level) {
                case DAY -> days;
                case HOUR -> hours;
                case FIVE_MINUTES -> fiveMinutes;
                case RAW -> Instant.MAX;
            };
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
        if (level == Level.RAW) {
            pieces.add(new Piece(level, from, to));
            return;
        }
        Level finer = level == Level.DAY ? Level.HOUR : level == Level.HOUR ? Level.FIVE_MINUTES : Level.RAW;
        Instant start = ceiling(level.step, from, zone);
        Instant limit = marks.of(level).isBefore(to) ? marks.of(level) : to;
        if (!level.fits(wanted) || !start.isBefore(limit)) {
            cut(from, to, finer, wanted, marks, zone, pieces);
            return;
        }
        Instant end = level.step.floor(limit, zone);
        if (!start.isBefore(end)) {
            cut(from, to, finer, wanted, marks, zone, pieces);
            return;
        }
        cut(from, start, finer, wanted, marks, zone, pieces);
        pieces.add(new Piece(level, start, end));
        cut(end, to, finer, wanted, marks, zone, pieces);
    }

    private static Instant ceiling(Step step, Instant time, ZoneId zone) {
        Instant floor = step.floor(time, zone);
        return floor.equals(time) ? time : step.next(floor, zone);
    }
}
