package org.pantau.live.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed.Confirm;
import org.pantau.measure.Outcome;
import org.pantau.measure.Status;

/**
 * One feed that says whether a service is up, and what it has confirmed so far: down after {@code confirm.down} failures
 * in a row, up after {@code confirm.up} answers in a row. Slowness of a service known to be up is confirmed like a
 * failure. A silence longer than the feed allows breaks the row and makes the service unknown.
 */
final class UpSource {

    /** How one poll found the service. */
    enum Finding {
        GOOD,
        SLOW,
        DOWN
    }

    private final FeedClock clock;
    private final Confirm confirm;
    private @Nullable Instant lastAt;
    private @Nullable Finding verdict;
    private Instant since = Instant.EPOCH;
    private int goods;
    private int slows;
    private int downs;
    private int ups;
    private Instant rowStart = Instant.EPOCH;
    private @Nullable Finding row;
    private Outcome failure = Outcome.OK;

    UpSource(FeedClock clock) {
        this.clock = clock;
        this.confirm = clock.feed().confirm();
    }

    /** A finding; one that is not newer than the last is ignored. */
    void observe(Instant at, Finding finding, Outcome outcome) {
        if (lastAt != null && !at.isAfter(lastAt)) {
            return;
        }
        if (lastAt != null && at.isAfter(clock.oldAt(lastAt))) {
            forget();
        }
        lastAt = at;
        if (row != finding) {
            row = finding;
            rowStart = at;
        }
        count(finding);
        if (finding == Finding.DOWN) {
            failure = outcome;
        }
        Finding next = confirmed(finding);
        if (next != verdict) {
            verdict = next;
            since = rowStart;
        }
    }

    /** Takes up where history left off: the last sample and the status that was reached. */
    void restore(Instant at, boolean up, Status status, @Nullable Instant from, Outcome lastFailure) {
        lastAt = at;
        row = up ? Finding.GOOD : Finding.DOWN;
        rowStart = at;
        count(row);
        failure = lastFailure;
        verdict = switch (status) {
            case GANGGUAN -> Finding.DOWN;
            case WASPADA -> Finding.SLOW;
            case NORMAL -> Finding.GOOD;
            default -> null;
        };
        since = from == null ? at : from;
    }

    /** Null before anything is confirmed. */
    @Nullable
    Finding verdict() {
        return verdict;
    }

    /** Start of the row that confirmed the verdict. */
    Instant since() {
        return since;
    }

    /** The latest failure. */
    Outcome failure() {
        return failure;
    }

    @Nullable
    Instant lastAt() {
        return lastAt;
    }

    boolean young(Instant now) {
        return lastAt != null && !now.isAfter(clock.oldAt(lastAt));
    }

    FeedClock clock() {
        return clock;
    }

    boolean probe() {
        return clock.feed().isProbe();
    }

    private void count(Finding finding) {
        goods = finding == Finding.GOOD ? goods + 1 : 0;
        downs = finding == Finding.DOWN ? downs + 1 : 0;
        slows = finding == Finding.SLOW ? slows + 1 : 0;
        ups = finding == Finding.DOWN ? 0 : ups + 1;
    }

    private @Nullable Finding confirmed(Finding finding) {
        return switch (finding) {
            case DOWN -> downs >= confirm.down() ? Finding.DOWN : verdict;
            case SLOW -> slowConfirmed() ? Finding.SLOW : verdict;
            case GOOD -> {
                boolean back = verdict == Finding.DOWN ? ups >= confirm.up() : goods >= confirm.up();
                yield back ? Finding.GOOD : verdict;
            }
        };
    }

    /** A service not known to be up that answers slowly is up and slow; one known to be up needs a row of slow answers. */
    private boolean slowConfirmed() {
        return verdict == Finding.GOOD ? slows >= confirm.down() : ups >= confirm.up();
    }

    private void forget() {
        verdict = null;
        row = null;
        goods = 0;
        slows = 0;
        downs = 0;
        ups = 0;
    }
}
