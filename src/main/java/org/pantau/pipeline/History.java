package org.pantau.pipeline;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.pantau.catalogue.model.RequestSpec.Days;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads days of the past once, newest first over all feeds, a few at a time, so that yesterday is there before the first
 * page and the last quarter follows in the background.
 */
final class History {

    private static final Logger log = LoggerFactory.getLogger(History.class);
    private static final long RETRY_MS = 60_000;

    private record Day(FeedLine line, LocalDate date, int back) {}

    private final Vertx vertx;
    private final Cycle cycle;
    private final InstantSource clock;
    private final Deque<Day> waiting = new ArrayDeque<>();
    private final Promise<Void> yesterday = Promise.promise();
    private int yesterdaysLeft;
    private int underWay;
    private int atOnce;
    private boolean stopped;

    History(Vertx vertx, Cycle cycle, InstantSource clock) {
        this.vertx = vertx;
        this.cycle = cycle;
        this.clock = clock;
    }

    /**
     * Begins.
     *
     * @param done days already read, by feed
     * @param atOnce days asked for at the same time
     */
    void start(Collection<FeedLine> lines, Map<String, Set<LocalDate>> done, int atOnce) {
        this.atOnce = atOnce;
        List<Day> days = lines.stream()
                .flatMap(line -> missing(line, done.getOrDefault(line.feed.id(), Set.of())).stream())
                .sorted(Comparator.comparingInt(Day::back))
                .toList();
        waiting.addAll(days);
        yesterdaysLeft = (int) days.stream().filter(day -> day.back() == 1).count();
        settleYesterday();
        if (!days.isEmpty()) {
            log.info("reading {} past days of {} feeds, newest first", days.size(), lines.size());
        }
        for (int i = 0; i < atOnce; i++) {
            next();
        }
    }

    /** Completed when yesterday was read, or tried, for every feed. */
    Future<Void> yesterday() {
        return yesterday.future();
    }

    int left() {
        return waiting.size() + underWay;
    }

    void stop() {
        stopped = true;
        waiting.clear();
    }

    private List<Day> missing(FeedLine line, Set<LocalDate> done) {
        Days days = line.feed.request().days();
        if (days == null || days.history() == 0) {
            return List.of();
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), line.feed.zone());
        return IntStream.rangeClosed(1, days.history())
                .mapToObj(back -> new Day(line, today.minusDays(back), back))
                .filter(day -> !done.contains(day.date()))
                .toList();
    }

    private void next() {
        Day day = stopped || underWay >= atOnce ? null : waiting.poll();
        if (day == null) {
            return;
        }
        underWay++;
        cycle.readDay(day.line(), day.date())
                .recover(fault -> {
                    log.warn(
                            "feed {}: {} could not be read: {}", day.line().feed.id(), day.date(), fault.getMessage());
                    return Future.succeededFuture(false);
                })
                .onComplete(read -> ended(day, Boolean.TRUE.equals(read.result())));
    }

    private void ended(Day day, boolean read) {
        underWay--;
        if (day.back() == 1 && yesterdaysLeft > 0) {
            yesterdaysLeft--;
            settleYesterday();
        }
        if (!read && !stopped) {
            vertx.setTimer(RETRY_MS, id -> {
                waiting.addLast(day);
                next();
            });
        }
        next();
    }

    private void settleYesterday() {
        if (yesterdaysLeft == 0) {
            yesterday.tryComplete();
        }
    }
}
