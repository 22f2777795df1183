package org.pantau.operate.manual;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.value.Sha256;
import org.pantau.operate.manual.Link.Kind;

/** The links that were made. A token is made of 192 random bits, shown once, and kept as its hash alone. */
public final class Links {

    private static final String COLUMNS =
            "id, feed, kind, holder, created_by, created_at, expires_at, revoked_at, last_used_at";
    private static final String MAKE =
            "insert into report_link (token_hash, " + COLUMNS + ") values ($1, $2, $3, $4, $5, $6, $7, $8, null, null)";
    private static final String OF = "select " + COLUMNS + " from report_link where feed = $1 order by created_at desc";
    /** A link is used when it is found; written at most once a minute, so that a form costs no write to be looked at. */
    private static final String FIND = "select " + COLUMNS + " from report_link where token_hash = $1"
            + " and revoked_at is null and expires_at > $2";

    private static final String USED = "update report_link set last_used_at = $2 where id = $1";
    private static final String REVOKE =
            "update report_link set revoked_at = $3, revoked_by = $4 where feed = $1 and id = $2 and revoked_at is null";
    private static final Duration USE_KEPT_EVERY = Duration.ofMinutes(1);
    private static final int TOKEN_BYTES = 24;

    private final Pool pool;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Links(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** A link just made, and the token that opens it; the token is nowhere else. */
    public record Made(Link link, String token) {

        /** Never with the token. */
        @Override
        public String toString() {
            return link.toString();
        }
    }

    /** Makes a link for somebody, valid for so long. */
    public Future<Made> make(String feed, Kind kind, String holder, String by, Duration valid) {
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        byte[] name = new byte[5];
        random.nextBytes(name);
        Instant now = clock.instant();
        Link link = new Link(HexFormat.of().formatHex(name), feed, kind, holder, by, now, now.plus(valid), null, null);
        return pool.preparedQuery(MAKE)
                .execute(Tuple.of(
                        Buffer.buffer(Sha256.of(token)),
                        link.id(),
                        feed,
                        kind.word(),
                        holder,
                        by,
                        utc(now),
                        utc(link.expiresAt())))
                .map(new Made(link, token));
    }

    /** The link this token opens; empty where there is none, it was revoked, or its time is over. */
    public Future<Optional<Link>> find(String token) {
        Instant now = clock.instant();
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(Buffer.buffer(Sha256.of(token)), utc(now)))
                .compose(rows -> {
                    Optional<Link> found = all(rows).stream().findFirst();
                    boolean keep = found.map(Link::lastUsedAt)
                            .map(used -> used.plus(USE_KEPT_EVERY).isBefore(now))
                            .orElse(true);
                    return found.isPresent() && keep
                            ? pool.preparedQuery(USED)
                                    .execute(Tuple.of(found.get().id(), utc(now)))
                                    .map(found)
                            : Future.succeededFuture(found);
                });
    }

    /** All links of a feed, the newest first, those that open nothing any more too. */
    public Future<List<Link>> of(String feed) {
        return pool.preparedQuery(OF).execute(Tuple.of(feed)).map(Links::all);
    }

    /** Whether there was such a link, and it opens nothing from now on. */
    public Future<Boolean> revoke(String feed, String id, String by) {
        return pool.preparedQuery(REVOKE)
                .execute(Tuple.of(feed, id, utc(clock.instant()), by))
                .map(done -> done.rowCount() > 0);
    }

    private static List<Link> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Link(
                        row.getString("id"),
                        row.getString("feed"),
                        row.getString("kind").equals(Kind.FORM.word()) ? Kind.FORM : Kind.UPLOAD,
                        row.getString("holder"),
                        row.getString("created_by"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getOffsetDateTime("expires_at").toInstant(),
                        instant(row.getOffsetDateTime("revoked_at")),
                        instant(row.getOffsetDateTime("last_used_at"))))
                .toList();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
