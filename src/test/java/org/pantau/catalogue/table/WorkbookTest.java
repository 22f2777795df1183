package org.pantau.catalogue.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.table.UnreadableWorkbook.Fault;

class WorkbookTest {

    private static final Workbook.Bounds BOUNDS = new Workbook.Bounds(1_000_000, 200_000);
    private static final byte[] PLAIN = Books.rows(List.of(List.of("OPD", "Alamat"), List.of("Dinkes", "a.go.id")));

    private static Fault fault(byte[] body) {
        UnreadableWorkbook thrown = catchThrowableOfType(
                UnreadableWorkbook.class, () -> Workbook.open(body, BOUNDS).close());
        assertThat(thrown).isNotNull();
        return thrown.fault();
    }

    private static List<Object> values(byte[] body) throws UnreadableWorkbook, IOException {
        List<Object> values = new ArrayList<>();
        try (Workbook book = Workbook.open(body, BOUNDS);
                var rows = book.sheets().get(0).openStream()) {
            rows.forEach(row -> row.forEach(cell -> values.add(cell == null ? "-" : value(cell))));
        }
        return values;
    }

    private static Object value(Cell cell) {
        Object value = CellValues.of(cell);
        return value == null ? "null" : value;
    }

    @Test
    void shouldOpenWhatProgramsWrite() throws UnreadableWorkbook, IOException {
        assertThat(values(PLAIN)).containsExactly("OPD", "Alamat", "Dinkes", "a.go.id");
        try (Workbook target = Workbook.open(PLAIN, BOUNDS)) {
            assertThat(target.sheets()).extracting(Sheet::getName).containsExactly("Daftar");
            assertThat(target.macros()).isFalse();
        }
    }

    @Test
    void shouldTakeTheStoredResultOfAFormulaAndNothingElse() throws UnreadableWorkbook, IOException {
        byte[] body = Books.withRows(PLAIN, """
                <row r="1">
                <c r="A1" t="str"><f>CONCATENATE("a",".id")</f><v>a.id</v></c>
                <c r="B1"><f>1+1</f><v>2</v></c>
                <c r="C1"><f>WEBSERVICE("http://x")</f></c>
                <c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>
                <c r="E1" t="b"><v>1</v></c>
                <c r="F1" t="inlineStr"><is><t> teks </t></is></c>
                </row>""");

        assertThat(values(body)).containsExactly("a.id", 2, "null", "null", true, "teks");
    }

