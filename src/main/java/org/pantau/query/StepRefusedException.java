package org.pantau.query;

import java.time.Duration;
import java.time.ZoneId;
import java.util.stream.Stream;

/** Just this step was asked for and cannot be answered: a coarser one in its place would not be what was asked. */
public final class StepRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** Single samples of many services are no line. */
        MANY_SUBJECTS,
        TOO_LONG_FOR_SAMPLES,
        TOO_MANY_POINTS
    }

    private final Reason reason;
    private final Step step;
    private final long points;
    private final Duration longest;
    private final Step finest;

    private StepRefusedException(Reason reason, Step step, long points, Duration longest, Step finest) {
        super(step.word() + ": " + reason, null, false, false);
        this.reason = reason;
        this.step = step;
        this.points = points;
        this.longest = longest;
        this.finest = finest;
    }

    static StepRefusedException manySubjects(Window window, ZoneId zone) {
        return new StepRefusedException(
                Reason.MANY_SUBJECTS, Step.RAW, 0, SeriesQuery.LONGEST_RAW, finest(Step.FIVE_MINUTES, window, zone));
    }

    static StepRefusedException tooLong(Window window, ZoneId zone) {
        return new StepRefusedException(
                Reason.TOO_LONG_FOR_SAMPLES,
                Step.RAW,
                0,
                SeriesQuery.LONGEST_RAW,
                finest(Step.FIVE_MINUTES, window, zone));
    }

    /** @param rhythm time from one point to the next */
    static StepRefusedException tooMany(Step step, long points, Duration rhythm, Window window, ZoneId zone) {
        Duration longest = rhythm.multipliedBy(SeriesQuery.MOST_POINTS);
        Step next = step == Step.RAW ? Step.FIVE_MINUTES : step;
        return new StepRefusedException(Reason.TOO_MANY_POINTS, step, points, longest, finest(next, window, zone));
    }

    private static Step finest(Step from, Window window, ZoneId zone) {
        return Stream.of(Step.values())
                .filter(step -> step.compareTo(from) >= 0 && step.parts(window, zone) <= SeriesQuery.MOST_POINTS)
                .findFirst()
                .orElse(Step.MONTH);
    }

    public Reason reason() {
        return reason;
    }

    /** The one that was asked for. */
    public Step step() {
        return step;
    }

    /** About how many it would have given; 0 where that is not the reason. */
    public long points() {
        return points;
    }

    /** The most that are given. */
    public int mostPoints() {
        return SeriesQuery.MOST_POINTS;
    }

    /** The longest window for which this step may be asked. */
    public Duration longest() {
        return longest;
    }

    /** The finest step that may be asked for this window. */
    public Step finest() {
        return finest;
    }
}
