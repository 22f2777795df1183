/** Pantau's entry point and wiring; may import every room, and no room imports it. */
@NullMarked
package org.pantau;

import org.jspecify.annotations.NullMarked;
