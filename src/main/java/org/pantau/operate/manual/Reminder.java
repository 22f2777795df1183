package org.pantau.operate.manual;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.ReportSpec.Holder;

/**
 * A reminder of a day's report.
 *
 * @param agency name of the agency, for the text
 * @param due when the report is, or was, due
 */
public record Reminder(String feed, String agency, LocalDate day, Kind kind, Holder to, Instant due) {

    /** Before the due time, or after it has passed without a report. */
    public enum Kind {
        BEFORE,
        AFTER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable Kind of(String word) {
            return word.equals("before") ? BEFORE : word.equals("after") ? AFTER : null;
        }
    }
}
