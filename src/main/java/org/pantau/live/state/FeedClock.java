package org.pantau.live.state;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Due;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.Outcome;
import org.pantau.measure.time.WorkCalendar;

/**
 * How long what a feed says stays young, and how its last poll ended. A rhythmic feed may miss three polls; a feed that
 * is due by calendar is late only after its due time has passed without a word on that day.
 */
public final class FeedClock {

    private static final int POLLS_MISSED = 3;
    private static final int DAYS_AHEAD = 30;
    /** How long after it was due a person's report may come before it counts as missing. */
    private static final Duration LATE_REPORT = Duration.ofHours(1);

    private final Feed feed;
    private final WorkCalendar calendar;
    private final Duration allowance;
    private @Nullable Instant lastSlot;
    private Outcome last = Outcome.OK;

    public FeedClock(Feed feed, WorkCalendar calendar) {
        this.feed = feed;
        this.calendar = calendar;
        this.allowance = feed.report().isPresent()
                ? LATE_REPORT
                : feed.every().multipliedBy(POLLS_MISSED).plus(feed.timeout());
    }

    public Feed feed() {
        return feed;
    }

    /** Remembers a poll; one older than the last is ignored. */
    public void polled(Instant slot, Outcome outcome) {
        if (lastSlot == null || !slot.isBefore(lastSlot)) {
            lastSlot = slot;
            last = outcome;
        }
    }

    /** Null before the first poll. */
    @Nullable
    Instant lastSlot() {
        return lastSlot;
    }

    /** How the last poll ended; OK before the first. */
    Outcome last() {
        return last;
    }

    /** The instant from which data seen at {@code seen} is too old. */
    public Instant oldAt(Instant seen) {
        Due due = feed.due();
        return due == null
                ? seen.plus(allowance)
                : nextDue(seen.atZone(feed.zone()).toLocalDate().plusDays(1), due);
    }

    /** Whether nothing can be expected yet today: the feed is due by calendar and has its time before it. */
    boolean notDueYet(Instant now) {
        Due due = feed.due();
        if (due == null) {
            return false;
        }
        return now.isBefore(nextDue(now.atZone(feed.zone()).toLocalDate(), due));
    }

    /** How long a silence may last before a row of polls counts as broken. */
    Duration allowance() {
        return allowance;
    }

    private Instant nextDue(LocalDate from, Due due) {
        LocalDate day = from;
        for (int i = 0; i < DAYS_AHEAD && due.workingDaysOnly() && !calendar.isWorkingDay(day); i++) {
            day = day.plusDays(1);
        }
        return day.atTime(due.time()).atZone(feed.zone()).toInstant().plus(allowance);
    }
}
