package org.pantau.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.pantau.live.Province.batch;
import static org.pantau.live.Province.key;
import static org.pantau.live.Province.maps;
import static org.pantau.live.Province.sample;
import static org.pantau.live.Province.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.measure.Origin;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Semantics;
import org.pantau.measure.Trust;
import org.pantau.measure.value.OriginShares;
import org.pantau.measure.value.Sample;

/** Who has said how much of a total, and what counts where two origins tell the same number. */
class BoardOriginsTest {

    private static final String KTP = "33.08/disdukcapil/ktp-el";
    private static final String KK = "33.08/disdukcapil/kk";
    private static final String IZIN = "33.08/dpmptsp/izin";
    /** 23 November 2026, 00.00 WIB. */
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T17:00:00Z");

    private static final Instant ONE = MIDNIGHT.plusSeconds(60);

    @ParameterizedTest
    @CsvSource({
        // KTP reported, KK and IZIN entered: by value
        "70, 20, 10,   0.7,   0.3",
        "70, 0,  0,    1,     0",
        // a correction is as much somebody's word as a count is
        "-10, 30, 0,   0.25,  0.75",
        // nothing happened: by number of inputs
        "0,  0,  0,    0.333, 0.667",
    })
    void theShareOfEachOriginShouldGoByValueAndWhereNothingHappenedByInputs(
            double ktp, double kk, double izin, double reported, double entered) {
        Board target = board("served", "permohonan");

        say(target, "api", KTP, "served", Origin.REPORTED, ktp);
        say(target, "form-kk", KK, "served", Origin.ENTERED, kk);
        say(target, "form-izin", IZIN, "served", Origin.ENTERED, izin);
        tick(target, ONE);

        Figure total = figure(target, "33.08", "served");
        assertThat(total.value()).isEqualTo(ktp + kk + izin);
        assertThat(total.origins()).isEqualTo(new OriginShares(null, reported, null, entered));
        assertThat(total.origin()).isEqualTo(Origin.ENTERED);
        assertThat(figure(target, "33", "served").origins()).isEqualTo(total.origins());
    }

    @Test
    void levelsShouldShareByValueToo() {
        Board target = board("pending", null);

        say(target, "api", KTP, "pending", Origin.REPORTED, 6);
        say(target, "form-kk", KK, "pending", Origin.ENTERED, 2);
        tick(target, ONE);

        assertThat(figure(target, "33.08", "pending").origins()).isEqualTo(new OriginShares(null, 0.75, null, 0.25));
    }

    @Test
    void whatHasOneOriginShouldNeedNoShares() {
        Board target = board("served", "permohonan");

        say(target, "form-kk", KK, "served", Origin.ENTERED, 20);
        say(target, "form-izin", IZIN, "served", Origin.ENTERED, 10);
        tick(target, ONE);

        assertThat(figure(target, KK, "served").origins()).isNull();
        assertThat(figure(target, "33.08", "served").origins()).isNull();
        assertThat(figure(target, "33.08", "served").origin()).isEqualTo(Origin.ENTERED);
    }

    @Test
    void whoHasNotSpokenYetShouldHaveNoPartInTheOrigin() {
        Board target = board("served", "permohonan");
        assertThat(figure(target, "33.08", "served").origin()).isEqualTo(Origin.ENTERED);

        say(target, "api", KTP, "served", Origin.REPORTED, 70);
        tick(target, ONE);

        Figure total = figure(target, "33.08", "served");
        assertThat(total.origin()).isEqualTo(Origin.REPORTED);
        assertThat(total.origins()).isNull();
        assertThat(total.missing()).hasSize(2);
    }

    @Test
    void timesShouldShareByTheirCasesAndStatesByTheirSamples() {
        Board target = new Board(
                new Province()
                        .service(KTP)
                        .service(KK)
                        .probe("ktp-online", KTP)
                        .counting("api", KTP, maps("handling", null, Semantics.GAUGE))
                        .counting("form-kk", KK, Origin.ENTERED, null, maps("handling", null, Semantics.GAUGE))
                        .counting("kk-health", KK, maps("up", null, Semantics.GAUGE))
                        .build(),
                () -> MIDNIGHT,
                "e");

        target.apply(batch("api", ONE, mean(KTP, Origin.REPORTED, 1000, 90)), false);
        target.apply(batch("form-kk", ONE, mean(KK, Origin.ENTERED, 9000, 10)), false);
        for (int i = 0; i < 4; i++) {
            Instant at = MIDNIGHT.plusSeconds(15L * i);
            target.apply(batch("ktp-online", at, sample(KTP, "up", Origin.MEASURED, at, 1)), false);
        }
        say(target, "kk-health", KK, "up", Origin.REPORTED, 1);
        tick(target, ONE);

        assertThat(figure(target, "33.08", "handling").origins()).isEqualTo(new OriginShares(null, 0.9, null, 0.1));
        assertThat(figure(target, "33.08", "availability").origins()).isEqualTo(new OriginShares(0.8, 0.2, null, null));
    }

