/** Tests of room operate. */
@NullMarked
package org.pantau.operate.doctor;

import org.jspecify.annotations.NullMarked;
