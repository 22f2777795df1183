/** Tests of the roll-ups on a real PostgreSQL. */
@NullMarked
package org.pantau.store.rollup;

import org.jspecify.annotations.NullMarked;
