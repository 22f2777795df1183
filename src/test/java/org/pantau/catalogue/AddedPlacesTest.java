package org.pantau.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Expect;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Service;
import org.pantau.catalogue.yaml.Mistake;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;

/** {@code agencies} and {@code addresses}: what is added to the tree of another document, and watched by its address. */
class AddedPlacesTest {

    private static CatalogueReader.Reading read(String added) {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put("tambahan.yaml", added); // before the governments it adds to
        documents.put("k.yaml", GoodCatalogue.YAML);
        return CatalogueReader.read(documents);
    }

    @Test
    void shouldAddServicesToAnAgencyAndAnAgencyToAGovernment() {
        var reading = read("""
                agencies:
                  - path: 33.08/dinkes
                    services: [{id: antrean, name: Antrean puskesmas, sector: kesehatan, hours: kantor}]
                  - {path: 33.08/opd, services: [{id: situs, name: Situs web}]}
                  - {path: 33.08/opd, name: OPD}
                  - {path: 33.08/dinkes, name: Dinas Kesehatan, services: [{id: situs, name: Situs web}]}
                """);

        assertThat(reading.mistakes()).isEmpty();
        Catalogue catalogue = reading.catalogue().orElseThrow();
        assertThat(catalogue.agencies())
                .extracting(Agency::path, Agency::name)
                .containsExactly(
                        tuple(ScopePath.of("33.08/opd"), "OPD"),
                        tuple(ScopePath.of("33.08/lain"), "Lain"),
                        tuple(ScopePath.of("33.08/dinkes"), "Dinas Kesehatan"));
        assertThat(catalogue.services())
                .extracting(service -> service.path().value())
                .containsExactly(
                        "33.08/opd/satu",
                        "33.08/opd/dua",
                        "33.08/opd/situs",
                        "33.08/lain/tiga",
                        "33.08/dinkes/antrean",
                        "33.08/dinkes/situs");
        Service added = catalogue.service(ScopePath.of("33.08/dinkes/antrean")).orElseThrow();
        assertThat(added.sector()).isEqualTo("kesehatan");
        assertThat(added.hours().always()).isFalse();
    }

    @Test
    void shouldMakeEachAddressAProbe() {
        var reading = read("""
                addresses:
                  - {service: 33.08/opd/dua, url: "https://Antrean.OPD.go.id:443/daftar?x={y}#atas", every: 5m}
                  - 33.08/lain/tiga: http://127.0.0.1:9001
                """);

        assertThat(reading.mistakes()).isEmpty();
        Catalogue catalogue = reading.catalogue().orElseThrow();
        Feed dua = catalogue.feed("alamat-33-08--opd--dua").orElseThrow();
        assertThat(dua.isProbe()).isTrue();
        assertThat(dua.service()).isEqualTo(ScopePath.of("33.08/opd/dua"));
        assertThat(dua.agency()).isEqualTo(ScopePath.of("33.08/opd"));
        assertThat(dua.every()).isEqualTo(Duration.ofMinutes(5));
        assertThat(dua.request().url()).isEqualTo("https://antrean.opd.go.id/daftar?x=%7By%7D");
        assertThat(dua.request().method()).isEqualTo("GET");
        assertThat(dua.expect()).isEqualTo(Expect.ANY_2XX);
        assertThat(dua.origin()).isEqualTo(Origin.MEASURED);
        assertThat(dua.line()).isEqualTo(2);
        Feed tiga = catalogue.feed("alamat-33-08--lain--tiga").orElseThrow();
        assertThat(tiga.every()).isEqualTo(Duration.ofSeconds(60));
        assertThat(tiga.request().url()).isEqualTo("http://127.0.0.1:9001/");
        assertThat(catalogue.responseSubject(tiga)).isEqualTo(ScopePath.of("33.08/lain/tiga"));
    }

    @Test
    void shouldBeTheProbeThatAFeedOfTheSameShapeIs() {
        Feed address = read("addresses: [33.08/opd/dua: \"https://a.go.id/\"]")
                .catalogue()
                .orElseThrow()
                .feed("alamat-33-08--opd--dua")
                .orElseThrow();
        Feed written = read("""
                feeds: [{id: alamat-33-08--opd--dua, service: 33.08/opd/dua, request: {url: "https://a.go.id/"}, read: probe}]
                """)
                .catalogue()
                .orElseThrow()
                .feed("alamat-33-08--opd--dua")
                .orElseThrow();

        assertThat(address)
                .usingRecursiveComparison()
                .ignoringFields("rows") // compiled expressions have no equality; their sources are compared below
                .isEqualTo(written);
        assertThat(address.rows().sources()).isEqualTo(written.rows().sources());
    }

