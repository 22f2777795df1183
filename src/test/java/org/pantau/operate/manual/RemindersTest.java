package org.pantau.operate.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.database.TestDatabase;
import org.pantau.measure.ScopePath;

/** Who is reminded of a report and when; the clock is moved by hand. Due is 15.30 WIB, 08.30 UTC. */
class RemindersTest {

    private static final Catalogue CATALOGUE =
            CatalogueReader.read("katalog.yaml", """
                    governments:
                      - code: "33.08"
                        name: Kabupaten Magelang
                        agencies:
                          - {id: dinkes, name: Dinas Kesehatan, services: [{id: antrean, name: Antrean}]}
                          - {id: pasar, name: Dinas Pasar, services: [{id: retribusi, name: Retribusi}]}
                    feeds:
                      - id: kesehatan
                        agency: 33.08/dinkes
                        report: {by: form, owner: Siti, deputy: Budi}
                        measures: {received: {of: kunjungan}}
                      - id: pasar
                        agency: 33.08/pasar
                        report: {by: file, owner: Rina, deputy: Joko}
                        measures: {received: {of: transaksi}}
                    """).catalogue().orElseThrow();
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");

    private final List<String> sent = new ArrayList<>();
    private final Set<String> unreachable = new HashSet<>();
    private Vertx vertx;
    private TestDatabase database;
    private Instant now = Instant.EPOCH;
    private Reminders reminders;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        database = TestDatabase.fresh(vertx);
        reminders = reminders();
    }

    @AfterEach
    void stop() {
        database.close();
        done(vertx.close());
    }

    private Reminders reminders() {
        return new Reminders(vertx, database.pool(), CATALOGUE, this::send, () -> now);
    }

    private Future<Void> send(Reminder reminder) {
        if (unreachable.contains(reminder.to().name())) {
            return Future.failedFuture("nobody answers");
        }
        sent.add(reminder.kind().word() + " " + reminder.to());
        return Future.succeededFuture();
    }

    private void lookAt(String instant) {
        now = Instant.parse(instant);
        done(reminders.look());
    }

    private void reported(String feed, String service, @Nullable Double value) {
        Said said = new Said(ScopePath.of(service), "received", value);
        Instant at = Instant.parse("2026-11-23T03:00:00Z");
        done(new Submissions(database.pool())
                .keep(new Submission(feed, "kunci-" + feed, MONDAY, at, "Siti", "form", null, List.of(said))));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T07:44:59Z, ''",
        "2026-11-23T07:45:00Z, before Siti; before Rina",
        "2026-11-23T08:29:59Z, before Siti; before Rina",
        "2026-11-23T08:30:00Z, ''",
        "2026-11-23T08:44:59Z, ''",
        "2026-11-23T08:45:00Z, after Siti; after Budi; after Rina; after Joko",
        "2026-11-23T11:29:59Z, after Siti; after Budi; after Rina; after Joko",
        "2026-11-23T11:30:00Z, ''",
        // a Saturday, and Christmas on a Friday
        "2026-11-28T08:45:00Z, ''",
        "2026-12-25T08:45:00Z, ''",
    })
    void shouldRemindAroundTheDueTimeOfWorkingDays(String instant, String expected) {
        lookAt(instant);

        assertThat(String.join("; ", sent)).isEqualTo(expected);
    }

    @Test
    void shouldRemindOnceAlsoOverARestart() {
        lookAt("2026-11-23T07:45:00Z");
        lookAt("2026-11-23T07:46:00Z");
        reminders = reminders();
        lookAt("2026-11-23T08:20:00Z");
        assertThat(sent).containsExactly("before Siti", "before Rina");

        sent.clear();
        lookAt("2026-11-23T08:45:00Z");
        reminders = reminders();
        lookAt("2026-11-23T10:00:00Z");
        assertThat(sent).containsExactly("after Siti", "after Budi", "after Rina", "after Joko");

        sent.clear();
        lookAt("2026-11-24T07:45:00Z");
        assertThat(sent).as("the next day").containsExactly("before Siti", "before Rina");
    }

    @Test
    void shouldLeaveInPeaceWhoeverHasReportedBeItThatThereIsNothingToReport() {
        reported("kesehatan", "33.08/dinkes/antrean", 12.0);
        reported("pasar", "33.08/pasar/retribusi", null);

        lookAt("2026-11-23T07:45:00Z");
        lookAt("2026-11-23T08:45:00Z");

        assertThat(sent).isEmpty();
    }

    @Test
    void shouldTryAgainWhoCouldNotBeReachedAndNobodyElse() {
        unreachable.add("Siti");
        lookAt("2026-11-23T08:45:00Z");
        assertThat(sent).containsExactly("after Budi", "after Rina", "after Joko");

        sent.clear();
        lookAt("2026-11-23T08:50:00Z");
        unreachable.clear();
        lookAt("2026-11-23T08:54:00Z");
        assertThat(sent).as("not every minute").isEmpty();

        lookAt("2026-11-23T08:56:00Z");
        lookAt("2026-11-23T09:10:00Z");
        assertThat(sent).containsExactly("after Siti");
    }

    @Test
    void shouldTellWhomItReminded() {
        unreachable.add("Rina");
        lookAt("2026-11-23T07:45:00Z");

        List<Reminders.Made> made = await(reminders.newest(List.of("kesehatan", "pasar"), 10));

        assertThat(made)
                .extracting(Reminders.Made::to, Reminders.Made::kind, Reminders.Made::day, Reminders.Made::sent)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("Siti", "before", MONDAY, true),
                        org.assertj.core.groups.Tuple.tuple("Rina", "before", MONDAY, false));
    }
}
