package org.pantau.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.live.Province.batch;
import static org.pantau.live.Province.maps;
import static org.pantau.live.Province.sample;
import static org.pantau.live.Province.tick;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.catalogue.model.Targets;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Semantics;
import org.pantau.measure.Status;
import org.pantau.measure.Trust;
import org.pantau.measure.time.ServiceHours;
import org.pantau.measure.value.Aggregate;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PeriodValue.Closing;
import org.pantau.measure.value.PresentSeries;
import org.pantau.measure.value.Sample;

/** Availability of today within service hours, and what is expected of a series that is young. */
class BoardHoursTest {

    private static final String KTP = "33.08/disdukcapil/ktp-el";
    /** Monday, 23 November 2026, 00.00 WIB. */
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T17:00:00Z");

    private static Instant at(int hour) {
        return MIDNIGHT.plusSeconds(hour * 3600L);
    }

    private static ServiceHours from(int open, int close) {
        return new ServiceHours(
                "kantor",
                Map.of(DayOfWeek.MONDAY, List.of(new ServiceHours.Span(LocalTime.of(open, 0), LocalTime.of(close, 0)))),
                true);
    }

    private static Figure figure(Board board, String measure) {
        return board.view(ScopePath.of(KTP)).node().figures().stream()
                .filter(figure -> figure.measure().equals(measure))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void availabilityShouldExpectNothingOfTheTimeOutsideServiceHours() {
        Board target = new Board(
                new Province()
                        .service(KTP, from(8, 15), Targets.NONE)
                        .probe("ktp-online", KTP)
                        .build(),
                () -> MIDNIGHT,
                "e");

        for (Instant slot = at(0); slot.isBefore(at(16)); slot = slot.plusSeconds(30)) {
            boolean open = !slot.isBefore(at(8)) && slot.isBefore(at(15));
            Sample up = sample(KTP, "up", Origin.MEASURED, slot, open && !slot.isBefore(at(9)) ? 1 : 0);
            Sample marked = new Sample(up.series(), slot, up.value(), open ? Quality.OK : Quality.OFF_HOURS);
            target.apply(batch("ktp-online", slot, marked), false);
            tick(target, slot);
        }

        Figure figure = figure(target, "availability");
        assertThat(figure.value()).isEqualTo(6 / 7.0);
        assertThat(figure.coverage()).isEqualTo(1);
    }

    @ParameterizedTest(name = "watched since {0} o''clock covers {1}")
    @CsvSource({"11, 1", "10, 0.5", "0, 0.08"})
    void aRestartShouldRememberSinceWhenASeriesIsWatched(int since, double coverage) {
        Board target =
                new Board(new Province().service(KTP).probe("ktp-online", KTP).build(), () -> at(12), "e");
        Aggregate hour = new Aggregate();
        for (int i = 0; i < 120; i++) {
            hour.add(1, 1, false);
        }

        target.restore(
                List.of(new PresentSeries(
                        Province.key(KTP, "up", Origin.MEASURED),
                        null,
                        sample(KTP, "up", Origin.MEASURED, at(12), 1),
                        hour,
                        List.of(),
                        at(since))),
                List.of(),
                Map.of(),
                at(12));
        tick(target, at(12));

        assertThat(figure(target, "availability").coverage()).isEqualTo(coverage);
    }

    @Test
    void aPeriodThatIsCalledOverShouldMakeNothingYoung() {
        Board target = new Board(
                new Province()
                        .service(KTP)
                        .counting("siak", KTP, maps("served", "permohonan", Semantics.SINCE_BOUNDARY))
                        .build(),
                () -> MIDNIGHT,
                "e");
        PeriodValue today = Province.day(KTP, "served", MIDNIGHT, 3, at(1));
        target.apply(batch("siak", at(1), Outcome.OK, List.of(), List.of(today)), false);

        PeriodValue yesterday = Province.day(KTP, "served", at(-24), 9, at(-1)).with(Closing.UNCONFIRMED);
        target.apply(batch("siak", at(7), Outcome.OK, List.of(), List.of(yesterday)), false);
        tick(target, at(7));

        assertThat(figure(target, "served").value()).isEqualTo(3.0);
        assertThat(figure(target, "served").trust()).isEqualTo(Trust.STALE);
    }

    @Test
    void nasty84SilenceOfAClosedAgencyShouldLeaveItsStatusAsItWas() {
        Board target = new Board(
                new Province()
                        .service(KTP, from(8, 15), Targets.NONE)
                        .counting("siak", KTP, maps("pending", null, Semantics.GAUGE))
                        .build(),
                () -> MIDNIGHT,
                "e");
        Instant before = at(15).minusSeconds(60);
        target.apply(batch("siak", before, Province.reported(KTP, "pending", before, 3)), false);
        tick(target, before);

        // Tuesday is closed all day: polls go on, and bring nothing.
        for (int hour = 16; hour < 40; hour++) {
            target.apply(batch("siak", at(hour)), false);
            tick(target, at(hour));
        }

        assertThat(target.view(ScopePath.of(KTP)).node().status()).isEqualTo(Status.NORMAL);
        assertThat(figure(target, "pending").trust()).isEqualTo(Trust.STALE);
    }
}
