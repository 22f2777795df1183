package org.pantau.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.ScopePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accounts, log-in and sessions. One rule says what a person may see: {@link Person#maySee}. */
public final class Access {

    public static final String ADMIN = "admin";

    private static final Logger log = LoggerFactory.getLogger(Access.class);

    private final Pool pool;
    private final InstantSource clock;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Sessions sessions;
    private final Map<String, Person> people = new ConcurrentHashMap<>();

    private Access(Vertx vertx, Pool pool, AccessSettings settings, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
        this.passwords = new Passwords(vertx.createSharedWorkerExecutor("pantau-passwords", 2));
        this.throttle = new Throttle(clock);
        this.sessions = new Sessions(pool, settings, clock);
    }

    /** What came of a log-in. */
    public sealed interface Login {
        /** The token opens a session of this person. */
        record Done(String token, Person person) implements Login {}

        /** Name or password is wrong; which of them is not said. */
        record Refused() implements Login {}

        /** Too many wrong passwords: not even looked at. */
        record Wait(Duration howLong) implements Login {}
    }

    /** An account of the demonstration, which anybody may use without a password. */
    public record DemoAccount(String username, String name, Role role, ScopePath scope) {}

    /** Reads accounts and open sessions. */
    public static Future<Access> start(Vertx vertx, Pool pool, AccessSettings settings, InstantSource clock) {
        Access access = new Access(vertx, pool, settings, clock);
        return access.loadPeople().compose(loaded -> access.sessions.load()).map(access);
    }

    /**
     * Creates the first administrator where there is none.
     *
     * @param given the password to set; null makes one up
     * @return the password made up, empty where the account exists already or the password was given
     */
    public Future<Optional<String>> ensureAdmin(@Nullable String given) {
        if (people.containsKey(ADMIN)) {
            return Future.succeededFuture(Optional.empty());
        }
        String password = given == null ? Passwords.madeUp() : given;
        return passwords
                .hash(password)
                .compose(hash -> create(ADMIN, "Administrator", hash, new Grant(Role.ADMINISTRATOR, ScopePath.ROOT)))
                .map(created -> given == null ? Optional.of(password) : Optional.empty());
    }

    /** Creates the accounts of the demonstration that are missing. They have no password. */
    public Future<Void> ensureDemo(List<DemoAccount> accounts) {
        Future<Void> chain = Future.succeededFuture();
        for (DemoAccount account : accounts) {
            if (!people.containsKey(account.username())) {
                chain = chain.compose(done ->
                        create(account.username(), account.name(), null, new Grant(account.role(), account.scope())));
            }
        }
        return chain;
    }

    /**
     * Sets a new made-up password and ends all sessions of the account.
     *
     * @return the password, empty where there is no such account
     */
    public Future<Optional<String>> resetPassword(String username) {
        if (!people.containsKey(username)) {
            return Future.succeededFuture(Optional.empty());
        }
        String password = Passwords.madeUp();
        return passwords
                .hash(password)
                .compose(hash -> pool.preparedQuery("update account set password = $2 where username = $1")
                        .execute(Tuple.of(username, hash)))
                .compose(updated -> sessions.closeAll(username))
                .map(Optional.of(password));
    }

    /** Logs in by name and password; {@code address} is the caller's, for throttling. */
    public Future<Login> login(String username, String password, String address) {
        Duration wait = throttle.wait(username, address);
        if (!wait.isZero()) {
            return Future.succeededFuture(new Login.Wait(wait));
        }
        // Counted before it is looked at: many guesses sent at once are many guesses.
        throttle.tried(username, address);
        return pool.preparedQuery("select password from account where username = $1")
                .execute(Tuple.of(username))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString("password"))
                .compose(hash -> passwords.matches(password, hash))
                .compose(right -> {
                    Person person = people.get(username);
                    if (!right || person == null) {
                        log.info("log-in refused for an account from {}", address);
                        return Future.succeededFuture(new Login.Refused());
                    }
                    throttle.succeeded(username, address);
                    return open(person);
                });
    }

    /** Logs in to an account without a password: only those of the demonstration, and only it may offer this. */
    public Future<Login> loginDemo(DemoAccount account) {
        Person person = people.get(account.username());
        return person == null ? Future.succeededFuture(new Login.Refused()) : open(person);
    }

    /** Whose session this token opens. Costs no query. */
    public Optional<Person> person(String token) {
        return sessions.username(token).map(people::get);
    }

    public Future<Void> logout(String token) {
        return sessions.close(token);
    }

    private Future<Login> open(Person person) {
        return sessions.open(person.username()).map(token -> new Login.Done(token, person));
    }

    private Future<Void> create(String username, String name, @Nullable String hash, Grant grant) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return pool.withTransaction(connection -> connection
                        .preparedQuery(
                                "insert into account (username, name, password, created_at) values ($1, $2, $3, $4)")
                        .execute(Tuple.of(username, name, hash, now))
                        .compose(account -> connection
                                .preparedQuery("insert into role_grant (username, role, scope) values ($1, $2, $3)")
                                .execute(Tuple.of(
                                        username,
                                        grant.role().word(),
                                        grant.scope().value()))))
                .onSuccess(created -> people.put(username, new Person(username, name, List.of(grant))))
                .mapEmpty();
    }

    private Future<Void> loadPeople() {
        return pool.preparedQuery("""
                        select a.username, a.name, g.role, g.scope
                        from account a left join role_grant g on g.username = a.username
                          and (g.valid_from is null or g.valid_from <= $1) and (g.valid_to is null or g.valid_to > $1)
                        order by a.username
                        """)
                .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    for (Row row : rows) {
                        people.merge(row.getString("username"), person(row), Access::together);
                    }
                    return null;
                });
    }

    private static Person person(Row row) {
        String role = row.getString("role");
        List<Grant> grants = role == null
                ? List.of()
                : Role.parse(role).map(known -> new Grant(known, ScopePath.of(row.getString("scope")))).stream()
                        .toList();
        return new Person(row.getString("username"), row.getString("name"), grants);
    }

    private static Person together(Person one, Person other) {
        List<Grant> grants = new ArrayList<>(one.grants());
        grants.addAll(other.grants());
        return new Person(one.username(), one.name(), grants);
    }
}
