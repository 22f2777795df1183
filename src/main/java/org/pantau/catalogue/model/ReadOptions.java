package org.pantau.catalogue.model;

import com.google.re2j.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading needs to know besides the format.
 *
 * @param decode steps before reading, in order
 * @param table how a table is laid out; its defaults for other formats
 * @param text what a text is searched for, with named groups; null for other formats
 */
public record ReadOptions(
        List<Decoder> decode, Table table, @Nullable Pattern text) {

    public static final ReadOptions NONE = new ReadOptions(List.of(), Table.USUAL, null);

    public ReadOptions {
        decode = List.copyOf(decode);
    }

    /**
     * The layout of a table.
     *
     * @param delimiter between cells of a text; null to find out from its first line
     * @param skip lines or rows above the header, 0 to 1000
     * @param header rows of the header, 0 to 5; without any the columns are called A, B, C …
     * @param comment what a line begins with that is to be left out; null for none
     * @param sheet name of the sheet, or its number from 1; null for the first one
     */
    public record Table(
            @Nullable Character delimiter,
            int skip,
            int header,
            @Nullable Character comment,
            @Nullable String sheet) {
        public static final Table USUAL = new Table(null, 0, 1, null, null);
    }

    /** Whether a decoder needs secrets or the time of the request. */
    public boolean sealed() {
        return decode.stream().anyMatch(Decoder::sealed);
    }
}
