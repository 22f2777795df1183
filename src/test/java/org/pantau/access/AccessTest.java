package org.pantau.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.access.Access.DemoAccount;
import org.pantau.access.Access.Login;
import org.pantau.database.TestDatabase;
import org.pantau.measure.ScopePath;

class AccessTest {

    private static final String PASSWORD = "kata sandi yang panjang ✓";
    private static final String HERE = "192.0.2.1";
    private static final DemoAccount REGENT = new DemoAccount("bupati", "Bupati", Role.LEADER, ScopePath.of("33.08"));

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh(vertx);
    private final HandClock clock = new HandClock();
    private final Access access = start();

    @AfterEach
    void close() {
        database.close();
        done(vertx.close());
    }

    private Access start() {
        return await(Access.start(vertx, database.pool(), AccessSettings.DEFAULT, clock));
    }

    private static Login logIn(Access access, String username, String password) {
        return await(access.login(username, password, HERE, ""));
    }

    private String session(Access on) {
        return ((Login.Done) logIn(on, Access.ADMIN, PASSWORD)).token();
    }

    @Test
    void passwordShouldOpenASession() {
        done(access.ensureAdmin(PASSWORD));

        Login login = logIn(access, Access.ADMIN, PASSWORD);

        assertThat(login).isInstanceOf(Login.Done.class);
        Login.Done opened = (Login.Done) login;
        assertThat(opened.person())
                .isEqualTo(new Person(
                        Access.ADMIN, "Administrator", List.of(new Grant(Role.ADMINISTRATOR, ScopePath.ROOT))));
        assertThat(access.person(opened.token())).contains(opened.person());
        assertThat(access.person(opened.token() + "x")).isEmpty();
        assertThat(access.person("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "admin, kata sandi",
        "admin, ''",
        "Admin, kata sandi yang panjang ✓",
        "nobody, kata sandi yang panjang ✓",
        "'', ''",
        "bupati, ''",
        "bupati, anything"
    })
    void wrongAndUnknownShouldBeRefused(String username, String password) {
        done(access.ensureAdmin(PASSWORD));
        done(access.ensureDemo(List.of(REGENT), List.of()));

        assertThat(logIn(access, username, password)).isEqualTo(new Login.Refused());
    }

    @Test
    void neitherPasswordsNorTokensShouldBeStored() {
        done(access.ensureAdmin(PASSWORD));
        String token = session(access);

        String stored = text("select string_agg(password, ' ') from account");
        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(PASSWORD);
        assertThat(text("select encode(token_hash, 'escape') from session")).doesNotContain(token);
        assertThat(text("select octet_length(token_hash)::text from session")).isEqualTo("32");
    }

    @Test
    void samePasswordShouldHashDifferently() {
        Passwords passwords = new Passwords(vertx.createSharedWorkerExecutor("test", 2));
        String one = await(passwords.hash(PASSWORD));

        assertThat(one).isNotEqualTo(await(passwords.hash(PASSWORD)));
        assertThat(await(passwords.matches(PASSWORD, one))).isTrue();
        assertThat(await(passwords.matches(PASSWORD + " ", one))).isFalse();
        assertThat(await(passwords.matches(PASSWORD, null))).isFalse();
        assertThat(Passwords.madeUp()).matches("[0-9a-f]{6}(-[0-9a-f]{6}){4}").isNotEqualTo(Passwords.madeUp());
    }

    @Test
    void firstAdministratorShouldBeCreatedOnce() {
        String madeUp = await(access.ensureAdmin(null)).orElseThrow();

        assertThat(await(access.ensureAdmin(PASSWORD))).isEmpty();
        Access later = start();
        assertThat(await(later.ensureAdmin(PASSWORD))).isEmpty();
        assertThat(logIn(later, Access.ADMIN, madeUp)).isInstanceOf(Login.Done.class);
        assertThat(logIn(later, Access.ADMIN, PASSWORD)).isInstanceOf(Login.Refused.class);
    }

    @Test
    void passwordThatWasGivenShouldNotBeToldBack() {
        assertThat(await(access.ensureAdmin(PASSWORD))).isEmpty();
    }

    @Test
    void sessionShouldOutliveARestart() {
        done(access.ensureAdmin(PASSWORD));
        String token = session(access);

        assertThat(start().person(token)).map(Person::username).contains(Access.ADMIN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sessionShouldEndWhenItIsIdle(boolean restarted) {
        done(access.ensureAdmin(PASSWORD));
        String token = session(access);

        clock.forward(AccessSettings.DEFAULT.idle());
        assertThat((restarted ? start() : access).person(token)).isPresent();
        clock.forward(AccessSettings.DEFAULT.idle().plusSeconds(1));

        assertThat((restarted ? start() : access).person(token)).isEmpty();
    }

    @Test
    void sessionInUseShouldEndAfterItsLongestTime() {
        done(access.ensureAdmin(PASSWORD));
        String token = session(access);
        Duration half = AccessSettings.DEFAULT.idle().dividedBy(2);
        Duration used = Duration.ZERO;
        while (used.plus(half).compareTo(AccessSettings.DEFAULT.absolute()) <= 0) {
            clock.forward(half);
            used = used.plus(half);
            assertThat(access.person(token)).as("after %s", used).isPresent();
        }

        clock.forward(Duration.ofSeconds(1));

        assertThat(access.person(token)).isEmpty();
        assertThat(start().person(token)).isEmpty();
    }

    @Test
    void sessionsThatAreOverShouldNotPileUp() {
        done(access.ensureAdmin(PASSWORD));
        assertThat(session(access)).isNotBlank();
        clock.forward(AccessSettings.DEFAULT.idle().plusSeconds(1));

        assertThat(session(access)).isNotBlank();

        assertThat(text("select count(*)::text from session")).isEqualTo("1");
    }

    @Test
    void loggingOutShouldEndThisSessionOnly() {
        done(access.ensureAdmin(PASSWORD));
        String one = session(access);
        String other = session(access);

        done(access.logout(one));

        assertThat(access.person(one)).isEmpty();
        assertThat(access.person(other)).isPresent();
        assertThat(start().person(one)).isEmpty();
    }

    @Test
    void newPasswordShouldEndAllSessions() {
        done(access.ensureAdmin(PASSWORD));
        String token = session(access);

        String password = await(access.resetPassword(Access.ADMIN)).orElseThrow();

        assertThat(access.person(token)).isEmpty();
        assertThat(start().person(token)).isEmpty();
        assertThat(logIn(access, Access.ADMIN, PASSWORD)).isInstanceOf(Login.Refused.class);
        assertThat(logIn(access, Access.ADMIN, password)).isInstanceOf(Login.Done.class);
        assertThat(await(access.resetPassword("nobody"))).isEmpty();
    }

    @Test
    void newPasswordSetByAnotherProcessShouldEndSessionsWithinAMinuteOfUse() {
        done(access.ensureAdmin(PASSWORD));
        String token = session(access);

        done(start().resetPassword(Access.ADMIN));
        clock.forward(Duration.ofSeconds(61));

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (access.person(token).isPresent()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    @Test
    void demonstrationAccountsShouldBeCreatedOnceAndOpenWithoutAPassword() {
        done(access.ensureDemo(List.of(REGENT), List.of()));
        Access later = start();
        done(later.ensureDemo(List.of(REGENT), List.of()));

        Login login = await(later.loginDemo(REGENT, HERE, ""));

        assertThat(((Login.Done) login).person().grants())
                .containsExactly(new Grant(Role.LEADER, ScopePath.of("33.08")));
        assertThat(await(later.loginDemo(new DemoAccount("lain", "Lain", Role.LEADER, ScopePath.ROOT), HERE, "")))
                .isEqualTo(new Login.Refused());
    }

    @Test
    void manyGuessesAtOnceShouldBeManyGuesses() {
        done(access.ensureAdmin(PASSWORD));

        List<Future<Login>> guesses = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> guesses.add(access.login(Access.ADMIN, "guess " + i, HERE, "")));
        guesses.forEach(TestDatabase::done);

        assertThat(guesses.stream().map(Future::result).filter(Login.Refused.class::isInstance))
                .hasSize(6);
        assertThat(logIn(access, Access.ADMIN, PASSWORD)).isInstanceOf(Login.Wait.class);
    }

    @ParameterizedTest
    @CsvSource({"PT4M59S, P7D", "P8D, P9D", "PT12H, PT11H"})
    void settingsOutOfBoundsShouldBeRefused(Duration idle, Duration absolute) {
        assertThatThrownBy(() -> new AccessSettings(idle, absolute))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    private String text(String sql) {
        return String.valueOf(
                await(database.pool().query(sql).execute()).iterator().next().getString(0));
    }
}
