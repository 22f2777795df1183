/** The live stream: one encoding per place and tick, shared by all its viewers. */
@NullMarked
package org.pantau.web.stream;

import org.jspecify.annotations.NullMarked;
