package org.pantau.catalogue.reference;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.pantau.catalogue.yaml.Mistakes;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlReader;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.measure.time.WorkCalendar;

/** Indonesia's national holidays and cuti bersama, one resource for each year's decree (SKB 3 Menteri). */
public final class Holidays {

    private static final List<Integer> YEARS = List.of(2026);
    private static final WorkCalendar LOADED = load();

    private Holidays() {}

    /** The calendar of the years whose decree comes with Pantau. */
    public static WorkCalendar loaded() {
        return LOADED;
    }

    private static WorkCalendar load() {
        Map<LocalDate, String> holidays = new HashMap<>();
        Set<Integer> years = new HashSet<>(YEARS);
        Mistakes mistakes = new Mistakes();
        for (int year : YEARS) {
            String file = "hari-libur-" + year + ".yaml";
            YamlValue root =
                    Objects.requireNonNull(YamlReader.read(file, Reference.text("/reference/" + file), mistakes), file);
            YamlFields kinds = root.fields(List.of("keputusan", "libur_nasional", "cuti_bersama"));
            for (String kind : List.of("libur_nasional", "cuti_bersama")) {
                Objects.requireNonNull(kinds.get(kind), kind)
                        .entries("dates")
                        .each((date, name) -> holidays.put(LocalDate.parse(date), Objects.requireNonNull(name.text())));
            }
        }
        if (!mistakes.none()) {
            throw new IllegalStateException(
                    "the calendar is broken: " + mistakes.inOrder().get(0));
        }
        return new WorkCalendar(holidays, years);
    }
}
