package org.pantau.operate.sheet;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.table.CellValues;
import org.pantau.catalogue.table.UnreadableWorkbook;
import org.pantau.catalogue.table.Workbook;
import org.pantau.read.format.Bodies;

/**
 * The cells of a workbook's sheet, or of a table.
 *
 * @param rows number of a row, from 1, to its cells by column, from 0; blank cells are not in it
 * @param merged ranges of cells that were made one, such as {@code B3:B5}
 */
record Grid(Map<Integer, Map<Integer, Written>> rows, List<String> merged) {

    private static final int MOST_ROWS = 20_000;
    private static final int MOST_COLUMNS = 100;
    private static final Workbook.Bounds BOUNDS = new Workbook.Bounds(24L * 1024 * 1024, 16L * 1024 * 1024);
    private static final Pattern MERGED =
            Pattern.compile("<mergeCell[^>]*\\sref=\"([A-Z]{1,3}\\d{1,7}:[A-Z]{1,3}\\d{1,7})\"");
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    /**
     * A cell.
     *
     * @param value a text, number or truth value; null for an error
     * @param share whether the number is written as a percentage
     */
    record Written(@Nullable Object value, boolean formula, boolean share) {}

    /** Nothing can be made of a file; the message says why, in Indonesian. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String why) {
            super(why, null, false, false);
        }
    }

    static Grid of(byte[] file) throws UnreadableException {
        if (Workbook.is(file)) {
            return workbook(file);
        }
        if (startsWith(file, OLE)) {
            throw new UnreadableException(
                    "berkas Excel .xlsx atau CSV (ini .xls lama, atau berkas bersandi; simpan ulang sebagai .xlsx)");
        }
        String head = new String(file, 0, Math.min(file.length, 200), StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(java.util.Locale.ROOT);
        if (head.startsWith("%pdf") || head.startsWith("<") || head.indexOf('\0') >= 0) {
            throw new UnreadableException("berkas Excel .xlsx atau CSV (ini bukan keduanya)");
        }
        return table(file);
    }

    private static Grid workbook(byte[] file) throws UnreadableException {
        try (Workbook book = Workbook.open(file, BOUNDS)) {
            if (book.macros()) {
                throw new UnreadableException("berkas tanpa makro; simpan sebagai .xlsx");
            }
            for (Sheet sheet : book.sheets()) {
                Grid grid = sheet(sheet, merged(file));
                if (ReportSheet.header(grid).isPresent()) {
                    return grid;
                }
            }
            throw new UnreadableException(
                    "lembar dengan judul kolom Tanggal dan Kode layanan; unduh templat yang baru");
        } catch (UnreadableWorkbook e) {
            throw new UnreadableException(
                    "berkas Excel yang utuh (ini " + e.fault().said().indonesian() + ")");
        } catch (IOException | RuntimeException e) {
            throw new UnreadableException("berkas Excel yang utuh (ini rusak)");
        }
    }

    private static Grid sheet(Sheet sheet, List<String> merged) throws IOException, UnreadableException {
        Map<Integer, Map<Integer, Written>> rows = new LinkedHashMap<>();
        try (Stream<Row> stream = sheet.openStream()) {
            for (Row row : (Iterable<Row>) stream.filter(Objects::nonNull)::iterator) {
                Map<Integer, Written> cells = new LinkedHashMap<>();
                for (Cell cell : row) {
                    Written written = cell == null ? null : written(cell);
                    if (written != null) {
                        cells.put(cell.getColumnIndex(), written);
                    }
                }
                add(rows, row.getRowNum(), cells);
            }
        }
        return new Grid(rows, merged);
    }

    private static @Nullable Written written(Cell cell) {
        boolean formula = cell.getType() == CellType.FORMULA;
        Object value = CellValues.of(cell);
        if (cell.getType() == CellType.EMPTY
                || "".equals(value)
                || (value == null && cell.getType() == CellType.NUMBER)) {
            return null;
        }
        String format = Optional.ofNullable(cell.getDataFormatString()).orElse("");
        return new Written(value, formula, format.indexOf('%') >= 0);
    }

    /** The library does not tell of merged cells; all but their first look blank. */
    private static List<String> merged(byte[] file) throws IOException {
        List<String> merged = new ArrayList<>();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entry.getName().startsWith("xl/worksheets/")
                        && entry.getName().endsWith(".xml")) {
                    Matcher range = MERGED.matcher(
                            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                    while (range.find()) {
                        merged.add(range.group(1));
                    }
                }
            }
        }
        return merged;
    }

    private static Grid table(byte[] file) throws UnreadableException {
        try {
            String text = Bodies.text(file);
            Map<Integer, Map<Integer, Written>> rows = new LinkedHashMap<>();
            int number = 0;
            try (CsvReader<CsvRecord> records =
                    CsvReader.builder().fieldSeparator(separator(text)).ofCsvRecord(text)) {
                for (CsvRecord record : records) {
                    number++;
                    Map<Integer, Written> cells = new LinkedHashMap<>();
                    for (int column = 0; column < record.getFieldCount(); column++) {
                        String cell = record.getField(column).strip();
                        if (!cell.isEmpty()) {
                            cells.put(column, new Written(cell, false, false));
                        }
                    }
                    add(rows, number, cells);
                }
            }
            return new Grid(rows, List.of());
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw new UnreadableException("tabel CSV yang utuh (tanda kutip tidak ditutup, atau bukan teks)");
        }
    }

    /** The one that divides the line of the columns' names. */
    private static char separator(String text) {
        String line = text.lines()
                .limit(10)
                .filter(each -> Labels.plain(each).contains(Labels.plain(ReportTemplate.DAY)))
                .findFirst()
                .orElse("");
        return line.indexOf(';') >= 0 ? ';' : line.indexOf('\t') >= 0 ? '\t' : ',';
    }

    private static void add(Map<Integer, Map<Integer, Written>> rows, int number, Map<Integer, Written> cells)
            throws UnreadableException {
        if (cells.isEmpty()) {
            return;
        }
        if (rows.size() == MOST_ROWS || cells.keySet().stream().anyMatch(column -> column >= MOST_COLUMNS)) {
            throw new UnreadableException(
                    "paling banyak " + MOST_ROWS + " baris dan " + MOST_COLUMNS + " kolom; kirim beberapa berkas");
        }
        rows.put(number, cells);
    }

    private static boolean startsWith(byte[] file, byte[] magic) {
        if (file.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (file[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** {@code C7}. */
    static String cell(int row, int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.toString() + row;
    }
}
