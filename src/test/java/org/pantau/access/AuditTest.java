package org.pantau.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.access.Audit.Deed;
import org.pantau.access.Audit.Question;
import org.pantau.database.TestDatabase;
import org.pantau.measure.ScopePath;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh(vertx);
    private final HandClock clock = new HandClock();
    private final Audit target = new Audit(database.pool(), clock);

    @BeforeAll
    void fill() {
        for (String place : List.of("", "33", "33/bpkad", "33.08", "33.08/dinkes", "33.18", "33.10/dinkes", "34")) {
            done(target.keep(
                    new Deed("siti", "192.0.2.1", "coba", "@" + place, "Perihal " + place, ScopePath.of(place))));
        }
    }

    @AfterAll
    void close() {
        database.close();
        done(vertx.close());
    }

    private Question question(
            @Nullable Long before, @Nullable String actor, @Nullable String action, @Nullable String text) {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        return new Question(before, Instant.EPOCH, now, actor, action, text);
    }

    private List<String> found(Person reader, Question question) {
        return await(target.find(reader, question, 100)).stream()
                .map(entry -> entry.deed().place().value())
                .toList();
    }

    private static Person person(String grants, String opened) {
        List<Grant> list = Arrays.stream(grants.split(" ", -1))
                .map(text -> text.split(":", -1))
                .map(parts -> new Grant(Role.parse(parts[0]).orElseThrow(), ScopePath.of(parts[1])))
                .toList();
        return new Person("x", "X", list, opened.isEmpty() ? Set.of() : Set.of(opened));
    }

    @ParameterizedTest
    @CsvSource({
        "auditor:, '', ' 33 33/bpkad 33.08 33.08/dinkes 33.18 33.10/dinkes 34'",
        "administrator:, '', ' 33 33/bpkad 33.08 33.08/dinkes 33.18 33.10/dinkes 34'",
        "auditor:33, '', '33 33/bpkad'",
        "auditor:33, 33.08, '33 33/bpkad 33.08 33.08/dinkes'",
        "auditor:33.08, '', '33.08 33.08/dinkes'",
        "auditor:33.08/dinkes, '', 33.08/dinkes",
        "administrator:33.08 auditor:34, '', '33.08 33.08/dinkes 34'",
        "leader: operator:33.08, '', ''",
        "agency_head:33.08/dinkes, '', ''"
    })
    void readersShouldFindWhatHappenedInTheirPlaces(String grants, String opened, String places) {
        List<String> expected = places.isEmpty() ? List.of() : List.of(places.split(" ", -1));

        assertThat(found(person(grants, opened), question(null, null, null, null)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void questionsShouldNarrowAndPagesGoOn() {
        Person all = person("auditor:", "");

        assertThat(found(all, question(null, "siti", "coba", "PERIHAL 33.08/DIN")))
                .containsExactly("33.08/dinkes");
        assertThat(found(all, question(null, "lain", null, null))).isEmpty();
        assertThat(found(all, question(null, null, "lain", null))).isEmpty();
        assertThat(found(all, question(null, null, null, "%"))).as("no pattern").isEmpty();
        var first = await(target.find(all, question(null, null, null, null), 3));
        var rest = await(target.find(all, question(first.get(2).id(), null, null, null), 100));
        assertThat(first).hasSize(3);
        assertThat(rest)
                .hasSize(5)
                .allSatisfy(
                        each -> assertThat(each.id()).isLessThan(first.get(2).id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set detail = 'lain'",
                "delete from audit",
                "delete from audit where place = '33.08'",
                "truncate audit"
            })
    void nothingShouldBeTakenAwayOrChanged(String sql) {
        assertThatThrownBy(() -> await(database.pool().query(sql).execute())).hasMessageContaining("only added to");
        assertThat(found(person("auditor:", ""), question(null, null, null, null)))
                .hasSize(8);
    }

    @Test
    void onlyWhatIsOlderThanItIsKeptShouldBeForgotten() {
        Instant old = Instant.now().minus(Audit.KEPT).minus(Duration.ofDays(1));
        done(database.pool()
                .query("insert into audit (at, actor, address, action, subject, detail) values ('" + old
                        + "', 'dahulu', '', 'coba', 's', 'd'), ('" + old.plus(Duration.ofDays(2))
                        + "', 'dahulu', '', 'coba', 's', 'e')")
                .execute());
        Audit now = new Audit(database.pool(), Instant::now);

        done(now.forgetOld());

        assertThat(await(now.find(
                        person("auditor:", ""),
                        new Question(null, Instant.EPOCH, Instant.now(), "dahulu", null, null),
                        10)))
                .extracting(entry -> entry.deed().detail())
                .containsExactly("e");
        assertThat(found(person("auditor:", ""), question(null, "siti", null, null)))
                .hasSize(8);
    }
}
