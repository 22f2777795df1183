package org.pantau.access;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who may have a password looked at next. A check takes tens of milliseconds of a core on purpose, so only so many wait, and
 * who comes then is told at once to come again. One name never takes all the places; who is familiar goes first and has
 * places of its own. Thread-safe.
 */
final class Turns {

    static final int AT_WORK = 2;
    /** About a second and a half of work: nobody who waits at all waits longer. */
    static final int WAITING = 64;

    static final int OF_ONE_NAME = 8;

    private record Place(String name, Runnable begin) {}

    private final Vertx vertx;
    private final Lane familiars = new Lane();
    private final Lane strangers = new Lane();
    private int working;

    Turns(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Does the work when its turn comes, on the caller's context; empty where too many wait. */
    <T> Optional<Future<T>> take(String name, boolean familiar, Supplier<Future<T>> work) {
        Context here = vertx.getOrCreateContext();
        Promise<T> result = Promise.promise();
        Place place = new Place(
                name,
                () -> here.runOnContext(any -> Future.succeededFuture()
                        .compose(begun -> work.get())
                        .onComplete(done -> over())
                        .onComplete(result)));
        return enter(place, familiar ? familiars : strangers) ? Optional.of(result.future()) : Optional.empty();
    }

    private synchronized boolean enter(Place place, Lane lane) {
        if (working < AT_WORK) {
            working++;
            place.begin().run();
            return true;
        }
        return lane.add(place);
    }

    private synchronized void over() {
        Place next = familiars.poll().or(strangers::poll).orElse(null);
        if (next == null) {
            working--;
        } else {
            next.begin().run();
        }
    }

    /** A queue with a bound for all and one for each name. */
    private static final class Lane {
        private final Deque<Place> waiting = new ArrayDeque<>();
        private final Map<String, Integer> nameToPlaces = new HashMap<>();

        boolean add(Place place) {
            if (waiting.size() >= WAITING || nameToPlaces.getOrDefault(place.name(), 0) >= OF_ONE_NAME) {
                return false;
            }
            nameToPlaces.merge(place.name(), 1, Integer::sum);
            waiting.add(place);
            return true;
        }

        Optional<Place> poll() {
            Optional<Place> first = Optional.ofNullable(waiting.poll());
            first.ifPresent(place -> nameToPlaces.computeIfPresent(place.name(), (name, n) -> n == 1 ? null : n - 1));
            return first;
        }
    }
}
