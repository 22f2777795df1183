package org.pantau.catalogue.address;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Said;
import org.pantau.catalogue.table.SmallTable.Cell;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;

/** What is wrong with a line, and what is worth knowing of it. */
final class Notes {

    private final List<Said> wrong = new ArrayList<>();
    private final List<Said> warnings = new ArrayList<>();

    void wrong(String indonesian, String english) {
        wrong.add(new Said(indonesian, english));
    }

    void wrong(Said said) {
        wrong.add(said);
    }

    void warn(String indonesian, String english) {
        warnings.add(new Said(indonesian, english));
    }

    List<Said> wrong() {
        return wrong;
    }

    List<Said> warnings() {
        return warnings;
    }

    /** A name that means several places is wrong until one of them is chosen. */
    void ambiguous(String indonesian, String english, String text, Match match) {
        wrong(
                indonesian + " '" + text + "' dapat berarti " + match.named() + "; tulis jalurnya",
                english + " '" + text + "' may mean " + match.named() + "; write its path");
    }

    /** What a cell says, as it is kept. */
    static String text(Cell cell) {
        return Names.clean(cell.text());
    }

    /** The first of the cells that is a path of this kind; null where none is. */
    static @Nullable ScopePath path(NodeKind kind, Cell... cells) {
        for (Cell cell : cells) {
            ScopePath path = ScopePath.parse(text(cell)).orElse(null);
            if (path != null && path.kind() == kind) {
                return path;
            }
        }
        return null;
    }
}
