package org.pantau.normalise;

import org.jspecify.annotations.Nullable;
import org.pantau.measure.ScopePath;

/**
 * A code in an answer that leads to no service of the catalogue. Its values are kept under {@code path}, in no total
 * until an operator confirms it.
 *
 * @param code as the source writes it
 * @param name what the source calls it; null where it does not say
 * @param path agency and code
 */
public record Unconfirmed(String code, @Nullable String name, ScopePath path) {}
