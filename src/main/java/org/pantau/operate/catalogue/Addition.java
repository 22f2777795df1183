package org.pantau.operate.catalogue;

import java.time.Instant;

/**
 * A document added to the catalogue on the page.
 *
 * @param name tells it from the others; what mistakes in it are called by
 * @param title for people
 * @param trusted whether an administrator saved it, so that its feeds may reach what those of the catalogue file may
 */
public record Addition(
        String name, int revision, String title, String yaml, String savedBy, boolean trusted, Instant savedAt) {}
