/** Packs what is no longer fresh: one row for a day of a series, readable by the same questions. */
@NullMarked
package org.pantau.store.pack;

import org.jspecify.annotations.NullMarked;
