package org.pantau.net;

import java.util.ArrayDeque;
import java.util.Queue;

/** Lets a bounded number of exchanges with one host and port go on at a time; the others wait in order. One context. */
final class HostGate {

    private final int places;
    private final int mostWaiting;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int taken;

    HostGate(int places, int mostWaiting) {
        this.places = places;
        this.mostWaiting = mostWaiting;
    }

    /** Runs the exchange now or when its turn comes; false when too many wait already, then it never runs. */
    boolean enter(Runnable exchange) {
        if (taken < places) {
            taken++;
            exchange.run();
            return true;
        }
        return waiting.size() < mostWaiting && waiting.add(exchange);
    }

    /** Takes back an exchange that has not begun; false when it has. */
    boolean giveUp(Runnable exchange) {
        return waiting.remove(exchange);
    }

    /** Frees the place of an exchange that has ended, for the one that has waited longest. */
    void leave() {
        Runnable next = waiting.poll();
        if (next == null) {
            taken--;
        } else {
            next.run();
        }
    }

    boolean isEmpty() {
        return taken == 0;
    }
}
