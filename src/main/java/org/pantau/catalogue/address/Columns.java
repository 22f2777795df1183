package org.pantau.catalogue.address;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pantau.catalogue.model.Said;
import org.pantau.catalogue.table.SmallTable.Cell;
import org.pantau.catalogue.table.SmallTable.Row;

/** The columns of a list as its header names them, in Indonesian or English. */
final class Columns {

    private static final int HEADER_WITHIN = 15;

    /** A column, and the words that name it; the earlier a word stands, the surer it is meant. */
    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private enum Column {
        GOVERNMENT(
                "kode wilayah",
                "kode pemerintah",
                "pemerintah",
                "pemerintah daerah",
                "pemda",
                "kabupaten kota",
                "kabupaten",
                "kota",
                "daerah",
                "wilayah",
                "government",
                "region"),
        AGENCY(
                "opd",
                "skpd",
                "perangkat daerah",
                "nama opd",
                "nama skpd",
                "nama perangkat daerah",
                "instansi",
                "nama instansi",
                "dinas",
                "nama dinas",
                "unit kerja",
                "badan",
                "agency",
                "agency name",
                "organisasi"),
        SERVICE(
                "layanan",
                "nama layanan",
                "jenis layanan",
                "pelayanan",
                "service",
                "service name",
                "aplikasi",
                "nama aplikasi",
                "sistem",
                "nama sistem",
                "sistem informasi"),
        NAME("nama", "name", "nama situs", "judul"),
        ADDRESS(
                "url",
                "alamat url",
                "alamat web",
                "alamat website",
                "alamat situs",
                "alamat layanan",
                "tautan",
                "link",
                "website",
                "situs web",
                "situs",
                "web",
                "laman",
                "domain",
                "endpoint",
                "alamat",
                "address"),
        CODE("kode layanan", "kode", "id layanan", "id", "code"),
        SECTOR("sektor", "sector", "bidang", "urusan"),
        HOURS("jam layanan", "jam pelayanan", "jam", "jam operasional", "jam buka", "hours", "service hours");

        private final List<String> words;

        Column(String... words) {
            this.words = List.of(words);
        }
    }

    /** Columns that say nothing of an address, and are no news. */
    private static final Set<String> UNSAID = Set.of("no", "nomor", "no urut", "nr", "number", "keterangan", "ket", "");

    private final Map<Column, Integer> columnToIndex;
    private final List<String> header;
    private final int at;

    private Columns(Map<Column, Integer> columnToIndex, List<String> header, int at) {
        this.columnToIndex = columnToIndex;
        this.header = header;
        this.at = at;
    }

    /** The header among the first rows; empty where the list has none. */
    static Optional<Columns> of(List<Row> rows) {
        for (int i = 0; i < Math.min(HEADER_WITHIN, rows.size()); i++) {
            List<String> keys = keys(rows.get(i));
            Map<Column, Integer> found = found(keys);
            boolean named = found.containsKey(Column.AGENCY)
                    || found.containsKey(Column.SERVICE)
                    || found.containsKey(Column.NAME)
                    || found.containsKey(Column.CODE);
            if (found.containsKey(Column.ADDRESS) && named) {
                return Optional.of(new Columns(found, keys, i));
            }
            if (rows.get(i).cells().stream().anyMatch(Loose::isAddress)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Map<Column, Integer> found(List<String> keys) {
        Map<Column, Integer> found = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            column.words.stream()
                    .filter(keys::contains)
                    .findFirst()
                    .ifPresent(word -> found.put(column, keys.indexOf(word)));
        }
        return found;
    }

    private static List<String> keys(Row row) {
        return row.cells().stream().map(cell -> Names.key(cell.text())).toList();
    }

    /** The index of the header's row. */
    int at() {
        return at;
    }

    /** Whether a row is the header once more, as on every printed page. */
    boolean repeatedIn(Row row) {
        return keys(row).equals(header);
    }

    /** The columns that nobody looks at. */
    List<Said> remarks(Row headerRow) {
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (!columnToIndex.containsValue(i) && !UNSAID.contains(header.get(i))) {
                ignored.add(Names.clean(headerRow.cell(i).text()));
            }
        }
        if (ignored.isEmpty()) {
            return List.of();
        }
        String names = String.join(", ", ignored);
        return List.of(new Said("kolom yang tidak dipakai: " + names, "columns not used: " + names));
    }

    Fields fields(Row row) {
        boolean two = columnToIndex.containsKey(Column.AGENCY)
                || columnToIndex.containsKey(Column.SERVICE)
                || columnToIndex.containsKey(Column.CODE);
        Cell name = cell(row, Column.NAME);
        // beside a column of agencies or codes a plain name is that of the service, beside one of services the agency's
        boolean nameIsService = two && !columnToIndex.containsKey(Column.SERVICE);
        boolean nameIsAgency = columnToIndex.containsKey(Column.SERVICE) && !columnToIndex.containsKey(Column.AGENCY);
        return new Fields(
                row.number(),
                row.hidden(),
                cell(row, Column.GOVERNMENT),
                nameIsAgency ? name : cell(row, Column.AGENCY),
                nameIsService ? name : cell(row, Column.SERVICE),
                two ? Cell.EMPTY : name,
                cell(row, Column.ADDRESS),
                cell(row, Column.CODE),
                cell(row, Column.SECTOR),
                cell(row, Column.HOURS));
    }

    private Cell cell(Row row, Column column) {
        return row.cell(columnToIndex.getOrDefault(column, -1));
    }
}
