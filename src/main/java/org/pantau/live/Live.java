package org.pantau.live;

import java.time.Instant;

/**
 * How the watching itself does.
 *
 * @param at when the board was last brought up to date
 * @param ok false while what is seen cannot be kept
 * @param reason a code the page translates; empty when ok
 */
public record Live(Instant at, boolean ok, String reason) {}
