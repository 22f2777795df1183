package org.pantau.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopePathTest {

    @ParameterizedTest
    @CsvSource({
        "'', ROOT, '', ''",
        "33, GOVERNMENT, 33, ''",
        "33.08, GOVERNMENT, 33.08, 33",
        "33.08/disdukcapil, AGENCY, 33.08, 33.08",
        "33.08/disdukcapil/ktp-el, SERVICE, 33.08, 33.08/disdukcapil",
        "33.08/disdukcapil/@statistik, FEED, 33.08, 33.08/disdukcapil",
        "33/rsud-moewardi/poli_1.a, SERVICE, 33, 33/rsud-moewardi"
    })
    void pathKnowsWhatStandsThereAndAbove(String text, NodeKind kind, String government, String parent) {
        ScopePath target = ScopePath.of(text);

        assertThat(target.kind()).isEqualTo(kind);
        assertThat(target.government()).isEqualTo(government);
        assertThat(target.parent()).isEqualTo(ScopePath.of(parent));
        assertThat(ScopePath.parse(text)).contains(target);
        assertThat(target).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "333",
                "33.8",
                "33.08.01",
                "33.08/",
                "/opd",
                "33.08/OPD",
                "33.08/-a",
                "33.08/a/",
                "33.08/a/b/c",
                "33.08/@a",
                "33.08/a/@",
                "33.08/a b",
                "33.08/../34",
                "33,08",
                "33.08\n"
            })
    void otherTextsAreNoPaths(String text) {
        assertThat(ScopePath.parse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScopePath.of(text))
                .withMessageContaining("not a scope path");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 33.08/a/b, true",
        "33, 33.08, true",
        "33, 33.08/a/b, true",
        "33, 33/a, true",
        "33, 34.01, false",
        "33.08, 33.08/a, true",
        "33.08, 33, false",
        "33.08/a, 33.08/ab, false",
        "33.08/a, 33.08/a/@f, true",
        "33.08/a/b, 33.08/a/b.c, false",
        "33.08/a/b, 33.08/a/b, true",
        "33.08, '', false"
    })
    void placeContainsWhatLiesBelowIt(String above, String below, boolean contains) {
        assertThat(ScopePath.of(above).contains(ScopePath.of(below))).isEqualTo(contains);
    }

    @Test
    void childrenAndFeedsHangBelow() {
        assertThat(ScopePath.of("33.08").child("opd").child("a")).isEqualTo(ScopePath.of("33.08/opd/a"));
        assertThat(ScopePath.of("33.08/opd").feed("f")).isEqualTo(ScopePath.of("33.08/opd/@f"));
        assertThat(ScopePath.ROOT.parent()).isEqualTo(ScopePath.ROOT);
    }
}
