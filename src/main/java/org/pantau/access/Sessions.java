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
import java.util.function.BiConsumer;
import org.pantau.measure.value.Sha256;

/** Sessions, kept in the database so that a restart logs nobody out, and in memory so that a request costs no query. */
public final class Sessions {

    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

    private record Open(String id, String username, Instant created, Instant seen, Whence whence) {

        Open seenAt(Instant now) {
            return new Open(id, username, created, now, whence);
        }
    }

    /**
     * Whence a session was opened.
     *
     * @param agent what the browser calls itself; may be empty
     */
    record Whence(String address, String agent) {}

    /**
     * An open session, for its owner.
     *
     * @param id opens nothing
     * @param current whether it is the one that asks
     */
    public record Session(String id, boolean current, Instant created, Instant seen, String address, String agent) {}

    private final Pool pool;
    private final AccessSettings settings;
    private final InstantSource clock;
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    Sessions(Pool pool, AccessSettings settings, InstantSource clock) {
        this.pool = pool;
        this.settings = settings;
        this.clock = clock;
    }

    /** Reads the sessions that are still open, and forgets the others. */
    Future<Void> load() {
        return forgetOver(clock.instant())
                .compose(forgotten -> pool.query(
                                "select token_hash, id, username, created_at, seen_at, address, agent from session")
                        .execute())
                .map(rows -> {
                    for (Row row : rows) {
                        open.put(
                                key(row.getBuffer("token_hash").getBytes()),
                                new Open(
                                        row.getString("id"),
                                        row.getString("username"),
                                        row.getOffsetDateTime("created_at").toInstant(),
                                        row.getOffsetDateTime("seen_at").toInstant(),
                                        new Whence(row.getString("address"), row.getString("agent"))));
                    }
                    return null;
                });
    }

    /** Tells whence each account has an open session. */
    void whence(BiConsumer<String, String> usernameAndAddress) {
        open.values()
                .forEach(session -> usernameAndAddress.accept(
                        session.username(), session.whence().address()));
    }

    /** Opens a session and gives its token, which is nowhere else. */
    Future<String> open(String username, Whence whence) {
        String token = Secret.madeUp();
        String id = UUID.randomUUID().toString();
        byte[] hash = Sha256.of(token);
        Instant now = clock.instant();
        return forgetOver(now)
                .compose(forgotten -> pool.preparedQuery(
                                "insert into session (token_hash, id, username, created_at, seen_at, address, agent)"
                                        + " values ($1, $2, $3, $4, $4, $5, $6)")
                        .execute(Tuple.of(
                                Buffer.buffer(hash), id, username, utc(now), whence.address(), whence.agent())))
                .map(inserted -> {
                    open.put(key(hash), new Open(id, username, now, now, whence));
                    return token;
                });
    }

    /** Whose session this token opens; empty where it is unknown or over. */
    Optional<String> username(String token) {
        byte[] hash = Sha256.of(token);
        Open session = open.get(key(hash));
        Instant now = clock.instant();
        if (session == null) {
            return Optional.empty();
        }
        if (over(session, now)) {
            open.remove(key(hash));
            return Optional.empty();
        }
        if (Duration.between(session.seen(), now).compareTo(TOUCH_EVERY) > 0) {
            open.put(key(hash), session.seenAt(now));
            touch(hash, now);
        }
        return Optional.of(session.username());
    }

    Future<Void> close(String token) {
        byte[] hash = Sha256.of(token);
        open.remove(key(hash));
        return pool.preparedQuery("delete from session where token_hash = $1")
                .execute(Tuple.of(Buffer.buffer(hash)))
                .mapEmpty();
    }

    Future<Void> closeAll(String username) {
        open.values().removeIf(session -> session.username().equals(username));
        return pool.preparedQuery("delete from session where username = $1")
                .execute(Tuple.of(username))
                .mapEmpty();
    }

    /** Ends all sessions of an account but the one of this token. */
    Future<Void> closeOthers(String username, String token) {
        byte[] hash = Sha256.of(token);
        open.entrySet()
                .removeIf(each -> each.getValue().username().equals(username)
                        && !each.getKey().equals(key(hash)));
        return pool.preparedQuery("delete from session where username = $1 and token_hash <> $2")
                .execute(Tuple.of(username, Buffer.buffer(hash)))
                .mapEmpty();
    }

    /** Ends one session of an account; false where it has none of this id. */
    Future<Boolean> closeOne(String username, String id) {
        open.values()
                .removeIf(session ->
                        session.username().equals(username) && session.id().equals(id));
        return pool.preparedQuery("delete from session where username = $1 and id = $2")
                .execute(Tuple.of(username, id))
                .map(rows -> rows.rowCount() > 0);
    }

    /** All open sessions of an account, the one used last first. */
    List<Session> of(String username, String token) {
        String current = key(Sha256.of(token));
        Instant now = clock.instant();
        return open.entrySet().stream()
                .filter(each -> each.getValue().username().equals(username) && !over(each.getValue(), now))
                .map(each -> session(each.getValue(), each.getKey().equals(current)))
                .sorted(Comparator.comparing(Session::seen).reversed())
                .toList();
    }

    private static Session session(Open open, boolean current) {
        return new Session(
                open.id(),
                current,
                open.created(),
                open.seen(),
                open.whence().address(),
                open.whence().agent());
    }

    /**
     * Keeps the session alive, and learns whether another process (a reset password) has ended it. The request does not
     * wait: a touch that is lost only shortens the session, one that ended opens doors for a minute at most.
     */
    private void touch(byte[] hash, Instant now) {
        pool.preparedQuery("update session set seen_at = $2 where token_hash = $1")
                .execute(Tuple.of(Buffer.buffer(hash), utc(now)))
                .onSuccess(touched -> {
                    if (touched.rowCount() == 0) {
                        open.remove(key(hash));
                    }
                })
                .onFailure(lost -> {});
    }

    /** What nobody comes back for would otherwise stay for as long as the process runs. */
    private Future<Void> forgetOver(Instant now) {
        open.values().removeIf(session -> over(session, now));
        return pool.preparedQuery("delete from session where seen_at < $1 or created_at < $2")
                .execute(Tuple.of(utc(now.minus(settings.idle())), utc(now.minus(settings.absolute()))))
                .mapEmpty();
    }

    private boolean over(Open session, Instant now) {
        return session.seen().plus(settings.idle()).isBefore(now)
                || session.created().plus(settings.absolute()).isBefore(now);
    }

    private static String key(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
