package org.pantau.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.measure.ScopePath;

class PersonTest {

    private static final String REGENCIES = """
              - {code: "33.08", name: Magelang, agencies: [{id: opd, name: OPD, services: [{id: satu, name: Satu}]}]}
              - {code: "33.10", name: Klaten, agencies: [{id: opd, name: OPD}, {id: lain, name: Lain}]}
            """;

    @ParameterizedTest
    @CsvSource({
        // grants; place; may see; operates
        "leader:33.08, 33.08, true, false",
        "leader:33.08, 33.08/opd, true, false",
        "leader:33.08, 33.08/opd/satu, true, false",
        "leader:33.08, 33.08/opd/@sumber, true, false",
        "leader:33.08, 33, false, false",
        "leader:33.08, 33.10, false, false",
        "leader:33, 33.08/opd, true, false",
        "leader:33, 34, false, false",
        "agency_head:33.08/opd, 33.08, false, false",
        "agency_head:33.08/opd, 33.08/opd-lain, false, false",
        "agency_head:33.08/opd, 33.08/opd/satu, true, false",
        "auditor:33.08, 33.08/opd, true, false",
        "operator:33.08, 33.08/opd, true, true",
        "operator:33.08/opd, 33.08, false, false",
        "leader:33 operator:33.08, 33.10, true, false",
        "operator:33, 33, true, true",
        "operator:33, 33/opd/satu, true, true",
        // A regency's feeds are its own to look after until it opens them to its province; 33.10 has.
        "operator:33, 33.08, true, false",
        "administrator:33, 33.08/opd/satu, true, false",
        "operator:33, 33.10/opd, true, true",
        "leader:33 operator:33.08, 33.08/opd, true, true",
        "administrator:, 34.01/opd/satu, true, true",
        "administrator:, '', true, true",
        "'', 33.08, false, false"
    })
    void personShouldSeeWhatLiesAtOrBelowAGrant(String grants, String place, boolean sees, boolean operates) {
        Person person = person(grants);

        assertThat(person.maySee(ScopePath.of(place))).isEqualTo(sees);
        assertThat(person.operates(ScopePath.of(place))).isEqualTo(operates);
    }

    @ParameterizedTest
    @CsvSource({
        // grants; top where the catalogue holds the province; top where it holds only its regencies
        "leader:33, 33, 33.08",
        "leader:33.10, 33.10, 33.10",
        "administrator:, 33, ''",
        "agency_head:33.08/opd/satu, 33.08/opd/satu, 33.08/opd/satu",
        "leader:33.10/lain agency_head:33.08/opd, 33.08/opd, 33.08/opd",
        "leader:33.10/lain operator:33, 33, 33.08",
        "leader:34 leader:33.10/lain, 33.10/lain, 33.10/lain",
        "leader:34,,",
        "leader:33.08/tidak-ada,,",
        "'',,"
    })
    void topShouldBeTheHighestPlaceOfTheirsInTheCatalogue(String grants, String whole, String regencies) {
        Person person = person(grants);

        assertThat(person.top(catalogue("governments:\n  - {code: \"33\", name: Jawa Tengah}\n" + REGENCIES))
                        .map(ScopePath::value)
                        .orElse(null))
                .isEqualTo(whole);
        assertThat(person.top(catalogue("governments:\n" + REGENCIES))
                        .map(ScopePath::value)
                        .orElse(null))
                .isEqualTo(regencies);
    }

    @ParameterizedTest
    @CsvSource({
        // grants; cut to; place; may see; operates
        "administrator:, 33.08, 33.08/opd, true, true",
        "administrator:, 33.08, 33.10, false, false",
        "operator:33, 33.08, 33.08, true, false",
        "operator:33, 33.10, 33.10, true, true",
        "operator:33.08/opd, 33, 33.08/opd, true, true",
        "operator:33.08/opd, 33, 33.08, false, false",
        "operator:33.08, 34, 33.08, false, false"
    })
    void cutToAPlaceShouldNeverSeeOrDoMore(String grants, String cut, String place, boolean sees, boolean operates) {
        Person person = person(grants).within(ScopePath.of(cut));

        assertThat(person.maySee(ScopePath.of(place))).isEqualTo(sees);
        assertThat(person.operates(ScopePath.of(place))).isEqualTo(operates);
    }

    private static Catalogue catalogue(String yaml) {
        return CatalogueReader.read("k.yaml", yaml).catalogue().orElseThrow();
    }

    private static Person person(String grants) {
        List<Grant> list = Arrays.stream(grants.split(" ", -1))
                .filter(text -> !text.isEmpty())
                .map(text -> text.split(":", -1))
                .map(parts -> new Grant(Role.parse(parts[0]).orElseThrow(), ScopePath.of(parts[1])))
                .toList();
        return new Person("x", "X", list, Set.of("33.10"));
    }
}
