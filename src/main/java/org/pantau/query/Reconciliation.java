package org.pantau.query;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/**
 * What should have been stored of a window, and what was: a poll for every slot of every feed that is asked. A slot without
 * one was left out by back-off, or Pantau was not there. Slots that Pantau missed are stored as such and count as stored.
 *
 * @param window the span compared
 * @param feeds of which something is missing, the most first; rounding of a slot is no difference
 * @param expected polls, over all feeds
 * @param stored polls, over all feeds
 */
public record Reconciliation(Window window, List<Missing> feeds, long expected, long stored) {

    /** Days are the capital's wherever a feed is: there is one night in which they are compared. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    public Reconciliation {
        feeds = feeds.stream()
                .filter(feed -> feed.expected() - feed.stored() > 1)
                .sorted(Comparator.comparingLong((Missing feed) -> feed.stored() - feed.expected())
                        .thenComparing(Missing::feed))
                .toList();
    }

    /** The day that was compared. */
    public LocalDate day() {
        return LocalDate.ofInstant(window.from(), ZONE);
    }

    /** A feed's path, and its polls. */
    public record Missing(String feed, long expected, long stored) {}
}