    static Stream<Arguments> broken() {
        Map<String, byte[]> noBook = new LinkedHashMap<>(Books.parts(PLAIN));
        noBook.keySet().removeIf(name -> name.startsWith("xl/"));
        Map<String, byte[]> letter = Map.of("word/document.xml", "<w/>".getBytes(UTF_8));
        return Stream.of(
                arguments("cut short", Arrays.copyOf(PLAIN, PLAIN.length / 2), Fault.DAMAGED),
                arguments("no archive", "PK\3\4 dan seterusnya".getBytes(UTF_8), Fault.DAMAGED),
                arguments("empty", new byte[0], Fault.DAMAGED),
                arguments("parts missing", Books.packed(noBook), Fault.NO_WORKBOOK),
                arguments("a letter", Books.packed(letter), Fault.NO_WORKBOOK));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void shouldRefuseWhatIsNoWorkbook(String name, byte[] body, Fault expected) {
        assertThat(fault(body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xl/worksheets/sheet1.xml", "xl/worksheets/extra.bin", "docProps/app.xml", "gambar.png"})
    void shouldRefuseWhatGrowsWhenUnpackedWhereverItIs(String part) {
        Map<String, byte[]> parts = Books.parts(PLAIN);
        byte[] bomb = new byte[2_000_000];
        Arrays.fill(bomb, (byte) ' ');
        parts.put(part, bomb);
        byte[] body = Books.packed(parts);
        assertThat(body.length).as("small while it is packed").isLessThan(20_000);

        assertThat(fault(body)).isEqualTo(Fault.TOO_BIG);
    }

    @Test
    void shouldBoundWhatIsHeldInMemoryMoreThanSheets() {
        Map<String, byte[]> parts = Books.parts(PLAIN);
        String texts = "<sst>" + "<si><t>a</t></si>".repeat(15_000) + "</sst>";
        parts.put("xl/sharedStrings.xml", texts.getBytes(UTF_8));

        assertThat(fault(Books.packed(parts))).isEqualTo(Fault.TOO_BIG);
    }

    @Test
    void shouldRefuseTooManyParts() {
        Map<String, byte[]> parts = Books.parts(PLAIN);
        for (int i = 0; i <= Inspection.MOST_PARTS; i++) {
            parts.put("xl/media/" + i + ".png", new byte[0]);
        }

        assertThat(fault(Books.packed(parts))).isEqualTo(Fault.TOO_MANY_PARTS);
    }

    /** Its row would be made as wide as that: a file of two kilobytes took gigabytes. */
    @ParameterizedTest
    @ValueSource(strings = {"ZZZZZZ1", "AAAA1", "\ufffd\ufffd\ufffd1", "-1", "A99999999", "$ZZZZ$1"})
    void shouldRefuseCellsOutsideOfAnySheet(String reference) {
        byte[] body = Books.withRows(PLAIN, "<row r=\"1\"><c r=\"" + reference + "\"><v>1</v></c></row>");

        assertThat(fault(body)).isEqualTo(Fault.OUTSIDE);
    }

    @Test
    void shouldFindSuchCellsUnderAnyName() {
        Map<String, byte[]> parts = Books.parts(PLAIN);
        parts.put("lain.xml", "<x:c xmlns:x=\"y\" r=\"ZZZZZZ1\"/>".getBytes(UTF_8));

        assertThat(fault(Books.packed(parts))).isEqualTo(Fault.OUTSIDE);
    }

    @Test
    void shouldReadTheWidestSheetThereCanBe() throws UnreadableWorkbook, IOException {
        byte[] body = Books.withRows(PLAIN, "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");

        assertThat(values(body)).hasSize(16_384).last().isEqualTo(1);
    }

    @Test
    void shouldRefuseFormulasThatGrow() {
        String longest = "A1+".repeat(4_000);
        assertThat(fault(Books.withRows(PLAIN, "<row r=\"1\"><c r=\"A1\"><f>" + longest + "</f><v>1</v></c></row>")))
                .isEqualTo(Fault.FORMULAS);
        String shared = "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:Z999\" si=\"0\">" + "A1+".repeat(2_700)
                + "A1</f><v>1</v></c>" + "<c r=\"B1\"><f t=\"shared\" si=\"0\"/></c>".repeat(25_000) + "</row>";
        assertThat(fault(Books.withRows(PLAIN, shared))).isEqualTo(Fault.FORMULAS);
    }

    @Test
    void shouldNotFollowEntities(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("lain.txt"), "rahasia");
        Map<String, byte[]> parts = Books.parts(PLAIN);
        String sheet = """
                <!DOCTYPE w [<!ENTITY a SYSTEM "%s">]>
                <worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>""".formatted(secret.toUri());
        parts.put(Books.FIRST_SHEET, sheet.getBytes(UTF_8));
        String outcome;
        try {
            outcome = values(Books.packed(parts)).toString();
        } catch (UnreadableWorkbook | RuntimeException refused) {
            outcome = String.valueOf(refused.getMessage());
        }

        assertThat(outcome).doesNotContain("rahasia");
    }

    @Test
    void shouldNoticeMacros() throws UnreadableWorkbook {
        Map<String, byte[]> code = Books.parts(PLAIN);
        code.put("xl/vbaProject.bin", new byte[] {1, 2, 3});
        Map<String, byte[]> type = Books.parts(PLAIN);
        type.computeIfPresent(
                "[Content_Types].xml",
                (name, part) -> new String(part, UTF_8)
                        .replace(
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                                "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
                        .getBytes(UTF_8));

        for (Map<String, byte[]> parts : List.of(code, type)) {
            try (Workbook target = Workbook.open(Books.packed(parts), BOUNDS)) {
                assertThat(target.macros()).isTrue();
            }
        }
    }
}
