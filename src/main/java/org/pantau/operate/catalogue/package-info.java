/** What is added to the catalogue on the page: checked like the file, kept with its history, never in the way of a start. */
@NullMarked
package org.pantau.operate.catalogue;

import org.jspecify.annotations.NullMarked;
