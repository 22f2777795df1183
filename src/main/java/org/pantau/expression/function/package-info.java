/** Functions a mapping may call: Indonesian and English numbers, dates and durations. They never repeat data in errors. */
@NullMarked
package org.pantau.expression.function;

import org.jspecify.annotations.NullMarked;
