package org.pantau.read.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.ReadOptions.Table;
import org.pantau.catalogue.table.CellValues;
import org.pantau.catalogue.table.UnreadableWorkbook;
import org.pantau.catalogue.table.Workbook;

/**
 * One sheet of a workbook (xlsx), read as it streams. Numbers are numbers, dates texts as ISO 8601 has them; of a formula
 * its stored result; an error in a cell is no value.
 */
public final class WorkbookTable implements RowSource {

    private static final Workbook.Bounds BOUNDS = new Workbook.Bounds(256L * 1024 * 1024, 32L * 1024 * 1024);

    private final Workbook workbook;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
    private final Set<String> keep;
    private final List<String> columns;
    private final boolean named;

    private WorkbookTable(Workbook workbook, Table layout, List<String> keep) throws IOException, UnreadableBody {
        this.keep = new HashSet<>(keep);
        this.named = layout.header() > 0;
        this.workbook = workbook;
        stream = sheet(workbook, layout.sheet())
                .openStream()
                .filter(row -> row != null && row.getRowNum() > layout.skip());
        rows = stream.iterator();
        columns = header(layout.header());
    }

    /** Whether a body is a workbook, or an archive of another kind. */
    public static boolean is(byte[] body) {
        return Workbook.is(body);
    }

    /**
     * Begins to read a sheet.
     *
     * @param keep columns that are kept; empty keeps all
     * @throws UnreadableBody when it is no workbook, has no such sheet, or would grow beyond use
     */
    public static WorkbookTable open(byte[] body, Table layout, List<String> keep) throws UnreadableBody {
        try {
            return new WorkbookTable(Workbook.open(body, BOUNDS), layout, keep);
        } catch (UnreadableWorkbook e) {
            throw new UnreadableBody(e.fault().english());
        } catch (IOException | RuntimeException e) {
            throw new UnreadableBody(UnreadableWorkbook.Fault.NO_WORKBOOK.english());
        }
    }

    private static Sheet sheet(Workbook workbook, @Nullable String wanted) throws UnreadableBody {
        List<Sheet> sheets = workbook.sheets();
        Optional<Sheet> found = wanted == null
                ? sheets.stream().findFirst()
                : sheets.stream()
                        .filter(sheet -> sheet.getName().equals(wanted))
                        .findFirst();
        if (found.isEmpty() && wanted != null && wanted.matches("[1-9]\\d{0,3}")) {
            found = sheets.stream().skip(Integer.parseInt(wanted) - 1L).findFirst();
        }
        return found.orElseThrow(() ->
                new UnreadableBody(wanted == null ? "a workbook without a sheet" : "no sheet called '" + wanted + "'"));
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable Row next() throws UnreadableBody {
        try {
            while (rows.hasNext()) {
                Row row = row(rows.next());
                if (row != null) {
                    return row;
                }
            }
            return null;
        } catch (ExcelReaderException | UncheckedIOException | IllegalStateException e) {
            throw new UnreadableBody("a sheet that is damaged");
        }
    }

    private @Nullable Row row(org.dhatim.fastexcel.reader.Row from) throws UnreadableBody {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        boolean blank = true;
        String flaw = "";
        for (Cell cell : from) {
            Object value = cell == null ? null : CellValues.of(cell);
            if (cell == null || value == null || "".equals(value)) {
                continue;
            }
            blank = false;
            int at = cell.getColumnIndex();
            if (at >= columns.size() && named) {
                flaw = "more cells than the header has names";
                continue;
            }
            if (at >= Columns.MOST) {
                throw new UnreadableBody("more than " + Columns.MOST + " columns");
            }
            String column = at < columns.size() ? columns.get(at) : Columns.letters(at);
            if (keep.isEmpty() || keep.contains(column)) {
                cells.put(column, value);
            }
        }
        return blank ? null : new Row(cells, flaw);
    }

    private List<String> header(int wanted) throws UnreadableBody {
        List<List<String>> header = new ArrayList<>();
        int width = 0;
        while (header.size() < wanted && rows.hasNext()) {
            org.dhatim.fastexcel.reader.Row row = rows.next();
            List<String> names = new ArrayList<>();
            for (Cell cell : row) {
                Object value = cell == null ? null : CellValues.of(cell);
                if (cell != null && value != null) {
                    while (names.size() < cell.getColumnIndex() && names.size() <= Columns.MOST) {
                        names.add("");
                    }
                    names.add(value.toString());
                }
            }
            if (names.stream().anyMatch(name -> !name.isBlank())) {
                header.add(names);
                width = Math.max(width, names.size());
            }
        }
        if (header.size() < wanted) {
            throw new UnreadableBody("a table without its header");
        }
        return Columns.names(header, width);
    }

    @Override
    public boolean replaced() {
        return false;
    }

    @Override
    public void close() {
        stream.close();
        workbook.close();
    }
}
