package org.pantau.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.live.Province.batch;
import static org.pantau.live.Province.maps;
import static org.pantau.live.Province.reported;
import static org.pantau.live.Province.sample;
import static org.pantau.live.Province.tick;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Due;
import org.pantau.catalogue.model.Feed.Confirm;
import org.pantau.catalogue.model.Targets;
import org.pantau.measure.FeedState;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Semantics;
import org.pantau.measure.Status;
import org.pantau.measure.Trust;
import org.pantau.measure.time.ServiceHours;
import org.pantau.measure.value.Aggregate;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.PresentSeries;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.StatusChange;

class BoardStatusTest {

    private static final String KTP = "33.08/disdukcapil/ktp-el";
    /** Monday 23 November 2026, 10.00 WIB. */
    private static final Instant TEN = Instant.parse("2026-11-23T03:00:00Z");

    private static final Duration EVERY = Duration.ofSeconds(30);

    /** Letters: G good, S slow, D down, one poll each; "." lets one poll fall out, "_" ten. */
    @ParameterizedTest
    @CsvSource({
        "G,        2, 1, NORMAL,     0",
        "D,        2, 1, TANPA_DATA, -1",
        "DD,       2, 1, GANGGUAN,   0",
        "GD,       2, 1, NORMAL,     0",
        "GDD,      2, 1, GANGGUAN,   1",
        "GDDD,     2, 1, GANGGUAN,   1",
        "GDDG,     2, 1, NORMAL,     3",
        "GDDG,     2, 2, GANGGUAN,   1",
        "GDDGG,    2, 2, NORMAL,     3",
        "GDGDGD,   2, 1, NORMAL,     0",
        "GDDGDGD,  2, 1, NORMAL,     3",
        "GDD,      3, 1, NORMAL,     0",
        "GD.D,     2, 1, GANGGUAN,   1",
        "GS,       2, 1, NORMAL,     0",
        "GSS,      2, 1, WASPADA,    1",
        "GSSG,     2, 1, NORMAL,     3",
        "GSSDD,    2, 1, GANGGUAN,   3",
        "S,        2, 1, WASPADA,    0",
        "GDDS,     2, 1, WASPADA,    3",
        "G_,       2, 1, TANPA_DATA, 0",
        "GDD_,     2, 1, TANPA_DATA, 2",
        "GDD_D,    2, 1, TANPA_DATA, 2",
        "GDD_DD,   2, 1, GANGGUAN,   13",
        "G_G,      2, 1, NORMAL,     11",
    })
    void aProbeDecidesAfterItsConfirmation(String polls, int down, int up, Status expected, int sincePoll) {
        Catalogue catalogue = new Province()
                .service(KTP)
                .probe("ktp-online", KTP, new Confirm(down, up))
                .build();
        Board target = new Board(catalogue, () -> TEN, "e");

        int poll = 0;
        for (int i = 0; i < polls.length(); i++) {
            char found = polls.charAt(i);
            Instant at = TEN.plus(EVERY.multipliedBy(poll));
            if (found == '.' || found == '_') {
                poll += found == '_' ? 10 : 1;
            } else {
                target.apply(probed(at, found != 'D'), found == 'S');
                poll++;
            }
            tick(target, TEN.plus(EVERY.multipliedBy(poll - 1)).plusMillis(500));
        }

        Node node = target.view(ScopePath.of(KTP)).node();
        assertThat(node.status()).isEqualTo(expected);
        if (sincePoll >= 0) {
            assertThat(Duration.between(TEN.plus(EVERY.multipliedBy(sincePoll)), node.since()))
                    .isBetween(Duration.ZERO, Duration.ofMillis(2));
        }
    }

    /** Letters as above; one transition is one notification. */
    @ParameterizedTest
    @CsvSource({
        "GDGDGDGDGDGDGDGD, 2, 1, NORMAL",
        "GDDGDGDGDGDGDGDG, 2, 1, NORMAL GANGGUAN NORMAL",
        "GDDGDGDGDGDGDGDD, 2, 2, NORMAL GANGGUAN",
        "GSGSGDGSGDGSGSGD, 2, 1, NORMAL",
    })
    void nasty82AProbeThatFlapsShouldChangeNothingButWhatIsConfirmed(String polls, int down, int up, String expected) {
        Catalogue catalogue = new Province()
                .service(KTP)
                .probe("ktp-online", KTP, new Confirm(down, up))
                .build();
        Board target = new Board(catalogue, () -> TEN, "e");
        List<String> transitions = new ArrayList<>();

        for (int i = 0; i < polls.length(); i++) {
            Instant at = TEN.plus(EVERY.multipliedBy(i));
            target.apply(probed(at, polls.charAt(i) != 'D'), polls.charAt(i) == 'S');
            target.tick(at.plusMillis(500))
                    .transitions()
                    .forEach(change -> transitions.add(change.status().name()));
        }

        assertThat(transitions).containsExactly(expected.split(" "));
    }

