package org.pantau.normalise.nasty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source that is changed goes on answering: what its mapping names must not drift unnoticed. */
class ShapeTest {

    private static final String USUAL = "{\"data\": [{\"kode\": \"satu\", \"jumlah\": 5, \"catatan\": \"x\"}]}";

    private final Source source = Source.of("""
            agency: 33.08/opd
            read: json
            rows: data
            row: {service: kode}
            """, "pending: {value: jumlah}");

    private int minute;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{`data`: [{`kode`: `satu`, `catatan`: `x`}]} | 'data.jumlah' is gone",
                "{`data`: [{`kode`: `satu`, `jumlah`: {`n`: 5}}]} | 'data.jumlah' was a number and is a list or an object",
                "{`data`: [{`kode`: `satu`, `jumlah`: `lima`}]} | 'data.jumlah' was a number and is a text"
            })
    void nasty27ChangedShapeShouldBeSaid(String body, String said) {
        learn(USUAL);

        assertThat(problems(body.replace('`', '"'))).anyMatch(problem -> problem.contains(said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'data': []}",
                "{'data': [{'kode': 'satu', 'jumlah': '6'}]}",
                "{'data': {'kode': 'satu', 'jumlah': 6}}",
                "{'data': [{'kode': 'satu', 'jumlah': null}]}",
                "{'data': [{'kode': 'satu', 'jumlah': 6, 'baru': true}]}"
            })
    void whatMeansTheSameShouldNotBeAnAlarm(String body) {
        learn(USUAL);

        assertThat(problems(body.replace('\'', '"'))).noneMatch(problem -> problem.contains("/shape"));
    }

    @Test
    void aFieldThatWasEverMissingMayBeMissing() {
        var unused = problems("{\"data\": [{\"kode\": \"satu\"}]}");
        learn(USUAL);

        assertThat(problems("{\"data\": [{\"kode\": \"satu\"}]}")).noneMatch(problem -> problem.contains("/shape"));
    }

    @Test
    void whatWasLearntShouldOutliveARestart() {
        learn(USUAL);
        source.restart();

        assertThat(problems("{\"data\": [{\"kode\": \"satu\"}]}")).anyMatch(problem -> problem.contains("/shape"));
    }

    @Test
    void theAlarmShouldEndWhenTheOldShapeIsBack() {
        learn(USUAL);
        assertThat(problems("{\"data\": [{\"kode\": \"satu\"}]}")).anyMatch(problem -> problem.contains("/shape"));

        assertThat(problems(USUAL)).isEqualTo(List.of());
    }

    private List<String> problems(String body) {
        return source.read(Source.wib("22T09:00").plus(Duration.ofMinutes(minute++)), Map.of(), body)
                .problems();
    }

    private void learn(String body) {
        for (int i = 0; i < 20; i++) {
            var unused = problems(body);
        }
    }
}
