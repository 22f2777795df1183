package org.pantau.normalise.nasty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.measure.FeedState;
import org.pantau.measure.Quality;
import org.pantau.normalise.Normalised;

/** One feed with rules for success, nothing and zero, and values that mean "none": which of them speaks when. */
class RulesTogetherTest {

    private static Source source() {
        return Source.of("""
                service: 33.08/opd/satu
                read: json
                success: 'kode = 200'
                empty: 'kode = 204'
                zero: '$boolean(pesan ~> /belum ada antrian/i)'
                rows: data""", "pending: {value: sisa, sentinel: [-1, 9999]}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            what                              | body                                                       | state    | values | quality
            a value                           | {"kode": 200, "data": [{"sisa": 7}]}                       | OK       | 7.0    | OK
            zero is a value                   | {"kode": 200, "data": [{"sisa": 0}]}                       | OK       | 0.0    | OK
            a value that means none           | {"kode": 200, "data": [{"sisa": -1}]}                      | OK       | ''     |
            another, as text                  | {"kode": 200, "data": [{"sisa": "9999"}]}                  | OK       | ''     |
            null is nothing                   | {"kode": 200, "data": [{"sisa": null}]}                    | OK       | ''     |
            nothing by rule is not zero       | {"kode": 204, "data": []}                                  | OK       | ''     |
            nothing by rule before its rows   | {"kode": 204, "data": [{"sisa": 5}]}                       | OK       | ''     |
            zero by rule                      | {"kode": 201, "pesan": "Belum ada antrian", "data": []}    | OK       | 0.0    | ZERO_BY_RULE
            zero by rule without its rows     | {"kode": 201, "pesan": "Belum ada antrian"}                | OK       | 0.0    | ZERO_BY_RULE
            zero by rule with a none in it    | {"kode": 201, "pesan": "Belum ada antrian", "data": [{"sisa": -1}]} | OK | 0.0 | ZERO_BY_RULE
            neither success nor zero          | {"kode": 500, "pesan": "Galat", "data": [{"sisa": 7}]}     | ERROR    | ''     |
            """)
    void shouldSpeakInTheirOrder(String what, String body, FeedState state, String values, @Nullable Quality quality) {
        Source target = source();

        Normalised read = target.read("23T09:00", body);

        assertThat(read.outcome().state()).as(what).isEqualTo(state);
        assertThat(target.values("pending"))
                .as(what)
                .isEqualTo(values.isEmpty() ? List.of() : List.of(Double.valueOf(values)));
        assertThat(target.qualities("pending")).as(what).isEqualTo(quality == null ? List.of() : List.of(quality));
    }
}
