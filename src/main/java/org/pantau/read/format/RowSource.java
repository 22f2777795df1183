package org.pantau.read.format;

import java.io.Closeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a table, one after the other, so that a large one is never held whole. */
public interface RowSource extends Closeable {

    /** Their names, unlike one another. */
    List<String> columns();

    /**
     * The next row.
     *
     * @return null after the last one; the cells of a row by column, only those that are kept
     * @throws UnreadableBody when the table breaks off: then the rows before count for nothing either
     */
    @Nullable
    Row next() throws UnreadableBody;

    /** Whether bytes were found so far that are no character of the encoding. */
    boolean replaced();

    /**
     * One row.
     *
     * @param flaw why its cells cannot be told apart; empty where they can
     */
    record Row(Map<String, @Nullable Object> cells, String flaw) {}

    @Override
    void close();
}
