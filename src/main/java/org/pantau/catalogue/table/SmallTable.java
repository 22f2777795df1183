package org.pantau.catalogue.table;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Said;

/**
 * A table that a person made, small enough to be held whole: a workbook's sheet, CSV, or pasted text.
 *
 * @param rows those that are not blank
 * @param remarks what a person should know of how it was read
 */
public record SmallTable(List<Row> rows, List<Said> remarks) {

    /** Cells of a row beyond these are not looked at. */
    static final int MOST_COLUMNS = 100;

    public SmallTable {
        rows = List.copyOf(rows);
        remarks = List.copyOf(remarks);
    }

    /**
     * How large a table may be.
     *
     * @param bytes of the file
     * @param rows that are not blank
     */
    public record Bounds(int bytes, int rows) {}

    /**
     * A row.
     *
     * @param number from 1, as the program shows it where the table was made: the line, or the row of the sheet
     * @param cells from the left; an empty one where there is nothing
     * @param hidden whether the program does not show it
     */
    public record Row(int number, List<Cell> cells, boolean hidden) {
        public Row {
            cells = List.copyOf(cells);
        }

        /** The cell at {@code column}, empty beyond the last one. */
        public Cell cell(int column) {
            return column >= 0 && column < cells.size() ? cells.get(column) : Cell.EMPTY;
        }

        boolean blank() {
            return cells.stream().allMatch(cell -> cell.text().isEmpty() && cell.flaw() == null);
        }
    }

    /**
     * A cell.
     *
     * @param text without white space around it
     * @param flaw why it says nothing that can be used; null where it does
     */
    public record Cell(String text, @Nullable Said flaw) {

        public static final Cell EMPTY = new Cell("", null);

        public static Cell of(String text) {
            return text.isEmpty() ? EMPTY : new Cell(text, null);
        }
    }

    /**
     * Reads a file.
     *
     * @param name as the person calls it, for its ending and for messages
     * @throws UnreadableTable when it is neither a workbook nor text, is broken, or beyond the bounds
     */
    public static SmallTable read(byte[] body, String name, Bounds bounds) throws UnreadableTable {
        if (body.length > bounds.bytes()) {
            throw tooBig(bounds);
        }
        if (Workbook.is(body)) {
            return SheetTable.read(body, name, bounds);
        }
        if (body.length > 3 && (body[0] & 0xff) == 0xD0 && (body[1] & 0xff) == 0xCF && body[2] == 0x11) {
            throw new UnreadableTable(
                    "berkas Excel lama (.xls) atau yang terkunci kata sandi; simpan sebagai .xlsx tanpa sandi",
                    "an old Excel file (.xls), or one locked by a password; save it as .xlsx without one");
        }
        if (body.length > 3 && body[0] == '%' && body[1] == 'P' && body[2] == 'D' && body[3] == 'F') {
            throw new UnreadableTable(
                    "berkas PDF tidak dapat dibaca; kirim Excel (.xlsx) atau CSV",
                    "a PDF cannot be read, expected Excel (.xlsx) or CSV");
        }
        if (name.toLowerCase(Locale.ROOT).endsWith(".xlsx")) {
            throw new UnreadableTable(
                    "berakhiran .xlsx tetapi bukan buku kerja Excel, atau rusak",
                    "ends in .xlsx but is no Excel workbook, or damaged");
        }
        return TextTable.read(Encoding.text(body), bounds);
    }

    /**
     * Reads pasted text.
     *
     * @throws UnreadableTable when it is broken, or beyond the bounds
     */
    public static SmallTable read(String text, Bounds bounds) throws UnreadableTable {
        if (text.length() > bounds.bytes()) {
            throw tooBig(bounds);
        }
        return TextTable.read(text, bounds);
    }

    static UnreadableTable tooBig(Bounds bounds) {
        int kibibytes = bounds.bytes() / 1024;
        return new UnreadableTable(
                "terlalu besar, paling banyak " + kibibytes + " KiB",
                "too big, expected at most " + kibibytes + " KiB");
    }

    static UnreadableTable tooLong(Bounds bounds) {
        return new UnreadableTable(
                "lebih dari " + bounds.rows() + " baris; bagi menjadi beberapa daftar",
                "more than " + bounds.rows() + " rows; split it into several lists");
    }
}
