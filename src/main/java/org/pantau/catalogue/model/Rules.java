package org.pantau.catalogue.model;

import org.jspecify.annotations.Nullable;
import org.pantau.expression.Expression;

/**
 * Rules over the whole answer ({@code $doc}); null where the catalogue says nothing. Asked in this order: gateway error,
 * new login, zero, empty, success.
 *
 * @param success must hold for the answer to count; null means HTTP status 2xx is enough. A rule that answers nothing
 *     counts as false.
 * @param empty holds for a good answer without rows
 * @param zero holds for an answer that means zero for every count mapped
 * @param gatewayError holds for an error of a gateway in between: says nothing about the service
 * @param reloginWhen holds for an answer that asks for a new login; where one did not help, access is refused
 */
public record Rules(
        @Nullable Expression success,
        @Nullable Expression empty,
        @Nullable Expression zero,
        @Nullable Expression gatewayError,
        @Nullable Expression reloginWhen) {
    public static final Rules NONE = new Rules(null, null, null, null, null);
}
