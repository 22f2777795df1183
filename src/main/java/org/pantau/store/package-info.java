/**
 * The only writer of measured values: batches in group commits, a spool on the disk, partitions ahead of time, retention. Imports {@code
 * database}, {@code catalogue} and {@code measure}.
 */
@NullMarked
package org.pantau.store;

import org.jspecify.annotations.NullMarked;
