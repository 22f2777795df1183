package org.pantau.read.push;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pantau.read.format.Bodies;
import org.pantau.read.format.UnreadableBody;

/** Pantau's own batch as a table: a header row with {@code service, measure, at, value}, then an item a row. */
final class OwnTable {

    private static final int MOST_ROWS = 10_000;

    private OwnTable() {}

    static List<Map<String, Object>> read(byte[] body) throws UnreadableBody {
        String text = Bodies.text(body);
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        char separator = first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
        try (CsvReader<CsvRecord> records =
                CsvReader.builder().fieldSeparator(separator).ofCsvRecord(text)) {
            return items(records);
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw new UnreadableBody("not a table: a quote that is not closed, or rows of different lengths");
        }
    }

    private static List<Map<String, Object>> items(Iterable<CsvRecord> records) throws UnreadableBody {
        List<Map<String, Object>> items = new ArrayList<>();
        List<String> header = List.of();
        for (CsvRecord record : records) {
            if (header.isEmpty()) {
                header = record.getFields().stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toList();
                if (!header.contains("measure") || !header.contains("value")) {
                    throw new UnreadableBody("row 1: a header is expected such as service,measure,at,value");
                }
                continue;
            }
            if (record.getFieldCount() == 1 && record.getField(0).isBlank()) {
                continue;
            }
            if (record.getFieldCount() > header.size()) {
                throw new UnreadableBody("row " + record.getStartingLineNumber() + ": more cells than the header has");
            }
            if (items.size() == MOST_ROWS) {
                throw new UnreadableBody("more than " + MOST_ROWS + " rows, send them in several parts");
            }
            Map<String, Object> item = new HashMap<>();
            for (int i = 0; i < record.getFieldCount(); i++) {
                String cell = record.getField(i).strip();
                if (!cell.isEmpty()) {
                    item.put(header.get(i), cell);
                }
            }
            items.add(item);
        }
        return items;
    }
}
