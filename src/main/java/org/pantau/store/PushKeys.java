package org.pantau.store;

import static org.pantau.store.Statements.array;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Keys of pushes: looked up before, and written with the values. Those older than a day are forgotten. */
final class PushKeys {

    /** How long a key is remembered. */
    static final Duration KEPT = Duration.ofHours(24);

    private static final Duration TIDY_EVERY = Duration.ofMinutes(10);
    private static final String FIND =
            "select key, body, answer from push_key where feed = $1 and key = any($2) and at > $3";
    private static final String INSERT = """
            insert into push_key as known (feed, key, at, body, answer)
            select feed, key, $5, body, answer
            from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as t (feed, key, body, answer)
            on conflict (feed, key) do update
                set at = excluded.at, body = excluded.body, answer = excluded.answer where known.at <= $6
            """;
    private static final String FORGET = "delete from push_key where at <= $1";

    private final Pool pool;
    private final InstantSource clock;
    private Instant tidied = Instant.EPOCH;

    PushKeys(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Future<Map<String, PushKey>> find(String feed, Collection<String> keys, Duration timeout) {
        if (keys.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        Tuple values = Tuple.of(
                feed, keys.toArray(String[]::new), clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(FIND)
                .execute(values)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .map(rows -> {
                    Map<String, PushKey> found = new HashMap<>();
                    for (Row row : rows) {
                        found.put(row.getString(0), new PushKey(row.getString(0), row.getString(1), row.getString(2)));
                    }
                    return found;
                });
    }

    /** Adds what remembers the keys of these entries, and now and then what forgets old ones. */
    void statements(List<Entry> chunk, Instant now, List<Statement> statements) {
        Map<Map.Entry<String, String>, PushKey> keys = new LinkedHashMap<>();
        for (Entry entry : chunk) {
            if (entry.batch() != null) {
                String feed = entry.batch().feed();
                entry.keys().forEach(key -> keys.put(Map.entry(feed, key.key()), key));
            }
        }
        if (keys.isEmpty()) {
            return;
        }
        List<Map.Entry<Map.Entry<String, String>, PushKey>> rows = new ArrayList<>(keys.entrySet());
        rows.sort(Map.Entry.comparingByKey(
                Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue())));
        var oldest = now.minus(KEPT).atOffset(ZoneOffset.UTC);
        if (tidied.plus(TIDY_EVERY).isBefore(now)) {
            tidied = now;
            statements.add(new Statement(FORGET, Tuple.of(oldest)));
        }
        statements.add(new Statement(
                INSERT,
                Tuple.tuple()
                        .addArrayOfString(array(rows, row -> row.getKey().getKey(), String[]::new))
                        .addArrayOfString(array(rows, row -> row.getKey().getValue(), String[]::new))
                        .addArrayOfString(array(rows, row -> row.getValue().body(), String[]::new))
                        .addArrayOfString(array(rows, row -> row.getValue().answer(), String[]::new))
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(oldest)));
    }
}
