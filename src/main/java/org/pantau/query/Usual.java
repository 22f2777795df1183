package org.pantau.query;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a day's figure usually is: of the same weekday within the last twelve weeks where that is at least four days, else of
 * the last four weeks where that is at least five. Twelve, four and five are ours (assumed): a quarter shows a rhythm, fewer
 * days show chance.
 *
 * @param low the smallest of those days
 * @param high the largest of those days
 * @param n how many days it rests on
 */
public record Usual(double low, double median, double high, int n) {

    static final int WEEKS = 12;
    private static final int SAME_WEEKDAY = 4;
    private static final int RECENT_DAYS = 28;
    private static final int RECENT = 5;
    /** A slip of the finger makes a number ten times as large or small; three times leaves room for a busy day. */
    private static final double FACTOR = 3;
    /** Among small numbers a difference of a few says nothing. */
    private static final double FEW = 5;

    /** Empty where too few days are known; {@code day} itself is not looked at. */
    static Optional<Usual> of(Map<LocalDate, Double> known, LocalDate day) {
        List<Double> same = values(known, day, WEEKS * 7).stream()
                .filter(entry -> entry.getKey().getDayOfWeek() == day.getDayOfWeek())
                .map(Map.Entry::getValue)
                .toList();
        List<Double> chosen = same.size() >= SAME_WEEKDAY
                ? same
                : values(known, day, RECENT_DAYS).stream()
                        .map(Map.Entry::getValue)
                        .toList();
        if (chosen.size() < (same.size() >= SAME_WEEKDAY ? SAME_WEEKDAY : RECENT)) {
            return Optional.empty();
        }
        List<Double> sorted = chosen.stream().sorted(Comparator.naturalOrder()).toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return Optional.of(new Usual(sorted.get(0), median, sorted.get(sorted.size() - 1), sorted.size()));
    }

    private static List<Map.Entry<LocalDate, Double>> values(Map<LocalDate, Double> known, LocalDate day, int back) {
        return known.entrySet().stream()
                .filter(entry -> entry.getKey().isBefore(day) && !entry.getKey().isBefore(day.minusDays(back)))
                .toList();
    }

    /** Whether a figure is so far from the usual that whoever types it should be asked. */
    public boolean questions(double value) {
        return value > high * FACTOR + FEW || value < low / FACTOR - FEW;
    }
}
