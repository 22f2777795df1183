package org.pantau.catalogue.table;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.catalogue.model.Said;
import org.pantau.catalogue.table.SmallTable.Bounds;
import org.pantau.catalogue.table.SmallTable.Cell;

class SmallTableTest {

    private static final Bounds BOUNDS = new Bounds(100_000, 50);

    private static SmallTable read(byte[] body, String name) {
        try {
            return SmallTable.read(body, name, BOUNDS);
        } catch (UnreadableTable e) {
            throw new AssertionError(e.said().toString(), e);
        }
    }

    private static Said refusal(byte[] body, String name) {
        try {
            throw new AssertionError("read as " + rows(SmallTable.read(body, name, BOUNDS)));
        } catch (UnreadableTable e) {
            return e.said();
        }
    }

    /** Each row as {@code number: cell|cell}. */
    private static List<String> rows(SmallTable table) {
        return table.rows().stream()
                .map(row -> row.number() + ": "
                        + String.join("|", row.cells().stream().map(Cell::text).toList()))
                .toList();
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("a;b\nc;d", List.of("1: a|b", "2: c|d")),
                arguments("a;b\r\n\r\nc;d\r\n", List.of("1: a|b", "3: c|d")),
                arguments(
                        "\"a; b\";\"c \"\"d\"\"\"\n\"e\nf\";g\nh;i", List.of("1: a; b|c \"d\"", "2: e\nf|g", "4: h|i")),
                arguments("sep=,\na,b;c\nd,e", List.of("2: a|b;c", "3: d|e")),
                arguments("a\tb;c,d\ne\tf", List.of("1: a|b;c,d", "2: e|f")),
                arguments("Daftar\na;b\nc;d", List.of("1: Daftar", "2: a|b", "3: c|d")),
                arguments("satu dua\n\n  tiga  ", List.of("1: satu dua", "3: tiga")),
                arguments("a https://x/?b=1,2;3\nc https://y", List.of("1: a https://x/?b=1,2;3", "2: c https://y")),
                arguments("https://x/;a\nhttps://y/;b", List.of("1: https://x/|a", "2: https://y/|b")),
                arguments("a;12\" layar;c\nd;e;f", List.of("1: a|12\" layar|c", "2: d|e|f")),
                arguments(";;\n , \na;b", List.of("2: ,", "3: a|b")));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldFindRowsAndCellsOfText(String text, List<String> rows) {
        assertThat(rows(read(text.getBytes(UTF_8), "daftar.csv"))).isEqualTo(rows);
    }

    @Test
    void shouldReadEveryEncodingThatExcelWrites() {
        String text = "Dinas;Café – “A”\nx;y";
        byte[] marked = ("\uFEFF" + text).getBytes(UTF_8);
        byte[] windows = text.getBytes(Charset.forName("windows-1252"));
        byte[] utf16 = ("\uFEFF" + text).getBytes(UTF_16LE);

        assertThat(List.of(text.getBytes(UTF_8), marked, windows, utf16))
                .allSatisfy(
                        body -> assertThat(rows(read(body, "d.csv"))).containsExactly("1: Dinas|Café – “A”", "2: x|y"));
    }

