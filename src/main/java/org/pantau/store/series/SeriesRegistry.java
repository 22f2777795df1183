package org.pantau.store.series;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.SeriesKey;

/** The number that stands for each series. Thread-safe; a number, once given, never changes. */
public final class SeriesRegistry {

    private static final String ROWS = """
            from unnest($1::text[], $2::text[], $3::smallint[], $4::text[], $5::text[], $6::real[], $7::text[])
                as t (subject, measure, origin, counts, zone, every_seconds, kind)
            """;
    private static final String CREATE = """
            with wanted as (select * %s),
                 created as (
                    insert into series (subject, measure, origin, counts, zone, every_seconds, kind, first_at)
                    select subject, measure, origin, counts, zone, every_seconds, kind, $8::timestamptz from wanted
                    order by subject, measure, origin
                    on conflict (subject, measure, origin) do nothing
                    returning id, subject, measure, origin)
            select id, subject, measure, origin from created
            union all
            select s.id, s.subject, s.measure, s.origin from series s join wanted using (subject, measure, origin)
            """.formatted(ROWS);
    private static final String DESCRIBE = """
            update series s set counts = t.counts, zone = t.zone, every_seconds = t.every_seconds, kind = t.kind
            %s
            where s.subject = t.subject and s.measure = t.measure and s.origin = t.origin
                and (s.counts, s.zone, s.every_seconds, s.kind)
                    is distinct from (t.counts, t.zone, t.every_seconds, t.kind)
            """.formatted(ROWS);

    private final Pool pool;
    private final SeriesDescriber describer;
    private final Map<SeriesKey, Integer> keyToId = new ConcurrentHashMap<>();

    public SeriesRegistry(Pool pool, SeriesDescriber describer) {
        this.pool = pool;
        this.describer = describer;
    }

    /** Learns the series there are, and brings what is kept about them up to date with the catalogue. */
    public Future<Void> load() {
        return pool.query("select id, subject, measure, origin from series")
                .execute()
                .compose(rows -> {
                    learn(rows);
                    return keyToId.isEmpty()
                            ? Future.<Void>succeededFuture()
                            : pool.preparedQuery(DESCRIBE)
                                    .execute(describe(keyToId.keySet()))
                                    .mapEmpty();
                });
    }

    /**
     * Gives every key without a number one, with one statement however many they are.
     *
     * @param firstAt since when they are watched
     */
    public Future<Void> ensure(Collection<SeriesKey> unknown, Instant firstAt) {
        if (unknown.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple values = describe(unknown).addOffsetDateTime(firstAt.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(CREATE).execute(values).map(rows -> {
            learn(rows);
            return null;
        });
    }

    /** The number of a series; null where it has none yet: see {@link #ensure}. */
    public @Nullable Integer id(SeriesKey key) {
        return keyToId.get(key);
    }

    private void learn(RowSet<Row> rows) {
        for (Row row : rows) {
            ScopePath subject = ScopePath.of(row.getString(1));
            keyToId.put(new SeriesKey(subject, row.getString(2), Origin.ofCode(row.getShort(3))), row.getInteger(0));
        }
    }

    private Tuple describe(Collection<SeriesKey> keys) {
        Map<SeriesKey, SeriesInfo> keyToInfo = new LinkedHashMap<>();
        keys.forEach(key -> keyToInfo.put(key, describer.describe(key)));
        List<SeriesKey> ordered = new ArrayList<>(keyToInfo.keySet());
        List<SeriesInfo> infos = new ArrayList<>(keyToInfo.values());
        return Tuple.tuple()
                .addArrayOfString(
                        ordered.stream().map(key -> key.subject().value()).toArray(String[]::new))
                .addArrayOfString(ordered.stream().map(SeriesKey::measure).toArray(String[]::new))
                .addArrayOfShort(
                        ordered.stream().map(key -> (short) key.origin().code()).toArray(Short[]::new))
                .addArrayOfString(infos.stream().map(SeriesInfo::counts).toArray(String[]::new))
                .addArrayOfString(
                        infos.stream().map(info -> info.zone().getId()).toArray(String[]::new))
                .addArrayOfFloat(infos.stream().map(SeriesInfo::everySeconds).toArray(Float[]::new))
                .addArrayOfString(infos.stream().map(info -> info.kind().name()).toArray(String[]::new));
    }
}
