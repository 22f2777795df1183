package org.pantau.store;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.Stream;

/** The tables that are partitioned by time, and how long one partition of each lasts. Partitions are cut in UTC. */
public enum Table {
    SAMPLE("sample", Length.DAY),
    SAMPLE_PACKED("sample_packed", Length.MONTH),
    POLL_FAILURE("poll_failure", Length.WEEK),
    PERIOD_VALUE("period_value", Length.MONTH),
    ROLLUP_5M("rollup_5m", Length.DAY),
    ROLLUP_5M_PACKED("rollup_5m_packed", Length.MONTH),
    ROLLUP_1H("rollup_1h", Length.WEEK),
    ROLLUP_1H_PACKED("rollup_1h_packed", Length.MONTH),
    ROLLUP_1D("rollup_1d", Length.YEAR),
    BRANCH_TOTAL_1H("branch_total_1h", Length.WEEK),
    BRANCH_TOTAL_1D("branch_total_1d", Length.YEAR);

    enum Length {
        DAY,
        WEEK,
        MONTH,
        YEAR
    }

    private final String tableName;
    private final Length length;

    Table(String tableName, Length length) {
        this.tableName = tableName;
        this.length = length;
    }

    /** @throws IllegalArgumentException when no table of this name is partitioned */
    static Table of(String tableName) {
        return Stream.of(values())
                .filter(table -> table.tableName.equals(tableName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no partitioned table " + tableName));
    }

    public String tableName() {
        return tableName;
    }

    /** First day of the partition that holds {@code day}. */
    public LocalDate start(LocalDate day) {
        return switch (length) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    /** First day after the partition that begins at {@code start}. */
    public LocalDate end(LocalDate start) {
        return switch (length) {
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
            case YEAR -> start.plusYears(1);
        };
    }

    /** Name of the partition that begins at {@code start}: {@code sample_20261123}. */
    public String partition(LocalDate start) {
        return "%s_%04d%02d%02d".formatted(tableName, start.getYear(), start.getMonthValue(), start.getDayOfMonth());
    }
}
