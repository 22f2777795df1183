package org.pantau.poll;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Compares the endpoint's clock with ours: signed requests are refused where the two differ. */
final class Skew {

    private static final Duration TOLERATED = Duration.ofSeconds(30);

    private Skew() {}

    /** What to tell an operator; empty where the clocks agree or the endpoint's is not known. */
    static String hint(Map<String, String> headers, Instant now) {
        String date = headers.get("date");
        if (date == null || headers.containsKey("age")) {
            return "";
        }
        try {
            Instant theirs = ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration ahead = Duration.between(now, theirs);
            if (ahead.abs().compareTo(TOLERATED) <= 0) {
                return "";
            }
            return "the endpoint's clock is " + ahead.abs().toSeconds() + " s "
                    + (ahead.isNegative() ? "behind" : "ahead of") + " ours";
        } catch (DateTimeException nonsense) {
            return "";
        }
    }

    /** The hint as the end of a reason. */
    static String added(String hint) {
        return hint.isEmpty() ? "" : "; " + hint;
    }
}
