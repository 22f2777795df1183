package org.pantau.catalogue.model;

import java.time.Duration;
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
 * @param events what makes each row a single event; null where rows are figures
 */
public record Rows(
        Expression rows,
        @Nullable Expression service,
        @Nullable Expression name,
        @Nullable Expression at,
        @Nullable Expression asOf,
        @Nullable Events events) {

    /** Rows that are figures. */
    public Rows(
            Expression rows,
            @Nullable Expression service,
            @Nullable Expression name,
            @Nullable Expression at,
            @Nullable Expression asOf) {
        this(rows, service, name, at, asOf, null);
    }

    /**
     * Rows that are single events.
     *
     * @param id tells an event from the same one on another page
     * @param recount how many days back every answer reaches, today included; null where the request says the window
     */
    public record Events(Expression id, @Nullable Duration recount) {}

    /** As written: which rows, and the service each names; empty where there is none. */
    public List<String> sources() {
        return List.of(rows.source(), service == null ? "" : service.source());
    }
}
