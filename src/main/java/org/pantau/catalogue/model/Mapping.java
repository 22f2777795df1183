package org.pantau.catalogue.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.expression.Expression;
import org.pantau.measure.Measure;
import org.pantau.measure.Semantics;
import org.pantau.measure.Unit;
import org.pantau.measure.time.Period;

/**
 * How one measure is taken from a row.
 *
 * @param value over the row; nothing means no value, never zero
 * @param unit the source's unit
 * @param period length of the period for {@code per_period} and of the boundary for {@code since_boundary}
 * @param grace how long after the boundary yesterday's value may still be shown
 * @param reduce what several rows of one service come to
 * @param weight how many cases a mean stands for; null for single values and counts
 * @param of what a count counts ({@code permohonan}, {@code dokumen} …); null for anything that is not a count
 * @param partOf the kind this one is part of, so that the two are never added; null where it stands alone
 * @param onlyWhen the value counts only where this holds; null means always
 * @param sentinels source values that mean "no value" ({@code -1}, {@code "N/A"} …), compared as text
 * @param counting the rarer things
 */
public record Mapping(
        Measure measure,
        Expression value,
        Semantics semantics,
        Unit unit,
        Period period,
        Duration grace,
        Reduce reduce,
        @Nullable Expression weight,
        @Nullable String of,
        @Nullable String partOf,
        @Nullable Expression onlyWhen,
        List<String> sentinels,
        Counting counting) {

    public Mapping {
        sentinels = List.copyOf(sentinels);
    }

    /** A mapping without any of the rarer things. */
    public Mapping(
            Measure measure,
            Expression value,
            Semantics semantics,
            Unit unit,
            Period period,
            Duration grace,
            Reduce reduce,
            @Nullable Expression weight,
            @Nullable String of,
            @Nullable String partOf,
            @Nullable Expression onlyWhen,
            List<String> sentinels) {
        this(
                measure,
                value,
                semantics,
                unit,
                period,
                grace,
                reduce,
                weight,
                of,
                partOf,
                onlyWhen,
                sentinels,
                Counting.USUAL);
    }

    /** As written: the value, and when it counts; empty where it always does. */
    public List<String> sources() {
        Expression exclude = counting.exclude();
        return List.of(
                value.source(), onlyWhen == null ? "" : onlyWhen.source(), exclude == null ? "" : exclude.source());
    }

    /** Everything that is evaluated per row. */
    public Stream<Expression> expressions() {
        return Stream.concat(
                Stream.of(value),
                Stream.concat(
                        Stream.of(
                                        Optional.ofNullable(weight),
                                        Optional.ofNullable(onlyWhen),
                                        Optional.ofNullable(counting.exclude()))
                                .flatMap(Optional::stream),
                        counting.besides().values().stream()));
    }

    /** How often a new value can come, where the feed is asked every {@code every}. */
    public Duration rhythm(Duration every) {
        return semantics == Semantics.WINDOWED ? counting.rhythm(every) : every;
    }

    /** What several rows of one service come to. Counters take their increase per row first, then reduce. */
    public enum Reduce {
        /** Two rows of one service are a mistake, said so. */
        ERROR,
        SUM,
        LAST
    }
}
