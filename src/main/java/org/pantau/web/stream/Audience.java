package org.pantau.web.stream;

import org.pantau.measure.ScopePath;

/**
 * Viewers who see the same: one place, with or without the plain causes meant for operators.
 *
 * @param scope the place they look at
 * @param operator whether they look after its feeds
 */
public record Audience(ScopePath scope, boolean operator) {}
