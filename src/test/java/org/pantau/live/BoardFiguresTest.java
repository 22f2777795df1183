package org.pantau.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.pantau.live.Province.batch;
import static org.pantau.live.Province.day;
import static org.pantau.live.Province.maps;
import static org.pantau.live.Province.period;
import static org.pantau.live.Province.reported;
import static org.pantau.live.Province.sample;
import static org.pantau.live.Province.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.catalogue.model.Targets;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Semantics;
import org.pantau.measure.Trust;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.Sample;

class BoardFiguresTest {

    private static final String KTP = "33.08/disdukcapil/ktp-el";
    private static final String KK = "33.08/disdukcapil/kk";
    private static final String IZIN = "33.09/dpmptsp/izin";
    /** 23 November 2026, 00.00 WIB. */
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T17:00:00Z");

    private static final Instant ONE = MIDNIGHT.plusSeconds(60);

    @Test
    void aDeclaredMeasureWithoutValueIsShownAsUnknownNeverAsZero() {
        Board target = new Board(counting().build(), () -> MIDNIGHT, "e");

        Figure figure = figure(target, KTP, "served");

        assertThat(figure.value()).isNull();
        assertThat(figure.trust()).isEqualTo(Trust.NONE);
        assertThat(figure.of()).isEqualTo("permohonan");
        assertThat(figure.period()).isEqualTo("today");
        Figure above = figure(target, "33.08", "served");
        assertThat(above.value()).isNull();
        assertThat(above.missing()).containsExactly(ScopePath.of(KTP));
        assertThat(above.coverage()).isZero();
    }

    @Test
    void increasesAddUpCorrectionsIncluded() {
        Board target = new Board(counting().build(), () -> MIDNIGHT, "e");

        target.apply(batch("siak", MIDNIGHT, reported(KTP, "served", MIDNIGHT, 5)), false);
        target.apply(batch("siak", ONE, reported(KTP, "served", ONE, -2)), false);
        tick(target, ONE);

        assertThat(figure(target, KTP, "served").value()).isEqualTo(3.0);
        assertThat(figure(target, KTP, "served").trust()).isEqualTo(Trust.OK);
        assertThat(figure(target, KTP, "served").asOf()).isEqualTo(ONE);
    }

    @Test
    void theDayItselfWinsOverHoursAndHoursOverIncreases() {
        Board target = new Board(counting().build(), () -> MIDNIGHT, "e");
        target.apply(batch("siak", ONE, reported(KTP, "served", ONE, 5)), false);
        target.apply(
                batch(
                        "siak",
                        ONE,
                        Outcome.OK,
                        List.of(),
                        List.of(
                                period(KTP, "served", Period.HOUR, MIDNIGHT.minusSeconds(3600), 100, ONE),
                                period(KTP, "served", Period.HOUR, MIDNIGHT, 7, ONE),
                                period(KTP, "served", Period.HOUR, MIDNIGHT.plusSeconds(3600), 4, ONE))),
                false);
        tick(target, ONE);
        assertThat(figure(target, KTP, "served").value()).isEqualTo(11.0);

        target.apply(batch("siak", ONE, Outcome.OK, List.of(), List.of(day(KTP, "served", MIDNIGHT, 40, ONE))), false);
        target.apply(batch("siak", ONE, Outcome.OK, List.of(), List.of(day(KTP, "served", MIDNIGHT, 38, ONE))), false);
        tick(target, ONE);

        assertThat(figure(target, KTP, "served").value()).isEqualTo(38.0);
        assertThat(figure(target, KTP, "served").coverage()).isEqualTo(1.0);
    }

    @Test
    void aSuspectValueEntersNothing() {
        Board target = new Board(counting().build(), () -> MIDNIGHT, "e");

        Sample suspect = new Sample(Province.key(KTP, "served", Origin.REPORTED), ONE, 1e9, Quality.SUSPECT);
        target.apply(batch("siak", ONE, suspect), false);
        tick(target, ONE);

        assertThat(figure(target, KTP, "served").value()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"Asia/Jakarta, 17", "Asia/Makassar, 16", "Asia/Jayapura, 15"})
    void todayBeginsAtLocalMidnight(String zone, int utcHour) {
        Board target = new Board(counting().zone("33.08", zone).build(), () -> MIDNIGHT, "e");
        Instant midnight = Instant.parse("2026-11-23T" + utcHour + ":00:00Z");
        Instant before = midnight.minusSeconds(60);
        target.apply(batch("siak", before, Outcome.OK, List.of(reported(KTP, "served", before, 9)), List.of()), false);
        tick(target, midnight.minusSeconds(1));
        assertThat(figure(target, KTP, "served").value()).isEqualTo(9.0);

        tick(target, midnight);
        assertThat(figure(target, KTP, "served").value()).isNull();

        Sample late = reported(KTP, "served", midnight.minusMillis(1), -1);
        target.apply(batch("siak", midnight, late, reported(KTP, "served", midnight, 2)), false);
        tick(target, midnight.plusSeconds(1));
        assertThat(figure(target, KTP, "served").value()).isEqualTo(2.0);
    }

