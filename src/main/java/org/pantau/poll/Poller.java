package org.pantau.poll;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
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
import java.util.stream.Collectors;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.net.Outgoing;
import org.pantau.poll.request.Asking;
import org.pantau.poll.request.Login;
import org.pantau.poll.request.Secrets;
import org.pantau.poll.request.Wanted;

/**
 * Asks feeds and brings back their answers, whatever they are. Whether a status or a body is good news is for the reader
 * to say. Call it from one context; the futures never fail.
 */
public final class Poller {

    private final Outgoing outgoing;
    private final InstantSource clock;
    private final Volley.Means means;
    private final TokenSource tokens = new TokenSource();
    private final Unchanged unchanged = new Unchanged();
    private final Map<String, Compiled> feedToAsking = new ConcurrentHashMap<>();

    /** Without any understanding: for feeds of one page that need no login by rule. */
    public Poller(Outgoing outgoing, Secrets secrets, InstantSource clock, PollSettings settings) {
        this(outgoing, secrets, clock, settings, Understanding.NONE);
    }

    /** @param understanding what must be known of an answer before the next request */
    public Poller(
            Outgoing outgoing,
            Secrets secrets,
            InstantSource clock,
            PollSettings settings,
            Understanding understanding) {
        this.outgoing = outgoing;
        this.clock = clock;
        this.means = new Volley.Means(outgoing, secrets, clock, settings, understanding, tokens, unchanged);
    }

    /** What is wrong with how a feed would be asked, in words; empty when nothing is. */
    public static Optional<String> mistake(Feed feed) {
        try {
            Compiled unused = new Compiled(feed);
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
        return asking(feed, asking -> asking.of(day, clock.instant()));
    }

    /** Forgets what it knows of feeds that are gone, after the catalogue has changed. */
    public void keepOnly(Set<String> feedIds) {
        feedToAsking.keySet().retainAll(feedIds);
        Set<Object> logins = feedToAsking.values().stream()
                .flatMap(compiled -> compiled.login.stream())
                .map(Login::shared)
                .collect(Collectors.toSet());
        outgoing.run(() -> {
            tokens.keepOnly(logins);
            unchanged.keepOnly(feedIds);
        });
    }

    private Future<List<Answer>> asking(Feed feed, Function<Asking, List<Wanted>> what) {
        Compiled compiled;
        List<Wanted> wanted;
        try {
            compiled = compiled(feed);
            wanted = what.apply(compiled.asking);
        } catch (IllegalArgumentException | DateTimeException mistake) {
            Outcome outcome = new Outcome(FeedState.UNMONITORED, String.valueOf(mistake.getMessage()));
            return Future.succeededFuture(List.of(Caller.unasked(outcome, Map.of(), clock.instant())));
        }
        Promise<List<Answer>> promise = Promise.promise();
        outgoing.run(() -> {
            Round round = new Round(feed, compiled.asking, compiled.login.orElse(null), means, Vertx.currentContext());
            new Volley(round, wanted).fire().onComplete(promise);
        });
        return promise.future();
    }

    @SuppressWarnings("ReferenceEquality") // a changed catalogue brings new feeds; comparing all of one would cost more
    private Compiled compiled(Feed feed) {
        Compiled known = feedToAsking.get(feed.id());
        if (known != null && known.feed == feed) {
            return known;
        }
        Compiled fresh = new Compiled(feed);
        feedToAsking.put(feed.id(), fresh);
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

    private record Compiled(Feed feed, Asking asking, Optional<Login> login) {
        Compiled(Feed feed) {
            this(feed, new Asking(feed), Login.of(feed));
        }
    }
}
