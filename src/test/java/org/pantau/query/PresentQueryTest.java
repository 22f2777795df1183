package org.pantau.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pantau.database.TestDatabase;
import org.pantau.measure.FeedState;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Status;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PresentSeries;
import org.pantau.measure.value.StatusChange;
import org.pantau.query.Recorded.Series;

class PresentQueryTest {

    private static final Vertx vertx = Vertx.vertx();
    private static final String KTP = "33.08/disdukcapil/ktp-el";
    private static final Instant NOW = Instant.parse("2026-11-05T04:00:00Z");

    private TestDatabase database;
    private Recorded recorded;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh(vertx);
        recorded = new Recorded(database.pool(), LocalDate.parse("2026-10-20"), LocalDate.parse("2026-11-08"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @AfterAll
    static void end() {
        TestDatabase.done(vertx.close());
    }

    @Test
    void nothingRecordedMeansNothingKnown() {
        Present present = TestDatabase.await(new PresentQuery(database.pool()).present(NOW));

        assertThat(present.series()).isEmpty();
        assertThat(present.lastPolls()).isEmpty();
    }

    @Test
    void todayIsPutTogetherFromEveryLevelOnce() {
        Series west = recorded.series(KTP, "response", Origin.MEASURED, null, "Asia/Jakarta", 600);
        Series east = recorded.series("91.01/a/b", "response", Origin.MEASURED, null, "Asia/Jayapura", 600);
        for (Instant at = NOW.minusSeconds(2 * 86400); !at.isAfter(NOW); at = at.plusSeconds(600)) {
            recorded.add(west, at, 100, 1);
            recorded.add(east, at, 100, 1);
        }
        recorded.write(
                Instant.parse("2026-11-05T03:20:00Z"),
                Instant.parse("2026-11-05T01:00:00Z"),
                Instant.parse("2026-11-04T17:00:00Z"));

        Present present = TestDatabase.await(new PresentQuery(database.pool()).present(NOW));

        // Since 17.00 UTC in the west, since 15.00 UTC in the east; both ends of the span are in.
        assertThat(present.series()).extracting(series -> series.today().n()).containsExactly(67L, 79L);
        assertThat(present.series()).allSatisfy(series -> {
            assertThat(Objects.requireNonNull(series.last()).at()).isEqualTo(NOW);
            assertThat(Objects.requireNonNull(series.today().distribution()).count())
                    .isEqualTo((double) series.today().n());
        });
    }

    @Test
    void recentPeriodsAndThoseOfTodayAreRemembered() {
        Series series = recorded.series(KTP, "served", Origin.REPORTED, "permohonan", "Asia/Jakarta", 60);
        Instant today = Instant.parse("2026-11-04T17:00:00Z");
        recorded.period(series, Period.DAY, today, 5, false);
        recorded.period(series, Period.HOUR, today, 2, true);
        recorded.period(series, Period.DAY, today.minusSeconds(86400), 9, false);
        recorded.period(series, Period.DAY, today.minusSeconds(2 * 86400), 9, true);
        recorded.period(series, Period.DAY, today.minusSeconds(10 * 86400), 9, false);
        recorded.period(series, Period.MONTH, Instant.parse("2026-10-31T17:00:00Z"), 40, false);

        Present present = TestDatabase.await(new PresentQuery(database.pool()).present(NOW));

        PresentSeries one = present.series().get(0);
        assertThat(one.of()).isEqualTo("permohonan");
        assertThat(one.periods()).extracting(PeriodValue::value).containsExactlyInAnyOrder(5.0, 2.0);
        assertThat(present.recentPeriods())
                .extracting(PeriodValue::value)
                .containsExactlyInAnyOrder(5.0, 9.0, 9.0, 40.0);
    }

    @Test
    void whatFeedsAndServicesLastDidIsRemembered() {
        Series poll = recorded.series("33.08/disdukcapil/@siak", "poll", Origin.MEASURED, null, "Asia/Jakarta", 60);
        recorded.add(poll, NOW.minusSeconds(60), FeedState.TIMEOUT.code(), 1);
        recorded.write(NOW.minusSeconds(3600), NOW.minusSeconds(3600), NOW.minusSeconds(11 * 3600));
        execute("insert into feed_memory values ('siak', $1, '{}')", utc(NOW));
        execute("insert into feed_history values ('siak', $1, now())", LocalDate.parse("2026-11-01"));
        execute("insert into poll_failure values ('siak', $1, 5, 'no answer')", utc(NOW.minusSeconds(60)));
        execute(
                "insert into status_change values ('" + KTP + "', $1, 'normal', 'probe', '', '')",
                utc(NOW.minusSeconds(90)));
        execute(
                "insert into status_change values ('" + KTP + "', $1, 'gangguan', 'probe', 'timeout', 'x')",
                utc(NOW.minusSeconds(60)));

        Present present = TestDatabase.await(new PresentQuery(database.pool()).present(NOW));

        assertThat(present.lastPolls()).containsEntry("siak", NOW.minusSeconds(60));
        assertThat(present.feedMemory()).containsEntry("siak", "{}");
        assertThat(present.daysRead()).containsEntry("siak", Set.of(LocalDate.parse("2026-11-01")));
        assertThat(present.statuses())
                .containsExactly(new StatusChange(
                        ScopePath.of(KTP), NOW.minusSeconds(60), Status.GANGGUAN, "probe", "timeout", "x"));
        FeedQuery feeds = new FeedQuery(database.pool());
        assertThat(TestDatabase.await(feeds.lastFailures("siak", 5)))
                .containsExactly(new FeedQuery.Failure(NOW.minusSeconds(60), FeedState.TIMEOUT, "no answer"));
        assertThat(TestDatabase.await(
                        feeds.polls(ScopePath.of("33.08/disdukcapil/@siak"), new Window(NOW.minusSeconds(600), NOW))))
                .containsExactly(new FeedQuery.Poll(NOW.minusSeconds(60), FeedState.TIMEOUT));
    }

    @Test
    void whatIsSuspectOrOutOfHoursIsNoPartOfToday() {
        Series up = recorded.series(KTP, "up", Origin.MEASURED, null, "Asia/Jakarta", 60);
        Series pending = recorded.series(KTP, "pending", Origin.REPORTED, null, "Asia/Jakarta", 60);
        recorded.add(up, NOW.minusSeconds(120), 1, 1);
        recorded.add(pending, NOW.minusSeconds(120), 7, 1);
        recorded.write(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
        recorded.offHours(up, NOW.minusSeconds(60), 0);
        recorded.suspect(pending, NOW.minusSeconds(60), -3);
        recorded.watchedSince(pending, NOW.minusSeconds(600));

        Present present = TestDatabase.await(new PresentQuery(database.pool()).present(NOW));

        assertThat(present.series()).extracting(series -> series.today().n()).containsExactly(1L, 1L);
        assertThat(present.series())
                .extracting(series -> Objects.requireNonNull(series.last()).value())
                .containsExactly(0.0, 7.0);
        assertThat(present.series()).extracting(PresentSeries::firstAt).containsExactly(null, NOW.minusSeconds(600));
    }

    @Test
    void aPeriodThatNobodyConfirmedMayStillChange() {
        Series series = recorded.series(KTP, "served", Origin.REPORTED, "permohonan", "Asia/Jakarta", 60);
        recorded.period(series, Period.DAY, Instant.parse("2026-11-03T17:00:00Z"), 9, false);
        TestDatabase.done(database.pool()
                .query("update period_value set unconfirmed = true")
                .execute());

        Present present = TestDatabase.await(new PresentQuery(database.pool()).present(NOW));

        assertThat(present.recentPeriods())
                .extracting(PeriodValue::closing)
                .containsExactly(PeriodValue.Closing.UNCONFIRMED);
    }

    private void execute(String sql, Object value) {
        TestDatabase.done(database.pool().preparedQuery(sql).execute(Tuple.of(value)));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
