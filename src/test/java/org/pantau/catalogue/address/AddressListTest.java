package org.pantau.catalogue.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.pantau.catalogue.address.Lists.indonesian;
import static org.pantau.catalogue.address.Lists.line;
import static org.pantau.catalogue.address.Lists.read;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.catalogue.address.AddressLine.State;

/** Whom a line speaks of, and what is wrong with it. */
class AddressListTest {

    /** Everything is {@code 33.08/disdukcapil/ktp-el https://a.go.id/}, however it is written. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Dinas Kependudukan dan Pencatatan Sipil;Penerbitan KTP-el;a.go.id => ",
                "Dinas Kependudukan & Pencatatan Sipil;penerbitan  ktp el;https://a.go.id => ",
                "DISDUKCAPIL;KTP-EL;https://a.go.id/ => 33.08",
                "Disdukcapil Kab. Magelang;ktp-el;a.go.id => 33.08",
                "Disdukcapil Kabupaten Magelang;ktp-el;a.go.id => ",
                "DIN. KEPENDUDUKAN DAN PENCATATAN SIPIL KAB. MAGELANG;KTP-el;a.go.id => ",
                "Kependudukan dan Pencatatan Sipil;KTP-el;a.go.id => 33.08",
                "Dinas Kependudukan dan Pencatatan Sipil (Disdukcapil);KTP-el;a.go.id => 33",
                "33.08/disdukcapil;Penerbitan KTP-el;a.go.id => ",
                "33.08/disdukcapil;33.08/disdukcapil/ktp-el;a.go.id => ",
                ";33.08/disdukcapil/ktp-el;a.go.id => ",
                "33.08/disdukcapil/ktp-el;a.go.id => ",
                "33.08/disdukcapil/ktp-el a.go.id => ",
                "Penerbitan KTP-el https://a.go.id => ",
                "Penerbitan KTP-el: https://a.go.id => ",
                "1. Penerbitan KTP-el - https://a.go.id => ",
                "https://a.go.id Penerbitan KTP-el => ",
                "https://a.go.id;Disdukcapil;Penerbitan KTP-el => ",
                "https://a.go.id/;Disdukcapil;Penerbitan KTP-el => ",
                "7;Disdukcapil;Penerbitan KTP-el;a.go.id => ",
                "Disdukcapil\tPenerbitan KTP-el\ta.go.id => ",
                "Disdukcapil|Penerbitan KTP-el|a.go.id => ",
                "Disdukcapil,Penerbitan KTP-el,a.go.id => ",
                "\"Disdukcapil\",\"Penerbitan KTP-el\",\"a.go.id\" => ",
                "Disdukcapil, Penerbitan KTP-el https://a.go.id => ",
                "Kab. Magelang;Disdukcapil;KTP-el;a.go.id => 33",
                "Pemkab Magelang;Disdukcapil;KTP-el;a.go.id => ",
                "33.08;Disdukcapil;KTP-el;a.go.id => ",
                "33,08;Disdukcapil;KTP-el;a.go.id => ",
                "KTP-el;a.go.id => 33.08/disdukcapil",
                "ktp-el https://a.go.id => 33.08/disdukcapil",
                "\u200bDisdukcapil\u00a0;Penerbitan\u00a0KTP-el;\u200bhttps://a.go.id/\ufeff => ",
            })
    void shouldFindTheServiceHoweverItIsWritten(String text, String within) {
        AddressLine target = line(text, within == null ? "" : within);

        assertThat(Lists.outcome(target)).isEqualTo("33.08/disdukcapil/ktp-el https://a.go.id/");
        assertThat(target.warnings()).isEmpty();
        assertThat(target.state()).isEqualTo(State.NEW);
    }

    static Stream<Arguments> services() {
        String one = "33.08/dinkes/";
        return Stream.of(
                arguments("Dinkes;Antrian Online;a.id", "33.08", one + "antrian-online", "layanan baru"),
                arguments("33.08/dinkes;Kartu Keluarga;a.id", "", one + "kartu-keluarga", "of its own agency alone"),
                arguments("33.08/disdukcapil;KK;a.id", "", "33.08/disdukcapil/kartu-keluarga", "in brackets"),
                arguments(
                        "33.08/disdukcapil;Akta lahir dan mati;a.id", "", "33.08/disdukcapil/akta", "without Layanan"),
                arguments(
                        "33.08/disdukcapil;pelayanan akta lahir & mati;a.id",
                        "",
                        "33.08/disdukcapil/akta",
                        "Pelayanan"),
                arguments("Kepegawaian;Pensiun;a.id", "33.08", "33.08/dkd/pensiun", "Dinas left out, not Badan"),
                arguments("DPMPTSP;OSS;a.id", "33.08", "33.08/dpmptsp/oss", "initials"),
                arguments("Dinas Pekerjaan Umum;Izin;a.id", "33.08", "33.08/dinas-pekerjaan-umum/izin", "new agency"),
                arguments(
                        "Dinas Pekerjaan Umum (DPUPR);Izin;a.id", "33.08", "33.08/dpupr/izin", "named by its brackets"),
                arguments(
                        "Kabupaten Klaten;Dinas Sosial;Bansos;a.id",
                        "",
                        "33.10/dinas-sosial/bansos",
                        "named government"),
                arguments("33.1;Dinas Sosial;Bansos;a.id", "", "33.10/dinas-sosial/bansos", "a spreadsheet's 33.10"),
                arguments("Dinas Sosial;Bansos;a.id", "33", "33/dinas-sosial/bansos", "the province's own"),
                arguments("Dinkes;PSC 119;a.id", "33", "33/dinkes/psc-119", "the province's own before others"),
                arguments(
                        "RSUD Muntilan;IGD;rsud.contoh.go.id/igd",
                        "33",
                        "33.08/rsud-muntilan/igd",
                        "known elsewhere in it"),
                arguments("Dinkes a.id", "33.08", one + "situs-web", "an agency's site"),
                arguments("33.08/dinkes a.id", "", one + "situs-web", "an agency's site by path"),
                arguments("Dinas Sosial a.id", "33.08", "33.08/dinas-sosial/situs-web", "a new agency's site"),
                arguments("Dinkes a.id", "33.08/dinkes", one + "situs-web", "its own name"),
                arguments("Klinik a.id", "33.08/dinkes", one + "klinik", "a new service of the only agency"),
                arguments("33.08/dinkes;健康;a.id", "", one + "layanan", "a name without letters of ours"),
                arguments("33.08/dinkes;Ångström Café;a.id", "", one + "angstrom-cafe", "marks dropped"));
    }

    @ParameterizedTest(name = "{3}: {0}")
    @MethodSource("services")
    void shouldFindOrMakePlaces(String text, String within, String service, String why) {
        AddressList list = read(text, within);

        assertThat(list.lines())
                .extracting(Lists::outcome)
                .singleElement()
                .asString()
                .startsWith(service + " ");
        Lists.joined(list);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments(
                        "Dinas Kesehatan;Antrean;a.id",
                        "",
                        "instansi 'Dinas Kesehatan' dapat berarti Dinas Kesehatan"
                                + " (33/dinkes), Dinas Kesehatan (33.08/dinkes), Dinas Kesehatan (33.10/dinkes); tulis jalurnya"),
                arguments(
                        "Antrean puskesmas a.id",
                        "",
                        "nama 'Antrean puskesmas' dapat berarti Antrean puskesmas"
                                + " (33.08/dinkes/antrean), Antrean puskesmas (33.10/dinkes/antrean); tulis jalurnya"),
                arguments(
                        "Magelang;Dinkes;X;a.id",
                        "",
                        "pemerintah 'Magelang' dapat berarti Kabupaten Magelang (33.08), Kota" + " Magelang (33.71)"),
                arguments("Kab. Demak;Dinkes;X;a.id", "", "pemerintah 'Kab. Demak' tidak ada di katalog"),
                arguments(
                        "Kota Magelang;Bapenda;X;a.id",
                        "33.08",
                        "pemerintah 'Kota Magelang' tidak ada di katalog, atau di" + " luar 33.08"),
                arguments("33.71/bapenda;X;a.id", "33.08", "'33.71/bapenda' tidak ada di katalog, atau di luar 33.08"),
                arguments(
                        ";33.71/bapenda/pbb;a.id",
                        "33.08",
                        "'33.71/bapenda/pbb' tidak ada di katalog, atau di luar 33.08"),
                arguments("Bapenda;X;a.id", "33.08/dinkes", "'Bapenda' bukan 33.08/dinkes, yang daftar ini bicarakan"),
                arguments(";33.08/dinkes/lain;a.id", "", "'33.08/dinkes/lain' tidak ada di katalog"),
                arguments("33.08/lain;X;a.id", "", "'33.08/lain' tidak ada di katalog"),
                arguments(
                        "Dinkes;33.08/disdukcapil/ktp-el;a.id",
                        "",
                        "'33.08/disdukcapil/ktp-el' bukan layanan 'Dinkes'"),
                arguments(
                        "Dinas Sosial;Bansos;a.id",
                        "",
                        "instansi 'Dinas Sosial' tidak dikenal; untuk instansi baru sebut"
                                + " pemerintahnya (kolom Pemerintah, atau pilih satu pemerintah untuk seluruh daftar)"),
                arguments(
                        "Sesuatu a.id",
                        "33.08",
                        "'Sesuatu' bukan instansi atau layanan yang dikenal; tulis instansi," + " layanan, dan alamat"),
                arguments(
                        "https://a.id", "33.08", "instansi kosong; tulis namanya atau jalurnya, misalnya 33.08/dinkes"),
                arguments("Dinkes;Antrean", "33.08", "alamat kosong"),
                arguments("Dinkes;Antrean;belum ada", "33.08", "alamat memuat spasi"),
                arguments(
                        "Dinkes;Antrean;belum",
                        "33.08",
                        "bukan alamat web; tulis misalnya https://antrean.contoh.go.id/"),
                arguments("Dinkes;Antrean;ftp://a.id", "33.08", "hanya http:// dan https:// yang dapat dipantau"),
                arguments(
                        "Dinkes;Antrean;https://admin:rahasia@a.id",
                        "33.08",
                        "nama pengguna atau sandi di dalam alamat tidak" + " diterima"),
                arguments(
<<<<<<< ours
=======
                        "Dinkes;Antrean;admin:rahasia@a.id",
                        "33.08",
                        "nama pengguna atau sandi di dalam alamat tidak" + " diterima"),
                arguments(
>>>>>>> theirs
                        "Dinkes;Antrean;http://169.254.169.254/latest",
                        "33.08",
                        "alamat link-local, metadata awan, multicast," + " atau tak terdefinisi tidak pernah ditanya"),
                arguments(
                        "33.71/bapenda;PBB;lain.id",
                        "",
                        "layanan '33.71/bapenda/pbb' sudah dipantau oleh 'pbb-probe' lewat" + " alamat lain"),
                arguments("Dinkes;" + "x".repeat(301) + ";a.id", "33.08", "nama lebih dari 300 huruf"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldSayWhatIsWrong(String text, String within, String wrong) {
        AddressLine target = line(text, within);

        assertThat(target.state()).isEqualTo(State.WRONG);
        assertThat(indonesian(target.wrong())).containsExactly(wrong);
        assertThat(target.wrong().get(0).english()).isNotBlank().isNotEqualTo(wrong);
        assertThat(target.toString()).doesNotContain("rahasia");
    }

    @Test
    void shouldSayEverythingThatIsWrongWithALine() {
        AddressList list = read("""
                OPD;Layanan;Alamat;Jam;Sektor
                Kantor Urusan;Antrean;ftp://x;pagi;%s
                """.formatted("s".repeat(61)), "");

        assertThat(indonesian(list.lines().get(0).wrong()))
                .hasSize(4)
                .anyMatch(said -> said.startsWith("instansi 'Kantor Urusan' tidak dikenal"))
                .anyMatch(said -> said.startsWith("hanya http:// dan https://"))
                .anyMatch(said -> said.startsWith("jam 'pagi' tidak dimengerti"))
                .anyMatch(said -> said.startsWith("sektor lebih dari 60 huruf"));
        assertThat(list.sound()).isFalse();
        assertThat(list.toYaml()).isEqualTo("agencies: []\naddresses: []\n");
    }

    static Stream<Arguments> warnings() {
        return Stream.of(
                arguments(
                        "Dinkes;Antrean puskesmas;a.id?token=abcdef",
                        "alamat tampaknya memuat kunci atau sandi; siapa pun yang"
                                + " membaca katalog dapat melihatnya"),
                arguments(
                        "Dinkes;Antrean puskesmas;http://10.1.2.3:8080/",
                        "alamat di dalam jaringan sendiri; menyimpannya lewat" + " halaman perlu izin administrator"),
                arguments(
                        "Dinkes;Antrean puskesmas;http://simpus/",
                        "alamat di dalam jaringan sendiri; menyimpannya lewat halaman" + " perlu izin administrator"),
                arguments(
                        "Dinkes;Antrian puskesmas;a.id",
                        "layanan baru 'Antrian puskesmas' mirip Antrean puskesmas"
                                + " (33.08/dinkes/antrean); salah tulis?"),
                arguments(
                        "Dinas Kesehetan;Antrean;a.id",
                        "instansi baru 'Dinas Kesehetan' mirip Dinas Kesehatan (33.08/dinkes);" + " salah tulis?"),
<<<<<<< ours
=======
                arguments(
                        "Dinas Sosial Kota Magelang;Bansos;a.id",
                        "instansi baru 'Dinas Sosial Kota Magelang' menyebut"
                                + " pemerintah lain daripada Kabupaten Magelang"),
>>>>>>> theirs
                arguments("Dinkes a.id", "layanan tidak disebut; dipantau sebagai 'Situs web'"),
                arguments(
                        "Dinkes;Antrean puskesmas;rsud.contoh.go.id/igd",
                        "alamat yang sama juga untuk" + " '33.08/rsud-muntilan/igd' (igd-probe)"));
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void shouldWarnOfWhatAPersonShouldLookAt(String text, String warning) {
        AddressLine target = line(text, "33.08");

        assertThat(indonesian(target.warnings())).containsExactly(warning);
        assertThat(target.state()).isEqualTo(State.NEW);
        assertThat(target.address()).doesNotContain("abcdef");
        assertThat(Objects.requireNonNull(target.becomes()).said().toString()).doesNotContain("abcdef");
    }

    @Test
    void shouldTellNothingOfWhatLiesOutside() {
        AddressList list = read("Dinkes;Antrean puskesmas;https://pbb.contoh.go.id", "33.08");

        assertThat(list.lines().get(0).warnings())
                .as("the address of another government's service")
                .isEmpty();
        assertThat(read("PBB daring https://x.id", "33.08")
                        .lines()
                        .get(0)
                        .wrong()
                        .toString())
                .doesNotContain("33.71");
<<<<<<< ours
    }

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
        Lists.joined(list);
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
        Lists.joined(list);
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
=======
>>>>>>> theirs
    }

    @Test
    void shouldTellALineInASentence() {
        AddressLine target = line("Dinas Sosial;Bansos;https://a.id/?token=abc", "33.08");

<<<<<<< ours
        assertThat(target.becomes()).isNotNull();
        assertThat(target.becomes().said().indonesian())
=======
        assertThat(Objects.requireNonNull(target.becomes()).said().indonesian())
>>>>>>> theirs
                .isEqualTo(
                        "layanan baru 'Bansos' pada instansi baru 'Dinas Sosial' (33.08/dinas-sosial/bansos) dipantau lewat"
                                + " https://a.id/?token=…");
        assertThat(List.of(target.agency(), target.service(), target.address()))
                .containsExactly("Dinas Sosial", "Bansos", "https://a.id/?token=…");
    }
}
