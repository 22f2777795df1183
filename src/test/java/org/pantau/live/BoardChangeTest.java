package org.pantau.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pantau.live.Province.batch;
import static org.pantau.live.Province.maps;
import static org.pantau.live.Province.reported;
import static org.pantau.live.Province.sample;
import static org.pantau.live.Province.tick;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Semantics;
import org.pantau.measure.Status;

class BoardChangeTest {

    private static final String KTP = "33.08/disdukcapil/ktp-el";
    private static final String KK = "33.08/disdukcapil/kk";
    private static final String RSUD = "33.08/rsud/rawat-jalan";
    private static final String IZIN = "33.09/dpmptsp/izin";
    private static final Instant TEN = Instant.parse("2026-11-23T03:00:00Z");

    @Test
    void aChangeHoldsExactlyTheNodesThatDiffer() {
        Board target = board();
        tick(target, TEN);

        target.apply(batch("siak", TEN, reported(KTP, "served", TEN, 3)), false);
        Change change = target.tick(TEN).change().orElseThrow();

        assertThat(change.nodes())
                .extracting(node -> node.id().value())
                .containsExactlyInAnyOrder(KTP, "33.08/disdukcapil", "33.08", "33");
        assertThat(change.seq()).isEqualTo(target.snapshot().seq());
    }

    @Test
    void withoutADifferenceThereIsNoChangeAndNumbersOnlyGrow() {
        Board target = board();
        target.apply(batch("siak", TEN, reported(KTP, "served", TEN, 3)), false);
        long first = target.tick(TEN).change().orElseThrow().seq();

        assertThat(target.tick(TEN.plusMillis(200)).change()).isEmpty();
        assertThat(target.tick(TEN.plusSeconds(2)).change()).isEmpty();
        target.live(false, "database");
        Change second = target.tick(TEN.plusSeconds(3)).change().orElseThrow();

        assertThat(second.seq()).isEqualTo(first + 1);
        assertThat(second.nodes()).isEmpty();
        assertThat(second.live()).isEqualTo(new Live(TEN.plusSeconds(3), false, "database"));
    }

    @Test
    void anEarlierSnapshotStaysAsItWas() {
        Board target = board();
        BoardSnapshot before = target.snapshot();

        target.apply(batch("siak", TEN, reported(KTP, "served", TEN, 3)), false);
        tick(target, TEN);

        assertThat(before.view(ScopePath.of("33")).node().counts().normal()).isZero();
        assertThat(target.snapshot().view(ScopePath.of("33")).node().counts().normal())
                .isEqualTo(1);
    }

    @Test
    void aViewShowsThePathTheChildrenAndWhatWantsAttention() {
        Board target = board();
        for (int i = 0; i < 2; i++) {
            Instant at = TEN.plusSeconds(30L * i);
            target.apply(batch("rsud-online", at, sample(RSUD, "up", Origin.MEASURED, at, 0)), false);
        }
        tick(target, TEN.plusSeconds(31));

        BoardView top = target.view(ScopePath.ROOT);
        assertThat(top.node().id()).isEqualTo(ScopePath.of("33"));
        assertThat(top.node().status()).isEqualTo(Status.GANGGUAN);
        assertThat(top.node().since()).isEqualTo(TEN);
        assertThat(top.children()).extracting(node -> node.id().value()).containsExactly("33.08", "33.09");
        assertThat(top.attention()).extracting(node -> node.id().value()).containsExactly(RSUD, KTP);
        BoardView agency = target.view(ScopePath.of("33.08/rsud"));
        assertThat(agency.path()).extracting(place -> place.id().value()).containsExactly("33", "33.08", "33.08/rsud");
        assertThat(agency.attention()).extracting(node -> node.id().value()).containsExactly(RSUD);
        assertThat(target.view(ScopePath.of("33.09")).node().status()).isEqualTo(Status.BELUM_TERHUBUNG);
    }

    @Test
    void twoProvincesHaveARootAboveThem() {
        Board target = new Board(
                new Province().service("33.08/a/b").service("34.01/a/b").build(), () -> TEN, "e");

        assertThat(target.view(ScopePath.ROOT).node().counts().belumTerhubung()).isEqualTo(2);
        assertThat(target.view(ScopePath.ROOT).children()).hasSize(2);
    }

    @Test
    void whatTheCatalogueDoesNotHoldIsIgnored() {
        Board target = board();
        long seq = target.snapshot().seq();

        target.apply(batch("siak", TEN, reported("33.08/disdukcapil/999", "served", TEN, 3)), false);
        target.apply(batch("no-such-feed", TEN, reported(KTP, "served", TEN, 3)), false);
        tick(target, TEN.plusMillis(1));

        assertThat(target.snapshot().seq()).isEqualTo(seq);
        assertThatThrownBy(() -> target.view(ScopePath.of("33.08/disdukcapil/999")))
                .hasMessageContaining("33.08/disdukcapil/999");
    }

    private static Board board() {
        return new Board(
                new Province()
                        .government("33")
                        .service(KTP)
                        .service(KK)
                        .service(RSUD)
                        .service(IZIN)
                        .counting("siak", KTP, maps("served", "permohonan", Semantics.SINCE_START))
                        .probe("rsud-online", RSUD)
                        .build(),
                () -> TEN,
                "e");
    }
}
