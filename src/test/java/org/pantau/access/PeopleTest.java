package org.pantau.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;
import static org.pantau.database.TestDatabase.ended;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pantau.access.Access.Login;
import org.pantau.access.People.ChangedException;
import org.pantau.access.People.LastAdministratorException;
import org.pantau.database.TestDatabase;
import org.pantau.measure.ScopePath;

class PeopleTest {

    private static final ScopePath PLACE = ScopePath.of("33.08");
    private static final String HERE = "192.0.2.1";

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh(vertx);
    private final HandClock clock = new HandClock();
    private final Access access = await(Access.start(vertx, database.pool(), AccessSettings.DEFAULT, clock));
    private final People target = access.people();

    @BeforeEach
    void start() {
        done(access.ensureAdmin("kata sandi yang panjang"));
    }

    @AfterEach
    void close() {
        database.close();
        done(vertx.close());
    }

    private static Appointment role(Role role, ScopePath scope, @Nullable Instant from, @Nullable Instant to) {
        return new Appointment(new Grant(role, scope), Capacity.PLT, from, to, "admin");
    }

    private String create(String username, Appointment... roles) {
        return await(access.create(username, "Siti", PLACE, List.of(roles), "admin"))
                .orElseThrow();
    }

    private void made(String username, Appointment... roles) {
        String unused = create(username, roles);
    }

    private int revision(String username) {
        return target.find(username).orElseThrow().revision();
    }

    private String session(String username, String password) {
        return ((Login.Done) await(access.login(username, password, HERE, "peramban"))).token();
    }

    @Test
    void aRoleShouldBeginAndEndByTheClock() {
        Instant from = clock.instant().plus(Duration.ofHours(1));
        String password = create("siti", role(Role.LEADER, PLACE, from, from.plus(Duration.ofHours(1))));
        String token = session("siti", password);

        assertThat(access.person(token).orElseThrow().maySee(PLACE)).isFalse();
        clock.forward(Duration.ofHours(1));
        assertThat(access.person(token).orElseThrow().maySee(PLACE)).isTrue();
        clock.forward(Duration.ofHours(1));
        assertThat(access.person(token).orElseThrow().maySee(PLACE)).isFalse();
    }

    @Test
    void whatWasSavedShouldBeThereAfterAStart() {
        Instant from = clock.instant().minusSeconds(60);
        made("siti", role(Role.OPERATOR, PLACE, from, null), role(Role.AUDITOR, ScopePath.of("33.10"), null, null));
        done(target.change("siti", 1, "Siti Aminah", true));
        done(target.open("33.08", true, "admin"));

        People again = await(Access.start(vertx, database.pool(), AccessSettings.DEFAULT, clock))
                .people();

        assertThat(again.all()).containsExactlyElementsOf(target.all());
        Account siti = again.find("siti").orElseThrow();
        assertThat(siti.name()).isEqualTo("Siti Aminah");
        assertThat(siti.disabledAt()).isNotNull();
        assertThat(siti.appointments()).hasSize(2).contains(role(Role.OPERATOR, PLACE, from, null));
        assertThat(again.opened("33.08")).isTrue();
        assertThat(again.opened("33.10")).isFalse();
    }

    @Test
    void anAccountThatMayNotLogInShouldOpenNothingFromThatMomentOn() {
        String password = create("siti", role(Role.LEADER, PLACE, null, null));
        String token = session("siti", password);

        done(target.change("siti", revision("siti"), "Siti", true));

        assertThat(access.person(token)).isEmpty();
        assertThat(await(access.login("siti", password, HERE, ""))).isInstanceOf(Login.Refused.class);
        done(target.change("siti", revision("siti"), "Siti", false));
        assertThat(await(access.login("siti", password, HERE, ""))).isInstanceOf(Login.Done.class);
    }

    @Test
    void theSecondOfTwoWhoChangeTheSameShouldBeTold() {
        made("siti", role(Role.LEADER, PLACE, null, null));
        int seen = revision("siti");
        done(target.appoint("siti", seen, List.of(role(Role.OPERATOR, PLACE, null, null)), any -> true));

        assertThatThrownBy(() -> await(target.change("siti", seen, "Lain", true)))
                .isInstanceOf(ChangedException.class);
        assertThatThrownBy(() -> await(target.appoint("siti", seen, List.of(), any -> true)))
                .isInstanceOf(ChangedException.class);

        Account siti = target.find("siti").orElseThrow();
        assertThat(siti.name()).isEqualTo("Siti");
        assertThat(siti.appointments()).containsExactly(role(Role.OPERATOR, PLACE, null, null));
    }

    @Test
    void rolesOnPlacesOfOthersShouldStay() {
        made("siti", role(Role.LEADER, PLACE, null, null), role(Role.LEADER, ScopePath.of("33.10"), null, null));

        done(target.appoint("siti", 1, List.of(role(Role.OPERATOR, PLACE, null, null)), PLACE::contains));

        assertThat(target.find("siti").orElseThrow().appointments())
                .containsExactlyInAnyOrder(
                        role(Role.OPERATOR, PLACE, null, null), role(Role.LEADER, ScopePath.of("33.10"), null, null));
    }

