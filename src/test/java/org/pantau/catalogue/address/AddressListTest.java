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
        var unused = Lists.joined(list);
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
                        "Dinkes;Antrean;admin:rahasia@a.id",
                        "33.08",
                        "nama pengguna atau sandi di dalam alamat tidak" + " diterima"),
                arguments(
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
                arguments(
                        "Dinas Sosial Kota Magelang;Bansos;a.id",
                        "instansi baru 'Dinas Sosial Kota Magelang' menyebut"
                                + " pemerintah lain daripada Kabupaten Magelang"),
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
    }

    @Test
    void shouldTellALineInASentence() {
        AddressLine target = line("Dinas Sosial;Bansos;https://a.id/?token=abc", "33.08");

        assertThat(Objects.requireNonNull(target.becomes()).said().indonesian())
                .isEqualTo(
                        "layanan baru 'Bansos' pada instansi baru 'Dinas Sosial' (33.08/dinas-sosial/bansos) dipantau lewat"
                                + " https://a.id/?token=…");
        assertThat(List.of(target.agency(), target.service(), target.address()))
                .containsExactly("Dinas Sosial", "Bansos", "https://a.id/?token=…");
    }
}
