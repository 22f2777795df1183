/** Readers and decoders under whatever bytes a fuzzer thinks of. */
@NullMarked
package org.pantau.read.fuzz;

import org.jspecify.annotations.NullMarked;
