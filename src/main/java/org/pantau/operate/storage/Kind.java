package org.pantau.operate.storage;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.store.Table;

/** What lies in the store, as people think of it: a table, together with the one its older days are packed into. */
public enum Kind {
    SAMPLES(Table.SAMPLE, Table.SAMPLE_PACKED),
    PERIODS(Table.PERIOD_VALUE, null),
    ROLLUPS_5M(Table.ROLLUP_5M, Table.ROLLUP_5M_PACKED),
    ROLLUPS_1H(Table.ROLLUP_1H, Table.ROLLUP_1H_PACKED),
    ROLLUPS_1D(Table.ROLLUP_1D, null),
    TOTALS_1H(Table.BRANCH_TOTAL_1H, null),
    TOTALS_1D(Table.BRANCH_TOTAL_1D, null),
    FAILURES(Table.POLL_FAILURE, null);

    private final Table fresh;
    private final @Nullable Table packed;

    Kind(Table fresh, @Nullable Table packed) {
        this.fresh = fresh;
        this.packed = packed;
    }

    Table fresh() {
        return fresh;
    }

    /** Where its days end up, and stay for as long as they are kept. */
    Table lasting() {
        return packed == null ? fresh : packed;
    }

    boolean isPacked() {
        return packed != null;
    }

    Stream<Table> tables() {
        return Stream.of(fresh, lasting()).distinct();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
