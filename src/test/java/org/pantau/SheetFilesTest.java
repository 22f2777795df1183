package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.pantau.catalogue.table.Books;
import org.pantau.operate.manual.ReportRefused;
import org.pantau.operate.sheet.ReportSheet;
import org.pantau.operate.sheet.ReportTemplate;

/** Files as they really come: workbooks, what only looks like one, and any bytes. */
class SheetFilesTest {

    @Test
    void realExcelShouldBeReadWithDatesFormulasAndTotals() {
        byte[] file = SheetsTest.book(sheet -> {
            sheet.value(1, 0, LocalDate.of(2026, 11, 23));
            sheet.style(1, 0).format("dd/mm/yyyy").set();
            sheet.value(1, 1, "antrean");
            sheet.value(1, 2, 31);
            sheet.value(1, 3, 4.0);
            sheet.value(3, 0, "Jumlah");
            sheet.value(3, 2, 31);
        });

        ReportSheet sheet = ReportSheet.read(file, SheetsTest.FORM, SheetsTest.now());

        assertThat(sheet.values()).extracting(ReportSheet.Value::cell).containsExactly("C2", "D2");
        assertThat(sheet.notes()).anyMatch(note -> note.contains("Baris 4"));
    }

    @Test
    void whatOnlyLooksLikeANumberInExcelShouldBeNamed() {
        assertFlaw(
                SheetsTest.book(sheet -> {
                    row(sheet, 1);
                    sheet.formula(1, 2, "1+");
                }),
                "C2",
                "rumus");
        assertFlaw(
                SheetsTest.book(sheet -> {
                    row(sheet, 1);
                    sheet.value(1, 2, 0.5);
                    sheet.style(1, 2).format("0%").set();
                }),
                "C2",
                "bilangan bulat");
        assertFlaw(
                SheetsTest.book(sheet -> {
                    row(sheet, 1);
                    sheet.value(1, 2, LocalDate.of(2026, 1, 5));
                    sheet.style(1, 2).format("dd/mm/yyyy").set();
                }),
                "C2",
                "bilangan bulat");
        assertFlaw(
                SheetsTest.book(sheet -> {
                    row(sheet, 1);
                    sheet.value(1, 2, true);
                }),
                "C2",
                "bilangan bulat");
        assertFlaw(
                SheetsTest.book(sheet -> {
                    row(sheet, 1);
                    sheet.value(1, 2, 31);
                    sheet.range(1, 2, 2, 2).merge();
                }),
                "C2:C3",
                "digabung");
    }

    private static void row(Worksheet sheet, int row) {
        sheet.value(row, 0, "23/11/2026");
        sheet.value(row, 1, "antrean");
    }

    private static void assertFlaw(byte[] file, String cell, String expected) {
        List<ReportRefused.Item> items = refused(file).items();
        assertThat(items.get(0).field()).isEqualTo(cell);
        assertThat(items.get(0).expected()).contains(expected);
    }

    private static ReportRefused refused(byte[] file) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(
                ReportRefused.class, () -> ReportSheet.read(file, SheetsTest.FORM, SheetsTest.now()));
    }

    @Test
    void filesThatAreNoReportsShouldBeSaidSoAtOnce() throws IOException {
        byte[] others = ReportTemplate.xlsx(SheetsTest.form("lain"), List.of(LocalDate.of(2026, 11, 23)));
        assertThat(refused(others).items().get(0).expected()).contains("templat berkas (ini templat untuk lain)");
        assertThat(refused("%PDF-1.7 x".getBytes(StandardCharsets.UTF_8))
                        .items()
                        .get(0)
                        .expected())
                .contains("bukan keduanya");
        assertThat(refused("<html><table>".getBytes(StandardCharsets.UTF_8))
                        .items()
                        .get(0)
                        .field())
                .isEqualTo("berkas");
        assertThat(refused(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0})
                        .items()
                        .get(0)
                        .expected())
                .contains(".xls lama");
        assertThat(refused(new byte[ReportSheet.MOST_BYTES + 1]).items().get(0).expected())
                .contains("2 MiB");
        assertThat(refused(bomb()).items().get(0).expected()).contains("berkas Excel yang utuh");
        byte[] whole = SheetsTest.book(sheet -> row(sheet, 1));
        assertThat(refused(java.util.Arrays.copyOf(whole, whole.length / 2))
                        .items()
                        .get(0)
                        .field())
                .isEqualTo("berkas");
        assertThat(refused(withMacros(whole)).items().get(0).expected()).contains("makro");
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 200; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    private static byte[] withMacros(byte[] book) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : Books.parts(book).entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry("xl/vbaProject.bin"));
            zip.write(1);
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    @Test
    void anyBytesShouldComeToValuesOrFlaws() {
        Random chance = new Random(2026);
        byte[] book = SheetsTest.book(sheet -> {
            row(sheet, 1);
            sheet.value(1, 2, 31);
        });
        byte[] table = SheetsTest.csv("23/11/2026;antrean;;31;4");
        for (int i = 0; i < 1_000; i++) {
            byte[] body = (i % 4 == 0 ? book : table).clone();
            for (int change = 0; change <= i % 5; change++) {
                body[chance.nextInt(body.length)] = (byte) chance.nextInt(256);
            }
            try {
                ReportSheet sheet = ReportSheet.read(body, SheetsTest.FORM, SheetsTest.now());
                assertThat(sheet.values()).allMatch(value -> value.said().value() != null);
            } catch (ReportRefused refused) {
                assertThat(refused.items()).isNotEmpty();
            }
        }
    }
}
