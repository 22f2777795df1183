/** Tests of room operate. */
@NullMarked
package org.pantau.operate.backup;

import org.jspecify.annotations.NullMarked;
