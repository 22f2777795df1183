/** Tests of room operate. */
@NullMarked
package org.pantau.operate.manual;

import org.jspecify.annotations.NullMarked;
