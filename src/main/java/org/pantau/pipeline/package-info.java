/**
 * The order of one cycle (ask, read, normalise, write, publish), its timers, and the reading of past days. Imports
 * catalogue, poll, read, normalise, store, live and measure.
 */
@NullMarked
package org.pantau.pipeline;

import org.jspecify.annotations.NullMarked;
