/** Tests of the whole: the command line and the shape of the code. */
@NullMarked
package org.pantau;

import org.jspecify.annotations.NullMarked;
