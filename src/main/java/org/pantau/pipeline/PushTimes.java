package org.pantau.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.normalise.text.Moment;
import org.pantau.normalise.text.TimeParser;
import org.pantau.read.Reading;

/** When each pushed row was seen: at its own time, else when it arrived. What comes from the future is refused. */
final class PushTimes {

    /** How far a source's clock may be ahead. */
    static final Duration AHEAD = Duration.ofMinutes(5);
    /** How old a figure may be. */
    static final Duration OLDEST = Duration.ofDays(7);
    /** How long ago a day or month may lie whose total is given. */
    static final Duration OLDEST_PERIOD = Duration.ofDays(400);

    private final TimeParser times;
    private final Instant arrived;
    /** People report days that are long over; what a machine saw then is another's clock. */
    private final Duration oldestInstant;

    PushTimes(Feed feed, Instant arrived) {
        this.oldestInstant = feed.report().isPresent() ? OLDEST_PERIOD : OLDEST;
        this.times = new TimeParser(feed.zone());
        this.arrived = arrived;
    }

    /** By row, in their order; {@code refuse} is told the number of a row and what was expected of its time. */
    Map<Reading, Instant> of(List<Reading> rows, BiConsumer<Integer, String> refuse) {
        Map<Reading, Instant> seen = new LinkedHashMap<>();
        for (Reading row : rows) {
            Instant at = of(row, refuse);
            if (at != null) {
                seen.put(row, at);
            }
        }
        return seen;
    }

    private @Nullable Instant of(Reading row, BiConsumer<Integer, String> refuse) {
        Moment at = times.parse(row.at(), arrived);
        if (at.flawed()) {
            refuse.accept(row.row(), at.problem());
            return null;
        }
        Instant given = at.at();
        if (given == null) {
            Moment asOf = times.parse(row.asOf(), arrived);
            given = asOf.flawed() || asOf.whole() ? null : asOf.at();
        }
        if (given == null) {
            return arrived;
        }
        if (given.isAfter(arrived.plus(AHEAD))) {
            refuse.accept(row.row(), "a time not in the future (the clock here says " + said(arrived) + ")");
            return null;
        }
        Duration oldest = at.whole() ? OLDEST_PERIOD : oldestInstant;
        if (given.isBefore(arrived.minus(oldest))) {
            refuse.accept(row.row(), "a time within the last " + oldest.toDays() + " days");
            return null;
        }
        return at.whole() ? arrived : given.truncatedTo(ChronoUnit.MICROS);
    }

    private static String said(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
