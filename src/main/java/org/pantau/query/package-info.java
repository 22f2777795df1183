/**
 * The only reader of measured values: history in buckets, and what a start must know of the time before. May import
 * database, catalogue and measure.
 */
@NullMarked
package org.pantau.query;

import org.jspecify.annotations.NullMarked;
