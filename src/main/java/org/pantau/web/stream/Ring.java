package org.pantau.web.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last events of one audience, bounded in bytes, to resume from. */
final class Ring {

    private final int maxBytes;
    private final ArrayDeque<Numbered> events = new ArrayDeque<>();
    private int bytes;
    /** Everything after this number is still here. */
    private long completeSince;

    Ring(int maxBytes, long since) {
        this.maxBytes = maxBytes;
        this.completeSince = since;
    }

    void add(Numbered event) {
        events.addLast(event);
        bytes += event.bytes().length();
        while (bytes > maxBytes) {
            Numbered oldest = events.removeFirst();
            bytes -= oldest.bytes().length();
            completeSince = oldest.seq();
        }
    }

    /** What came after {@code seq}; empty where some of it is gone. */
    Optional<List<Numbered>> after(long seq) {
        if (seq < completeSince) {
            return Optional.empty();
        }
        List<Numbered> missed = new ArrayList<>();
        for (Numbered event : events) {
            if (event.seq() > seq) {
                missed.add(event);
            }
        }
        return Optional.of(missed);
    }
}
