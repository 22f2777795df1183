package org.pantau;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.query.Reconciliation;
import org.pantau.query.ReconciliationQuery;
import org.pantau.query.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** After every midnight (WIB), says what of the day before should have been stored and was not. */
final class Nightly {

    private static final Logger log = LoggerFactory.getLogger(Nightly.class);
    private static final Duration LOOK = Duration.ofMinutes(10);
    /** The last hour of the day must be rolled up. */
    private static final Duration SETTLED = Duration.ofMinutes(5);

    private static final int NAMED = 5;

    private final Vertx vertx;
    private final ReconciliationQuery query;
    private final Catalogue catalogue;
    private final InstantSource clock;
    private long timer = -1;
    private volatile @Nullable Reconciliation last;

    Nightly(Vertx vertx, ReconciliationQuery query, Catalogue catalogue, InstantSource clock) {
        this.vertx = vertx;
        this.query = query;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    void start() {
        timer = vertx.setPeriodic(LOOK.toMillis(), id -> look());
        look();
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    /** Of the last whole day; null before the first was compared. */
    @Nullable
    Reconciliation last() {
        return last;
    }

    private void look() {
        Instant now = clock.instant().minus(SETTLED);
        LocalDate day = LocalDate.ofInstant(now, Reconciliation.ZONE).minusDays(1);
        Window window = new Window(
                day.atStartOfDay(Reconciliation.ZONE).toInstant(),
                day.plusDays(1).atStartOfDay(Reconciliation.ZONE).toInstant());
        Reconciliation before = last;
        if (before != null && before.window().equals(window)) {
            return;
        }
        query.of(window, catalogue.feeds())
                .onSuccess(found -> {
                    last = found;
                    say(found);
                })
                .onFailure(fault -> log.warn("what was stored on {} is compared later: {}", day, fault.getMessage()));
    }

    private static void say(Reconciliation found) {
        LocalDate day = found.day();
        if (found.expected() == 0) {
            log.debug("{}: nothing was expected", day);
        } else if (found.feeds().isEmpty()) {
            log.info("{}: all {} polls expected are stored", day, found.expected());
        } else {
            log.warn(
                    "{}: {} polls expected, {} stored; {} feeds lack some, most of all {}",
                    day,
                    found.expected(),
                    found.stored(),
                    found.feeds().size(),
                    found.feeds().subList(0, Math.min(NAMED, found.feeds().size())));
        }
    }
}