    static Stream<Arguments> refused() {
        byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0};
        return Stream.of(
                arguments(old, "d.xls", "berkas Excel lama"),
                arguments(old, "d.xlsx", "terkunci kata sandi"),
                arguments("%PDF-1.7".getBytes(UTF_8), "d.pdf", "berkas PDF"),
                arguments("<html><table>".getBytes(UTF_8), "d.xls", "halaman web"),
                arguments("a;b".getBytes(UTF_8), "d.XLSX", "bukan buku kerja Excel"),
                arguments("abc\0;b\nc;d".getBytes(UTF_8), "d.csv", "bukan teks"),
                arguments("a;\"b\nc;d\ne;f".getBytes(UTF_8), "d.csv", "dibuka sesudah baris 0 tidak ditutup"),
                arguments("a;b\nc;d\ne;\"f\ng;h".getBytes(UTF_8), "d.csv", "dibuka sesudah baris 2 tidak ditutup"),
                arguments(new byte[100_001], "d.csv", "terlalu besar, paling banyak 97 KiB"),
                arguments("a;b\n".repeat(51).getBytes(UTF_8), "d.csv", "lebih dari 50 baris"),
                arguments("a b\n".repeat(51).getBytes(UTF_8), "d.txt", "lebih dari 50 baris"),
                arguments(Books.rows(Collections.nCopies(51, List.of("a"))), "d.xlsx", "lebih dari 50 baris"),
                arguments(Books.packed(Map.of("content.xml", new byte[0])), "d.ods", "bukan buku kerja Excel (.xlsx)"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldRefuseWhatIsNoSmallTable(byte[] body, String name, String said) {
        assertThat(refusal(body, name).indonesian()).contains(said);
        assertThat(refusal(body, name).english()).isNotBlank();
    }

    @Test
    void shouldReadTheFirstSheetThatIsShown() {
        byte[] body = Books.of(book -> {
            book.newWorksheet("Data lama").value(0, 0, "lama");
            book.newWorksheet("Sembunyi").value(0, 0, "sembunyi");
            book.newWorksheet("Daftar").value(2, 1, "a.id");
            book.newWorksheet("Lain").value(0, 0, "lain");
        });
        byte[] hidden = hide(hide(body, "Data lama", "hidden"), "Sembunyi", "veryHidden");

        SmallTable target = read(hidden, "d.xlsx");

        assertThat(rows(target)).containsExactly("3: |a.id");
        assertThat(target.remarks())
                .extracting(Said::indonesian)
                .containsExactly("hanya lembar 'Daftar' yang dibaca, lembar lain tidak");
        assertThat(refusal(hide(hide(hidden, "Daftar", "hidden"), "Lain", "hidden"), "d.xlsx")
                        .indonesian())
                .startsWith("semua lembarnya tersembunyi");
    }

    private static byte[] hide(byte[] book, String sheet, String state) {
        Map<String, byte[]> parts = Books.parts(book);
        parts.computeIfPresent(
                "xl/workbook.xml",
                (name, part) -> new String(part, UTF_8)
                        .replace("name=\"" + sheet + "\"", "name=\"" + sheet + "\" state=\"" + state + "\"")
                        .getBytes(UTF_8));
        return Books.packed(parts);
    }

    @Test
    void shouldNameTheCellsThatSayNothingUseful() {
        byte[] body = Books.withRows(Books.rows(List.of(List.of("x"))), """
                <row r="2"><c r="A2" t="inlineStr"><is><t>Dinkes</t></is></c><c r="C2"><f>HYPERLINK(A1)</f></c>
                <c r="D2" t="e"><v>#REF!</v></c><c r="E2" t="str"><f>A2</f><v> a.id </v></c><c r="F2"><v>101</v></c></row>
                <row r="9" hidden="1"><c r="A9"><v>33.08</v></c></row>
                <row r="10"><c r="B10"/></row>""");

        SmallTable target = read(body, "d.xlsx");

        assertThat(rows(target)).containsExactly("2: Dinkes||||a.id|101", "9: 33.08");
        assertThat(target.rows().get(0).cell(2).flaw())
                .isEqualTo(new Said(
                        "sel C2 berisi rumus tanpa hasil yang dapat dibaca; tulis isinya sebagai teks",
                        "cell C2 holds a formula without a result that can be read; write it as text"));
        assertThat(target.rows().get(0).cell(3).flaw())
                .isEqualTo(new Said("sel D2 berisi galat", "cell D2 holds an error"));
        assertThat(target.rows().get(1).hidden()).isTrue();
    }

    /** Excel makes a date of 24/7 as soon as it is typed. */
    @Test
    void shouldSayThatACellHoldsADate() {
        byte[] body = Books.of(book -> {
            var sheet = book.newWorksheet("Daftar");
            sheet.value(0, 0, LocalDate.of(2026, 7, 24));
            sheet.style(0, 0).format("d/m").set();
        });

        assertThat(read(body, "d.xlsx").rows().get(0).cell(0).flaw())
                .isEqualTo(new Said(
                        "sel A1 berisi tanggal atau jam (2026-07-24); beri format Teks lalu tulis lagi",
                        "cell A1 holds a date or time (2026-07-24); give it the format Text and write it again"));
    }

    @Test
    void shouldRefuseMacros() {
        Map<String, byte[]> parts = Books.parts(Books.rows(List.of(List.of("a"))));
        assertThat(refusal(Books.packed(parts), "d.xlsm").indonesian()).startsWith("buku kerja dengan makro");
        parts.put("xl/vbaProject.bin", new byte[] {1});
        assertThat(refusal(Books.packed(parts), "d.xlsx").indonesian()).startsWith("buku kerja dengan makro");
    }

    @Test
    void shouldRefuseABookThatGrows() {
        Map<String, byte[]> parts = Books.parts(Books.rows(List.of(List.of("a"))));
        byte[] bomb = new byte[65 * 1024 * 1024];
        Arrays.fill(bomb, (byte) ' ');
        parts.put(Books.FIRST_SHEET, bomb);
        byte[] body = Books.packed(parts);
        assertThat(body.length).isLessThan(BOUNDS.bytes());

        assertThat(refusal(body, "d.xlsx").indonesian()).isEqualTo("buku kerja terlalu besar bila dibuka");
    }

    @Test
    void shouldNotLookAtEndlesslyWideRows() {
        List<String> wide = new ArrayList<>(Collections.nCopies(500, "x"));

        assertThat(read(String.join(";", wide).getBytes(UTF_8), "d.csv")
                        .rows()
                        .get(0)
                        .cells())
                .hasSize(SmallTable.MOST_COLUMNS);
        assertThat(read(Books.rows(List.of(wide)), "d.xlsx").rows().get(0).cells())
                .hasSize(SmallTable.MOST_COLUMNS);
    }

    @Test
    void shouldSayWhenASheetIsDamaged() {
        byte[] body = Books.withRows(
                Books.rows(List.of(List.of("a"))), "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row><row r=\"2\">");

        assertThat(refusal(body, "d.xlsx").indonesian()).isEqualTo("lembar kerjanya rusak");
    }
}
