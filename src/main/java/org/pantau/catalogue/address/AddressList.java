package org.pantau.catalogue.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.address.AddressLine.Becomes;
import org.pantau.catalogue.address.AddressLine.State;
import org.pantau.catalogue.model.Said;
import org.pantau.catalogue.table.SmallTable;
import org.pantau.catalogue.table.SmallTable.Row;
import org.pantau.catalogue.table.UnreadableTable;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;

/**
 * A list of addresses as an agency sends it (agency, service, address), read against a catalogue that is there. Nothing is
 * saved by reading it.
 *
 * @param lines in the order of the list
 * @param remarks what a person should know of how the list was read
 */
public record AddressList(List<AddressLine> lines, List<Said> remarks) {

    /** Lines of a list, and bytes of its file. */
    public static final int MOST_LINES = 5_000;

    public static final int MOST_BYTES = 2 * 1024 * 1024;

    /** Room for titles and repeated headers besides the lines. */
    private static final SmallTable.Bounds BOUNDS = new SmallTable.Bounds(MOST_BYTES, MOST_LINES + 1_000);

    public AddressList {
        lines = List.copyOf(lines);
        remarks = List.copyOf(remarks);
    }

    /**
     * Reads a file: Excel (xlsx), CSV or text.
     *
     * @param name as the person calls it
     * @param within what the list may speak of: everything ({@link ScopePath#ROOT}), a government (which then is also where its
     *     new agencies belong; a province holds its regencies), or one agency. What lies outside is unknown to it
     * @throws UnreadableTable when the list as a whole cannot be read, is too large, or speaks of a place that is not there
     */
    public static AddressList read(byte[] body, String name, Catalogue tree, ScopePath within) throws UnreadableTable {
        return read(SmallTable.read(body, name, BOUNDS), tree, within);
    }

    /** Reads pasted text; otherwise like {@link #read(byte[], String, Catalogue, ScopePath)}. */
    public static AddressList read(String text, Catalogue tree, ScopePath within) throws UnreadableTable {
        return read(SmallTable.read(text, BOUNDS), tree, within);
    }

    private static AddressList read(SmallTable table, Catalogue tree, ScopePath within) throws UnreadableTable {
        checkWithin(tree, within);
        List<Said> remarks = new ArrayList<>(table.remarks());
        List<Fields> fields = fields(table.rows(), remarks);
        if (fields.isEmpty()) {
            throw new UnreadableTable("daftar ini kosong", "the list is empty");
        }
        if (fields.size() > MOST_LINES) {
            throw new UnreadableTable(
                    "lebih dari " + MOST_LINES + " baris; bagi menjadi beberapa daftar",
                    "more than " + MOST_LINES + " lines; split it into several lists");
        }
        boolean addressed = fields.stream().anyMatch(each -> Loose.isAddress(each.address()));
        if (!addressed && fields.size() > 1 && Columns.of(table.rows()).isEmpty()) {
            throw new UnreadableTable(
                    "tidak ada alamat web di daftar ini; perlu kolom Alamat (atau URL, Tautan)",
                    "no web address in this list, expected a column Address (or URL, Link)");
        }
        Places places = new Places(tree, within);
        LineReader reader = new LineReader(places, within, new Probes(tree, places));
        return new AddressList(fields.stream().map(reader::read).toList(), remarks);
    }

    private static void checkWithin(Catalogue tree, ScopePath within) throws UnreadableTable {
        boolean place = within.kind() == NodeKind.ROOT
                || within.kind() == NodeKind.GOVERNMENT
                || within.kind() == NodeKind.AGENCY;
        if (!place || !tree.holds(within)) {
            throw new UnreadableTable(
                    "'" + within + "' bukan pemerintah atau perangkat daerah di katalog",
                    "'" + within + "' is no government or agency of the catalogue");
        }
    }

    private static List<Fields> fields(List<Row> rows, List<Said> remarks) {
        Optional<Columns> header = Columns.of(rows);
        if (header.isEmpty()) {
            Loose loose = new Loose();
            List<Fields> fields = rows.stream().map(loose::fields).toList();
            remarks.addAll(loose.remarks());
            return fields;
        }
        Columns columns = header.get();
        if (columns.at() > 0) {
            remarks.add(new Said(
                    columns.at() + " baris di atas judul kolom dilewati",
                    columns.at() + " rows above the header are left out"));
        }
        remarks.addAll(columns.remarks(rows.get(columns.at())));
        return rows.stream()
                .skip(columns.at() + 1L)
                .filter(row -> !columns.repeatedIn(row))
                .map(columns::fields)
                .toList();
    }

    /** Whether nothing is wrong with any line. */
    public boolean sound() {
        return count(State.WRONG) == 0;
    }

    /** How many lines came to this. */
    public long count(State state) {
        return lines.stream().filter(line -> line.state() == state).count();
    }

    /**
     * What the sound lines add, as a document to be read together with those of the catalogue: the keys {@code agencies} and
     * {@code addresses}, both empty where nothing is new.
     */
    public String toYaml() {
        List<Becomes> added = lines.stream()
                .map(AddressLine::becomes)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(becomes -> !becomes.there())
                .toList();
        return AddressYaml.of(added);
    }
}
