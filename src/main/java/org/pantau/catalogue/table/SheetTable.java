package org.pantau.catalogue.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Said;
import org.pantau.catalogue.table.SmallTable.Bounds;
import org.pantau.catalogue.table.SmallTable.Cell;
import org.pantau.catalogue.table.SmallTable.Row;

/** The first sheet of a workbook that its program shows. */
final class SheetTable {

    private static final Workbook.Bounds UNPACKED = new Workbook.Bounds(64L * 1024 * 1024, 16L * 1024 * 1024);

    private SheetTable() {}

    static SmallTable read(byte[] body, String name, Bounds bounds) throws UnreadableTable {
        String ending = name.toLowerCase(Locale.ROOT);
        try (Workbook book = Workbook.open(body, UNPACKED)) {
            if (book.macros() || ending.endsWith(".xlsm") || ending.endsWith(".xlsb")) {
                throw new UnreadableTable(
                        "buku kerja dengan makro tidak diterima; simpan sebagai .xlsx",
                        "a workbook with macros is not accepted, save it as .xlsx");
            }
            List<Said> remarks = new ArrayList<>();
            Sheet sheet = sheet(book, remarks);
            return new SmallTable(rows(sheet, bounds), remarks);
        } catch (UnreadableWorkbook e) {
            throw new UnreadableTable(e.fault().said());
        } catch (IOException | RuntimeException e) {
            // whatever the library makes of a sheet that no program wrote
            throw new UnreadableTable("lembar kerjanya rusak", "a sheet that is damaged");
        }
    }

    private static Sheet sheet(Workbook book, List<Said> remarks) throws UnreadableTable {
        List<Sheet> shown = book.sheets().stream()
                .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                .toList();
        if (shown.isEmpty()) {
            throw new UnreadableTable(
                    "semua lembarnya tersembunyi; tampilkan yang memuat daftar",
                    "all its sheets are hidden; show the one with the list");
        }
        Sheet first = shown.get(0);
        if (book.sheets().size() > 1) {
            remarks.add(new Said(
                    "hanya lembar '" + first.getName() + "' yang dibaca, lembar lain tidak",
                    "only the sheet '" + first.getName() + "' is read, the others are not"));
        }
        return first;
    }

    private static List<Row> rows(Sheet sheet, Bounds bounds) throws IOException, UnreadableTable {
        List<Row> rows = new ArrayList<>();
        try (Stream<org.dhatim.fastexcel.reader.Row> stream = sheet.openStream()) {
            Iterator<org.dhatim.fastexcel.reader.Row> each = stream.iterator();
            while (each.hasNext()) {
                org.dhatim.fastexcel.reader.Row from = each.next();
                List<Cell> cells = new ArrayList<>();
                for (int i = 0; i < Math.min(from.getCellCount(), SmallTable.MOST_COLUMNS); i++) {
                    cells.add(cell(from.getCell(i)));
                }
                Row row = new Row(from.getRowNum(), cells, from.isHidden());
                if (row.blank()) {
                    continue;
                }
                if (rows.size() == bounds.rows()) {
                    throw SmallTable.tooLong(bounds);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static Cell cell(org.dhatim.fastexcel.reader.@Nullable Cell from) {
        if (from == null) {
            return Cell.EMPTY;
        }
        Object value = CellValues.of(from);
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() || CellValues.isDate(from) ? flawed(from, text) : Cell.of(text);
    }

    /** A cell that shows something in its program, and nothing that could be a name or an address. */
    private static Cell flawed(org.dhatim.fastexcel.reader.Cell from, String text) {
        String at = from.getAddress().toString();
        if (!text.isEmpty()) {
            return new Cell(
                    text,
                    new Said(
                            "sel " + at + " berisi tanggal atau jam (" + text + "); beri format Teks lalu tulis lagi",
                            "cell " + at + " holds a date or time (" + text
                                    + "); give it the format Text and write it again"));
        }
        if (from.getType() == CellType.FORMULA) {
            return new Cell(
                    "",
                    new Said(
                            "sel " + at + " berisi rumus tanpa hasil yang dapat dibaca; tulis isinya sebagai teks",
                            "cell " + at + " holds a formula without a result that can be read; write it as text"));
        }
        return from.getType() == CellType.ERROR
                ? new Cell("", new Said("sel " + at + " berisi galat", "cell " + at + " holds an error"))
                : Cell.EMPTY;
    }
}
