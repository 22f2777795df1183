package org.pantau.read;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Counting.Beside;

/**
 * One row of an answer, still in the source's own terms.
 *
 * @param row number of the row, from 0
 * @param code the service as the source names it; empty where the feed names exactly one service
 * @param name what the source calls it; null where it does not say
 * @param at the day or time the row is about, as evaluated; null where the row does not say
 * @param asOf the source's own time of its figures; null where it gives none
 * @param identity what tells this row from others of the same service (labels); empty where nothing does. Counters keep
 *     their position per identity.
 * @param cells by name of the measure
 */
public record Reading(
        int row,
        String code,
        @Nullable String name,
        @Nullable Object at,
        @Nullable Object asOf,
        String identity,
        Map<String, Cell> cells) {

    public Reading {
        cells = Map.copyOf(cells);
    }

    /**
     * One value of a row, as evaluated.
     *
     * @param value a Number, String or Boolean; null for nothing
     * @param weight how many cases a mean stands for; null where the mapping has no weight
     * @param problem why the cell could not be read; empty when it could
     * @param besides what else the mapping asks of the row; what the row does not say is left out
     */
    public record Cell(@Nullable Object value, @Nullable Object weight, String problem, Map<Beside, Object> besides) {

        public Cell {
            besides = Map.copyOf(besides);
        }

        public Cell(@Nullable Object value, @Nullable Object weight, String problem) {
            this(value, weight, problem, Map.of());
        }

        public static Cell of(@Nullable Object value) {
            return new Cell(value, null, "");
        }
    }
}
