package org.pantau.operate.catalogue;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where additions are kept, every revision of them. */
public final class Additions {

    private static final String LATEST = """
            select * from (select distinct on (name) * from catalogue_addition order by name, revision desc) latest
            where yaml is not null order by saved_at, name
            """;
    private static final String SAVE = """
            insert into catalogue_addition (name, revision, title, yaml, saved_by, trusted, saved_at)
            select $1, coalesce(max(revision), 0) + 1, $2, $3, $4, $5, $6 from catalogue_addition where name = $1
            """;

    private final Pool pool;

    public Additions(Pool pool) {
        this.pool = pool;
    }

    /** Those that were not removed, the oldest first. */
    public Future<List<Addition>> load() {
        return pool.query(LATEST).execute().map(rows -> {
            List<Addition> additions = new ArrayList<>();
            for (Row row : rows) {
                additions.add(new Addition(
                        row.getString("name"),
                        row.getInteger("revision"),
                        row.getString("title"),
                        row.getString("yaml"),
                        row.getString("saved_by"),
                        row.getBoolean("trusted"),
                        row.getOffsetDateTime("saved_at").toInstant()));
            }
            return additions;
        });
    }

    /** Keeps a new revision; a {@code yaml} of null removes the addition and keeps its history. */
    Future<Void> save(Draft draft, @Nullable String yaml, Instant now) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(SAVE)
                .execute(Tuple.of(draft.name(), draft.title(), yaml, draft.author(), draft.trusted(), at))
                .mapEmpty();
    }
}
