/** What the texts of sources come to: numbers, times and service codes. Pure. */
@NullMarked
package org.pantau.normalise.text;

import org.jspecify.annotations.NullMarked;
