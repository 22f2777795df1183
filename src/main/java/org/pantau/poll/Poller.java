package org.pantau.poll;

import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.measure.FeedState;
import org.pantau.measure.value.Answer;
import org.pantau.net.Outgoing;
import org.pantau.poll.request.Asking;
import org.pantau.poll.request.Secrets;
import org.pantau.poll.request.Wanted;

/**
 * Asks feeds and brings back their answers, whatever they are. Whether a status or a body is good news is for the reader
 * to say. Call it from one context; the futures never fail.
 */
public final class Poller {

    private final Outgoing outgoing;
    private final Secrets secrets;
    private final InstantSource clock;
    private final PollSettings settings;
    private final Map<String, Compiled> feedToAsking = new ConcurrentHashMap<>();

    public Poller(Outgoing outgoing, Secrets secrets, InstantSource clock, PollSettings settings) {
        this.outgoing = outgoing;
        this.secrets = secrets;
        this.clock = clock;
        this.settings = settings;
    }

    /** What is wrong with how a feed would be asked, in words; empty when nothing is. */
    public static Optional<String> mistake(Feed feed) {
        try {
            Asking unused = new Asking(feed);
            return Optional.empty();
        } catch (IllegalArgumentException mistake) {
            return Optional.of(String.valueOf(mistake.getMessage()));
        }
    }

    /**
     * Asks what is due at a slot: today's keys, and past days when their rhythm has come.
     *
     * @return in the order asked; empty where nothing is due (a feed of past days only)
     */
    public Future<List<Answer>> ask(Feed feed, Instant slot) {
        boolean past = pastDue(feed, slot);
        return asking(feed, asking -> asking.at(slot, past));
    }

    /** Asks one day of the past or today, for history; for a feed without days this is what it would answer now. */
    public Future<List<Answer>> askDay(Feed feed, LocalDate day) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), feed.zone());
        return asking(feed, asking -> asking.of(day, today));
    }

    /** Forgets what it knows of feeds that are gone, after the catalogue has changed. */
    public void keepOnly(Set<String> feedIds) {
        feedToAsking.keySet().retainAll(feedIds);
    }

    private Future<List<Answer>> asking(Feed feed, Function<Asking, List<Wanted>> what) {
        Asking asking;
        List<Wanted> wanted;
        try {
            asking = compiled(feed);
            wanted = what.apply(asking);
        } catch (IllegalArgumentException | DateTimeException mistake) {
            String reason = String.valueOf(mistake.getMessage());
            return Future.succeededFuture(
                    List.of(Volley.unasked(FeedState.UNMONITORED, reason, Map.of(), clock.instant())));
        }
        return new Volley(feed, asking, wanted, new Volley.Means(outgoing, secrets, clock, settings)).fire();
    }

    @SuppressWarnings("ReferenceEquality") // a changed catalogue brings new feeds; comparing all of one would cost more
    private Asking compiled(Feed feed) {
        Compiled known = feedToAsking.get(feed.id());
        if (known != null && known.feed == feed) {
            return known.asking;
        }
        Asking fresh = new Asking(feed);
        feedToAsking.put(feed.id(), new Compiled(feed, fresh));
        return fresh;
    }

    /** Past days have a rhythm and a phase of their own; they go with the first slot at or after it. */
    private static boolean pastDue(Feed feed, Instant slot) {
        RequestSpec.Days days = feed.request().days();
        if (days == null || days.past() == 0) {
            return false;
        }
        Duration rhythm = days.pastEvery().compareTo(feed.every()) < 0 ? feed.every() : days.pastEvery();
        Instant due = Cadence.of(feed.id() + "/past", rhythm).slotAt(slot);
        return due.isAfter(slot.minus(feed.every()));
    }

    private record Compiled(Feed feed, Asking asking) {}
}
