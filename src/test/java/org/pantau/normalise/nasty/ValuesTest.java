package org.pantau.normalise.nasty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.measure.Quality;
import org.pantau.measure.value.Sample;
import org.pantau.normalise.Normalised;

// What a slot came to is often looked at in the source only.
@SuppressWarnings("CheckReturnValue")
class ValuesTest {

    @Test
    void nasty33SentinelShouldBeNoValue() {
        Source target = Source.json("app_response: {value: n, sentinel: -1}");

        Normalised read = target.read("22T09:00", "{\"n\": -1}");

        assertThat(target.of(Source.SATU, "app_response")).isEmpty();
        assertThat(read.problems()).isEmpty();
    }

    @ParameterizedTest(name = "a mean of {0} cases")
    @CsvSource({"0, 0", "null, 0", "4, 1"})
    void nasty34MeanOfNoCasesShouldBeNoValue(String cases, int samples) {
        Source target = Source.json("wait: {value: rata, unit: s, weight: n}");

        target.read("22T09:00", "{\"rata\": 0, \"n\": " + cases + "}");

        assertThat(target.of(Source.SATU, "wait")).hasSize(samples);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "-3 | negative | -3",
                "1e15 | too large | 1.000e+15",
                "3308121234567890 | too large | 3.308e+15",
                "2.5 | a fraction of a count | 2.500",
            })
    void nasty35ImplausibleCountShouldBeKeptApartAndShown(String raw, String reason, String shown) {
        Source target = Source.json("served: {value: n, semantics: since_boundary, of: dokumen}");
        target.read("22T09:00", "{\"n\": 10}");

        Normalised read = target.read("22T09:01", "{\"n\": " + raw + "}");

        assertThat(read.problems())
                .containsExactly("sumber/0/served: suspect: " + shown + ", " + reason + "; kept apart, in no total");
        assertThat(target.qualities("served")).last().isEqualTo(Quality.SUSPECT);
        assertThat(target.day(Source.SATU, "served", 22)).isEqualTo(10);
    }

    @Test
    void nasty37EntitiesOfANameShouldStayTextForItsReaders() {
        Source target =
                Source.of("agency: 33.08/opd\nread: json\nrow: {service: kode, name: nama}", "pending: {value: n}");

        Normalised read = target.read("22T09:00", "{\"kode\": \"baru\", \"nama\": \"<script>x</script>\", \"n\": 1}");

        assertThat(read.unconfirmed())
                .singleElement()
                .satisfies(code -> assertThat(code.name()).isEqualTo("<script>x</script>"));
    }

    @Test
    void nasty38SwitchOfTheUnitShouldBeSuspectUntilTheMappingSaysIt() {
        Source target = services("handling: {value: menit, unit: s}");
        target.read("22T09:00", rows(300, 420, 610));
        target.read("22T09:01", rows(310, 430, 600));

        Normalised read = target.read("22T09:02", rows(310_000, 425_000, 615_000));
        target.restart();
        target.read("22T09:03", rows(311_000, 425_000, 615_000));
        target.read("22T09:04", rows(311, 430, 600));

        assertThat(read.problems())
                .hasSize(3)
                .allMatch(problem -> problem.contains("has the source changed its unit?"));
        assertThat(target.of(Source.SATU, "handling"))
                .extracting(Sample::quality)
                .containsExactly(Quality.OK, Quality.OK, Quality.SUSPECT, Quality.SUSPECT, Quality.OK);
    }

    @Test
    void nasty38OneServiceThatTakesAThousandTimesAsLongShouldBeBelieved() {
        Source target = services("handling: {value: menit, unit: s}");
        target.read("22T09:00", rows(300, 420, 610));

        target.read("22T09:01", rows(300_000, 421, 611));

        assertThat(target.values("handling")).containsExactly(300_000.0, 300_000_000.0);
    }

    @Test
    void nasty38JumpShouldBeBelievedWhereTheMappingAcceptsIt() {
        Source target = services("handling: {value: menit, unit: s, jump: accept}");
        target.read("22T09:00", rows(300, 420, 610));

        target.read("22T09:01", rows(300_000, 420_000, 610_000));

        assertThat(target.values("handling")).hasSize(2);
    }

    private static Source services(String measure) {
        return Source.of("agency: 33.08/opd\nread: json\nrow: {service: kode}", measure);
    }

    private static String rows(int one, int two, int three) {
        return "[{\"kode\": \"satu\", \"menit\": %d}, {\"kode\": \"dua\", \"menit\": %d}, {\"kode\": \"tiga\", \"menit\": %d}]"
                .formatted(one, two, three);
    }

    @ParameterizedTest(name = "{0} with range {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {"0.87 | [0, 1] | OK", "87 | [0, 1] | SUSPECT", "87 | [0, 100] | OK", "101 | [0, 100] | SUSPECT"})
    void nasty39ValueOutsideTheDeclaredRangeShouldBeSuspect(String value, String range, Quality quality) {
        Source target = Source.json("satisfaction: {value: n, range: " + range + "}");

        target.read("22T09:00", "{\"n\": " + value + "}");

        assertThat(target.qualities("satisfaction")).containsExactly(quality);
    }

    @ParameterizedTest(name = "{0} called {1}")
    @CsvSource({"82.5, Baik, ''", "82.5, B, ''", "71, Baik, C", "95, Baik, A", "60, SANGAT BAIK, D", "82.5, Mantap, ''"
    })
    void nasty40LabelThatContradictsItsValueShouldBeSaidAndTheValueCount(double value, String label, String band) {
        Source target = Source.json("satisfaction: {value: n, claim: mutu}");

        Normalised read = target.read("22T09:00", "{\"n\": " + value + ", \"mutu\": \"" + label + "\"}");

        assertThat(target.values("satisfaction")).containsExactly(value);
        List<String> problems = read.problems();
        assertThat(problems).hasSize(band.isEmpty() ? 0 : 1).allMatch(problem -> problem.contains("in band " + band));
    }

    @ParameterizedTest(name = "{0} {1} is {2} ms")
    @CsvSource({
        "12, menit, 720000",
        "12, detik, 12000",
        "2, jam, 7200000",
        "1, hari, 86400000",
        "250, ms, 250",
        "1.5, s, 1500",
        "900, ns, 0.0009",
        "30, µs, 0.03",
    })
    void unitShouldBeTakenFromItsColumn(String value, String unit, double millis) {
        Source target = Source.json("app_response: {value: n, unit_from: satuan}");

        target.read("22T09:00", "{\"n\": " + value + ", \"satuan\": \"" + unit + "\"}");

        assertThat(target.values("app_response"))
                .singleElement()
                .satisfies(found -> assertThat(found).isCloseTo(millis, within(1e-9)));
    }

    @ParameterizedTest(name = "unit {0}")
    @CsvSource({"''", "kg", "%", "bulan"})
    void unitThatCannotBeReadShouldBeNoValue(String unit) {
        Source target = Source.json("app_response: {value: n, unit_from: satuan}");

        Normalised read = target.read("22T09:00", "{\"n\": 5, \"satuan\": \"" + unit + "\"}");

        assertThat(target.of(Source.SATU, "app_response")).isEmpty();
        assertThat(read.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).startsWith("sumber/0/app_response: the unit is none of app_response"));
    }

    @Test
    void emptyUnitShouldBeTheMappingsOwn() {
        Source target = Source.json("app_response: {value: n, unit: s, unit_from: satuan}");

        target.read("22T09:00", "{\"n\": 5, \"satuan\": \"\"}");

        assertThat(target.values("app_response")).containsExactly(5000.0);
    }

    @Test
    void countdownShouldBeALevel() {
        Source target = Source.json("capacity: {value: sisa, semantics: countdown}");

        target.read("22T09:00", "{\"sisa\": 40}");
        target.read("22T09:01", "{\"sisa\": 38}");

        assertThat(target.values("capacity")).containsExactly(40.0, 38.0);
    }
}
