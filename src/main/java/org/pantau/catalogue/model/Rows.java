package org.pantau.catalogue.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.expression.Expression;

/**
 * Which rows an answer has, and what each names.
 *
 * @param rows over the document; one item and a list of one behave alike
 * @param service the row's foreign service code; null where the feed names exactly one service
 * @param name what the source calls it; null where it does not say
 * @param at the day or time the row is about; null means the time of the poll
 * @param asOf the source's own time of its figures; null where it gives none
 */
public record Rows(
        Expression rows,
        @Nullable Expression service,
        @Nullable Expression name,
        @Nullable Expression at,
        @Nullable Expression asOf) {

    /** As written: which rows, and the service each names; empty where there is none. */
    public List<String> sources() {
        return List.of(rows.source(), service == null ? "" : service.source());
    }
}
