package org.pantau.catalogue.model;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Origin;

/**
 * How people report the figures of a day where no system does.
 *
 * @param by on a form or in a file; one feed has one origin, so that nobody wonders which of two counts
 * @param owner who reports
 * @param deputy who reports while the owner is away
 * @param grace how long after a day has ended the form still takes corrections of it
 */
public record ReportSpec(By by, Holder owner, Holder deputy, Duration grace) {

    /** The way figures come. */
    public enum By {
        /** Typed on the form, by whoever has its link. */
        FORM(Origin.ENTERED),
        /** Taken from a workbook or a table. */
        FILE(Origin.UPLOADED);

        private final Origin origin;

        By(Origin origin) {
            this.origin = origin;
        }

        public Origin origin() {
            return origin;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<By> parse(String word) {
            for (By by : values()) {
                if (by.word().equals(word)) {
                    return Optional.of(by);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * A person who answers for the report.
     *
     * @param contact where reminders go to, a telephone number or an address; null where none was given
     */
    public record Holder(String name, @Nullable String contact) {

        /** A contact is nobody's business but the sender's. */
        @Override
        public String toString() {
            return name;
        }
    }
}
