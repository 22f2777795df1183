/** Tests of reading history on a real PostgreSQL, against the same sums done plainly in memory. */
@NullMarked
package org.pantau.query;

import org.jspecify.annotations.NullMarked;
