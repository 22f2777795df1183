/** Tests of packing on a real PostgreSQL. */
@NullMarked
package org.pantau.store.pack;

import org.jspecify.annotations.NullMarked;
