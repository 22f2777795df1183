package org.pantau.catalogue.model;

import org.jspecify.annotations.Nullable;
import org.pantau.expression.Expression;

/**
 * How an answer goes on on further pages.
 *
 * @param by what asks for the next page
 * @param start number of the first page or row; 0 for the others
 * @param size rows asked for at a time, also as {@code {size}}; 0 where the source decides
 * @param first text that stands for the first page in place of its number ({@code null}), or the first cursor; null where
 *     the number itself is sent, or an empty cursor
 * @param next the next page's address or cursor, over the page; null where pages are numbered
 * @param rows the rows of a page, to count them; null for the feed's own rows
 * @param total rows there are on all pages together; null where the source does not say
 * @param last number of the last page, in the numbering of {@code start}; null where the source does not say
 * @param more whether a further page follows; null where the source does not say
 * @param most pages read at most, 1 to 1000
 */
public record PageSpec(
        By by,
        long start,
        int size,
        @Nullable String first,
        @Nullable Expression next,
        @Nullable Expression rows,
        @Nullable Expression total,
        @Nullable Expression last,
        @Nullable Expression more,
        int most) {

    /** What asks for the next page. */
    public enum By {
        /** {@code {page}} counts pages. */
        PAGE("page"),
        /** {@code {offset}} counts rows from 0. */
        OFFSET("offset"),
        /** {@code {start}} counts rows from 1. */
        START("start"),
        /** The answer holds the next address. */
        NEXT(""),
        /** {@code {cursor}} is what the answer says. */
        CURSOR("cursor");

        private final String place;

        By(String place) {
            this.place = place;
        }

        /** The name it has in the request's texts; empty where it has none. */
        public String place() {
            return place;
        }
    }
}
