package org.pantau.store.rollup;

import org.pantau.measure.time.Period;

/**
 * Names what changed after its bucket had closed, in the transaction that changes it: answers kept of it are not used any
 * more from its commit on. A name that is there already is touched, so that whoever is taking it away waits for us.
 */
public final class Touched {

    private static final String INSERT = "insert into branch_touched (series_id, at, period) ";
    private static final String AGAIN = " on conflict (series_id, at, period) do update set period = excluded.period";

    /** Hours of series, both as arrays: {@code $1} series, {@code $2} starts of hours. */
    public static final String HOURS = INSERT + "select distinct series_id, at, " + Period.HOUR.code()
            + " from unnest($1::int[], $2::timestamptz[]) as t (series_id, at) order by 1, 2" + AGAIN;

    /**
     * The end of a statement that has {@code written} period values; {@code $10} is now. Those that run still change
     * nothing that is kept.
     */
    public static final String PERIODS = INSERT
            + "select series_id, start, period from written where start + case period when " + Period.HOUR.code()
            + " then interval '1 hour' when " + Period.DAY.code() + " then interval '1 day' when " + Period.WEEK.code()
            + " then interval '7 days' else interval '28 days' end <= $10::timestamptz order by 1, 2, 3" + AGAIN;

    private Touched() {}
}
