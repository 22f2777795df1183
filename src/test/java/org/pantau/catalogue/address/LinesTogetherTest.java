package org.pantau.catalogue.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.catalogue.address.Lists.indonesian;
import static org.pantau.catalogue.address.Lists.outcomes;
import static org.pantau.catalogue.address.Lists.read;

import org.junit.jupiter.api.Test;
import org.pantau.catalogue.address.AddressLine.State;
import org.pantau.catalogue.table.UnreadableTable;
import org.pantau.measure.ScopePath;

/** What lines of one list mean for one another. */
class LinesTogetherTest {

    @Test
    void shouldRefuseTheSameServiceTwiceAndWarnOfTheSameAddress() {
        AddressList list = read("""
                OPD,Layanan,Alamat
                Dinkes,Antrean puskesmas,https://a.id
                Dinas Kesehatan,antrean,https://b.id
                Disdukcapil,KTP-el,https://A.id:443/#x
                RSUD Muntilan,IGD,https://rsud.contoh.go.id/igd
                """, "33.08");

        assertThat(outcomes(list))
                .containsExactly(
                        "33.08/dinkes/antrean https://a.id/",
                        "! layanan '33.08/dinkes/antrean' sudah ada di baris 2; satu layanan satu alamat",
                        "33.08/disdukcapil/ktp-el https://a.id/",
                        "33.08/rsud-muntilan/igd https://rsud.contoh.go.id/igd");
        assertThat(indonesian(list.lines().get(2).warnings()))
                .containsExactly("alamat yang sama juga untuk '33.08/dinkes/antrean' (baris / line 2)");
        assertThat(list.lines())
                .extracting(AddressLine::state)
                .containsExactly(State.NEW, State.WRONG, State.NEW, State.UNCHANGED);
        assertThat(list.toYaml()).doesNotContain("igd");
        var unused = Lists.joined(list);
    }

    @Test
    void shouldTakeTheAgencyOfTheLineAboveWhereCellsWereMerged() {
        AddressList list = read("""
                Kabupaten;OPD;Layanan;Alamat
                Kab. Magelang;Dinas Sosial;Bansos;https://a.id
                ;;DTKS;https://b.id
                ;RSUD Muntilan;Rawat jalan;https://c.id
                ;;Laboratorium;https://d.id
                Kab. Klaten;Dinkes;Antrean;https://e.id
                ;;Apotek;https://f.id
                Kab. Demak;Dinkes;Antrean;https://g.id
                ;;Apotek;https://h.id
                ;Dinkes;Apotek;https://i.id
                """, "");

        assertThat(outcomes(list))
                .containsExactly(
                        "33.08/dinas-sosial/bansos https://a.id/",
                        "33.08/dinas-sosial/dtks https://b.id/",
                        "33.08/rsud-muntilan/jalan https://c.id/",
                        "33.08/rsud-muntilan/laboratorium https://d.id/",
                        "33.10/dinkes/antrean https://e.id/",
                        "33.10/dinkes/apotek https://f.id/",
                        "! pemerintah 'Kab. Demak' tidak ada di katalog",
                        "! pemerintah kosong, dan yang di baris atas tidak dikenal",
                        "! pemerintah kosong, dan yang di baris atas tidak dikenal");
    }

    @Test
    void shouldNotGuessTheAgencyBelowOneThatIsUnknown() {
        AddressList list = read("""
                OPD;Layanan;Alamat
                RSUD Muntilan;Rawat jalan;https://c.id
                Kantor Urusan;Nikah;https://a.id
                ;Laboratorium;https://b.id
                """, "");

        assertThat(outcomes(list).get(2)).isEqualTo("! instansi kosong, dan yang di baris atas tidak dikenal");
    }

    @Test
    void shouldKeepNothingOfALineThatIsWrong() {
        AddressList list = read("""
                OPD;Layanan;Alamat
                Dinas Sosial;Bansos;ftp://a.id
                Dinas Sosial;Bansos;https://b.id
                """, "33.08");

        assertThat(list.lines()).extracting(AddressLine::state).containsExactly(State.WRONG, State.NEW);
        assertThat(list.lines().get(1).becomes()).satisfies(becomes -> {
            assertThat(becomes.newAgency()).isTrue();
            assertThat(becomes.newService()).isTrue();
        });
        assertThat(Lists.joined(list).agency(ScopePath.of("33.08/dinas-sosial")))
                .isPresent();
    }

