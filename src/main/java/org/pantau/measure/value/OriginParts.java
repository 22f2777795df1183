package org.pantau.measure.value;

import org.jspecify.annotations.Nullable;
import org.pantau.measure.Origin;

/**
 * Adds up how much of a number each origin has said. A part's size is its absolute value where the number is a sum, else
 * the cases or samples it weighs; where all sizes are 0 the inputs are counted instead: a day on which nothing happened
 * was still told by somebody. While all of it has one origin nothing is kept per origin. One thread.
 */
public final class OriginParts {

    private static final int ORIGINS = Origin.values().length;

    private @Nullable Origin least;
    private double size;
    private int inputs;
    private double @Nullable [] sizes;
    private int @Nullable [] counts;

    /** Adds a part that one origin has said; one of no inputs is nothing. */
    public void add(Origin origin, double partSize, int partInputs) {
        if (partInputs <= 0) {
            return;
        }
        if (least != null && least != origin) {
            spread(least);
        }
        if (least == null || origin.compareTo(least) > 0) {
            least = origin;
        }
        keep(origin.code(), partSize, partInputs);
    }

    /** Adds what another number is made of. */
    public void add(OriginParts other) {
        if (other.least == null) {
            return;
        }
        if (other.sizes == null || other.counts == null) {
            add(other.least, other.size, other.inputs);
            return;
        }
        spread(least == null ? other.least : least);
        least = least == null || other.least.compareTo(least) > 0 ? other.least : least;
        for (int code = 0; code < ORIGINS; code++) {
            keep(code, other.sizes[code], other.counts[code]);
        }
    }

    /** The least automatic origin in it; null where there is nothing in it. */
    public @Nullable Origin least() {
        return least;
    }

    /** How much an origin has said; 0 for one that has said nothing. */
    public double size(Origin origin) {
        return sizes != null ? sizes[origin.code()] : least == origin ? size : 0;
    }

    /** How many inputs an origin has given. */
    public int inputs(Origin origin) {
        return counts != null ? counts[origin.code()] : least == origin ? inputs : 0;
    }

    /** Null where there are not several origins. */
    public @Nullable OriginShares shares() {
        if (sizes == null || counts == null) {
            return null;
        }
        return new OriginShares(
                share(Origin.MEASURED, sizes, counts),
                share(Origin.REPORTED, sizes, counts),
                share(Origin.UPLOADED, sizes, counts),
                share(Origin.ENTERED, sizes, counts));
    }

    private @Nullable Double share(Origin origin, double[] ofSizes, int[] ofCounts) {
        int code = origin.code();
        if (ofCounts[code] == 0) {
            return null;
        }
        double share = size > 0 ? ofSizes[code] / size : ofCounts[code] / (double) inputs;
        return Math.round(share * 1000) / 1000.0;
    }

    /** From now on something is kept per origin; what there is so far is all of {@code origin}. */
    private void spread(Origin origin) {
        if (sizes == null) {
            sizes = new double[ORIGINS];
            counts = new int[ORIGINS];
            sizes[origin.code()] = size;
            counts[origin.code()] = inputs;
        }
    }

    private void keep(int code, double partSize, int partInputs) {
        size += partSize;
        inputs += partInputs;
        if (sizes != null && counts != null) {
            sizes[code] += partSize;
            counts[code] += partInputs;
        }
    }
}
