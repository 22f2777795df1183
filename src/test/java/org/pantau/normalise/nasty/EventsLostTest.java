package org.pantau.normalise.nasty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.normalise.nasty.Source.DUA;
import static org.pantau.normalise.nasty.Source.SATU;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.normalise.Normalised;

/** Events that did not come through: what is not there must not turn into zeros. */
// What a slot came to is often looked at in the source only.
@SuppressWarnings("CheckReturnValue")
class EventsLostTest {

    private static final String JSON = """
            agency: 33.08/opd
            read: json
            rows: data.items
            semantics: events
            events: {id: id, service: kode, count: {received: masuk}, recount: 3d}
            """;
    private static final String CSV = """
            agency: 33.08/opd
            read: table
            semantics: events
            events: {id: id, service: kode, count: {received: masuk}, recount: 3d}
            """;

    private static String items(String... items) {
        return "{\"data\": {\"items\": [" + String.join(",", items) + "]}}";
    }

    private static String item(int id, String code) {
        return "{\"id\": " + id + ", \"kode\": \"" + code + "\", \"masuk\": \"2026-11-22\"}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\": {\"rows\": [{\"id\": 1, \"kode\": \"satu\", \"masuk\": \"2026-11-22\"}]}}",
                "{\"message\": \"Berhasil\"}",
                "{\"data\": null}",
                "{\"data\": {\"items\": null}}",
                "{\"data\": {\"items\": [{\"id\": 1, \"jenis\": \"satu\", \"masuk\": \"2026-11-22\"}]}}"
            })
    void nasty68ListThatIsNotThereShouldBeNoZeroOfAnything(String body) {
        Source target = Source.of(JSON);
        target.read("22T09:00", items(item(1, "satu"), item(2, "satu"), item(3, "dua")));

        Normalised read = target.read("22T09:01", body);

        assertThat(target.day(SATU, "received", 22)).isEqualTo(2);
        assertThat(target.day(DUA, "received", 22)).isEqualTo(1);
        assertThat(read.periods()).isEmpty();
        assertThat(read.problems()).isNotEmpty();
    }

    @Test
    void nasty68EmptyListShouldBeAZeroOfWhatIsKnown() {
        Source target = Source.of(JSON);
        target.read("22T09:00", items(item(1, "satu")));

        Normalised read = target.read("22T09:01", items());

        assertThat(read.problems()).isEmpty();
        assertThat(target.day(SATU, "received", 22)).isZero();
    }

    @Test
    void eventOfNoServiceShouldLeaveTheOthersCounted() {
        Source target = Source.of(JSON);

        Normalised read = target.read(
                "22T09:00", items(item(1, "satu"), "{\"id\": 2, \"kode\": null, \"masuk\": \"2026-11-22\"}"));

        assertThat(target.day(SATU, "received", 22)).isEqualTo(1);
        assertThat(read.problems()).containsExactly("sumber/1/service: the row names no service");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id,kode,masuk\\n1,satu,2026-11-22\\n2,satu,2026-11-22,lebih,sel\\n
            id,kode,masuk\\n1,satu,2026-11-22\\n2,"satu,2026-11-22\\n
            id,jenis,masuk\\n1,satu,2026-11-22\\n2,satu,2026-11-22\\n
            """)
    void nasty74DamagedTableShouldCountForNothing(String body) {
        Source target = Source.of(CSV);
        target.read("22T09:00", "id,kode,masuk\n1,satu,2026-11-22\n2,satu,2026-11-22\n");
        assertThat(target.day(SATU, "received", 22)).isEqualTo(2);

        target.read("22T09:01", body.replace("\\n", "\n"));

        assertThat(target.day(SATU, "received", 22)).isEqualTo(2);
    }
}
