package org.pantau.measure.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** A calendar period in a government's own zone. Weeks begin on Monday. The ordinal is stored: append only. */
public enum Period {
    HOUR {
        @Override
        ZonedDateTime floor(ZonedDateTime time) {
            return time.truncatedTo(ChronoUnit.HOURS);
        }

        @Override
        ZonedDateTime plusOne(ZonedDateTime start) {
            return start.plusHours(1);
        }
    },
    DAY {
        @Override
        ZonedDateTime floor(ZonedDateTime time) {
            return time.truncatedTo(ChronoUnit.DAYS);
        }

        @Override
        ZonedDateTime plusOne(ZonedDateTime start) {
            return start.plusDays(1);
        }
    },
    WEEK {
        @Override
        ZonedDateTime floor(ZonedDateTime time) {
            return time.truncatedTo(ChronoUnit.DAYS)
                    .minusDays(time.getDayOfWeek().getValue() - 1L);
        }

        @Override
        ZonedDateTime plusOne(ZonedDateTime start) {
            return start.plusWeeks(1);
        }
    },
    MONTH {
        @Override
        ZonedDateTime floor(ZonedDateTime time) {
            return time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
        }

        @Override
        ZonedDateTime plusOne(ZonedDateTime start) {
            return start.plusMonths(1);
        }
    },
    YEAR {
        @Override
        ZonedDateTime floor(ZonedDateTime time) {
            return time.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
        }

        @Override
        ZonedDateTime plusOne(ZonedDateTime start) {
            return start.plusYears(1);
        }
    };

    abstract ZonedDateTime floor(ZonedDateTime time);

    abstract ZonedDateTime plusOne(ZonedDateTime start);

    /** First instant of the period that {@code time} falls in. */
    public Instant start(Instant time, ZoneId zone) {
        return floor(time.atZone(zone)).toInstant();
    }

    /** First instant after the period that begins at {@code start}. */
    public Instant end(Instant start, ZoneId zone) {
        return plusOne(start.atZone(zone)).toInstant();
    }

    /** First instant of the period that contains local midnight of {@code date}. */
    public Instant start(LocalDate date, ZoneId zone) {
        return floor(date.atStartOfDay(zone)).toInstant();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Period> parse(String word) {
        for (Period period : values()) {
            if (period.word().equals(word)) {
                return Optional.of(period);
            }
        }
        return Optional.empty();
    }

    /** The number it is stored as. */
    @SuppressWarnings("EnumOrdinal") // Constants are only ever appended.
    public int code() {
        return ordinal();
    }

    /**
     * The reverse of {@link #code}.
     *
     * @throws IllegalArgumentException when the number stands for nothing
     */
    @SuppressWarnings("EnumOrdinal") // Constants are only ever appended.
    public static Period ofCode(int code) {
        if (code < 0 || code >= values().length) {
            throw new IllegalArgumentException("unknown code of Period: " + code);
        }
        return values()[code];
    }
}
