/** Pantau against software nobody here wrote: what is stored must be what that software says of itself, to the unit. */
@NullMarked
package org.pantau.realinput;

import org.jspecify.annotations.NullMarked;
