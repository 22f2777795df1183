/** Readings to samples and period values, pure: units, zones, semantics, corrections. */
@NullMarked
package org.pantau.normalise;

import org.jspecify.annotations.NullMarked;
