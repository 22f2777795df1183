package org.pantau.query;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Where comparable values usually lie. Of fewer than four nothing is said but how many they are. Four and the percentiles
 * are ours (assumed): one day in ten may be as quiet, one as busy, without the band being as wide as the strangest day.
 *
 * @param low the 10th percentile, by linear interpolation between order statistics (type 7 of Hyndman and Fan)
 * @param median the 50th, likewise
 * @param high the 90th, likewise
 * @param n how many values are known
 */
public record Band(
        @Nullable Double low,
        @Nullable Double median,
        @Nullable Double high,
        int n) {

    private static final int FEWEST = 4;
    private static final double LOW = 0.1;
    private static final double MIDDLE = 0.5;
    private static final double HIGH = 0.9;

    static Band of(Collection<Double> known) {
        if (known.size() < FEWEST) {
            return new Band(null, null, null, known.size());
        }
        double[] sorted =
                known.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Band(percentile(sorted, LOW), percentile(sorted, MIDDLE), percentile(sorted, HIGH), sorted.length);
    }

    private static double percentile(double[] sorted, double share) {
        double rank = (sorted.length - 1) * share;
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
