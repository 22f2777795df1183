package org.pantau.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Sessions.Session;
import org.pantau.access.Sessions.Whence;
import org.pantau.measure.ScopePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logging in, and who asks. One rule says what a person may see: {@link Person#maySee}. */
public final class Access {

    public static final String ADMIN = "admin";

    private static final Logger log = LoggerFactory.getLogger(Access.class);
    private static final int LONGEST_AGENT = 200;
    private static final Duration REFRESH = Duration.ofMinutes(1);
    private static final Duration FORGET = Duration.ofDays(1);
    /** Longer than all who wait for their turn take. */
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);

    private final Pool pool;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Turns turns;
    private final Familiar familiar = new Familiar();
    private final Sessions sessions;
    private final Tokens tokens;
    private final People people;

    private Access(Vertx vertx, Pool pool, AccessSettings settings, InstantSource clock) {
        this.pool = pool;
        this.passwords = new Passwords(vertx.createSharedWorkerExecutor("pantau-passwords", Turns.AT_WORK));
        this.throttle = new Throttle(clock);
        this.turns = new Turns(vertx);
        this.sessions = new Sessions(pool, settings, clock);
        this.tokens = new Tokens(pool, clock);
        this.people = new People(pool, clock);
    }

    /** What came of a log-in. */
    public sealed interface Login {
        /** The token opens a session of this person. */
        record Done(String token, Person person) implements Login {}

        /** Name or password is wrong; which of them is not said. */
        record Refused() implements Login {}

        /** Too many wrong passwords: not even looked at. */
        record Wait(Duration howLong) implements Login {}

        /** Too many wait for their turn: not looked at, and not counted. */
        record Busy(Duration howLong) implements Login {}
    }

    /** An account of the demonstration, which anybody may use without a password. */
    public record DemoAccount(String username, String name, Role role, ScopePath scope) {}

    /** Reads accounts, open sessions and keys. */
    public static Future<Access> start(Vertx vertx, Pool pool, AccessSettings settings, InstantSource clock) {
        Access access = new Access(vertx, pool, settings, clock);
        return access.people
                .load()
                .compose(loaded -> access.sessions.load())
                .compose(loaded -> access.tokens.load())
                .map(loaded -> {
                    access.sessions.whence(
                            (username, address) -> access.familiar.add(username, Network.around(address)));
                    vertx.setPeriodic(REFRESH.toMillis(), id -> access.refresh());
                    vertx.setPeriodic(1, FORGET.toMillis(), id -> forget(new Audit(pool, clock)));
                    return access;
                });
    }

    private static void forget(Audit audit) {
        audit.forgetOld().onFailure(fault -> log.warn("old entries of the audit stay: {}", fault.getMessage()));
    }

    /** Accounts and their roles. */
    public People people() {
        return people;
    }

    /** Keys for programs. */
    public Tokens tokens() {
        return tokens;
    }

    /** Reads again what another process may have changed. */
    private void refresh() {
        people.load().onFailure(fault -> log.debug("accounts are read again later: {}", fault.getMessage()));
    }

    /**
     * Creates the first administrator where there is none.
     *
     * @param given the password to set; null makes one up
     * @return the password made up, empty where the account exists already or the password was given
     */
    public Future<Optional<String>> ensureAdmin(@Nullable String given) {
        if (people.find(ADMIN).isPresent()) {
            return Future.succeededFuture(Optional.empty());
        }
        String password = given == null ? Passwords.madeUp() : given;
        return passwords
                .hash(password)
                .compose(hash -> people.create(
                        account(ADMIN, "Administrator", new Grant(Role.ADMINISTRATOR, ScopePath.ROOT)), hash, ""))
                .map(created -> given == null ? Optional.of(password) : Optional.empty());
    }

    /**
     * Creates the accounts of the demonstration that are missing. They have no password.
     *
     * @param open governments that let their province look after their feeds, at the first time
     */
    public Future<Void> ensureDemo(List<DemoAccount> accounts, List<String> open) {
        Future<Void> chain = Future.succeededFuture();
        if (accounts.stream().anyMatch(each -> people.find(each.username()).isEmpty())) {
            for (String government : open) {
                chain = chain.compose(done -> people.open(government, true, ""));
            }
        }
        for (DemoAccount account : accounts) {
            if (people.find(account.username()).isEmpty()) {
                Grant grant = new Grant(account.role(), account.scope());
                chain = chain.compose(
                                done -> people.create(account(account.username(), account.name(), grant), null, ""))
                        .mapEmpty();
            }
        }
        return chain;
    }

    private static Account account(String username, String name, Grant grant) {
        Appointment only = new Appointment(grant, Capacity.DEFINITIVE, null, null, "");
        return new Account(username, name, ScopePath.ROOT, null, false, false, 1, List.of(only));
    }

    /**
     * Creates an account with a made-up password, which opens nothing but its own change.
     *
     * @param by who creates it
     * @return the password; empty where the name is taken
     */
    public Future<Optional<String>> create(
            String username, String name, ScopePath home, List<Appointment> appointments, String by) {
        String password = Passwords.madeUp();
        return passwords
                .hash(password)
                .compose(hash ->
                        people.create(new Account(username, name, home, null, true, true, 1, appointments), hash, by))
                .map(created -> created ? Optional.of(password) : Optional.empty());
    }

    /**
     * Sets a new made-up password, which opens nothing but its own change, and ends all sessions of the account.
     *
     * @return the password, empty where there is no such account
     */
    public Future<Optional<String>> resetPassword(String username) {
        if (people.find(username).isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        String password = Passwords.madeUp();
        return passwords
                .hash(password)
                .compose(hash -> people.password(username, hash, true))
                .compose(updated -> sessions.closeAll(username))
                .map(Optional.of(password));
    }

    /**
     * Changes one's own password and ends one's other sessions.
     *
     * @param token of the session that asks, which stays
     * @param address the caller's, for throttling
     * @return what the old password came to
     */
    public Future<Login> changePassword(Person person, String token, String before, String now, String address) {
        return checked(person.username(), before, address).compose(login -> {
            if (!(login instanceof Login.Done)) {
                return Future.succeededFuture(login);
            }
            return passwords
                    .hash(now)
                    .compose(hash -> people.password(person.username(), hash, false))
                    .compose(kept -> sessions.closeOthers(person.username(), token))
                    .map(new Login.Done(token, person));
        });
    }

    /** Logs in by name and password. */
    public Future<Login> login(String username, String password, String address, String agent) {
        return checked(username, password, address)
                .compose(login -> login instanceof Login.Done done
                        ? open(done.person(), address, agent)
                        : Future.succeededFuture(login));
    }

    /** Whether the password is right, without opening anything: the token is empty. */
    private Future<Login> checked(String username, String password, String address) {
        String network = Network.around(address);
        boolean known = familiar.holds(username, network);
        Duration wait = throttle.wait(username, network, known);
        if (!wait.isZero()) {
            return Future.succeededFuture(new Login.Wait(wait));
        }
        Future<Boolean> turn =
                turns.take(username, known, () -> matches(username, password)).orElse(null);
        if (turn == null) {
            return Future.succeededFuture(new Login.Busy(COME_AGAIN));
        }
        // Counted before it is looked at: many guesses sent at once are many guesses.
        throttle.tried(username, network);
        return turn.map(right -> {
            Optional<Person> person = people.person(username);
            if (!right || person.isEmpty()) {
                log.info("log-in refused for an account from {}", address);
                return new Login.Refused();
            }
            log.info("password of {} accepted from {}", username, address);
            throttle.succeeded(username, network);
            familiar.add(username, network);
            return new Login.Done("", person.get());
        });
    }

    /** The same work whether the name is known, has a password, may log in, or not. */
    private Future<Boolean> matches(String username, String password) {
        return pool.preparedQuery("select password from account where username = $1")
                .execute(Tuple.of(username))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString("password"))
                .compose(hash -> passwords.matches(password, hash));
    }

    /** Logs in to an account without a password: only those of the demonstration, and only it may offer this. */
    public Future<Login> loginDemo(DemoAccount account, String address, String agent) {
        return people.person(account.username())
                .map(person -> open(person, address, agent))
                .orElseGet(() -> Future.succeededFuture(new Login.Refused()));
    }

    /** Whose session or key this is. Costs no query. */
    public Optional<Person> person(String token) {
        if (Tokens.isKey(token)) {
            return tokens.find(token)
                    .flatMap(found -> people.person(found.username()).map(person -> person.within(found.scope())));
        }
        return sessions.username(token).flatMap(people::person);
    }

    /** Whether this person must change their password before anything else. */
    public boolean mustChange(Person person) {
        return people.find(person.username()).filter(Account::mustChange).isPresent();
    }

    /** One's own open sessions, the one used last first. */
    public List<Session> sessions(Person person, String token) {
        return sessions.of(person.username(), token);
    }

    /** Ends one of one's own sessions; false where there is none of this id. */
    public Future<Boolean> closeSession(Person person, String id) {
        return sessions.closeOne(person.username(), id);
    }

    /** Ends all sessions of an account. */
    public Future<Void> closeSessions(String username) {
        return sessions.closeAll(username);
    }

    public Future<Void> logout(String token) {
        return sessions.close(token);
    }

    private Future<Login> open(Person person, String address, String agent) {
        Whence whence = new Whence(address, agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent);
        return sessions.open(person.username(), whence).map(token -> new Login.Done(token, person));
    }
}
