package org.pantau.catalogue.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint is asked. Texts may hold {@code {name}}, replaced by vars, by {@code {today}}, by the keys of the
 * fan-out, by the ends of the window and by what asks for a page.
 *
 * @param method GET, POST or HEAD
 * @param body null for none
 * @param keys values to ask for one by one (a fan-out over several keys asks every combination)
 * @param days which local days to ask for; null where the request names no day
 * @param window the range of days asked for; null where the request names none
 * @param pages how the answer goes on; null where it is one page
 * @param conditional whether the endpoint may answer "unchanged" (HTTP 304)
 * @param maxBytes most bytes of one answer where the feed says so, unpacked by HTTP but not by its decoders; null for the
 *     usual bound. More than the usual bound is read row by row and never held whole
 * @param ca {@code file:} of the only certificate authorities trusted for this feed; null for the usual ones
 */
public record RequestSpec(
        String url,
        String method,
        Map<String, String> headers,
        @Nullable String body,
        List<Key> keys,
        @Nullable Days days,
        @Nullable DateWindow window,
        @Nullable PageSpec pages,
        boolean conditional,
        @Nullable Long maxBytes,
        @Nullable String ca) {

    /** Most bytes of one answer where the feed says nothing. */
    public static final long USUAL_MAX_BYTES = 8L << 20;

    public RequestSpec {
        headers = Map.copyOf(headers);
        keys = List.copyOf(keys);
    }

    /** One page, asked for unconditionally. */
    public RequestSpec(
            String url,
            String method,
            Map<String, String> headers,
            @Nullable String body,
            List<Key> keys,
            @Nullable Days days) {
        this(url, method, headers, body, keys, days, null, null, false, null, null);
    }

    /** Whether an answer may be too large to be held. */
    public boolean large() {
        return maxBytes != null && maxBytes > USUAL_MAX_BYTES;
    }

    /** A fan-out key: {@code poli: ["001", "002"]}. */
    public record Key(String name, List<String> values) {
        public Key {
            values = List.copyOf(values);
        }
    }

    /**
     * The days asked for.
     *
     * @param name the key's name, usually {@code day}
     * @param today whether the current day is asked for at every slot
     * @param past how many days back are re-read, every {@code pastEvery}; 0 for none
     * @param pastEvery rhythm of re-reading the past
     * @param history how many days back are read once, newest first, in the background; 0 for none
     * @param format how a day is written, as {@link DayFormat}; {@code yyyy-MM-dd} if left out
     */
    public record Days(String name, boolean today, int past, Duration pastEvery, int history, String format) {}
}
