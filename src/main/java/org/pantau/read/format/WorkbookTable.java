package org.pantau.read.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.ReadOptions.Table;

/**
 * One sheet of a workbook (xlsx), read as it streams. Numbers are numbers, dates texts as ISO 8601 has them; of a formula
 * its stored result; an error in a cell is no value.
 */
public final class WorkbookTable implements RowSource {

    private static final long MOST_BYTES = 256L * 1024 * 1024;
    private static final long MOST_SHARED_BYTES = 32L * 1024 * 1024;
    private static final int MOST_ENTRIES = 2_000;
    /** Letters of dates, outside of quotes and of brackets. */
    private static final Pattern DATE_FORMAT =
            Pattern.compile("(?i)(?:\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|[^ydhms\"\\[\\\\])*[ydhms].*");

    private final ReadableWorkbook workbook;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
    private final Set<String> keep;
    private final List<String> columns;
    private final boolean named;

    private WorkbookTable(byte[] body, Table layout, List<String> keep) throws IOException, UnreadableBody {
        this.keep = new HashSet<>(keep);
        this.named = layout.header() > 0;
        workbook = new ReadableWorkbook(new ByteArrayInputStream(body), new ReadingOptions(true, true));
        stream = sheet(workbook, layout.sheet())
                .openStream()
                .filter(row -> row != null && row.getRowNum() > layout.skip());
        rows = stream.iterator();
        columns = header(layout.header());
    }

    /** Whether a body is a workbook, or an archive of another kind. */
    public static boolean is(byte[] body) {
        return body.length > 4 && body[0] == 'P' && body[1] == 'K' && body[2] == 3 && body[3] == 4;
    }

    /**
     * Begins to read a sheet.
     *
     * @param keep columns that are kept; empty keeps all
     * @throws UnreadableBody when it is no workbook, has no such sheet, or would grow beyond use
     */
    public static WorkbookTable open(byte[] body, Table layout, List<String> keep) throws UnreadableBody {
        measure(body);
        try {
            return new WorkbookTable(body, layout, keep);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableBody("not a workbook (xlsx), or damaged");
        }
    }

    /** What is packed small can still fill the memory: looked at before anything is kept of it. */
    private static void measure(byte[] body) throws UnreadableBody {
        long all = 0;
        byte[] some = new byte[64 * 1024];
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(body))
                .get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            if (entries.size() > MOST_ENTRIES) {
                throw new UnreadableBody("a workbook of more than " + MOST_ENTRIES + " parts");
            }
            for (ZipArchiveEntry entry : entries) {
                boolean held = !entry.getName().startsWith("xl/worksheets/");
                long of = 0;
                try (InputStream part = zip.getInputStream(entry)) {
                    for (int count = part.read(some); count >= 0; count = part.read(some)) {
                        of += count;
                        all += count;
                        if (all > MOST_BYTES || (held && of > MOST_SHARED_BYTES)) {
                            throw new UnreadableBody("a workbook that is too big unpacked");
                        }
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableBody("a workbook that is cut short or damaged");
        }
    }

    private static Sheet sheet(ReadableWorkbook workbook, @Nullable String wanted) throws UnreadableBody {
        if (wanted == null) {
            return workbook.getFirstSheet();
        }
        Optional<Sheet> found = workbook.findSheet(wanted);
        if (found.isEmpty() && wanted.matches("[1-9]\\d{0,3}")) {
            found = workbook.getSheet(Integer.parseInt(wanted) - 1);
        }
        return found.orElseThrow(() -> new UnreadableBody("no sheet called '" + wanted + "'"));
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
            Object value = cell == null ? null : value(cell);
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
                Object value = cell == null ? null : value(cell);
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

    private static @Nullable Object value(Cell cell) {
        return switch (cell.getType()) {
            case EMPTY, ERROR -> null;
            case BOOLEAN -> cell.asBoolean();
            case STRING -> cell.asString().strip();
            case NUMBER -> number(cell, cell.asNumber());
            case FORMULA -> stored(cell);
        };
    }

    private static @Nullable Object stored(Cell cell) {
        String raw = cell.getRawValue();
        if (raw == null || raw.isBlank() || raw.startsWith("#")) {
            return null;
        }
        try {
            return number(cell, new BigDecimal(raw.strip()));
        } catch (NumberFormatException text) {
            return raw.strip();
        }
    }

    private static Object number(Cell cell, BigDecimal value) {
        String format = cell.getDataFormatString();
        if (format != null && DATE_FORMAT.matcher(format).matches()) {
            return date(value);
        }
        if (value.scale() <= 0 || value.stripTrailingZeros().scale() <= 0) {
            BigInteger whole = value.toBigInteger();
            if (whole.bitLength() < 32) {
                return whole.intValue();
            }
            return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
        }
        return value.doubleValue();
    }

    /** Days since the end of 1899, as every program counts them; what is below one day is a time of day. */
    private static String date(BigDecimal days) {
        double value = days.doubleValue();
        if (value < 0 || value > 2_958_466) {
            return days.toPlainString();
        }
        LocalDateTime at = LocalDateTime.of(1899, 12, 30, 0, 0).plusSeconds(Math.round(value * 86_400));
        if (value < 1) {
            return at.toLocalTime().toString();
        }
        return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? at.toLocalDate().toString()
                : at.toLocalDate() + " " + at.toLocalTime();
    }

    @Override
    public boolean replaced() {
        return false;
    }

    @Override
    public void close() {
        stream.close();
        try {
            workbook.close();
        } catch (IOException e) {
            // Nothing is written; what was read is already known.
        }
    }
}
