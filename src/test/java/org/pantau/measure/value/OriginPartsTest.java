package org.pantau.measure.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pantau.measure.Origin;

class OriginPartsTest {

    private final OriginParts target = new OriginParts();

    @Test
    void nothingShouldHaveNeitherOriginNorShares() {
        target.add(Origin.ENTERED, 5, 0);
        target.add(new OriginParts());

        assertThat(target.least()).isNull();
        assertThat(target.shares()).isNull();
    }

    @Test
    void oneOriginShouldNeedNoShares() {
        target.add(Origin.UPLOADED, 5, 1);
        target.add(parts(Origin.UPLOADED, 7, 2));

        assertThat(target.least()).isEqualTo(Origin.UPLOADED);
        assertThat(target.shares()).isNull();
    }

    @Test
    void sharesShouldGoBySizeWhateverTheOrderTheyCameIn() {
        target.add(Origin.ENTERED, 10, 1);
        target.add(Origin.MEASURED, 60, 1);
        target.add(Origin.ENTERED, 10, 1);
        target.add(Origin.UPLOADED, 20, 1);

        assertThat(target.least()).isEqualTo(Origin.ENTERED);
        assertThat(target.shares()).isEqualTo(new OriginShares(0.6, null, 0.2, 0.2));
    }

    @Test
    void partsOfPartsShouldAddUpAsTheirPartsWould() {
        OriginParts mixed = parts(Origin.REPORTED, 30, 3);
        mixed.add(Origin.ENTERED, 10, 1);

        target.add(parts(Origin.REPORTED, 50, 1));
        target.add(mixed);
        target.add(parts(Origin.MEASURED, 10, 1));

        assertThat(target.least()).isEqualTo(Origin.ENTERED);
        assertThat(target.shares()).isEqualTo(new OriginShares(0.1, 0.8, null, 0.1));
        assertThat(mixed.shares()).isEqualTo(new OriginShares(null, 0.75, null, 0.25));
    }

    @Test
    void mixedPartsShouldBeTakenIntoAnEmptyOne() {
        OriginParts mixed = parts(Origin.ENTERED, 1, 1);
        mixed.add(Origin.REPORTED, 3, 1);

        target.add(mixed);

        assertThat(target.least()).isEqualTo(Origin.ENTERED);
        assertThat(target.shares()).isEqualTo(mixed.shares());
    }

    @Test
    void inputsShouldBeCountedWhereEverySizeIsZero() {
        target.add(Origin.REPORTED, 0, 3);
        target.add(Origin.ENTERED, 0, 1);

        assertThat(target.shares()).isEqualTo(new OriginShares(null, 0.75, null, 0.25));
    }

    private static OriginParts parts(Origin origin, double size, int inputs) {
        OriginParts parts = new OriginParts();
        parts.add(origin, size, inputs);
        return parts;
    }
}
