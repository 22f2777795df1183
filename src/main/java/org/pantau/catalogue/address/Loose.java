package org.pantau.catalogue.address;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pantau.catalogue.model.FlawedAddress;
import org.pantau.catalogue.model.Said;
import org.pantau.catalogue.model.WebAddress;
import org.pantau.catalogue.table.SmallTable.Cell;
import org.pantau.catalogue.table.SmallTable.Row;

/** Rows without a header: what is an address is seen, and the names stand before it, or after it where it is first. */
final class Loose {

    private static final int NAMES = 3;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}[.)]?");
    private static final Pattern LAST_WORD = Pattern.compile("(.*\\S)\\s+(\\S+)");
    private static final Pattern FIRST_WORD = Pattern.compile("(\\S+)\\s+(\\S.*)");
    private static final Pattern TRAILING = Pattern.compile("[\\s:=>–—-]+$");
    private static final Pattern LEADING_NUMBER = Pattern.compile("^\\d{1,4}[.)]\\s+");

    private boolean leftOver;

    /** Whether a cell is meant as an address, right or wrong. */
    static boolean isAddress(Cell cell) {
        return cell.text().indexOf(' ') < 0 && isAddress(cell.text());
    }

    private static boolean isAddress(String text) {
        if (text.contains("://")) {
            return true;
        }
        try {
            WebAddress unused = WebAddress.of(text);
            return true;
        } catch (FlawedAddress no) {
            return false;
        }
    }

    /** What a person should know of the rows read so far. */
    List<Said> remarks() {
        return leftOver
                ? List.of(new Said(
                        "tanpa baris judul hanya pemerintah, instansi, layanan, dan alamat yang dibaca; untuk kolom lain beri"
                                + " judul: OPD, Layanan, Alamat, Kode, Sektor, Jam",
                        "without a header only government, agency, service and address are read; for other columns add one:"
                                + " Agency, Service, Address, Code, Sector, Hours"))
                : List.of();
    }

    Fields fields(Row row) {
        List<Cell> cells = new ArrayList<>(row.cells());
        cells.removeIf(cell -> cell.text().isEmpty() && cell.flaw() == null);
        if (cells.size() > 1 && NUMBER.matcher(cells.get(0).text()).matches()) {
            cells.remove(0);
        }
        int found = address(cells);
        int at = found < 0 ? split(cells) : found;
        if (at < 0) {
            at = cells.size() < NAMES ? cells.size() : cells.size() - 1;
        }
        Cell address = at < cells.size() ? cells.get(at) : Cell.EMPTY;
        List<Cell> names = at == 0 ? cells.subList(1, cells.size()) : cells.subList(0, at);
        leftOver |= (at > 0 && at + 1 < cells.size()) || names.size() > NAMES;
        return named(row, names, address);
    }

    private static Fields named(Row row, List<Cell> names, Cell address) {
        Cell none = Cell.EMPTY;
        int count = names.size();
        Cell name = count == 1 ? bare(names.get(0)) : none;
        Cell service = count > 1 ? bare(names.get(count - 1)) : none;
        Cell agency = count > 1 ? bare(names.get(count - 2)) : none;
        Cell government = count > 2 ? bare(names.get(count - 3)) : none;
        return new Fields(row.number(), row.hidden(), government, agency, service, name, address, none, none, none);
    }

    /** The cell that is an address, one with a scheme before others, the last before others; -1 for none. */
    private static int address(List<Cell> cells) {
        int found = -1;
        boolean sure = false;
        for (int i = 0; i < cells.size(); i++) {
            if (isAddress(cells.get(i))) {
                boolean scheme = cells.get(i).text().contains("://");
                found = scheme || !sure ? i : found;
                sure |= scheme;
            }
        }
        return found;
    }

    /** Parts the last cell that ends, or begins, with an address; the index of the address then, -1 where none does. */
    private static int split(List<Cell> cells) {
        for (int i = cells.size() - 1; i >= 0; i--) {
            String text = cells.get(i).text();
            Matcher last = LAST_WORD.matcher(text);
            Matcher first = FIRST_WORD.matcher(text);
            if (last.matches() && isAddress(last.group(2))) {
                cells.set(i, Cell.of(last.group(1)));
                cells.add(i + 1, Cell.of(last.group(2)));
                return i + 1;
            }
            if (first.matches() && isAddress(first.group(1))) {
                cells.set(i, Cell.of(first.group(2)));
                cells.add(i + 1, Cell.of(first.group(1)));
                return i + 1;
            }
        }
        return -1;
    }

    private static Cell bare(Cell cell) {
        String text = LEADING_NUMBER.matcher(cell.text()).replaceFirst("");
        return cell.flaw() == null ? Cell.of(TRAILING.matcher(text).replaceFirst("")) : cell;
    }
}
