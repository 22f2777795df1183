package org.pantau.access;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Sha256;

/**
 * Keys for programs that read what their owner may see within a place. They begin with a word of their own, for a leaked one
 * to be found by those who look for such. Kept in memory, so that a request costs no query.
 */
public final class Tokens {

    private static final String PREFIX = "pantau_";
    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

    private final Pool pool;
    private final InstantSource clock;
    private final Map<String, Token> hashToToken = new ConcurrentHashMap<>();

    Tokens(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * A key, as its owner sees it.
     *
     * @param id opens nothing
     * @param lastUsed null before its first use; up to a minute old
     */
    public record Token(
            String id,
            String username,
            String name,
            ScopePath scope,
            Instant created,
            Instant expires,
            @Nullable Instant lastUsed) {}

    /** A new key. {@code secret} is shown this once. */
    public record Made(Token token, String secret) {}

    /** Whether a word could be a key. */
    public static boolean isKey(String secret) {
        return secret.startsWith(PREFIX);
    }

    /** Reads those that still open something. */
    Future<Void> load() {
        return pool.preparedQuery("select token_hash, id, username, name, scope, created_at, expires_at, last_used_at"
                        + " from api_token where revoked_at is null and expires_at > $1")
                .execute(Tuple.of(utc(clock.instant())))
                .map(rows -> {
                    for (Row row : rows) {
                        OffsetDateTime used = row.getOffsetDateTime("last_used_at");
                        hashToToken.put(
                                key(row.getBuffer("token_hash").getBytes()),
                                new Token(
                                        row.getString("id"),
                                        row.getString("username"),
                                        row.getString("name"),
                                        ScopePath.of(row.getString("scope")),
                                        row.getOffsetDateTime("created_at").toInstant(),
                                        row.getOffsetDateTime("expires_at").toInstant(),
                                        used == null ? null : used.toInstant()));
                    }
                    return null;
                });
    }

    /** Makes a key for an account. */
    public Future<Made> make(String username, String name, ScopePath scope, Duration lasts) {
        Instant now = clock.instant();
        String secret = PREFIX + Secret.madeUp();
        byte[] hash = Sha256.of(secret);
        Token token = new Token(UUID.randomUUID().toString(), username, name, scope, now, now.plus(lasts), null);
        return pool.preparedQuery(
                        "insert into api_token (id, token_hash, username, name, scope, created_at, expires_at)"
                                + " values ($1, $2, $3, $4, $5, $6, $7)")
                .execute(Tuple.of(
                        token.id(), Buffer.buffer(hash), username, name, scope.value(), utc(now), utc(token.expires())))
                .map(kept -> {
                    hashToToken.put(key(hash), token);
                    return new Made(token, secret);
                });
    }

    /** Ends a key of an account at once; empty where it has none of this id. */
    public Future<Optional<Token>> revoke(String username, String id) {
        Optional<Map.Entry<String, Token>> found = hashToToken.entrySet().stream()
                .filter(each -> each.getValue().id().equals(id)
                        && each.getValue().username().equals(username))
                .findFirst();
        found.ifPresent(each -> hashToToken.remove(each.getKey()));
        return pool.preparedQuery(
                        "update api_token set revoked_at = $3 where username = $1 and id = $2 and revoked_at is null")
                .execute(Tuple.of(username, id, utc(clock.instant())))
                .map(rows -> found.map(Map.Entry::getValue));
    }

    /** Those of an account that still open something, the newest first. */
    public List<Token> of(String username) {
        Instant now = clock.instant();
        return hashToToken.values().stream()
                .filter(each ->
                        each.username().equals(username) && each.expires().isAfter(now))
                .sorted(Comparator.comparing(Token::created).reversed())
                .toList();
    }

    /** The key behind this secret; empty where it opens nothing. */
    Optional<Token> find(String secret) {
        byte[] hash = Sha256.of(secret);
        Token token = hashToToken.get(key(hash));
        Instant now = clock.instant();
        if (token == null || !token.expires().isAfter(now)) {
            return Optional.empty();
        }
        Instant used = token.lastUsed();
        if (used == null || Duration.between(used, now).compareTo(TOUCH_EVERY) > 0) {
            touch(hash, token, now);
        }
        return Optional.of(token);
    }

    /** The request does not wait; a revocation by another process is learned of here. */
    private void touch(byte[] hash, Token token, Instant now) {
        hashToToken.replace(
                key(hash),
                token,
                new Token(
                        token.id(),
                        token.username(),
                        token.name(),
                        token.scope(),
                        token.created(),
                        token.expires(),
                        now));
        pool.preparedQuery("update api_token set last_used_at = $2 where token_hash = $1 and revoked_at is null")
                .execute(Tuple.of(Buffer.buffer(hash), utc(now)))
                .onSuccess(touched -> {
                    if (touched.rowCount() == 0) {
                        hashToToken.remove(key(hash));
                    }
                })
                .onFailure(lost -> {});
    }

    private static String key(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