    @Test
    void aFailureSaysItsReasonAndTheOperatorItsDetail() {
        Board target = new Board(withProbe(), () -> TEN, "e");

        target.apply(probed(TEN, false), false);
        target.apply(probed(TEN.plusSeconds(30), false), false);
        Tick tick = target.tick(TEN.plusSeconds(31));

        Node node = target.view(ScopePath.of(KTP)).node();
        assertThat(node.reason()).isEqualTo("timeout");
        assertThat(node.detail()).isEqualTo("no answer within 10 s");
        assertThat(node.basis()).isEqualTo("probe");
        assertThat(tick.transitions())
                .containsExactly(new StatusChange(
                        ScopePath.of(KTP), TEN, Status.GANGGUAN, "probe", "timeout", "no answer within 10 s"));
    }

    @Test
    void whatWasNeverPolledWaits() {
        Board target = new Board(withProbe(), () -> TEN, "e");

        Tick tick = target.tick(TEN.plusSeconds(600));

        Node node = target.view(ScopePath.of(KTP)).node();
        assertThat(node.status()).isEqualTo(Status.TANPA_DATA);
        assertThat(node.reason()).isEqualTo("menunggu");
        assertThat(tick.transitions()).isEmpty();
    }

    @Test
    void aProbeThatFellSilentIsUnmonitored() {
        Board target = new Board(withProbe(), () -> TEN, "e");
        target.apply(probed(TEN, true), false);
        tick(target, TEN);

        tick(target, TEN.plusSeconds(100));
        assertThat(target.view(ScopePath.of(KTP)).node().status()).isEqualTo(Status.NORMAL);
        Tick tick = target.tick(TEN.plusSeconds(102));

        assertThat(target.view(ScopePath.of(KTP)).node().reason()).isEqualTo("unmonitored");
        assertThat(tick.transitions()).extracting(StatusChange::status).containsExactly(Status.TANPA_DATA);
    }

    @Test
    void aServiceWithoutFeedIsNotConnected() {
        Board target = new Board(new Province().service(KTP).build(), () -> TEN, "e");

        tick(target, TEN);

        Node node = target.view(ScopePath.of(KTP)).node();
        assertThat(node.status()).isEqualTo(Status.BELUM_TERHUBUNG);
        assertThat(node.figures()).isEmpty();
    }

    @Test
    void aSlowAnswerOverTheTargetDegrades() {
        Catalogue catalogue = new Province()
                .service(KTP, ServiceHours.ALWAYS, new Targets(Duration.ofMillis(800), null))
                .probe("ktp-online", KTP)
                .build();
        Board target = new Board(catalogue, () -> TEN, "e");

        for (int i = 0; i < 2; i++) {
            Instant at = TEN.plusSeconds(30L * i);
            target.apply(
                    batch(
                            "ktp-online",
                            at,
                            sample(KTP, "response", Origin.MEASURED, at, 900),
                            sample(KTP, "up", Origin.MEASURED, at, 1)),
                    false);
        }
        tick(target, TEN.plusSeconds(31));

        assertThat(target.view(ScopePath.of(KTP)).node().status()).isEqualTo(Status.WASPADA);
        assertThat(target.view(ScopePath.of(KTP)).node().reason()).isEqualTo("slow");
    }

    @Test
    void aSourceThatReportsHealthDecidesToo() {
        Catalogue catalogue = new Province()
                .service(KTP)
                .counting("siak", KTP, maps("up", null, Semantics.GAUGE))
                .build();
        Board target = new Board(catalogue, () -> TEN, "e");

        for (int i = 0; i < 2; i++) {
            Instant at = TEN.plusSeconds(60L * i);
            target.apply(batch("siak", at, reported(KTP, "up", at, 0)), false);
        }
        tick(target, TEN.plusSeconds(61));

        Node node = target.view(ScopePath.of(KTP)).node();
        assertThat(node.status()).isEqualTo(Status.GANGGUAN);
        assertThat(node.basis()).isEqualTo("reported");
    }

    @Test
    void figuresAloneMakeAServiceNormalAndTheirAbsenceLeavesItWithoutData() {
        Board target = new Board(withCounts(ServiceHours.ALWAYS, null), () -> TEN, "e");
        target.apply(batch("siak", TEN, reported(KTP, "served", TEN, 3)), false);
        tick(target, TEN);
        assertThat(target.view(ScopePath.of(KTP)).node().status()).isEqualTo(Status.NORMAL);
        assertThat(target.view(ScopePath.of(KTP)).node().basis()).isEqualTo("figures");

        target.apply(failed("siak", TEN.plusSeconds(60), FeedState.AUTH), false);
        tick(target, TEN.plusSeconds(61));
        assertThat(target.view(ScopePath.of(KTP)).node().status()).isEqualTo(Status.NORMAL);

        tick(target, TEN.plusSeconds(192));
        Node node = target.view(ScopePath.of(KTP)).node();
        assertThat(node.status()).isEqualTo(Status.TANPA_DATA);
        assertThat(node.reason()).isEqualTo("auth");
        assertThat(node.figures()).extracting(Figure::trust).contains(Trust.STALE);
    }

