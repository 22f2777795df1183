package org.pantau.store.spool;

import java.time.Instant;

/**
 * A file that was put aside because it could not be understood, or the database refused what is in it.
 *
 * @param at when it was put aside
 * @param why in the words of what refused it; empty where that was not written down
 */
public record Aside(String name, long bytes, Instant at, String why) {}
