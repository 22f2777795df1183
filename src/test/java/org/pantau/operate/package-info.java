/** Tests of room operate. */
@NullMarked
package org.pantau.operate;

import org.jspecify.annotations.NullMarked;