    @Test
    void aLevelIsItsLastValueAndGrowsOld() {
        Board target = new Board(
                new Province()
                        .service(KTP)
                        .counting("siak", KTP, maps("pending", null, Semantics.GAUGE))
                        .build(),
                () -> MIDNIGHT,
                "e");
        target.apply(batch("siak", MIDNIGHT, reported(KTP, "pending", MIDNIGHT, 12)), false);
        target.apply(batch("siak", ONE, reported(KTP, "pending", ONE, 8)), false);
        tick(target, ONE);
        assertThat(figure(target, KTP, "pending").value()).isEqualTo(8.0);
        assertThat(figure(target, KTP, "pending").period()).isEqualTo("now");

        tick(target, ONE.plusSeconds(190));
        assertThat(figure(target, KTP, "pending").trust()).isEqualTo(Trust.OK);
        tick(target, ONE.plusSeconds(192));

        assertThat(figure(target, KTP, "pending").value()).isEqualTo(8.0);
        assertThat(figure(target, KTP, "pending").trust()).isEqualTo(Trust.STALE);
        assertThat(figure(target, "33.08", "pending").trust()).isEqualTo(Trust.STALE);
    }

    @Test
    void responseIsADistributionMergedUpTheTree() {
        Board target = new Board(
                new Province()
                        .service(KTP)
                        .service(KK)
                        .probe("ktp-online", KTP)
                        .probe("kk-online", KK)
                        .build(),
                () -> MIDNIGHT,
                "e");
        for (int i = 0; i < 100; i++) {
            Instant at = MIDNIGHT.plusSeconds(30L * i);
            target.apply(
                    batch(
                            "ktp-online",
                            at,
                            sample(KTP, "response", Origin.MEASURED, at, 100 + i),
                            sample(KTP, "up", Origin.MEASURED, at, i < 25 ? 0 : 1)),
                    false);
        }
        Instant at = MIDNIGHT.plusSeconds(30L * 99);
        target.apply(
                batch(
                        "kk-online",
                        at,
                        sample(KK, "response", Origin.MEASURED, at, 10_000),
                        sample(KK, "up", Origin.MEASURED, at, 1)),
                false);
        tick(target, at);

        Figure response = figure(target, KTP, "response");
        assertThat(response.value()).isCloseTo(150, within(3.0));
        assertThat(response.p95()).isCloseTo(195, within(4.0));
        assertThat(response.n()).isEqualTo(100);
        Figure above = figure(target, "33.08/disdukcapil", "response");
        assertThat(above.value()).isCloseTo(150, within(3.0));
        assertThat(above.n()).isEqualTo(101);
        assertThat(figure(target, KTP, "availability").value()).isEqualTo(0.75);
        assertThat(figure(target, "33.08", "availability").value()).isCloseTo(76.0 / 101, within(1e-9));
    }

    @Test
    void reportedMeansMergeByWeightAndHaveNoPercentile() {
        Board target = new Board(
                new Province()
                        .service(KTP)
                        .service(KK)
                        .counting("siak", KTP, maps("handling", null, Semantics.GAUGE))
                        .counting("kk", KK, maps("handling", null, Semantics.GAUGE))
                        .build(),
                () -> MIDNIGHT,
                "e");
        target.apply(batch("siak", ONE, mean(KTP, 1000, 3)), false);
        target.apply(batch("kk", ONE, mean(KK, 2000, 1)), false);
        tick(target, ONE);

        Figure figure = figure(target, "33.08", "handling");
        assertThat(figure.value()).isEqualTo(1250.0);
        assertThat(figure.p95()).isNull();
        assertThat(figure.n()).isEqualTo(4);
    }

    @Test
    void availabilityCountsOnlyServiceHours() {
        Board target = new Board(
                new Province()
                        .service(KTP, Province.OFFICE, Targets.NONE)
                        .probe("ktp-online", KTP)
                        .build(),
                () -> MIDNIGHT,
                "e");
        Instant night = MIDNIGHT.plus(Duration.ofHours(5));
        Instant open = MIDNIGHT.plus(Duration.ofHours(9));
        target.apply(batch("ktp-online", night, sample(KTP, "up", Origin.MEASURED, night, 0)), false);
        tick(target, night);
        assertThat(figure(target, KTP, "availability").value()).isNull();

        target.apply(batch("ktp-online", open, sample(KTP, "up", Origin.MEASURED, open, 1)), false);
        tick(target, open);

        assertThat(figure(target, KTP, "availability").value()).isEqualTo(1.0);
    }

