package org.pantau.operate.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.ScopePath;
import org.pantau.operate.manual.ReportForm;

/** The file an agency fills in: a row for each day and service, a column for each figure. */
public final class ReportTemplate {

    static final String DAY = "Tanggal";
    static final String CODE = "Kode layanan";
    static final String NAME = "Layanan";
    /** Before the id of the feed and the version of its figures, in the first row. */
    static final String MARK = "pantau:";

    private static final int FIRST_FIGURE = 3;
    private static final String[] HELP = {
        "Petunjuk pengisian",
        "1. Isi lembar Laporan: satu baris untuk satu hari dan satu layanan.",
        "2. Tulis bilangan bulat tanpa satuan, misalnya 12 atau 1.234. Nol ditulis 0.",
        "3. Bila tidak ada laporan, biarkan kosong atau tulis - (tidak sama dengan 0).",
        "4. Jangan mengubah kode layanan dan judul kolom. Baris yang tidak dipakai boleh dihapus.",
        "5. Angka yang sudah dikirim dapat dikoreksi dengan mengirim berkas lagi; yang berubah saja yang dicatat.",
        "6. Unggah di Pantau, halaman Laporan harian. Berkas yang sama dua kali tidak mengubah apa pun."
    };

    private ReportTemplate() {}

    /** As a workbook; {@code days} are the rows, the newest first. */
    public static byte[] xlsx(ReportForm form, List<LocalDate> days) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Pantau", "1.0")) {
            sheet(book.newWorksheet("Laporan"), form, days);
            Worksheet help = book.newWorksheet("Petunjuk");
            help.width(0, 110);
            for (int i = 0; i < HELP.length; i++) {
                help.value(i, 0, HELP[i]);
            }
            help.style(0, 0).bold().set();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void sheet(Worksheet sheet, ReportForm form, List<LocalDate> days) {
        List<Mapping> figures = form.feed().measures();
        sheet.value(0, 0, "Laporan harian");
        sheet.value(0, FIRST_FIGURE, mark(form));
        sheet.style(0, 0).bold().fontSize(14).set();
        sheet.style(0, FIRST_FIGURE).fontColor("999999").set();
        List<String> header = header(figures);
        for (int column = 0; column < header.size(); column++) {
            sheet.value(1, column, header.get(column));
            sheet.style(1, column).bold().fillColor("DDE7F0").wrapText(true).set();
            sheet.width(column, column == 2 ? 40 : 16);
        }
        int row = 2;
        for (LocalDate day : days) {
            for (Line line : lines(form)) {
                sheet.value(row, 0, day);
                sheet.style(row, 0).format("dd/mm/yyyy").set();
                sheet.value(row, 1, line.code());
                sheet.value(row, 2, line.name());
                row++;
            }
        }
        sheet.freezePane(FIRST_FIGURE, 2);
    }

    /** As a table that a spreadsheet in Indonesian opens as one. */
    public static byte[] csv(ReportForm form, List<LocalDate> days) {
        StringWriter text = new StringWriter();
        text.write('\ufeff');
        List<Mapping> figures = form.feed().measures();
        try (CsvWriter writer = CsvWriter.builder()
                .fieldSeparator(';')
                .lineDelimiter(LineDelimiter.CRLF)
                .build(text)) {
            writer.writeRecord("Laporan harian", "", "", mark(form));
            writer.writeRecord(header(figures));
            for (LocalDate day : days) {
                for (Line line : lines(form)) {
                    List<String> cells = new ArrayList<>(List.of(
                            "%02d/%02d/%d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear()),
                            line.code(),
                            line.name()));
                    figures.forEach(figure -> cells.add(""));
                    writer.writeRecord(cells);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private record Line(String code, String name) {}

    private static List<Line> lines(ReportForm form) {
        return form.entries().stream()
                .map(entry -> new Line(code(entry.figure().service()), entry.serviceName()))
                .distinct()
                .toList();
    }

    private static List<String> header(List<Mapping> figures) {
        List<String> header = new ArrayList<>(List.of(DAY, CODE, NAME));
        figures.forEach(figure -> header.add(Labels.of(figure)));
        return header;
    }

    /** The service's own id, which is all that tells it apart within its agency. */
    static String code(ScopePath service) {
        String path = service.value();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Tells which feed a file was made for, and whether its services and figures are still the same. */
    static String mark(ReportForm form) {
        CRC32 version = new CRC32();
        form.entries()
                .forEach(entry -> version.update(
                        (entry.figure().service() + " " + entry.figure().measure() + " "
                                        + Objects.toString(entry.mapping().of()) + "\n")
                                .getBytes(StandardCharsets.UTF_8)));
        return MARK + form.feed().id() + ":" + Long.toHexString(version.getValue());
    }
}
