/** Pantau and its database, killed at random moments and started again: what was acknowledged is there, once. */
@NullMarked
package org.pantau.kill;

import org.jspecify.annotations.NullMarked;
