package org.pantau.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.database.TestDatabase;
import org.pantau.measure.FeedState;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.Lasting;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.store.Retention;
import org.pantau.store.RetentionSettings;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.pack.Packing;
import org.pantau.store.rollup.RollUp;
import org.pantau.store.series.CatalogueDescriber;

/** A question is answered alike whether what it asks for is fresh, packed, or no longer kept at the level it would take. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackedHistoryTest {

    private static final Instant BEGIN = Instant.parse("2026-11-02T00:00:00Z");
    private static final Instant END = BEGIN.plus(Duration.ofDays(16));
    private static final ScopePath SERVICE = ScopePath.of("33.08/dinas/satu");
    private static final ScopePath FEED = ScopePath.of("33.08/dinas/@satu");
    private static final ScopePath REGENCY = ScopePath.of("33.08");
    private static final List<String> MEASURES = List.of("served", "pending", "app_response", "availability");
    private static final List<Window> WINDOWS = List.of(
            new Window(BEGIN.plusSeconds(3_601), BEGIN.plusSeconds(7_000)),
            new Window(BEGIN.plusSeconds(3_601), BEGIN.plusSeconds(90_000)),
            new Window(BEGIN.minus(Duration.ofDays(3)), BEGIN.plus(Duration.ofDays(5))),
            new Window(BEGIN.plus(Duration.ofHours(3)), END),
            new Window(END.minus(Duration.ofHours(30)), END));

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.fresh(vertx);
    private final Catalogue catalogue =
            CatalogueReader.read("uji.yaml", """
            governments:
              - code: "33.08"
                name: Kabupaten Uji
                agencies:
                  - {id: dinas, name: Dinas, services: [{id: satu, name: Satu}, {id: dua, name: Dua}]}
            feeds: []
            """).catalogue().orElseThrow();
    private final Store store =
            new Store(vertx, database.pool(), new CatalogueDescriber(catalogue), StoreSettings.DEFAULT, () -> END);
    private final SeriesQuery target = new SeriesQuery(database.pool(), catalogue, () -> END);
    private Map<String, SeriesAnswer> fresh = Map.of();
    private Map<String, Lasting> troubles = Map.of();

    @BeforeAll
    void fill() {
        done(store.start());
        var random = new Random(5);
        var samples = new ArrayList<Sample>();
        for (var at = BEGIN; at.isBefore(END); at = at.plusSeconds(300)) {
            for (var service : List.of(SERVICE, ScopePath.of("33.08/dinas/dua"))) {
                if (random.nextInt(20) > 0) {
                    samples.add(sample(service, "served", at, random.nextInt(4)));
                    samples.add(sample(service, "pending", at, 40 + random.nextInt(9)));
                    samples.add(sample(service, "app_response", at, random.nextInt(1, 900_000) / 1e3));
                    samples.add(sample(service, "up", at, random.nextInt(50) > 0 ? 1 : 0));
                }
            }
            boolean broken = at.isAfter(BEGIN.plus(Duration.ofDays(2)).plusSeconds(7));
            samples.add(sample(FEED, "poll", at, (broken ? FeedState.DNS : FeedState.OK).code()));
        }
        for (int i = 0; i < samples.size(); i += 5_000) {
            done(store.write(new Batch(
                    "f", END, Outcome.OK, samples.subList(i, Math.min(samples.size(), i + 5_000)), List.of(), null)));
        }
        var rollUp = new RollUp(database.pool(), store.partitions());
        for (var day = BEGIN; !day.isAfter(END); day = day.plus(Duration.ofDays(1))) {
            done(rollUp.run(day.plus(RollUp.LAG)));
        }
        fresh = answers();
        troubles = await(new LastingQuery(database.pool()).troubles(END, Duration.ofDays(3)));
    }

    @AfterAll
    void close() {
        database.close();
        done(vertx.close());
    }

    @Test
    @Order(1)
    void whatIsPackedShouldBeAnsweredAlike() {
        assertThat(await(new Packing(database.pool(), store.partitions()).run(END)))
                .hasSizeGreaterThan(20);

        same(answers());
    }

    @Test
    @Order(2)
    void howLongATroubleLastsShouldBeFoundInWhatIsPacked() {
        assertThat(troubles.get("satu"))
                .isEqualTo(new Lasting(
                        FeedState.DNS, BEGIN.plus(Duration.ofDays(2)).plusSeconds(300), END.minusSeconds(300)));

        assertThat(await(new LastingQuery(database.pool()).troubles(END, Duration.ofDays(3))))
                .isEqualTo(troubles);
    }

    @Test
    @Order(3)
    void everyPollShouldBeFoundInWhatIsPacked() {
        var window = new Window(
                BEGIN.plus(Duration.ofDays(2)).minusSeconds(600),
                BEGIN.plus(Duration.ofDays(2)).plusSeconds(600));

        assertThat(await(new FeedQuery(database.pool()).polls(FEED, window)))
                .extracting(FeedQuery.Poll::state)
                .containsExactly(FeedState.OK, FeedState.OK, FeedState.OK, FeedState.DNS);
    }

    @Test
    @Order(4)
    void whereFiveMinutesAreNoLongerKeptTheSamplesShouldAnswer() {
        var retention = new Retention(database.pool(), store.partitions(), new RetentionSettings(400, 8, 400, 90));

        assertThat(await(retention.run(END.plus(Duration.ofDays(22))))).isNotEmpty();

        assertThat(await(database.pool()
                                .query("select count(*) from rollup_5m_packed")
                                .execute())
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();
        same(answers());
    }

    @Test
    @Order(5)
    void aWindowWithoutAStepShouldHoldWholeBuckets() {
        var asked = new Window(BEGIN.plus(Duration.ofDays(4)).plusSeconds(4_321), BEGIN.plus(Duration.ofDays(10)));
        var whole = new Window(BEGIN.plus(Duration.ofDays(4)).plusSeconds(3_600), BEGIN.plus(Duration.ofDays(10)));

        var answer = await(target.series(SERVICE, Measures.SERVED, Optional.empty(), asked, Optional.empty()));

        assertThat(answer.step()).isEqualTo(Step.HOUR);
        assertThat(answer.points())
                .isEqualTo(
                        await(target.series(SERVICE, Measures.SERVED, Optional.empty(), whole, Optional.of(Step.HOUR)))
                                .points());
    }

    private Map<String, SeriesAnswer> answers() {
        Map<String, SeriesAnswer> answers = new LinkedHashMap<>();
        for (var measure : MEASURES) {
            for (var subject : List.of(SERVICE, REGENCY)) {
                for (var window : WINDOWS) {
                    for (var step : Step.values()) {
                        boolean samples =
                                subject.equals(SERVICE) && window.length().compareTo(SeriesQuery.LONGEST_RAW) <= 0;
                        if (step == Step.RAW && !samples) {
                            continue;
                        }
                        answers.put(
                                measure + " of " + subject + " in " + window + " by " + step,
                                await(target.series(
                                        subject,
                                        Measures.standard().get(measure),
                                        Optional.empty(),
                                        window,
                                        Optional.of(step))));
                    }
                }
            }
        }
        return answers;
    }

    private void same(Map<String, SeriesAnswer> answers) {
        answers.forEach((question, answer) -> assertThat(answer).as(question).isEqualTo(fresh.get(question)));
        assertThat(answers.values().stream()
                        .flatMap(answer -> answer.points().stream())
                        .filter(point -> point.value() != null))
                .hasSizeGreaterThan(10_000);
    }

    private static Sample sample(ScopePath subject, String measure, Instant at, double value) {
        return new Sample(new SeriesKey(subject, measure, Origin.MEASURED), at, value, Quality.OK);
    }
}
