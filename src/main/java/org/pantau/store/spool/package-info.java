/**
 * What was accepted while the database is away, in order and on the disk. Knows nothing of what it keeps; imports no other
 * room.
 */
@NullMarked
package org.pantau.store.spool;

import org.jspecify.annotations.NullMarked;
