package org.pantau.catalogue.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.table.SmallTable.Bounds;
import org.pantau.catalogue.table.SmallTable.Cell;
import org.pantau.catalogue.table.SmallTable.Row;

/**
 * Text whose cells stand between tabs, semicolons, bars or commas, with or without quotes; text without any of them has one
 * cell a line.
 */
final class TextTable {

    private static final char[] DELIMITERS = {'\t', ';', '|', ','};
    private static final int LOOKED_AT = 200;
    private static final int LONGEST_CELL = 100_000;
    /** Excel's own first line that names the delimiter. */
    private static final Pattern NAMED = Pattern.compile("sep=(.)\\R");
    /** What stands in an address separates nothing, except where it begins its line. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?<!^)https?://[^\\s\";|,/?#]*(?:[/?#][^\\s\"]*)?");

    private static final Pattern LINE = Pattern.compile("\\R");

    private TextTable() {}

    static SmallTable read(String text, Bounds bounds) throws UnreadableTable {
        String whole = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (whole.indexOf('\0') >= 0) {
            throw new UnreadableTable(
                    "bukan teks; kirim Excel (.xlsx), CSV, atau teks", "no text, expected Excel (.xlsx), CSV or text");
        }
        if (whole.stripLeading().startsWith("<")) {
            throw new UnreadableTable(
                    "ini halaman web atau XML, walau mungkin berakhiran .xls; simpan sebagai .xlsx atau CSV",
                    "a web page or XML, whatever its name ends in; save it as .xlsx or CSV");
        }
        Matcher named = NAMED.matcher(whole);
        if (named.lookingAt()) {
            return cells(whole.substring(named.end()), named.group(1).charAt(0), 1, bounds);
        }
        Character delimiter = delimiter(whole);
        return delimiter == null ? lines(whole, bounds) : cells(whole, delimiter, 0, bounds);
    }

    /** The one that at least half of the lines have; null where none does. */
    private static @Nullable Character delimiter(String text) {
        List<String> lines = LINE.splitAsStream(text)
                .filter(line -> !line.isBlank())
                .limit(LOOKED_AT)
                .map(line -> ADDRESS.matcher(line).replaceAll("x"))
                .toList();
        for (char each : DELIMITERS) {
            long having = lines.stream().filter(line -> line.indexOf(each) >= 0).count();
            if (having > 0 && having * 2 >= lines.size()) {
                return each;
            }
        }
        return null;
    }

    private static SmallTable lines(String text, Bounds bounds) throws UnreadableTable {
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line : LINE.split(text, -1)) {
            number++;
            add(rows, new Row(number, List.of(Cell.of(line.strip())), false), bounds);
        }
        return new SmallTable(rows, List.of());
    }

    private static SmallTable cells(String text, char delimiter, int linesBefore, Bounds bounds)
            throws UnreadableTable {
        List<Row> rows = new ArrayList<>();
        long read = linesBefore;
        try (CsvReader<CsvRecord> csv = reader(text, delimiter);
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            while (records.hasNext()) {
                CsvRecord record = records.next();
                read = record.getStartingLineNumber() + linesBefore;
                List<Cell> cells = record.getFields().stream()
                        .limit(SmallTable.MOST_COLUMNS)
                        .map(field -> Cell.of(field.strip()))
                        .toList();
                add(rows, new Row((int) read, cells, false), bounds);
            }
        } catch (CsvParseException e) {
            throw new UnreadableTable(
                    "tanda kutip (\") yang dibuka sesudah baris " + read
                            + " tidak ditutup, atau selnya terlalu panjang",
                    "a quote (\") opened after line " + read + " is never closed, or a cell is too long");
        } catch (IOException impossible) {
            throw new IllegalStateException("text in memory is always there", impossible);
        }
        return new SmallTable(rows, List.of());
    }

    private static CsvReader<CsvRecord> reader(String text, char delimiter) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL)
                .ofCsvRecord(text);
    }

    private static void add(List<Row> rows, Row row, Bounds bounds) throws UnreadableTable {
        if (row.blank()) {
            return;
        }
        if (rows.size() == bounds.rows()) {
            throw SmallTable.tooLong(bounds);
        }
        rows.add(row);
    }
}
