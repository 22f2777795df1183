package org.pantau.poll;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.value.Answer;
import org.pantau.poll.request.Prepared;

/**
 * Answers that endpoints may call unchanged (HTTP 304), so that they need not be sent again. What they said then is read
 * again, with its own times: a level holds, a counter has not risen. Bounded: large answers are not kept, and the ones
 * used longest ago go first. Lives on the poller's context.
 */
final class Unchanged {

    static final int MOST_BYTES = 256 * 1024;
    private static final long MOST_TOGETHER = 16L << 20;

    private final LinkedHashMap<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** One request of one feed. */
    record Key(String feed, String request) {
        static Key of(String feed, Prepared prepared) {
            byte[] body = prepared.body();
            String sent = body == null ? "" : new String(body, StandardCharsets.UTF_8);
            return new Key(feed, prepared.method() + " " + prepared.uri() + "\n" + sent);
        }

        /** The request may hold secrets. */
        @Override
        public String toString() {
            return "Key[" + feed + "]";
        }
    }

    private record Kept(Answer answer, Map<String, String> conditions) {}

    /** The headers that make a request conditional; none where nothing is kept. */
    Map<String, String> conditions(Key key) {
        Kept known = kept.get(key);
        return known == null ? Map.of() : known.conditions;
    }

    /** The answer as the feed means it: what was kept for one that says "unchanged", else itself, kept where it may be. */
    Answer of(Key key, Answer answer) {
        Kept known = kept.get(key);
        if (answer.status() == 304 && known != null) {
            return answer.repeating(known.answer);
        }
        if (answer.outcome().ok() && answer.status() == 200) {
            remove(key);
            Map<String, String> conditions = conditions(answer.headers());
            if (!conditions.isEmpty() && answer.size() <= MOST_BYTES) {
                kept.put(key, new Kept(answer, conditions));
                bytes += answer.body().length;
            }
            while (bytes > MOST_TOGETHER) {
                remove(kept.keySet().iterator().next());
            }
        }
        return answer;
    }

    void keepOnly(Set<String> feeds) {
        for (Key key : Arrays.asList(kept.keySet().toArray(new Key[0]))) {
            if (!feeds.contains(key.feed())) {
                remove(key);
            }
        }
    }

    private void remove(Key key) {
        Kept known = kept.remove(key);
        if (known != null) {
            bytes -= known.answer.body().length;
        }
    }

    private static Map<String, String> conditions(Map<String, String> headers) {
        Map<String, String> conditions = new HashMap<>();
        put(conditions, "if-none-match", headers.get("etag"));
        put(conditions, "if-modified-since", headers.get("last-modified"));
        return conditions;
    }

    private static void put(Map<String, String> conditions, String name, @Nullable String value) {
        if (value != null) {
            conditions.put(name, value);
        }
    }
}
