/** Values as they are stored and passed on: samples, period values, aggregates and their sketches. */
@NullMarked
package org.pantau.measure.value;

import org.jspecify.annotations.NullMarked;
