package org.pantau.operate.vendor;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings about the answers of several days: what is wrong with each of them is said once. */
final class Findings {

    /** More are of one kind, and say nothing new. */
    private static final int MOST = 40;

    private final List<Finding> general = new ArrayList<>();
    private final Map<Finding, List<LocalDate>> findingToDays = new LinkedHashMap<>();

    void add(Finding finding) {
        general.add(finding);
    }

    void add(LocalDate day, Finding finding) {
        if (findingToDays.containsKey(finding) || findingToDays.size() < MOST) {
            List<LocalDate> days = findingToDays.computeIfAbsent(finding, any -> new ArrayList<>());
            if (!days.contains(day)) {
                days.add(day);
            }
        }
    }

    /** Whether nothing required is missing from the answers of the days. */
    boolean daysHold() {
        return findingToDays.keySet().stream().noneMatch(finding -> finding.kind() == Finding.Kind.MISSING);
    }

    List<Finding> all() {
        List<Finding> all = new ArrayList<>(general);
        findingToDays.forEach((finding, days) -> {
            int others = days.size() - 1;
            String first = String.valueOf(days.get(0));
            all.add(new Finding(
                    finding.kind(),
                    finding.indonesian() + " (" + first + (others == 0 ? "" : " dan " + others + " hari lain") + ")",
                    finding.english() + " (" + first + (others == 0 ? "" : " and " + others + " other days") + ")"));
        });
        return all;
    }
}
