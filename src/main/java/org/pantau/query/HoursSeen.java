package org.pantau.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pantau.measure.Trust;

/** What is known of each hour of the days that are compared, day by day. */
final class HoursSeen {

    private final boolean addsUp;
    private final List<List<Double>> values;
    private final List<List<Double>> totals;
    private final List<LocalDate> days = new ArrayList<>();

    /** @param addsUp whether hours have a total */
    HoursSeen(int hours, boolean addsUp) {
        this.addsUp = addsUp;
        this.values = lists(hours);
        this.totals = lists(hours);
    }

    private static List<List<Double>> lists(int hours) {
        return Stream.generate(() -> (List<Double>) new ArrayList<Double>())
                .limit(hours)
                .toList();
    }

    /**
     * One more day.
     *
     * @param starts its hours in order
     * @param buckets how much of each is expected
     */
    void add(LocalDate day, List<Instant> starts, Map<Instant, Total> known, Buckets buckets) {
        boolean any = false;
        double total = 0;
        double covered = 0;
        double due = 0;
        for (int hour = 0; hour < values.size(); hour++) {
            Instant start = starts.get(hour);
            Total found = known.getOrDefault(start, Total.GAP);
            Double value = found.value();
            if (value != null && buckets.coverage(start, found.seconds()) >= Trust.COMPLETE) {
                values.get(hour).add(value);
                any = true;
            }
            total += value == null ? 0 : value;
            covered += Math.min(found.seconds(), buckets.due(start));
            due += buckets.due(start);
            // where nothing is expected nothing was seen either: no total, least of all zero
            if (addsUp && due > 0 && covered >= Trust.COMPLETE * due) {
                totals.get(hour).add(total);
                any = true;
            }
        }
        if (any) {
            days.add(day);
        }
    }

    /** The days of which anything was complete. */
    List<LocalDate> days() {
        return days;
    }

    /** @param starts the hours of the day that is asked for, in order */
    List<UsualHours.Hour> hours(List<Instant> starts) {
        return IntStream.range(0, starts.size())
                .mapToObj(hour -> new UsualHours.Hour(
                        starts.get(hour), Band.of(values.get(hour)), addsUp ? Band.of(totals.get(hour)) : null))
                .toList();
    }
}