    @Test
    void shouldNeverGiveTwoServicesOneId() {
        assertThat(Feed.idOfAddress(ScopePath.of("33.08/a-b/c")))
                .isNotEqualTo(Feed.idOfAddress(ScopePath.of("33.08/a/b-c")));
        assertThat(Feed.idOfAddress(ScopePath.of("33/08-a/b")))
                .isNotEqualTo(Feed.idOfAddress(ScopePath.of("33.08/a/b")));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        "agencies: [{path: 33.08, name: X}]",
                        "agencies[33.08].path: '33.08' has another shape, expected an agency such as 33.08/disdukcapil"),
                arguments(
                        "agencies: [{path: 33.80/dinkes, name: X}]",
                        "agencies[33.80/dinkes].path: '33.80' is not under governments:, did you mean 33.08?"),
                arguments(
                        "agencies: [{name: X}]",
                        "agencies[1].path: missing, expected an agency such as 33.08/disdukcapil"),
                arguments(
                        "agencies: [{path: 33.08/opdd, services: [{id: a, name: A}]}]",
                        "agencies[33.08/opdd].path: '33.08/opdd' is a new agency without a name, expected name, or did you mean"
                                + " 33.08/opd?"),
                arguments(
                        "agencies: [{path: 33.08/opd, name: Dinas}]",
                        "agencies[33.08/opd].name: '33.08/opd' is called 'OPD' already, expected no name, or that one"),
                arguments(
                        "agencies: [{path: 33.08/opd, services: [{id: satu, name: S}]}]",
                        "agencies[33.08/opd].services[satu].id: '33.08/opd/satu' is already declared at k.yaml:9, expected it"
                                + " once"),
                arguments(
                        "agencies: [{path: 33.08/opd, services: [{id: SATU, name: S}]}]",
                        "agencies[33.08/opd].services[SATU].id: 'SATU' is not allowed, expected lower-case letters, digits and"
                                + " dashes"),
                arguments(
                        "agencies: [{path: 33.08/opd, servise: []}]",
                        "agencies[33.08/opd].servise: unknown key, did you mean services?"),
                arguments("agencies: 33.08/opd", "agencies: is a single value, expected a list"),
                arguments(
                        "addresses: [{service: 33.08/opd/satu, url: \"http://a.id/\"}]",
                        "addresses[1].service: '33.08/opd/satu' already has a probe at k.yaml:25, expected one probe a service"),
                arguments(
                        "addresses: [33.08/opd/dua: http://a.id, 33.08/opd/dua: http://b.id]",
                        "addresses[2].33.08/opd/dua: '33.08/opd/dua' already has a probe at tambahan.yaml:1, expected one probe"
                                + " a service"),
                arguments(
                        "addresses: [{service: 33.08/opd/duaa, url: \"http://a.id/\"}]",
                        "addresses[1].service: '33.08/opd/duaa' is not under governments:, did you mean 33.08/opd/dua?"),
                arguments(
                        "addresses: [{service: 33.08/opd/dua}]",
                        "addresses[1].url: missing, expected an http:// or https:// address"),
                arguments(
                        "addresses: [{service: 33.08/opd/dua, url: a.id}]",
                        "addresses[1].url: no web address, expected one that begins with http:// or https://"),
                arguments(
                        "addresses: [{service: 33.08/opd/dua, url: \"http://admin:rahasia@a.id/\"}]",
                        "addresses[1].url: a user name or password in an address is not accepted"),
                arguments(
                        "addresses: [33.08/opd/dua: \"http://169.254.169.254/\"]",
                        "addresses[1].33.08/opd/dua: link-local, cloud-metadata, multicast and unspecified addresses are never"
                                + " asked"),
                arguments(
                        "addresses: [{service: 33.08/opd/dua, url: \"http://a.id\", every: 1}]",
                        "addresses[1].every: '1' is not allowed, expected a duration from 1s to 31d such as 800ms, 60s, 5m, 2h"
                                + " or 14d"),
                arguments(
                        "addresses: [33.08/opd/dua]",
                        "addresses[1]: is a single value, expected service and url, or the path of a service with its address"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldNameWhatIsWrong(String added, String message) {
        var reading = read(added);

        assertThat(reading.catalogue()).isEmpty();
        assertThat(reading.mistakes())
                .filteredOn(mistake -> mistake.message().equals(message))
                .extracting(Mistake::file, Mistake::line)
                .as(reading.mistakes()::toString)
                .containsExactly(tuple("tambahan.yaml", 1));
    }

    @Test
    void shouldRefuseAnAddressWhoseIdIsTaken() {
        var reading = read("""
                addresses: [33.08/opd/dua: "https://a.go.id/"]
                feeds:
                  - {id: alamat-33-08--opd--dua, service: 33.08/lain/tiga, request: {url: "https://b.go.id/"}, read: probe}
                """);

        assertThat(reading.mistakes())
                .extracting(Mistake::toString)
                .isEqualTo(List.of(
                        "tambahan.yaml:1: addresses[1].33.08/opd/dua: 'alamat-33-08--opd--dua' is already declared at"
                                + " tambahan.yaml:3, expected it once"));
    }
}
