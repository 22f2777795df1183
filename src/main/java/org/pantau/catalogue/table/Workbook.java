package org.pantau.catalogue.table;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.pantau.catalogue.table.UnreadableWorkbook.Fault;

/** A workbook that has been found safe to read. */
public final class Workbook implements Closeable {

    private final ReadableWorkbook book;
    private final List<Sheet> sheets;
    private final boolean macros;

    private Workbook(byte[] body, boolean macros) throws IOException {
        this.macros = macros;
        // Formats tell a date from a number; a cell that cannot be parsed is an error of that cell alone.
        this.book = new ReadableWorkbook(new ByteArrayInputStream(body), new ReadingOptions(true, true));
        this.sheets = book.getSheets().toList();
    }

    /**
     * How large a workbook may grow.
     *
     * @param unpacked bytes of all its parts together
     * @param part bytes of a part that is no sheet, for these are held in memory
     */
    public record Bounds(long unpacked, long part) {}

    /** Whether a body is a workbook, or an archive of another kind. */
    public static boolean is(byte[] body) {
        return body.length > 4 && body[0] == 'P' && body[1] == 'K' && body[2] == 3 && body[3] == 4;
    }

    /**
     * Opens a workbook.
     *
     * @throws UnreadableWorkbook when it is no workbook, is damaged, or would grow beyond use
     */
    public static Workbook open(byte[] body, Bounds bounds) throws UnreadableWorkbook {
        boolean macros = Inspection.macrosIn(body, bounds);
        try {
            return new Workbook(body, macros);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableWorkbook(Fault.NO_WORKBOOK);
        }
    }

    /** In the order of their tabs, hidden ones among them. */
    public List<Sheet> sheets() {
        return sheets;
    }

    /** Whether it brings macros. */
    public boolean macros() {
        return macros;
    }

    @Override
    public void close() {
        try {
            book.close();
        } catch (IOException e) {
            // Nothing is written; what was read is already known.
        }
    }
}