    @Test
    void shouldTakeCodesSectorsAndHours() {
        AddressList list = read("""
                No;OPD;Kode;Nama Layanan;URL;Sektor;Jam Layanan;Keterangan;Alamat
                1;Dinkes;antrean-rsud;Antrean RSUD;https://a.id;Kesehatan;24/7;;Jl. Veteran 1
                2;Dinkes;antrean;Antrean puskesmas;https://b.id;kesehatan;kantor;;Jl. Veteran 2
                3;Dinkes;ANTREAN_RSUD;Antrian rumah sakit;https://c.id;;;;
                4;Dinkes;?;Lain;https://d.id;;;;
                5;Dinkes;baru;;https://e.id;;;;
                6;;33.08/disdukcapil/kia;Kartu Identitas Anak;https://f.id;;Sen-Jum 07.30-15.00;;
                """, "33.08");

        assertThat(outcomes(list))
                .containsExactly(
                        "33.08/dinkes/antrean-rsud https://a.id/",
                        "33.08/dinkes/antrean https://b.id/",
                        "! layanan '33.08/dinkes/antrean-rsud' sudah ada di baris 2; satu layanan satu alamat",
                        "! kode '?' tanpa huruf atau angka",
                        "! layanan 'baru' tidak ada di 33.08/dinkes; untuk layanan baru tulis namanya",
                        "33.08/disdukcapil/kia https://f.id/");
        assertThat(indonesian(list.lines().get(1).warnings()))
                .containsExactly("sektor dan jam layanan yang sudah ada tidak diubah");
        assertThat(indonesian(list.lines().get(2).warnings()))
                .containsExactly("kode 'antrean-rsud' adalah layanan 'Antrean RSUD'");
        assertThat(indonesian(list.remarks())).containsExactly("kolom yang tidak dipakai: Alamat");
        var joined = Lists.joined(list);
        var service = joined.service(ScopePath.of("33.08/dinkes/antrean-rsud")).orElseThrow();
        assertThat(service.sector()).isEqualTo("kesehatan");
        assertThat(service.hours().always()).isTrue();
        assertThat(joined.service(ScopePath.of("33.08/disdukcapil/kia"))
                        .orElseThrow()
                        .hours()
                        .text())
                .isEqualTo("Sen-Jum 07.30-15.00");
    }

    @Test
    void shouldTakeANameBesideACodeForThatOfAService() {
        AddressList list = read("""
                Kode;Nama;URL
                33.08/dinkes/gizi;Gizi balita;https://a.id
                33.08/dinkes/antrean;Antrean puskesmas;https://b.id
                """, "");

        assertThat(outcomes(list))
                .containsExactly("33.08/dinkes/gizi https://a.id/", "33.08/dinkes/antrean https://b.id/");
        var unused = Lists.joined(list);
    }

    @Test
    void shouldGiveServicesOfOneNameIdsOfTheirOwn() {
        String name = "Pelayanan pengaduan masyarakat terpadu satu pintu secara daring";
        AddressList list =
                read("Dinkes;" + name + " A;a.id\nDinkes;" + name + " B;b.id\nDinkes;" + name + " C;c.id", "33.08");

        assertThat(list.lines())
                .extracting(line ->
                        line.becomes() == null ? "" : Place.id(line.becomes().service()))
                .containsExactly(
                        "pelayanan-pengaduan-masyarakat-terpadu",
                        "pelayanan-pengaduan-masyarakat-terpadu-2",
                        "pelayanan-pengaduan-masyarakat-terpadu-3")
                .allMatch(id -> id.length() <= Names.LONGEST_ID);
        var unused = Lists.joined(list);
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
        String text = """
                OPD;Layanan;Alamat
                Dinas Sosial;Bansos;https://a.id
                Dinkes;Antrean puskesmas;https://b.id/?x={y}
                """;
        AddressList first = read(text, "33.08");

        AddressList second;
        try {
            second = AddressList.read(text, Lists.joined(first), ScopePath.of("33.08"));
        } catch (UnreadableTable e) {
            throw new AssertionError(e);
        }

        assertThat(second.lines()).extracting(AddressLine::state).containsOnly(State.UNCHANGED);
        assertThat(outcomes(second)).isEqualTo(outcomes(first));
        assertThat(second.toYaml()).isEqualTo("agencies: []\naddresses: []\n");
    }
}
