package org.pantau.catalogue.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Suggestion {

    private Suggestion() {}

    /** {@code did you mean NEAREST?} where a candidate is near, else {@code expected one of …}. */
    public static String of(String written, Collection<String> candidates) {
        return nearest(written, candidates)
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> candidates.isEmpty()
                        ? "there is none to choose from"
                        : "expected one of "
                                + String.join(
                                        ", ", candidates.stream().limit(40).toList()));
    }

    /** The candidate that is written almost so; empty where none is. */
    public static Optional<String> nearest(String written, Collection<String> candidates) {
        int allowed = Math.max(1, Math.min(3, (written.length() + 1) / 2));
        return candidates.stream()
                .filter(candidate -> distance(written, candidate) <= allowed)
                .min(Comparator.comparingInt(candidate -> distance(written, candidate)));
    }

    /** Letters to add, drop or change to get from one word to the other (Levenshtein). */
    static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
            }
            above = row;
        }
        return above[other.length()];
    }
}
