package org.pantau.catalogue.address;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.address.AddressLine.State;
import org.pantau.catalogue.reference.Reference;
import org.pantau.catalogue.table.Books;
import org.pantau.catalogue.table.UnreadableTable;
import org.pantau.measure.ScopePath;

/** What a list adds is a sound document, whatever its names are; and lists as whole files. */
class AddressYamlTest {

    static List<String> names() {
        return List.of(
                "Layanan \"cepat\" & 'murah'",
                "Kunci: nilai",
                "- daftar",
                "# komentar",
                "{peta: 1}",
                "[daftar]",
                "*alias",
                "&jangkar",
                "!tag",
                "| blok",
                "> lipat",
                "%arahan",
                "@surel",
                "`kutip`",
                "null",
                "~",
                "yes",
                "0x1F",
                "12:30:45",
                "2026-11-25",
                "33.08",
                "1e3",
                "...",
                "---",
                "? kunci",
                "a: b # c",
                "'",
                "\\n \\",
                "Pengaduan 😀 👩‍👩‍👧 ❤️",
                "健康 ບໍລິການ ꦥꦺꦴꦭ",
                "\u202Eterbalik\u202C \u0007\u001B[31m",
                "\uD83D tunggal",
                "x".repeat(300),
                "kata ".repeat(59) + "akhir",
                "😀".repeat(300),
                "<script>alert(1)</script>",
                "=HYPERLINK(\"http://x\")",
                "{{7*7}} ${env:HOME} env:RAHASIA");
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldWriteEveryNameSoThatItIsReadAgain(String name) {
        String cell = '"' + name.replace("\"", "\"\"") + '"';
        AddressList list = Lists.read(
                "OPD;Layanan;Alamat;Sektor\nDinkes;" + cell + ";https://a.id/?x=1&y={2};"
                        + cell.toLowerCase(Locale.ROOT) + "\n" + cell + ";" + cell + ";https://b.id;\n",
                "33.08");

        for (AddressLine line : list.lines()) {
            assertThat(line.wrong())
                    .allSatisfy(said -> assertThat(said.indonesian()).startsWith("sektor lebih dari 60 huruf"));
        }
        Catalogue joined = Lists.joined(list);
        long visible =
                name.codePoints().filter(each -> !Character.isISOControl(each)).count();
        assertThat(visible).isPositive();
        assertThat(joined.services())
                .extracting(service -> service.name())
                .as("nothing that cannot be seen")
                .noneMatch(kept -> kept.codePoints().anyMatch(each -> Character.isISOControl(each) || each == 0x202E));
    }

    @Test
    void shouldBeSoundForListsOfAnySort() {
        Random random = new Random(20261125);
        List<String> agencies =
                List.of("Dinkes", "RSUD Muntilan", "Dinas Sosial", "Dinas: \"Kominfo\"", "33.08/disdukcapil", "");
        List<String> services =
                List.of("Antrean puskesmas", "IGD", "Izin, baru", "Izin baru", "izin-baru", "😀", "健康", "KTP-el", "");
        List<String> addresses =
                List.of("a.id", "https://b.id/x y", "http://10.0.0.1", "ftp://c", "", "d.id?token=1", "e.id/{f}");
        List<String> hours = List.of("", "24/7", "kantor", "Sen-Jum 08.00-12.00", "pagi");
        for (int round = 0; round < 40; round++) {
            StringBuilder list = new StringBuilder("OPD\tLayanan\tAlamat\tJam\n");
            for (int line = 0; line < 30; line++) {
                list.append(any(agencies, random)).append('\t');
                list.append(any(services, random))
                        .append(random.nextInt(3) == 0 ? " " + line : "")
                        .append('\t');
                list.append(any(addresses, random))
                        .append('\t')
                        .append(any(hours, random))
                        .append('\n');
            }
            Catalogue joined = Lists.joined(Lists.read(list.toString(), random.nextBoolean() ? "33.08" : ""));
            assertThat(joined.feeds())
                    .hasSizeGreaterThanOrEqualTo(Lists.TREE.feeds().size());
        }
    }

    private static String any(List<String> some, Random random) {
        String one = some.get(random.nextInt(some.size()));
        return one.indexOf('"') < 0 ? one : '"' + one.replace("\"", "\"\"") + '"';
    }

    @Test
    void shouldWriteADocumentThatPeopleCanRead() {
        AddressList list = Lists.read("""
                OPD;Layanan;Alamat;Sektor;Jam
                Dinas Sosial;Bansos: cek;https://a.id;sosial;kantor
                Dinkes;Antrean puskesmas;b.id;;
                """, "33.08");

        assertThat(list.toYaml()).isEqualTo("""
                agencies:
                  - path: 33.08/dinas-sosial
                    name: Dinas Sosial
                    services:
                      - id: bansos-cek
                        name: 'Bansos: cek'
                        sector: sosial
                        hours: kantor
                addresses:
                  - service: 33.08/dinas-sosial/bansos-cek
                    url: https://a.id/
                  - service: 33.08/dinkes/antrean
                    url: https://b.id/
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPD;Layanan;Alamat",
                "Perangkat Daerah;Nama Layanan;Tautan",
                "instansi;LAYANAN;URL",
                "Agency;Service;Address",
                "Nama OPD;Jenis Layanan;Alamat Website",
                "Dinas;Aplikasi;Link",
            })
    void shouldKnowItsHeaderInBothLanguages(String header) throws UnreadableTable {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("DAFTAR LAYANAN DARING"));
        rows.add(List.of("Kabupaten Magelang", "", "2026"));
        rows.add(List.of(header.split(";")));
        rows.add(List.of("Dinkes", "Antrean puskesmas", "a.id"));
        rows.add(List.of(header.split(";")));
        rows.add(List.of("", "Apotek", "b.id"));

        AddressList target = AddressList.read(Books.rows(rows), "Daftar OPD.xlsx", Lists.TREE, ScopePath.of("33.08"));

        assertThat(Lists.outcomes(target))
                .containsExactly("33.08/dinkes/antrean https://a.id/", "33.08/dinkes/apotek https://b.id/");
        assertThat(target.lines()).extracting(AddressLine::number).containsExactly(4, 6);
        assertThat(Lists.indonesian(target.remarks())).containsExactly("2 baris di atas judul kolom dilewati");
    }

    @Test
    void shouldNameTheCellOfAWorkbookThatIsWrong() throws UnreadableTable {
        byte[] body = Books.withRows(Books.rows(List.of(List.of("x"))), """
                <row r="1"><c r="A1" t="inlineStr"><is><t>OPD</t></is></c><c r="B1" t="inlineStr"><is><t>Layanan</t></is></c>
                <c r="C1" t="inlineStr"><is><t>Alamat</t></is></c></row>
                <row r="2"><c r="A2" t="inlineStr"><is><t>Dinkes</t></is></c><c r="B2" t="inlineStr"><is><t>Apotek</t></is></c>
                <c r="C2"><f>HYPERLINK("https://a.id","Buka")</f></c></row>
                <row r="3"><c r="A3"><f>B9</f></c><c r="B3" t="inlineStr"><is><t>Gizi</t></is></c>
                <c r="C3" t="str"><f>"b.id"</f><v>b.id</v></c></row>
                <row r="4"><c r="B4" t="inlineStr"><is><t>Lab</t></is></c><c r="C4" t="inlineStr"><is><t>c.id</t></is></c></row>""");

        AddressList target = AddressList.read(body, "d.xlsx", Lists.TREE, ScopePath.of("33.08"));

        assertThat(Lists.outcomes(target))
                .containsExactly(
                        "! sel C2 berisi rumus tanpa hasil yang dapat dibaca; tulis isinya sebagai teks",
                        "! sel A3 berisi rumus tanpa hasil yang dapat dibaca; tulis isinya sebagai teks",
                        "! instansi kosong, dan yang di baris atas tidak dikenal");
    }

    @Test
    void shouldSayWhatTheWholeListLacks() {
        assertThat(refusal("", "33.08")).isEqualTo("daftar ini kosong");
        assertThat(refusal("OPD;Layanan;Alamat\n", "33.08")).isEqualTo("daftar ini kosong");
        assertThat(refusal("a;b;c.id", "35.07")).isEqualTo("'35.07' bukan pemerintah atau perangkat daerah di katalog");
        assertThat(refusal("a;b;c.id", "33.08/dinkes/antrean"))
                .isEqualTo("'33.08/dinkes/antrean' bukan pemerintah atau perangkat daerah di katalog");
        assertThat(refusal("OPD;Layanan;Jenis\nDinkes;Antrean;web\n", "33.08"))
                .isEqualTo("tidak ada alamat web di daftar ini; perlu kolom Alamat (atau URL, Tautan)");
        assertThat(refusal("Dinkes;Antrean;a.id\n".repeat(5_001), "33.08"))
                .isEqualTo("lebih dari 5000 baris; bagi menjadi beberapa daftar");
        assertThat(refusal("x".repeat(AddressList.MOST_BYTES + 1), "33.08"))
                .isEqualTo("terlalu besar, paling banyak 2048 KiB");
    }

    private static String refusal(String text, String within) {
        try {
            byte[] body = text.getBytes(UTF_8);
            throw new AssertionError("read as " + AddressList.read(body, "d.csv", Lists.TREE, ScopePath.of(within)));
        } catch (UnreadableTable e) {
            return e.said().indonesian();
        }
    }

    /** Lists with bytes gone astray: each is read or refused, and nothing else happens. */
    @Test
    void shouldReadOrRefuseWhateverIsSent() {
        Random random = new Random(4);
        byte[] text =
                "OPD;Layanan;Alamat\n\"Dinkes\";Antrean;https://a.id/\u00e9?x={y}\n;Apotek;[::1]:80\n".getBytes(UTF_8);
        byte[] book = Books.rows(List.of(List.of("OPD", "Layanan", "Alamat"), List.of("Dinkes", "Antrean", "a.id")));
        int read = 0;
        for (int round = 0; round < 800; round++) {
            byte[] body = (round % 2 == 0 ? text : book).clone();
            for (int hit = random.nextInt(6); hit >= 0; hit--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            try {
                AddressList list = AddressList.read(body, "d", Lists.TREE, ScopePath.of("33.08"));
                var unused = Lists.joined(list);
                read++;
            } catch (UnreadableTable refused) {
                assertThat(refused.said().indonesian()).isNotBlank();
            }
        }
        assertThat(read).isBetween(100, 760);
    }

    @Test
    void shouldHaveAnExampleThatFitsTheReference() throws IOException, UnreadableTable {
        Path example = Path.of("examples", "daftar-alamat.csv");
        Catalogue reference = CatalogueReader.read("jawa-tengah.yaml", Reference.jawaTengahYaml())
                .catalogue()
                .orElseThrow();

        AddressList target =
                AddressList.read(Files.readAllBytes(example), example.toString(), reference, ScopePath.of("33.08"));

        assertThat(target.sound()).as(target::toString).isTrue();
        assertThat(target.lines()).hasSizeGreaterThan(3);
        assertThat(target.lines())
                .extracting(AddressLine::address)
                .allMatch(url -> url.startsWith("http://127.0.0.1:"));
    }

    @Test
    void shouldReadTheLongestListThereMayBe() {
        StringBuilder text = new StringBuilder("OPD;Layanan;Alamat\n");
        for (int i = 0; i < AddressList.MOST_LINES; i++) {
            text.append("Dinas ")
                    .append(i % 40)
                    .append(";Layanan daring nomor ")
                    .append(i)
                    .append(";https://x")
                    .append(i);
            text.append(".contoh.go.id/\n");
        }

        AddressList target = Lists.read(text.toString(), "33.08");

        assertThat(target.count(State.NEW)).isEqualTo(AddressList.MOST_LINES);
        var unused = Lists.joined(target);
    }
}
