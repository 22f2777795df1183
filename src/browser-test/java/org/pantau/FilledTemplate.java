package org.pantau;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** A downloaded template after somebody has opened it in Excel, filled in its first row and saved it. */
final class FilledTemplate {

    private FilledTemplate() {}

    /** @param figures of the first row */
    static byte[] of(Path template, int... figures) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ReadableWorkbook read = new ReadableWorkbook(template.toFile());
                Workbook book = new Workbook(out, "Excel", "16.0")) {
            Worksheet sheet = book.newWorksheet("Laporan");
            for (Row row : read.getFirstSheet().read()) {
                int number = row.getRowNum() - 1;
                for (int column = 0; column < row.getCellCount(); column++) {
                    Cell cell = row.getCell(column);
                    if (cell != null && cell.getType() == CellType.NUMBER) {
                        sheet.value(number, column, cell.asDate().toLocalDate());
                        sheet.style(number, column).format("dd/mm/yyyy").set();
                    } else if (cell != null) {
                        sheet.value(number, column, cell.getText());
                    }
                }
                for (int i = 0; number == 2 && i < figures.length; i++) {
                    sheet.value(number, 3 + i, figures[i]);
                }
            }
        }
        return out.toByteArray();
    }
}
