/** Time as a government counts it: periods in its zone, service hours, working days and holidays. */
@NullMarked
package org.pantau.measure.time;

import org.jspecify.annotations.NullMarked;
