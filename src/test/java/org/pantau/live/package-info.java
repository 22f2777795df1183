/** Tests of the board, driven by batches and a clock of their own. */
@NullMarked
package org.pantau.live;

import org.jspecify.annotations.NullMarked;