    @Test
    void theAlternativeShouldTellItsTimeAndNeverBeSummed() {
        Board target = board("served", "permohonan", Origin.ENTERED);
        say(target, "form-ktp", KTP, "served", Origin.ENTERED, 41);

        Instant later = ONE.plusSeconds(60);
        target.apply(batch("api", later, sample(KTP, "served", Origin.REPORTED, later, 43)), false);
        tick(target, later);

        Figure figure = figure(target, KTP, "served");
        assertThat(figure.value()).isEqualTo(43.0);
        assertThat(figure.origin()).isEqualTo(Origin.REPORTED);
        assertThat(figure.alternative()).isEqualTo(new Figure.Alternative(Origin.ENTERED, 41, ONE));
        Figure total = figure(target, "33.08", "served");
        assertThat(total.value()).isEqualTo(43.0);
        assertThat(total.alternative()).isNull();
        assertThat(total.origins()).isNull();
    }

    @Test
    void anOldLevelShouldGiveWayToAYoungOneOfALessAutomaticOrigin() {
        Board target = board("pending", null, Origin.ENTERED);
        say(target, "api", KTP, "pending", Origin.REPORTED, 12);
        say(target, "form-ktp", KTP, "pending", Origin.ENTERED, 9);
        tick(target, ONE);
        assertThat(figure(target, KTP, "pending").value()).isEqualTo(12.0);

        Instant afternoon = MIDNIGHT.plus(Duration.ofHours(15));
        target.apply(batch("form-ktp", afternoon, sample(KTP, "pending", Origin.ENTERED, afternoon, 4)), false);
        tick(target, afternoon);

        Figure figure = figure(target, KTP, "pending");
        assertThat(figure.value()).isEqualTo(4.0);
        assertThat(figure.trust()).isEqualTo(Trust.OK);
        assertThat(figure.origin()).isEqualTo(Origin.ENTERED);
        assertThat(figure.alternative()).isNull();
    }

    @Test
    void anOldLevelShouldStayWhereNothingYoungerIsKnown() {
        Board target = board("pending", null, Origin.ENTERED);
        say(target, "api", KTP, "pending", Origin.REPORTED, 12);
        say(target, "form-ktp", KTP, "pending", Origin.ENTERED, 9);

        tick(target, MIDNIGHT.plus(Duration.ofHours(15)));

        Figure figure = figure(target, KTP, "pending");
        assertThat(figure.value()).isEqualTo(12.0);
        assertThat(figure.trust()).isEqualTo(Trust.STALE);
        assertThat(figure.alternative()).isEqualTo(new Figure.Alternative(Origin.ENTERED, 9, ONE));
    }

    @Test
    void countsOfDifferentThingsShouldNotBeComparedWithEachOther() {
        Board target = new Board(
                new Province()
                        .service(KTP)
                        .counting("form", KTP, Origin.ENTERED, null, maps("served", "dokumen", Semantics.SINCE_START))
                        .counting("api", KTP, maps("served", "permohonan", Semantics.SINCE_START))
                        .build(),
                () -> MIDNIGHT,
                "e");

        say(target, "form", KTP, "served", Origin.ENTERED, 41);
        say(target, "api", KTP, "served", Origin.REPORTED, 43);
        tick(target, ONE);

        assertThat(target.view(ScopePath.of(KTP)).node().figures())
                .filteredOn(figure -> figure.measure().equals("served"))
                .extracting(Figure::of, Figure::value, Figure::alternative)
                .containsExactlyInAnyOrder(tuple("permohonan", 43.0, null), tuple("dokumen", 41.0, null));
    }

    @Test
    void aTotalWhoseSharesStayShouldNotBeAChange() {
        Board target = board("served", "permohonan");
        say(target, "api", KTP, "served", Origin.REPORTED, 70);
        say(target, "form-kk", KK, "served", Origin.ENTERED, 30);
        tick(target, ONE);

        say(target, "form-kk", KK, "served", Origin.ENTERED, 0);
        Tick tick = target.tick(ONE.plusSeconds(2));

        assertThat(tick.change().map(Change::nodes).orElse(List.of())).isEmpty();
    }

    /** KTP reported, KK and IZIN entered. */
    private static Board board(String measure, @Nullable String of) {
        return new Board(province(measure, of).build(), () -> MIDNIGHT, "e");
    }

    /** The same, where KTP is told by a second feed of this origin too. */
    private static Board board(String measure, @Nullable String of, Origin second) {
        return new Board(
                province(measure, of)
                        .counting("form-ktp", KTP, second, null, maps(measure, of, semantics(of)))
                        .build(),
                () -> MIDNIGHT,
                "e");
    }

    private static Province province(String measure, @Nullable String of) {
        Semantics semantics = semantics(of);
        return new Province()
                .government("33")
                .service(KTP)
                .service(KK)
                .service(IZIN)
                .counting("api", KTP, maps(measure, of, semantics))
                .counting("form-kk", KK, Origin.ENTERED, null, maps(measure, of, semantics))
                .counting("form-izin", IZIN, Origin.ENTERED, null, maps(measure, of, semantics));
    }

    private static Semantics semantics(@Nullable String of) {
        return of == null ? Semantics.GAUGE : Semantics.SINCE_START;
    }

    private static void say(Board board, String feed, String service, String measure, Origin origin, double value) {
        board.apply(batch(feed, ONE, sample(service, measure, origin, ONE, value)), false);
    }

    private static Sample mean(String service, Origin origin, double value, double weight) {
        return new Sample(key(service, "handling", origin), ONE, value, weight, Quality.OK, null);
    }

    private static Figure figure(Board board, String path, String measure) {
        return board.view(ScopePath.of(path)).node().figures().stream()
                .filter(figure -> figure.measure().equals(measure))
                .findFirst()
                .orElseThrow();
    }
}
