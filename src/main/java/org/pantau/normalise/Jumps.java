package org.pantau.normalise;

import java.util.List;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Unit.Dimension;

/**
 * A source that switches its unit (s to ms) multiplies all its times by 1000 from one read to the next. Nothing is scaled
 * by guess: the values are kept apart until they come back to where they were or the mapping says the unit.
 */
final class Jumps {

    private static final double LEAST = 500;
    private static final double MOST = 2000;

    /** Means of fewer cases say nothing of what is usual. */
    private static final double FEW = 5;

    private Jumps() {}

    /** What of {@code taken} is believed: all, or nothing. */
    static List<Step.Taken> believed(Mapping mapping, List<Step.Taken> taken, Step step) {
        if (taken.isEmpty()
                || mapping.measure().unit().dimension() != Dimension.TIME
                || mapping.counting().jumps()) {
            return taken;
        }
        double[] values = taken.stream()
                .mapToDouble(Step.Taken::value)
                .filter(value -> value > 0)
                .sorted()
                .toArray();
        if (values.length == 0) {
            return taken;
        }
        double cases = taken.stream().mapToDouble(Step.Taken::weight).sum();
        if (mapping.weight() != null && cases < FEW) {
            // The mean of a day that has just begun may be anything.
            return taken;
        }
        double middle = values[values.length / 2];
        // Another unit in the mapping is another measure of what is usual.
        String name = "usual|" + mapping.measure().name() + "|" + mapping.unit().symbol();
        String noted = step.before.note(name);
        double usual = noted == null ? middle : Double.parseDouble(noted);
        double ratio = middle > usual ? middle / usual : usual / middle;
        if (ratio >= LEAST && ratio <= MOST) {
            taken.forEach(each -> step.doubt(
                    mapping,
                    each,
                    "all values jumped by about 1000; has the source changed its unit? Say unit, or jump: accept"));
            return List.of();
        }
        if (noted == null || ratio > 2) {
            step.after.note(name, Double.toString(Math.sqrt(usual * middle)));
        }
        return taken;
    }
}
