package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several machines push to one feed, each with a clock of its own, and some of what they push comes late. */
class PushSendersTest {

    private static final String METRICS = "text/plain; version=0.0.4";
    private static final String KTP = "33.08/disdukcapil/ktp-el";
    private static final String KK = "33.08/disdukcapil/kk";
    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

    private final HandClock clock = new HandClock();
    private PushEdge edge;

    @BeforeEach
    void start() {
        edge = PushEdge.started(clock);
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private void served(String service, Instant at, int value) {
        PushEdge.taken(edge.samples("{\"service\": \"%s\", \"measure\": \"served\", \"at\": \"%s\", \"value\": %d}"
                .formatted(service, at, value)));
    }

    private double day(String service, String measure) {
        return edge.number(
                "select coalesce(max(value), -1)::float8 from period_value join series on id = series_id"
                        + " where subject = $1 and measure = $2",
                service,
                measure);
    }

    @Test
    void aSenderWhoseClockIsBehindShouldNotGoUnheard() {
        for (int minute = 0; minute < 4; minute++) {
            clock.forward(Duration.ofMinutes(1));
            served("1", clock.instant(), 10 + minute);
            // two minutes behind, and always just after the other
            served("2", clock.instant().minusSeconds(120), 3 + minute);
        }

        assertThat(day(KTP, "served")).isEqualTo(13);
        assertThat(day(KK, "served")).isEqualTo(6);
        assertThat(edge.sum(KK, "served")).isEqualTo(6);
    }

    @Test
    void aCounterOfASenderWhoseClockIsBehindShouldNotStandStill() {
        for (int minute = 0; minute < 4; minute++) {
            clock.forward(Duration.ofMinutes(1));
            long now = clock.instant().toEpochMilli();
            counter("layanan_total{instance=\"a\"} " + (100 + minute) + " " + now);
            counter("layanan_total{instance=\"b\"} " + (500 + 2 * minute) + " " + (now - 120_000));
        }

        assertThat(edge.sum(KTP, "received")).isEqualTo(3 + 6);
    }

    @Test
    void countersSeenAtTheSameInstantShouldAllCount() {
        long now = clock.instant().toEpochMilli();
        for (int minute = 0; minute < 3; minute++) {
            for (String instance : new String[] {"a", "b", "c"}) {
                counter("layanan_total{instance=\"" + instance + "\"} " + (100 + minute) + " " + now);
            }
            clock.forward(Duration.ofMinutes(1));
            now += 60_000;
        }

        assertThat(edge.sum(KTP, "received")).isEqualTo(6);
    }

    @Test
    void aReadingConfirmedLaterShouldStandAgainstOneThatComesLate() {
        Instant ten = clock.instant();
        clock.forward(Duration.ofHours(2));
        served("1", ten, 20);
        served("1", ten.plusSeconds(3600), 20);
        served("1", ten.plusSeconds(1800), 15);

        assertThat(day(KTP, "served")).isEqualTo(20);
    }

    @Test
    void whatComesLateShouldNotReplaceWhatWasSeenLater() {
        Instant ten = clock.instant();
        served("1", ten, 20);
        clock.forward(Duration.ofMinutes(5));
        served("1", ten.minusSeconds(3600), 15);
        counter("layanan_total 100 " + ten.toEpochMilli());
        counter("layanan_total 90 " + ten.minusSeconds(3600).toEpochMilli());
        counter("layanan_total 101 " + ten.plusSeconds(60).toEpochMilli());
        complaints(ten, 8);
        clock.forward(Duration.ofSeconds(1));
        complaints(ten.minusSeconds(3600), 5);

        assertThat(day(KTP, "served")).isEqualTo(20);
        assertThat(edge.sum(KTP, "served")).isEqualTo(20);
        assertThat(edge.sum(KTP, "received")).as("no restart").isEqualTo(1);
        assertThat(day(KTP, "complaints_received")).isEqualTo(8);
    }

    @Test
    void whatWaitedWhileWeWereAwayShouldCountAfterTheStart() {
        served("1", clock.instant(), 10);
        counter("layanan_total 100 " + clock.instant().minusSeconds(300).toEpochMilli());
        clock.forward(Duration.ofMinutes(10));
        edge = edge.restarted();

        // seen before the last push had come, and never sent until now
        served("2", clock.instant().minusSeconds(720), 4);
        counter("layanan_total 107 " + clock.instant().minusSeconds(720).toEpochMilli());

        assertThat(day(KK, "served")).isEqualTo(4);
        assertThat(edge.sum(KTP, "received")).isEqualTo(7);
    }

    @Test
    void aDayThatNobodyConfirmsShouldBeClosedAsUnconfirmed() {
        served("1", clock.instant(), 10);
        Instant day =
                LocalDate.ofInstant(clock.instant(), WIB).atStartOfDay(WIB).toInstant();
        // its grace, and a day in which whoever pushes could have said it again
        clock.forward(Duration.ofDays(2));
        served("1", clock.instant(), 3);

        assertThat(edge.number(
                        "select (case when unconfirmed and not closed then value else -1 end)::float8 from period_value"
                                + " where start = $1",
                        day.atOffset(ZoneOffset.UTC)))
                .isEqualTo(10);
    }

    private void counter(String line) {
        PushEdge.taken(edge.push("metrik", METRICS, line + "\n"));
    }

    private void complaints(Instant at, int value) {
        PushEdge.taken(edge.push(
                "berkas", "text/csv", "service,measure,at,value\n" + KTP + ",complaints_received," + at + "," + value));
    }
}
