package org.pantau.normalise.text;

import java.util.Locale;
import java.util.Map;

/** Months as Indonesian sources write them, short and long, with the English spellings that slip in. */
final class MonthNames {

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("januari", 1),
            Map.entry("january", 1),
            Map.entry("jan", 1),
            Map.entry("februari", 2),
            Map.entry("february", 2),
            Map.entry("feb", 2),
            Map.entry("pebruari", 2),
            Map.entry("peb", 2),
            Map.entry("maret", 3),
            Map.entry("march", 3),
            Map.entry("mar", 3),
            Map.entry("april", 4),
            Map.entry("apr", 4),
            Map.entry("mei", 5),
            Map.entry("may", 5),
            Map.entry("juni", 6),
            Map.entry("june", 6),
            Map.entry("jun", 6),
            Map.entry("juli", 7),
            Map.entry("july", 7),
            Map.entry("jul", 7),
            Map.entry("agustus", 8),
            Map.entry("august", 8),
            Map.entry("agust", 8),
            Map.entry("agu", 8),
            Map.entry("agt", 8),
            Map.entry("ags", 8),
            Map.entry("aug", 8),
            Map.entry("september", 9),
            Map.entry("sept", 9),
            Map.entry("sep", 9),
            Map.entry("oktober", 10),
            Map.entry("october", 10),
            Map.entry("okt", 10),
            Map.entry("oct", 10),
            Map.entry("november", 11),
            Map.entry("nopember", 11),
            Map.entry("nov", 11),
            Map.entry("nop", 11),
            Map.entry("desember", 12),
            Map.entry("december", 12),
            Map.entry("des", 12),
            Map.entry("dec", 12));

    private MonthNames() {}

    /** 1 to 12; 0 for a word that is no month. */
    static int number(String name) {
        return NUMBERS.getOrDefault(name.toLowerCase(Locale.ROOT), 0);
    }
}
