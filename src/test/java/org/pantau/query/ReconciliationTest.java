package org.pantau.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.database.TestDatabase;
import org.pantau.measure.Origin;
import org.pantau.query.Recorded.Series;

/** What of a day should have been stored, and was not. */
class ReconciliationTest {

    /** 24 November in WIB. */
    private static final Window DAY =
            new Window(Instant.parse("2026-11-23T17:00:00Z"), Instant.parse("2026-11-24T17:00:00Z"));

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh(vertx);
    private final Catalogue catalogue = CatalogueReader.read(
                    "uji.yaml", """
            governments:
              - code: "33.08"
                name: Kabupaten Uji
                agencies:
                  - {id: dinas, name: Dinas, services: [{id: whole, name: A}, {id: holes, name: B}, {id: never, name: C}, {id: young, name: D}, {id: rounding, name: E}]}
            feeds:
            """ + feed("whole") + feed("holes") + feed("never") + feed("young") + feed("rounding"))
            .catalogue()
            .orElseThrow();
    private Recorded recorded;

    @BeforeEach
    void open() {
        recorded = new Recorded(database.pool(), LocalDate.parse("2026-11-20"), LocalDate.parse("2026-11-28"));
    }

    @AfterEach
    void close() {
        database.close();
        TestDatabase.done(vertx.close());
    }

    @Test
    void everySlotOfEveryFeedThatIsAskedShouldBeCompared() {
        Series whole = polls("whole", Duration.ZERO, 10_000);
        Series holes = polls("holes", Duration.ZERO, 100);
        Series rounding = polls("rounding", Duration.ofMinutes(1), 10_000);
        Series young = polls("young", Duration.ofHours(18), 10_000);
        List.of(whole, holes, rounding)
                .forEach(series -> recorded.watchedSince(series, DAY.from().minusSeconds(60)));
        recorded.watchedSince(young, DAY.from().plus(Duration.ofHours(18)));
        recorded.write(DAY.to().plus(Duration.ofHours(2)), DAY.to().plus(Duration.ofHours(2)), DAY.to());

        var found = await(new ReconciliationQuery(database.pool()).of(DAY, catalogue.feeds()));

        assertThat(found.feeds())
                .containsExactly(
                        new Reconciliation.Missing("33.08/dinas/@never", 288, 0),
                        new Reconciliation.Missing("33.08/dinas/@holes", 288, 100));
        assertThat(found.expected()).isEqualTo(4 * 288 + 72);
        assertThat(found.stored()).isEqualTo(288 + 100 + 288 + 72);
    }

    @Test
    void nothingShouldBeMissingFromADayBeforePantauWasThere() {
        var found = await(new ReconciliationQuery(database.pool()).of(DAY, catalogue.feeds()));

        assertThat(found).isEqualTo(new Reconciliation(DAY, List.of(), 0, 0));
    }

    /** Every five minutes from some time after the window's begin until some time after its end, at most so many. */
    private Series polls(String feed, Duration after, int most) {
        Series series = recorded.series("33.08/dinas/@" + feed, "poll", Origin.MEASURED, null, "Asia/Jakarta", 300);
        Instant at = DAY.from().plus(after);
        for (int i = 0; i < most && at.isBefore(DAY.to().plusSeconds(3_600)); i++) {
            recorded.add(series, at, 0, 1);
            at = at.plusSeconds(300);
        }
        return series;
    }

    private static String feed(String id) {
        return """
                  - {id: %s, service: 33.08/dinas/%s, every: 5m, read: probe, request: {url: "http://127.0.0.1:9/"}}
                """.formatted(id, id);
    }
}
