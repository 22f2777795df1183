/** Bodies to one tree of maps, lists and plain values, strictly: one file per format. */
@NullMarked
package org.pantau.read.format;

import org.jspecify.annotations.NullMarked;
