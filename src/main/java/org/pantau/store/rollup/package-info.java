/** Roll-ups of samples to 5 minutes, hours and days. */
@NullMarked
package org.pantau.store.rollup;

import org.jspecify.annotations.NullMarked;
