package org.pantau.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.ScopePath;

/** Who did what, when, from where. Only added to; the database refuses anything else for a year. */
public final class Audit {

    /** How long it is kept: what is asked about a term of office is asked in it (assumed, ours). */
    public static final Duration KEPT = Duration.ofDays(5 * 366);

    private static final String ADD = "insert into audit (at, actor, address, action, subject, detail, place)"
            + " values ($1, $2, $3, $4, $5, $6, $7)";

    /**
     * Places that concern a reader: below a grant; a province's reaches its regencies' only where they are opened to it, and
     * what concerns all only who audits all.
     */
    private static final String FIND = """
            select id, at, actor, address, action, subject, detail, place from audit a
            where ($1::bigint is null or id < $1) and at >= $2 and at < $3
                and ($4::text is null or actor = $4) and ($5::text is null or action = $5)
                and ($6::text is null or position(lower($6) in lower(actor || ' ' || subject || ' ' || detail)) > 0)
                and ($7 or exists (select from unnest($8::text[]) as s (scope)
                    where a.place = s.scope or starts_with(a.place, s.scope || '/')
                        or (strpos(s.scope, '/') = 0 and starts_with(a.place, s.scope || '.')
                            and split_part(a.place, '/', 1) = any($9::text[]))))
            order by id desc limit $10
            """;

    private static final int LONGEST = 500;

    private final Pool pool;
    private final InstantSource clock;

    public Audit(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Something somebody did.
     *
     * @param actor name of the account, or {@code link:} and the id of a link
     * @param address whence; may be empty
     * @param subject what it concerns: an account, a feed, an addition
     * @param detail in words, never with a secret
     * @param place where it happened, for who may read of it; {@link ScopePath#ROOT} for what concerns all
     */
    public record Deed(String actor, String address, String action, String subject, String detail, ScopePath place) {}

    /** A deed that was kept. Later ones have higher numbers. */
    public record Entry(long id, Instant at, Deed deed) {}

    /**
     * What is looked for.
     *
     * @param before only entries with lower numbers; null for the newest
     * @param actor null for anybody
     * @param action null for anything
     * @param text found in actor, subject or detail; null for anything
     */
    public record Question(
            @Nullable Long before,
            Instant from,
            Instant to,
            @Nullable String actor,
            @Nullable String action,
            @Nullable String text) {}

    /** Keeps it; what could not be kept fails, so that nothing is done unseen. */
    public Future<Void> keep(Deed deed) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        deed.actor(),
                        deed.address(),
                        deed.action(),
                        deed.subject(),
                        deed.detail().length() > LONGEST ? deed.detail().substring(0, LONGEST) : deed.detail(),
                        deed.place().value()))
                .mapEmpty();
    }

    /** What a reader may read of it, the newest first, at most {@code most}. */
    public Future<List<Entry>> find(Person reader, Question question, int most) {
        List<String> scopes = reader.grants().stream()
                .map(Grant::scope)
                .filter(reader::audits)
                .map(ScopePath::value)
                .toList();
        Set<String> opened = reader.opened();
        return pool.preparedQuery(FIND)
                .execute(Tuple.tuple()
                        .addValue(question.before())
                        .addValue(question.from().atOffset(ZoneOffset.UTC))
                        .addValue(question.to().atOffset(ZoneOffset.UTC))
                        .addValue(question.actor())
                        .addValue(question.action())
                        .addValue(question.text())
                        .addValue(reader.audits(ScopePath.ROOT))
                        .addValue(scopes.toArray(String[]::new))
                        .addValue(opened.toArray(String[]::new))
                        .addValue(most))
                .map(rows -> rows.stream().map(Audit::entry).toList());
    }

    /** Takes away what is older than {@link #KEPT}. */
    public Future<Void> forgetOld() {
        return pool.preparedQuery("delete from audit where at < $1")
                .execute(Tuple.of(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static Entry entry(Row row) {
        OffsetDateTime at = row.getOffsetDateTime("at");
        return new Entry(
                row.getLong("id"),
                at.toInstant(),
                new Deed(
                        row.getString("actor"),
                        row.getString("address"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("detail"),
                        ScopePath.of(row.getString("place"))));
    }
}
