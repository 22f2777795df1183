package org.pantau.catalogue.table;

import org.pantau.catalogue.model.Said;

/** What was sent is no table that can be read, or one beyond the bounds. */
public final class UnreadableTable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Said said;

    public UnreadableTable(String indonesian, String english) {
        this(new Said(indonesian, english));
    }

    UnreadableTable(Said said) {
        super(said.english(), null, false, false);
        this.said = said;
    }

    /** What is wrong, and what to do about it. */
    public Said said() {
        return said;
    }
}
