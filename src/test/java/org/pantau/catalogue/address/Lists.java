package org.pantau.catalogue.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.address.AddressLine.State;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Said;
import org.pantau.catalogue.table.UnreadableTable;
import org.pantau.measure.ScopePath;

/** Lists read against a small tree of two regencies and their province. */
final class Lists {

    static final String YAML = """
            governments:
              - code: "33"
                name: Provinsi Jawa Tengah
                agencies:
                  - {id: dinkes, name: Dinas Kesehatan, services: [{id: psc-119, name: Panggilan darurat PSC 119}]}
              - code: "33.08"
                name: Kabupaten Magelang
                agencies:
                  - id: disdukcapil
                    name: Dinas Kependudukan dan Pencatatan Sipil
                    services:
                      - {id: ktp-el, name: Penerbitan KTP-el}
                      - {id: kartu-keluarga, name: Kartu Keluarga (KK)}
                      - {id: akta, name: "Layanan Akta: lahir & mati"}
                  - {id: dinkes, name: Dinas Kesehatan, services: [{id: antrean, name: Antrean puskesmas}]}
                  - {id: bkd, name: Badan Kepegawaian}
                  - {id: dkd, name: Dinas Kepegawaian}
                  - {id: rsud-muntilan, name: RSUD Muntilan, services: [{id: igd, name: IGD}, {id: jalan, name: Rawat jalan}]}
                  - {id: dpmptsp, name: Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu}
              - code: "33.10"
                name: Kabupaten Klaten
                agencies:
                  - {id: dinkes, name: Dinas Kesehatan, services: [{id: antrean, name: Antrean puskesmas}]}
              - code: "33.71"
                name: Kota Magelang
                agencies:
                  - {id: bapenda, name: Badan Pendapatan, services: [{id: pbb, name: PBB daring}]}
            feeds:
              - {id: pbb-probe, service: 33.71/bapenda/pbb, request: {url: "https://pbb.contoh.go.id/"}, read: probe}
              - {id: igd-probe, service: 33.08/rsud-muntilan/igd, request: {url: "https://rsud.contoh.go.id/igd"}, read: probe}
            """;

    static final Catalogue TREE =
            CatalogueReader.read("k.yaml", YAML).catalogue().orElseThrow();

    private Lists() {}

    static AddressList read(String text, String within) {
        try {
            return AddressList.read(text, TREE, ScopePath.of(within));
        } catch (UnreadableTable e) {
            throw new AssertionError(e.said().toString(), e);
        }
    }

    /** The only line of a list. */
    static AddressLine line(String text, String within) {
        AddressList list = read(text, within);
        assertThat(list.lines()).hasSize(1);
        return list.lines().get(0);
    }

    /** What each line becomes, or the first thing that is wrong with it. */
    static List<String> outcomes(AddressList list) {
        return list.lines().stream().map(Lists::outcome).toList();
    }

    static String outcome(AddressLine line) {
        var becomes = line.becomes();
        return becomes == null
                ? "! " + line.wrong().get(0).indonesian()
                : becomes.service() + " " + becomes.address().url();
    }

    static List<String> indonesian(List<Said> said) {
        return said.stream().map(Said::indonesian).toList();
    }

    /** That what a list adds is sound together with the catalogue, adds just that, and is nothing new the second time. */
    static Catalogue joined(AddressList list) {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put("k.yaml", YAML);
        documents.put("katalog-alamat.yaml", list.toYaml());
        CatalogueReader.Reading reading = CatalogueReader.read(documents);
        assertThat(reading.mistakes()).as(list::toYaml).isEmpty();
        Catalogue joined = reading.catalogue().orElseThrow();

        List<AddressLine> added =
                list.lines().stream().filter(line -> line.state() == State.NEW).toList();
        assertThat(joined.feeds()).hasSize(TREE.feeds().size() + added.size());
        for (AddressLine line : added) {
            var becomes = Objects.requireNonNull(line.becomes());
            Feed feed = joined.feed(becomes.feed()).orElseThrow();
            assertThat(feed.service()).isEqualTo(becomes.service());
            assertThat(feed.request().url()).isEqualTo(becomes.address().url());
            assertThat(joined.service(becomes.service()).orElseThrow().name()).isEqualTo(becomes.serviceName());
            assertThat(joined.agency(becomes.service().parent()).orElseThrow().name())
                    .isEqualTo(becomes.agencyName());
        }
        assertThat(joined.services().stream().map(service -> service.path()).collect(Collectors.toSet()))
                .hasSize(TREE.services().size()
                        + (int) added.stream()
                                .filter(line ->
                                        line.becomes() != null && line.becomes().newService())
                                .count());
        return joined;
    }
}
