package org.pantau.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries that are in memory: those that wait, in their order, and those on their way to the database or the disk, which
 * count until they are let go of. Thread-safe; who decides by what is in it holds its monitor.
 */
final class Held {

    private static final Logger log = LoggerFactory.getLogger(Held.class);

    private final Deque<Entry> waiting = new ArrayDeque<>();
    private int waitingSize;
    private int size;
    private int samples;

    /** Adds one to those that wait, unless that makes the sizes of all add up to more than this. */
    synchronized boolean add(Entry entry, int mostSize) {
        if (size + entry.size() > mostSize) {
            return false;
        }
        waiting.addLast(entry);
        waitingSize += entry.size();
        size += entry.size();
        samples += entry.samples();
        return true;
    }

    /** The first that wait, of at most this size together, but at least one where there is any. */
    synchronized List<Entry> take(int mostSize) {
        List<Entry> taken = new ArrayList<>();
        int takenSize = 0;
        while (!waiting.isEmpty()
                && (taken.isEmpty() || takenSize + waiting.getFirst().size() <= mostSize)) {
            Entry entry = waiting.removeFirst();
            takenSize += entry.size();
            taken.add(entry);
        }
        waitingSize -= takenSize;
        return taken;
    }

    List<Entry> takeAll() {
        return take(Integer.MAX_VALUE);
    }

    /** Those that were taken wait again, before all others. */
    synchronized void putBack(List<Entry> taken) {
        for (int i = taken.size() - 1; i >= 0; i--) {
            waiting.addFirst(taken.get(i));
            waitingSize += taken.get(i).size();
        }
    }

    synchronized boolean noneWaits() {
        return waiting.isEmpty();
    }

    /** Sizes of those that wait. */
    synchronized int waitingSize() {
        return waitingSize;
    }

    /** Sizes of all. */
    synchronized int size() {
        return size;
    }

    /** Samples in all. */
    synchronized int samples() {
        return samples;
    }

    /** Memory need not hold them any longer; whoever waits for them is told. */
    void letGo(List<Entry> entries, @Nullable Throwable fault) {
        synchronized (this) {
            for (Entry entry : entries) {
                size -= entry.size();
                samples -= entry.samples();
            }
        }
        for (Entry entry : entries) {
            tell(entry, fault);
        }
    }

    /** Whoever waits for an entry may throw: the others are told all the same, and writing goes on. */
    private static void tell(Entry entry, @Nullable Throwable fault) {
        try {
            boolean unused = fault == null
                    ? entry.committed().tryComplete()
                    : entry.committed().tryFail(fault);
        } catch (RuntimeException ours) {
            log.error("a fault of ours after values were stored", ours);
        }
    }
}
