package org.pantau.normalise;

import java.util.Locale;
import java.util.Map;
import org.pantau.catalogue.model.Counting.Beside;
import org.pantau.catalogue.model.Mapping;

/**
 * What a source calls its own satisfaction score ("A", "Baik") against the bands of the rules for satisfaction surveys
 * (Permenpan RB 14/2017). The value counts; a word that contradicts it is said to the feed's owner.
 */
final class Claims {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("a", "A"),
            Map.entry("sangat baik", "A"),
            Map.entry("b", "B"),
            Map.entry("baik", "B"),
            Map.entry("c", "C"),
            Map.entry("kurang baik", "C"),
            Map.entry("d", "D"),
            Map.entry("tidak baik", "D"));

    private Claims() {}

    static void compare(Mapping mapping, Step.Taken taken, Step step) {
        Object said = taken.besides().get(Beside.CLAIM);
        if (said == null || !mapping.measure().name().equals("satisfaction")) {
            return;
        }
        String claimed = WORDS.get(said.toString().strip().toLowerCase(Locale.ROOT));
        String band = band(taken.value());
        if (claimed != null && !claimed.equals(band)) {
            step.problem(
                    mapping,
                    taken.row(),
                    "the source calls it " + claimed + ", its value is in band " + band + "; the value counts");
        }
    }

    private static String band(double score) {
        return score > 88.30 ? "A" : score > 76.60 ? "B" : score >= 65 ? "C" : "D";
    }
}