    @Test
    void oneAdministratorOfEverythingShouldStay() {
        assertThatThrownBy(() -> await(target.appoint("admin", revision("admin"), List.of(), any -> true)))
                .isInstanceOf(LastAdministratorException.class);
        assertThatThrownBy(() -> await(target.change("admin", revision("admin"), "Administrator", true)))
                .isInstanceOf(LastAdministratorException.class);

        made("kedua", role(Role.ADMINISTRATOR, ScopePath.ROOT, null, null));
        int first = revision("admin");
        int second = revision("kedua");
        var both = List.of(
                target.appoint("admin", first, List.of(), any -> true),
                target.appoint("kedua", second, List.of(), any -> true));
        boolean unused = ended(Future.join(both));

        assertThat(both.stream().filter(Future::succeeded))
                .as("of two who go at once one stays")
                .hasSize(1);
    }

    @Test
    void aMadeUpPasswordShouldHaveToBeChangedAndThenEndTheOtherSessions() {
        String password = create("siti", role(Role.LEADER, PLACE, null, null));
        String one = session("siti", password);
        String other = session("siti", password);
        Person siti = access.person(one).orElseThrow();
        assertThat(access.mustChange(siti)).isTrue();

        assertThat(await(access.changePassword(siti, one, "salah sama sekali", "kata sandi baru saya", HERE)))
                .isInstanceOf(Login.Refused.class);
        assertThat(await(access.changePassword(siti, one, password, "kata sandi baru saya", HERE)))
                .isInstanceOf(Login.Done.class);

        assertThat(access.mustChange(siti)).isFalse();
        assertThat(access.person(one)).isPresent();
        assertThat(access.person(other)).isEmpty();
        assertThat(await(access.login("siti", password, HERE, ""))).isInstanceOf(Login.Refused.class);
        assertThat(await(access.login("siti", "kata sandi baru saya", HERE, "")))
                .isInstanceOf(Login.Done.class);
    }

    @Test
    void ownSessionsShouldBeListedAndEndOneByOne() {
        String password = create("siti", role(Role.LEADER, PLACE, null, null));
        String one = session("siti", password);
        clock.forward(Duration.ofMinutes(5));
        String other = session("siti", password);
        Person siti = access.person(other).orElseThrow();

        var sessions = access.sessions(siti, other);

        assertThat(sessions).extracting(Sessions.Session::current).containsExactly(true, false);
        assertThat(sessions).allSatisfy(each -> {
            assertThat(each.address()).isEqualTo(HERE);
            assertThat(each.agent()).isEqualTo("peramban");
        });
        assertThat(await(access.closeSession(
                        access.person(session("admin", "kata sandi yang panjang"))
                                .orElseThrow(),
                        sessions.get(1).id())))
                .as("somebody else's")
                .isFalse();
        assertThat(access.person(one)).isPresent();
        assertThat(await(access.closeSession(siti, sessions.get(1).id()))).isTrue();
        assertThat(access.person(one)).isEmpty();
        assertThat(access.person(other)).isPresent();
    }

    @Test
    void aKeyShouldReadWithinItsPlaceUntilItEnds() {
        made("siti", role(Role.OPERATOR, ScopePath.of("33"), null, null));
        var made = await(access.tokens().make("siti", "SPBE", PLACE, Duration.ofDays(1)));

        Person person = access.person(made.secret()).orElseThrow();
        assertThat(person.maySee(PLACE)).isTrue();
        assertThat(person.maySee(ScopePath.of("33.10"))).isFalse();
        assertThat(person.operates(PLACE)).as("not more than its owner may").isFalse();
        Access again = await(Access.start(vertx, database.pool(), AccessSettings.DEFAULT, clock));
        assertThat(again.person(made.secret())).as("after a start").contains(person);

        clock.forward(Duration.ofDays(1));
        assertThat(access.person(made.secret())).isEmpty();
        assertThat(access.tokens().of("siti")).isEmpty();
    }

    @Test
    void aRevokedKeyShouldOpenNothing() {
        made("siti", role(Role.LEADER, PLACE, null, null));
        var made = await(access.tokens().make("siti", "SPBE", PLACE, Duration.ofDays(1)));

        assertThat(await(access.tokens().revoke("admin", made.token().id())))
                .as("somebody else's")
                .isEmpty();
        assertThat(access.person(made.secret())).isPresent();
        assertThat(await(access.tokens().revoke("siti", made.token().id()))).isPresent();
        assertThat(access.person(made.secret())).isEmpty();
        assertThat(await(Access.start(vertx, database.pool(), AccessSettings.DEFAULT, clock))
                        .person(made.secret()))
                .isEmpty();
    }

    @Test
    void keysAndSessionsShouldBeKeptAsHashesAlone() {
        String password = create("siti", role(Role.LEADER, PLACE, null, null));
        String token = session("siti", password);
        var made = await(access.tokens().make("siti", "SPBE", PLACE, Duration.ofDays(1)));

        for (String table : List.of("account", "session", "api_token")) {
            String all = String.valueOf(await(database.pool()
                            .query("select coalesce(string_agg(t::text, ' '), '') from " + table + " t")
                            .execute())
                    .iterator()
                    .next()
                    .getString(0));
            assertThat(all).doesNotContain(password).doesNotContain(token).doesNotContain(made.secret());
        }
    }
}