    @Test
    void outsideServiceHoursSilentFiguresTroubleNobody() {
        Board target = new Board(withCounts(Province.OFFICE, null), () -> TEN, "e");
        Instant closing = Instant.parse("2026-11-23T07:59:00Z");
        target.apply(batch("siak", closing, reported(KTP, "served", closing, 3)), false);
        tick(target, closing);

        tick(target, closing.plus(Duration.ofHours(6)));
        assertThat(target.view(ScopePath.of(KTP)).node().status()).isEqualTo(Status.NORMAL);

        Instant opening = Instant.parse("2026-11-24T01:00:00Z");
        tick(target, opening);
        assertThat(target.view(ScopePath.of(KTP)).node().status()).isEqualTo(Status.NORMAL);
        tick(target, opening.plusSeconds(300));
        assertThat(target.view(ScopePath.of(KTP)).node().status()).isEqualTo(Status.TANPA_DATA);
    }

    @Test
    void aFeedDueByCalendarIsNotMissedBeforeItsTime() {
        Due due = new Due(LocalTime.of(15, 30), true);
        Instant friday = Instant.parse("2026-11-20T08:40:00Z");
        Board target = new Board(withCounts(ServiceHours.ALWAYS, due), () -> friday, "e");
        target.apply(batch("siak", friday, reported(KTP, "served", friday, 3)), false);
        tick(target, friday);

        for (String at : List.of("2026-11-21T12:00:00Z", "2026-11-22T12:00:00Z", "2026-11-23T08:29:00Z")) {
            tick(target, Instant.parse(at));
            assertThat(target.view(ScopePath.of(KTP)).node().status()).isEqualTo(Status.NORMAL);
        }
        assertThat(target.view(ScopePath.of("33.08")).node().figures())
                .allSatisfy(figure -> assertThat(figure.missing()).isEmpty());
        tick(target, Instant.parse("2026-11-23T08:34:00Z"));

        assertThat(target.view(ScopePath.of(KTP)).node().status()).isEqualTo(Status.TANPA_DATA);
        assertThat(target.view(ScopePath.of("33.08")).node().figures())
                .anySatisfy(figure -> assertThat(figure.missing()).containsExactly(ScopePath.of(KTP)));
    }

    @Test
    void aRestartGoesOnWithTheStatusHistoryKnows() {
        Board target = new Board(withProbe(), () -> TEN, "e");
        Instant from = TEN.minusSeconds(600);
        List<PresentSeries> present = new ArrayList<>();
        present.add(new PresentSeries(
                Province.key(KTP, "up", Origin.MEASURED),
                null,
                sample(KTP, "up", Origin.MEASURED, TEN.minusSeconds(20), 0),
                new Aggregate(),
                List.of()));

        target.restore(
                present,
                List.of(new StatusChange(ScopePath.of(KTP), from, Status.GANGGUAN, "probe", "refused", "")),
                Map.of("ktp-online", TEN.minusSeconds(20)),
                TEN);
        assertThat(target.tick(TEN).transitions()).isEmpty();
        assertThat(target.view(ScopePath.of(KTP)).node().since()).isEqualTo(from);
        target.apply(probed(TEN.plusSeconds(10), true), false);
        List<StatusChange> transitions = target.tick(TEN.plusSeconds(11)).transitions();

        assertThat(transitions).extracting(StatusChange::status).containsExactly(Status.NORMAL);
    }

    @Test
    void aLongAbsenceOfOursIsUnmonitoredNotDown() {
        Board target = new Board(withProbe(), () -> TEN, "e");

        target.restore(
                List.of(new PresentSeries(
                        Province.key(KTP, "up", Origin.MEASURED),
                        null,
                        sample(KTP, "up", Origin.MEASURED, TEN.minusSeconds(7200), 0),
                        new Aggregate(),
                        List.of())),
                List.of(new StatusChange(
                        ScopePath.of(KTP), TEN.minusSeconds(9000), Status.GANGGUAN, "probe", "refused", "")),
                Map.of(),
                TEN);
        List<StatusChange> transitions = target.tick(TEN).transitions();

        assertThat(transitions)
                .containsExactly(new StatusChange(
                        ScopePath.of(KTP), TEN.minusSeconds(7200), Status.TANPA_DATA, "probe", "unmonitored", ""));
    }

    private static Catalogue withProbe() {
        return new Province().service(KTP).probe("ktp-online", KTP).build();
    }

    private static Catalogue withCounts(ServiceHours hours, @Nullable Due due) {
        return new Province()
                .service(KTP, hours, Targets.NONE)
                .counting("siak", KTP, Origin.REPORTED, due, maps("served", "permohonan", Semantics.SINCE_START))
                .build();
    }

    private static Batch probed(Instant at, boolean up) {
        Sample sample = sample(KTP, "up", Origin.MEASURED, at, up ? 1 : 0);
        return up
                ? batch("ktp-online", at, sample)
                : batch(
                        "ktp-online",
                        at,
                        new Outcome(FeedState.TIMEOUT, "no answer within 10 s"),
                        List.of(sample),
                        List.of());
    }

    private static Batch failed(String feed, Instant at, FeedState state) {
        return batch(feed, at, new Outcome(state, ""), List.of(), List.of());
    }
}
