/** What happens to a body before it is read, and to its tree after: unpacking, opening, cleaning. */
@NullMarked
package org.pantau.read.decode;

import org.jspecify.annotations.NullMarked;
