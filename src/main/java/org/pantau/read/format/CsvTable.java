package org.pantau.read.format;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.ReadOptions.Table;

/**
 * CSV and its like, read as it streams. The delimiter is found in the first line where the feed does not name it; quotes
 * may hold line breaks; {@code # } before the header is no part of a name.
 */
public final class CsvTable implements RowSource {

    private static final int MAX_CELL = 1_000_000;
    private static final int PEEK = 64 * 1024;
    private static final String DELIMITERS = ",;\t|";

    private final LastCharacter characters;
    private final CsvReader<CsvRecord> csv;
    private final CloseableIterator<CsvRecord> records;
    private final Set<String> keep;
    private final List<String> columns;
    private final boolean named;

    private CsvTable(LastCharacter characters, Table layout, List<String> keep) throws IOException, UnreadableBody {
        this.characters = characters;
        this.keep = new HashSet<>(keep);
        this.named = layout.header() > 0;
        BufferedReader ahead = new BufferedReader(characters, PEEK);
        for (int i = 0; i < layout.skip(); i++) {
            skipLine(ahead);
        }
        Character given = layout.delimiter();
        Character comment = layout.comment();
        char delimiter = given == null ? delimiter(ahead, comment) : given;
        var builder = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(MAX_CELL);
        if (comment != null) {
            builder = builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(comment);
        }
        this.csv = builder.ofCsvRecord(ahead);
        this.records = csv.iterator();
        this.columns = header(layout.header());
    }

    /**
     * Begins to read a table.
     *
     * @param keep columns that are kept; empty keeps all
     * @throws UnreadableBody when its header cannot be read
     */
    public static CsvTable open(LastCharacter characters, Table layout, List<String> keep) throws UnreadableBody {
        try {
            return new CsvTable(characters, layout, keep);
        } catch (CsvParseException | IOException | UncheckedIOException e) {
            throw broken(e);
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable Row next() throws UnreadableBody {
        try {
            while (records.hasNext()) {
                Row row = row(records.next());
                if (row != null) {
                    return row;
                }
            }
            return null;
        } catch (CsvParseException | UncheckedIOException e) {
            throw broken(e);
        }
    }

    private @Nullable Row row(CsvRecord record) throws UnreadableBody {
        int fields = record.getFieldCount();
        boolean last = fields < columns.size() && named && !records.hasNext();
        if (last && !characters.endsLine()) {
            throw new UnreadableBody("a table that is cut short, at line " + record.getStartingLineNumber());
        }
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        boolean blank = true;
        String flaw = "";
        for (int i = 0; i < fields; i++) {
            String cell = record.getField(i).strip();
            blank &= cell.isEmpty();
            if (i >= columns.size() && named) {
                flaw = cell.isEmpty() ? flaw : "more cells than the header has names";
                continue;
            }
            if (i >= Columns.MOST) {
                throw new UnreadableBody("more than " + Columns.MOST + " columns");
            }
            String column = i < columns.size() ? columns.get(i) : Columns.letters(i);
            if (keep.isEmpty() || keep.contains(column)) {
                cells.put(column, cell);
            }
        }
        return blank ? null : new Row(cells, flaw);
    }

    private List<String> header(int rows) throws UnreadableBody {
        List<List<String>> header = new ArrayList<>();
        int width = 0;
        while (header.size() < rows && records.hasNext()) {
            List<String> names = new ArrayList<>(records.next().getFields());
            if (header.isEmpty() && names.get(0).startsWith("#")) {
                names.set(0, names.get(0).substring(1));
            }
            if (names.stream().anyMatch(name -> !name.isBlank())) {
                header.add(names);
                width = Math.max(width, names.size());
            }
        }
        if (header.size() < rows) {
            throw new UnreadableBody("a table without its header");
        }
        return Columns.names(header, width);
    }

    /** The one that stands most often in the first line, outside quotes; a comma where none does. */
    private static char delimiter(BufferedReader ahead, @Nullable Character comment) throws IOException {
        ahead.mark(PEEK);
        int[] counts = new int[DELIMITERS.length()];
        boolean quoted = false;
        boolean skipping = false;
        boolean lineBegins = true;
        boolean found = false;
        for (int i = 0; i < PEEK - 1; i++) {
            int c = ahead.read();
            if (c < 0 || (found && !quoted && (c == '\n' || c == '\r'))) {
                break;
            }
            if (lineBegins && comment != null && c == comment) {
                skipping = true;
            }
            lineBegins = c == '\n' || c == '\r';
            skipping &= !lineBegins;
            quoted ^= c == '"' && !skipping;
            found |= !skipping && c > ' ';
            int which = quoted || skipping ? -1 : DELIMITERS.indexOf(c);
            if (which >= 0) {
                counts[which]++;
            }
        }
        ahead.reset();
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return DELIMITERS.charAt(most);
    }

    private static void skipLine(BufferedReader ahead) throws IOException, UnreadableBody {
        int length = 0;
        for (int c = ahead.read(); c >= 0 && c != '\n'; c = ahead.read()) {
            if (++length > MAX_CELL) {
                throw new UnreadableBody("a line of more than " + MAX_CELL + " characters");
            }
        }
    }

    private static UnreadableBody broken(Exception e) {
        if (e instanceof CsvParseException) {
            return new UnreadableBody("a table that is cut short, or a quote left open, or a cell beyond any use");
        }
        return new UnreadableBody("a table whose packed data are cut short or damaged");
    }

    @Override
    public boolean replaced() {
        return characters.replaced();
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            // Nothing is written; what was read is already known.
        }
    }
}
