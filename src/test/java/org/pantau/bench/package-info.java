/** Benchmarks: each prints its figures with units, CPU per unit of work of all processes, and a baseline of the same run. */
@NullMarked
package org.pantau.bench;

import org.jspecify.annotations.NullMarked;
