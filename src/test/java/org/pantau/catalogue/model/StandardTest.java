package org.pantau.catalogue.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.model.Standard.Counted;

class StandardTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 Hari | 7 | 7 | WORK_DAY | true",
                "7 hari kerja | 7 | 7 | WORK_DAY | false",
                "7 hari | 7 | 7 | WORK_DAY | true",
                "Maksimal 7 Hari Kerja | 7 | 7 | WORK_DAY | false",
                "1 hari | 1 | 1 | WORK_DAY | true",
                "30 Menit | 30 | 30 | MINUTE | false",
                "Maksimal 20 (dua puluh) hari | 20 | 20 | WORK_DAY | true",
                "Maksimal 7 (tujuh) hari | 7 | 7 | WORK_DAY | true",
                "5 - 10 Menit | 5 | 10 | MINUTE | false",
                "10 Menit | 10 | 10 | MINUTE | false",
                "24 jam | 24 | 24 | HOUR | false",
                "maks. 2 minggu | 2 | 2 | WEEK | false",
                "3–5 hari kerja | 3 | 5 | WORK_DAY | false",
                "1 Bulan | 1 | 1 | MONTH | false",
                "1 tahun | 1 | 1 | YEAR | false"
            })
    void writingsOfOfficesAreUnderstood(String text, int least, int most, Counted unit, boolean ambiguous) {
        assertThat(Standard.parse(text)).contains(new Standard(text, least, most, unit, ambiguous));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sesuai Perda",
                "7",
                "hari kerja",
                "tujuh hari",
                "-1 hari",
                "999999 hari",
                "10 - 5 menit",
                "0 jam"
            })
    void otherWritingsAreNotGuessed(String text) {
        assertThat(Standard.parse(text)).isEmpty();
    }
}