    @Test
    void anotherOriginIsShownBesideTheMostAutomatic() {
        Board target = new Board(
                new Province()
                        .service(KTP)
                        .counting(
                                "form", KTP, Origin.ENTERED, null, maps("served", "permohonan", Semantics.SINCE_START))
                        .counting("siak", KTP, maps("served", "permohonan", Semantics.SINCE_START))
                        .build(),
                () -> MIDNIGHT,
                "e");
        target.apply(batch("form", ONE, sample(KTP, "served", Origin.ENTERED, ONE, 7)), false);
        tick(target, ONE);
        assertThat(figure(target, KTP, "served").value()).isEqualTo(7.0);
        assertThat(figure(target, KTP, "served").alternative()).isNull();

        target.apply(batch("siak", ONE, reported(KTP, "served", ONE, 5)), false);
        tick(target, ONE);

        Figure figure = figure(target, KTP, "served");
        assertThat(figure.value()).isEqualTo(5.0);
        assertThat(figure.origin()).isEqualTo(Origin.REPORTED);
        assertThat(figure.alternative()).isEqualTo(new Figure.Alternative(Origin.ENTERED, 7, ONE));
    }

    @Test
    void countsAreSummedOnlyWithTheirLike() {
        Board target = new Board(
                new Province()
                        .service(KTP)
                        .service(KK)
                        .service(IZIN)
                        .government("33")
                        .counting("a", KTP, maps("served", "permohonan", Semantics.SINCE_START))
                        .counting("b", KK, maps("served", "dokumen", "permohonan", Semantics.SINCE_START))
                        .counting("c", IZIN, maps("served", "permohonan", Semantics.SINCE_START))
                        .build(),
                () -> MIDNIGHT,
                "e");
        target.apply(batch("a", ONE, reported(KTP, "served", ONE, 1)), false);
        target.apply(batch("b", ONE, reported(KK, "served", ONE, 10)), false);
        target.apply(batch("c", ONE, reported(IZIN, "served", ONE, 100)), false);
        tick(target, ONE);

        assertThat(target.view(ScopePath.of("33")).node().figures())
                .filteredOn(figure -> figure.measure().equals("served"))
                .extracting(Figure::of, Figure::value)
                .containsExactlyInAnyOrder(tuple("permohonan", 101.0), tuple("dokumen", 10.0));
    }

    @Test
    void whatIsMissingIsNamedAndTwentyAtMost() {
        Province province = new Province();
        for (int i = 0; i < 30; i++) {
            String path = "33.08/dinas/s" + i;
            province =
                    province.service(path).counting("f" + i, path, maps("served", "permohonan", Semantics.SINCE_START));
        }
        Board target = new Board(province.service("33.08/dinas/unconnected").build(), () -> MIDNIGHT, "e");
        for (int i = 0; i < 6; i++) {
            target.apply(batch("f" + i, ONE, reported("33.08/dinas/s" + i, "served", ONE, 1)), false);
        }
        tick(target, ONE);

        Figure figure = figure(target, "33.08", "served");
        assertThat(figure.value()).isEqualTo(6.0);
        assertThat(figure.trust()).isEqualTo(Trust.PARTIAL);
        assertThat(figure.coverage()).isEqualTo(0.2);
        assertThat(figure.missing())
                .hasSize(20)
                .doesNotContain(ScopePath.of("33.08/dinas/s0"), ScopePath.of("33.08/dinas/unconnected"));
        assertThat(target.view(ScopePath.of("33.08")).node().counts()).isEqualTo(new Counts(6, 0, 0, 24, 0, 1));
    }

    @Test
    void aCountOfIncreasesThatBeganLateIsPartial() {
        Instant noon = MIDNIGHT.plus(Duration.ofHours(12));
        Board target = new Board(counting().build(), () -> noon, "e");

        target.apply(batch("siak", noon, reported(KTP, "served", noon, 5)), false);
        tick(target, noon);

        assertThat(figure(target, KTP, "served").trust()).isEqualTo(Trust.PARTIAL);
        assertThat(figure(target, KTP, "served").coverage()).isLessThan(0.01);
    }

    private static Province counting() {
        return new Province().service(KTP).counting("siak", KTP, maps("served", "permohonan", Semantics.SINCE_START));
    }

    private static Sample mean(String service, double value, double weight) {
        return new Sample(Province.key(service, "handling", Origin.REPORTED), ONE, value, weight, Quality.OK, null);
    }

    private static Figure figure(Board board, String path, @Nullable String measure) {
        return board.view(ScopePath.of(path)).node().figures().stream()
                .filter(figure -> figure.measure().equals(measure))
                .findFirst()
                .orElseThrow();
    }
}
