package org.pantau.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.ScopePath;

/**
 * Accounts and what they may do, kept in memory so that a request costs no query. Every change is read back whole: there are
 * few accounts and few changes. Roles begin and end by the clock.
 */
public final class People {

    private static final String ALL = """
            select a.username, a.name, a.home, a.disabled_at, a.must_change, a.password is not null as has_password,
                a.revision, g.role, g.scope, g.capacity, g.valid_from, g.valid_to, g.granted_by
            from account a left join role_grant g on g.username = a.username
            order by a.username, g.scope, g.role
            """;

    private final Pool pool;
    private final InstantSource clock;
    private volatile Known known = new Known(Map.of(), Set.of());

    /** Everything that was read together. */
    private record Known(Map<String, Account> accounts, Set<String> opened) {}

    People(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Somebody else changed the account meanwhile: nothing was done. */
    public static final class ChangedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ChangedException(String username) {
            super("account " + username + " was changed meanwhile");
        }
    }

    /** Nobody would be left to administer the whole: nothing was done. */
    public static final class LastAdministratorException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LastAdministratorException() {
            super("the last administrator of everything stays");
        }
    }

    /** Reads all anew; another process may have changed them. */
    Future<Void> load() {
        return pool.query(ALL)
                .execute()
                .compose(accounts -> pool.query("select code from opened_government")
                        .execute()
                        .map(opened -> {
                            Map<String, Account> read = new TreeMap<>();
                            for (Row row : accounts) {
                                read.merge(row.getString("username"), account(row), People::together);
                            }
                            Set<String> codes = new HashSet<>();
                            opened.forEach(row -> codes.add(row.getString(0)));
                            known = new Known(read, Set.copyOf(codes));
                            return null;
                        }));
    }

    public Collection<Account> all() {
        return known.accounts().values();
    }

    public Optional<Account> find(String username) {
        return Optional.ofNullable(known.accounts().get(username));
    }

    /** Whether this regency or city lets its province look after its feeds. */
    public boolean opened(String government) {
        return known.opened().contains(government);
    }

    /** Who this is now; empty for an account that is unknown or may not log in. */
    Optional<Person> person(String username) {
        Instant now = clock.instant();
        Known present = known;
        return Optional.ofNullable(present.accounts().get(username))
                .filter(account -> account.disabledAt() == null)
                .map(account -> new Person(
                        account.username(),
                        account.name(),
                        account.appointments().stream()
                                .filter(each -> each.holds(now))
                                .map(Appointment::grant)
                                .toList(),
                        present.opened()));
    }

    /**
     * Creates an account.
     *
     * @param hash of its password; null for none
     * @return false where the name is taken
     */
    Future<Boolean> create(Account account, @Nullable String hash, String by) {
        return pool.withTransaction(connection -> connection
                        .preparedQuery("insert into account (username, name, home, password, must_change, created_by,"
                                + " created_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing")
                        .execute(Tuple.of(
                                account.username(),
                                account.name(),
                                account.home().value(),
                                hash,
                                account.mustChange(),
                                by,
                                utc(clock.instant())))
                        .compose(made -> made.rowCount() == 0
                                ? Future.succeededFuture(false)
                                : appoint(connection, account.username(), account.appointments())
                                        .map(true)))
                .compose(made -> load().map(made));
    }

    /**
     * Changes what an account is called and whether it may log in.
     *
     * @param revision what it was when it was looked at; fails with {@link ChangedException} where that is not so any more
     */
    public Future<Void> change(String username, int revision, String name, boolean disabled) {
        return changing(
                username,
                revision,
                connection -> connection
                        .preparedQuery("update account set name = $2, disabled_at ="
                                + " case when $3 then coalesce(disabled_at, $4) end where username = $1")
                        .execute(Tuple.of(username, name, disabled, utc(clock.instant())))
                        .mapEmpty());
    }

    /** Gives an account these roles in place of those it has on places that {@code theirs} says are to be replaced. */
    public Future<Void> appoint(
            String username, int revision, List<Appointment> appointments, Function<ScopePath, Boolean> theirs) {
        List<String> replaced = find(username).map(Account::appointments).orElse(List.of()).stream()
                .map(each -> each.grant().scope())
                .filter(theirs::apply)
                .map(ScopePath::value)
                .toList();
        return changing(
                username,
                revision,
                connection -> connection
                        .preparedQuery("delete from role_grant where username = $1 and scope = any($2::text[])")
                        .execute(Tuple.of(username).addArrayOfString(replaced.toArray(String[]::new)))
                        .compose(gone -> appoint(connection, username, appointments)));
    }

    /** Lets the province look after a government's feeds too, or no longer. */
    public Future<Void> open(String government, boolean open, String by) {
        String sql = open
                ? "insert into opened_government (code, opened_by, opened_at) values ($1, $2, $3) on conflict do nothing"
                : "delete from opened_government where code = $1 and $2::text is not null and $3::timestamptz is not null";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(government, by, utc(clock.instant())))
                .compose(done -> load());
    }

    /** Sets a password; the hash only. */
    Future<Void> password(String username, String hash, boolean mustChange) {
        return pool.preparedQuery("update account set password = $2, must_change = $3, revision = revision + 1"
                        + " where username = $1")
                .execute(Tuple.of(username, hash, mustChange))
                .compose(done -> load());
    }

    private Future<Void> changing(String username, int revision, Function<SqlConnection, Future<Void>> work) {
        return pool.withTransaction(connection -> connection
                        .preparedQuery(
                                "update account set revision = revision + 1 where username = $1 and revision = $2")
                        .execute(Tuple.of(username, revision))
                        .compose(touched -> touched.rowCount() == 1
                                ? work.apply(connection)
                                : Future.failedFuture(new ChangedException(username)))
                        .compose(done -> somebodyAdministersAll(connection)))
                .eventually(this::load);
    }

    /** Two who take the last two administrators' roles away at once wait for each other. */
    private Future<Void> somebodyAdministersAll(SqlConnection connection) {
        return connection
                .query("select pg_advisory_xact_lock(hashtext('pantau last administrator'))")
                .execute()
                .compose(alone -> connection
                        .preparedQuery("select 1 from role_grant g join account a using (username)"
                                + " where g.role = $1 and g.scope = '' and a.disabled_at is null"
                                + " and (g.valid_to is null or g.valid_to > $2)"
                                + " and (g.valid_from is null or g.valid_from <= $2) limit 1")
                        .execute(Tuple.of(Role.ADMINISTRATOR.word(), utc(clock.instant()))))
                .compose(rows -> rows.size() > 0
                        ? Future.succeededFuture()
                        : Future.failedFuture(new LastAdministratorException()));
    }

    private static Future<Void> appoint(SqlConnection connection, String username, List<Appointment> appointments) {
        if (appointments.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Tuple> rows = appointments.stream()
                .map(each -> Tuple.of(
                        username,
                        each.grant().role().word(),
                        each.grant().scope().value(),
                        each.capacity().word(),
                        utc(each.from()),
                        utc(each.to()),
                        each.by()))
                .toList();
        return connection
                .preparedQuery(
                        "insert into role_grant (username, role, scope, capacity, valid_from, valid_to, granted_by)"
                                + " values ($1, $2, $3, $4, $5, $6, $7)")
                .executeBatch(rows)
                .mapEmpty();
    }

    private static Account account(Row row) {
        String role = row.getString("role");
        List<Appointment> appointments = role == null
                ? List.of()
                : Role.parse(role).map(known -> appointment(known, row)).stream()
                        .toList();
        return new Account(
                row.getString("username"),
                row.getString("name"),
                ScopePath.of(row.getString("home")),
                instant(row.getOffsetDateTime("disabled_at")),
                row.getBoolean("must_change"),
                row.getBoolean("has_password"),
                row.getInteger("revision"),
                appointments);
    }

    private static Appointment appointment(Role role, Row row) {
        return new Appointment(
                new Grant(role, ScopePath.of(row.getString("scope"))),
                Capacity.parse(row.getString("capacity")).orElse(Capacity.DEFINITIVE),
                instant(row.getOffsetDateTime("valid_from")),
                instant(row.getOffsetDateTime("valid_to")),
                row.getString("granted_by"));
    }

    private static Account together(Account one, Account other) {
        List<Appointment> all = new ArrayList<>(one.appointments());
        all.addAll(other.appointments());
        return new Account(
                one.username(),
                one.name(),
                one.home(),
                one.disabledAt(),
                one.mustChange(),
                one.hasPassword(),
                one.revision(),
                all);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
